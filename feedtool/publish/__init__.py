"""Station publish: the built feed and what it points to, to a target, the feed last."""
