"""Markdown and HTML of notes: turned into one another, and looked into with places kept."""
