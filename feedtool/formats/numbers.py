"""Numbers that are texts in records and feeds: of episodes and seasons, and sizes of files."""

_MOST_DIGITS = 18
"""No size has more; of thousands of digits Python makes no number."""


def read_size(text: str) -> int | None:
    """Read a size in bytes; None for what is no whole number, or longer than any size."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def plain_number(text: str) -> str:
    """Leave the zeros out that a whole number begins with: `072` is `72`. Others stay."""
    return text.lstrip("0") or "0" if text.isdecimal() else text
