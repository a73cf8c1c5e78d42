"""Numbers of episodes and seasons, which are texts in a record, and how long one may be."""

MOST_DIGITS = 18
"""No size has more; of thousands of digits Python makes no number."""


def plain_number(text: str) -> str:
    """Leave the zeros out that a whole number begins with: `072` is `72`. Others stay."""
    return text.lstrip("0") or "0" if text.isdecimal() else text
