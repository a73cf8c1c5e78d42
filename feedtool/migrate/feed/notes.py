"""Notes of a feed as Markdown, where Markdown gives the very same text back, else as HTML."""

import re

from feedtool.formats.markup.convert import plain_paragraph, render_markdown
from feedtool.migrate.feed.markdown import to_markdown

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])|&(?=#?\w)|(?<=!)(?=\[)")
_LINE_START = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|\d{1,9}(?=[.)](?:\s|$))|=+\s*$|-{2,})", re.MULTILINE
)


def write_notes(notes: str, *, is_description: bool) -> tuple[str, str]:
    """Return the text of the notes and the suffix of their record: `.md` or `.html`.

    Text without markup is a paragraph of Markdown only where it goes out as a description, which
    stays plain.
    """
    notes = notes.strip()
    if not notes:
        return "", ".md"
    if "<" in notes:
        becomes_plain = is_description and plain_paragraph(notes) is not None
        written = None if becomes_plain else to_markdown(notes)
        is_same = written is not None and render_markdown(written) == notes
        return (written or "", ".md") if is_same else (notes, ".html")
    written = escape_markdown(notes)
    if is_description and plain_paragraph(render_markdown(written)) == notes:
        return written, ".md"
    return notes, ".html"


def escape_markdown(text: str) -> str:
    """Write plain text so that Markdown shows it as it is."""
    escaped = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    return _LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    space, sign = match[1], match[2]
    return f"{space}{sign}\\" if sign[0].isdigit() else f"{space}\\{sign}"
