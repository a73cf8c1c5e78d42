"""Lines of broken YAML that a quote does not mend: no `: ` behind the name, or a wrong indent."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from feedtool.model.field_names import FIELD_NAMES
from feedtool.model.finding import Edit
from feedtool.model.place import Span

_LINE = re.compile(r"(?P<lead>[ \t]*)(?P<text>\S.*)")
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+)(?P<sign>[ \t]*:[ \t]*|[ \t]+)(?P<value>\S.*)")
_STRAY_TEXT = re.compile(r"\w(?:(?!: ).)*(?<!:)")
_AT_MARGIN = re.compile(r"[\w-]+:[ ]+[^\s#|>&*!]")
"""A field whose value stands on its line, and which an indented line goes on with."""
_TAB = "a tab stands before the text: YAML takes spaces alone, so write them"
_NO_COLON = "': ' is missing between the field's name and its value"
_INDENTED = "this line goes on with the text above it, for it stands further right"
_ENTRY = "this line goes on with the entry above it, for it stands further right"
_ENTRY_HINT = "write its - below that of the entry above"
_BULLET = "the entries of a list begin with '- ', not with '* '"
_BULLET_HINT = "write - instead of *"
_FIRST_OF_ENTRY = re.compile(r"(?P<lead>[ ]*)(?P<dash>-[ ]+)(?P<key>\w+):(?:[ ]|$)")
_BESIDE = "this field does not stand below the first one of its entry"
_STRAY = "this line is neither 'field: value' nor part of a text"
_STRAY_HINT = "if it goes on with the text above, write two spaces before it"
_SWALLOWED = re.compile(r"\n(?P<lead> +)- \S.*")
_WRAPPED = 60
"""Code points of a line that a program may have broken, so that a dash begins the next."""


class LineRepair(NamedTuple):
    """A line that is read otherwise than it stands: `edit` says how, `message` what is wrong.

    `is_sure` says that nothing else can have been meant, `is_cure` that the edit is what to write;
    else it only lets the other lines be read.
    """

    line: Span
    message: str
    hint: str
    edit: Edit
    is_sure: bool = True
    is_cure: bool = True


def list_line_repairs(lines: Sequence[str], number: int) -> Iterator[LineRepair]:
    """Try what may be meant by a line; each has to be read to know whether it helps."""
    line = lines[number].rstrip("\r\n")
    start = sum(len(each) for each in lines[:number])
    span = Span(start, start + len(line))
    match = _LINE.fullmatch(line)
    if match is None:
        return
    lead, text = Span(start, start + match.end("lead")), match["text"]
    yield from _mark_bullets(lines, number, match["lead"], span)
    field = _FIELD.fullmatch(text)
    key = field["key"] if field else ""
    if field and match["lead"] and key in FIELD_NAMES and _is_under_margin(lines, number):
        written = f"write it as {key}: {field['value']}"
        message = _TAB if "\t" in match["lead"] else _INDENTED
        yield LineRepair(span, message, written, Edit(lead, ""))
    above = _dash_above(lines, number) if text.startswith("- ") else match["lead"]
    if len(above) < len(match["lead"]):
        yield LineRepair(Span(lead.end, span.end), _ENTRY, _ENTRY_HINT, Edit(lead, above))
    if "\t" in match["lead"]:
        yield LineRepair(
            span, _TAB, f"write it as {text}", Edit(lead, match["lead"].replace("\t", "  "))
        )
    if key in FIELD_NAMES:
        yield from _align(lines, number, lead)
    if field and key in FIELD_NAMES and field["sign"] != ": ":
        yield from _part(lines, span, lead.end, field)
    if _STRAY_TEXT.fullmatch(line):
        passed = Edit(span, "#" * len(line))
        yield LineRepair(span, _STRAY, _STRAY_HINT, passed, is_sure=False, is_cure=False)


def _part(
    lines: Sequence[str], span: Span, start: int, field: re.Match[str]
) -> Iterator[LineRepair]:
    """Write `: ` between a name and its value: surely meant where the colon is there."""
    key, has_colon = field["key"], ":" in field["sign"]
    if has_colon or not any(line.startswith(f"{key}:") for line in lines):
        edit = Edit(Span(start + field.start("sign"), start + field.end("sign")), ": ")
        hint = f"write it as {key}: {field['value']}"
        yield LineRepair(span, _NO_COLON, hint, edit, is_sure=has_colon)


def _mark_bullets(lines: Sequence[str], number: int, lead: str, line: Span) -> Iterator[LineRepair]:
    """Write dashes for the stars of a line, and of those right below it that stand as it does."""
    sign = f"{lead}* "
    block = "".join(takewhile(lambda each: each.startswith(sign), lines[number:]))
    if block:
        marked = re.sub(rf"^{lead}\*", f"{lead}-", block, flags=re.MULTILINE)
        edit = Edit(Span(line.start, line.start + len(block)), marked)
        yield LineRepair(line, _BULLET, _BULLET_HINT, edit)


def _align(lines: Sequence[str], number: int, lead: Span) -> Iterator[LineRepair]:
    """Write a field below the first one of the entry above: surely meant right of its dash."""
    entry = next(filter(None, map(_FIRST_OF_ENTRY.match, _list_above(lines, number))), None)
    if entry is None or lead.start == lead.end:
        return
    column, found = entry.start("key"), lead.end - lead.start
    if column != found:
        hint = f"begin it in column {column + 1}, below '{entry['key']}'"
        line = Span(lead.end, lead.start + len(lines[number].rstrip()))
        is_sure = found > len(entry["lead"])
        yield LineRepair(line, _BESIDE, hint, Edit(lead, " " * column), is_sure)


def _list_above(lines: Sequence[str], number: int) -> Iterator[str]:
    """Go up through the lines of a list that a line belongs to: dashes, and what is indented."""
    return takewhile(lambda line: line[:1] in " -\r\n", reversed(lines[:number]))


def _dash_above(lines: Sequence[str], number: int) -> str:
    """Return what stands before the nearest dash above that is further left, or before the own."""
    own = lines[number].partition("-")[0]
    leads = (line.partition("- ")[0] for line in _list_above(lines, number) if "- " in line)
    return next((lead for lead in leads if not lead.strip() and len(lead) < len(own)), own)


def _is_under_margin(lines: Sequence[str], number: int) -> bool:
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    return _AT_MARGIN.match(above) is not None


def list_swallowed(text: str, start: int, end: int) -> Iterator[LineRepair]:
    """Find the lines inside one entry of a list that are meant for entries of their own."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.strip(" -") or text.find("\n", start) - start >= _WRAPPED:
        return
    dash = " " * before.rfind("-")
    for match in _SWALLOWED.finditer(text, start, end):
        lead = Span(*match.span("lead"))
        yield LineRepair(Span(lead.end, match.end()), _ENTRY, _ENTRY_HINT, Edit(lead, dash))
