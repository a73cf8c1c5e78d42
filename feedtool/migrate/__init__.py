"""Another tool's show to our records. Pure: it gets what was read and gives what to write."""
