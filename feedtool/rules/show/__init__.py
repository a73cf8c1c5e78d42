"""Family SH: what the channel says of the show."""
