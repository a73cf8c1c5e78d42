"""Who speaks in running text: finding the labels, and only those, that name a speaker."""
