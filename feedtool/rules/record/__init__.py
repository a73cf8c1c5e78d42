"""Family RC: faults of the record itself, met while it is read."""
