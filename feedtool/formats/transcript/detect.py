"""Which form a transcript has: by its content, and by its name where the content leaves it open.

Sources: WebVTT (W3C), SubRip, podcast namespace transcripts.
"""

import re

from feedtool.formats.media_types import type_of
from feedtool.model.transcript import Form

_TIME = r"(?:\d{1,4}:)?\d{1,3}:\d{1,2}[.,]\d{1,3}"
_FIRST_CUE = re.compile(rf"(?:\d+[ \t]*\r?\n)?[ \t]*{_TIME}(?=[ \t]*-->)")
_FORMS = frozenset(form.value for form in Form)
_TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_IN_MARKDOWN = re.compile(r"<(?:!--|(?:a|b|br|em|hr|i|img|strong|u)[\s/>])", re.IGNORECASE)
"""What Markdown begins with as well."""


def detect_type(text: str, name: str = "") -> Form:
    """Return the media type of a transcript from its first characters, then from its name."""
    head = text.lstrip("\ufeff \t\r\n")
    named = type_of(name)
    if head[:6].upper() == "WEBVTT":
        return Form.VTT
    first = _FIRST_CUE.match(head)
    if first is not None:
        return _by_first_cue(first[0], named)
    if head.startswith("{") or re.match(r"\[\s*[{\]]", head):
        return Form.JSON
    is_markdown = is_named_markdown(name) and _IN_MARKDOWN.match(head) is not None
    if _TAG.match(head) and named != Form.VTT and not is_markdown:
        return Form.HTML
    return _by_name(text, named)


def is_named_markdown(name: str) -> bool:
    """Tell Markdown by the name of its file."""
    return name.lower().endswith((".md", ".markdown"))


def _by_first_cue(cue: str, named: str) -> Form:
    """Tell SubRip from WebVTT without its first line: by name, then by comma, then by counter."""
    if named in (Form.VTT, Form.SRT):
        return Form(named)
    has_counter = "\n" in cue.strip()
    return Form.SRT if "," in cue or has_counter else Form.VTT


def _by_name(text: str, named: str) -> Form:
    """Believe the name only where something of that form is there."""
    signs = {Form.VTT: "-->", Form.SRT: "-->", Form.HTML: "<", Form.JSON: '"'}
    sign = signs.get(Form(named)) if named in _FORMS else None
    return Form(named) if sign and sign in text else Form.TEXT
