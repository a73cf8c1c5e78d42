"""From a feed, or from the show of another tool, to a folder of records; `migrate` maps them."""
