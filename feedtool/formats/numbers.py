"""Numbers of episodes and seasons, which are texts in a record."""


def plain_number(text: str) -> str:
    """Leave the zeros out that a whole number begins with: `072` is `72`. Others stay."""
    return text.lstrip("0") or "0" if text.isdecimal() else text
