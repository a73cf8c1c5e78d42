"""Station load: files to a catalog, with faults for what could not be read."""
