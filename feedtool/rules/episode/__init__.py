"""Family EP: what an item of the feed says of its episode."""
