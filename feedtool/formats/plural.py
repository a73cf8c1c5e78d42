"""Numbers with what they count, as people write them."""


def count(number: float, noun: str, plural: str = "") -> str:
    """Write `1 day`, `2 days`, `1,000 days`; words that take no s name their plural."""
    shown = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{shown} {noun if number == 1 else plural or f'{noun}s'}"
