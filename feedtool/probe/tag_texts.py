"""Station probe: texts of tags, made fit to be kept and shown."""

from feedtool.formats.xml_text import strip_illegal
from feedtool.model.tagging import MAX_VALUE, Frame, digest_of


def plain(text: str) -> str:
    """Make a tag's text fit to be shown: at most 300 characters, none that XML forbids."""
    return strip_illegal(text[:MAX_VALUE])


def make_frame(
    kind: str, name: str, text: str, description: str = "", language: str = "", length: int = 0
) -> Frame:
    """Make a frame of texts of any length."""
    digest = digest_of(strip_illegal(text)) if len(text) > MAX_VALUE else ""
    shown = (plain(text), plain(description), plain(language))
    return Frame(kind, plain(name), *shown, length, digest)
