"""Station compose: the record and the media's facts to what the feed will say. Total and pure."""
