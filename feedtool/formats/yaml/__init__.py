"""YAML: text to plain data in which every value keeps its text and its place, and back."""
