"""How many columns a text takes where every character has one or two."""

import unicodedata


def display_width(text: str) -> int:
    """Count the columns a terminal gives a text: wide East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
