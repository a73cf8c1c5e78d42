"""Texts without end, made fit for a line."""


def shorten(text: str, most: int) -> str:
    """Cut a text to `most` characters; `…` stands for the rest."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
