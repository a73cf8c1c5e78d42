"""Station compare: the feed that is out against the feed to come. It is pure, and does no I/O."""
