"""Chapters: the list in the record, a file of it, and the times in the notes."""
