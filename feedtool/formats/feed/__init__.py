"""A feed's XML, whoever wrote it: bytes to a tree whose every part knows its place."""
