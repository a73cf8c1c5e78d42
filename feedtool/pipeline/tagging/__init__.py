"""What `feedtool tag` does to a show: which files, which values. Station `tag` writes one file."""
