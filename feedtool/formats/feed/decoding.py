"""Bytes of a feed to text: by byte order mark, declaration, and what the bytes themselves allow.

Source: Extensible Markup Language (XML) 1.0, appendix F.
"""

import codecs
import re
from dataclasses import dataclass, field

from feedtool.formats.xml_text import ILLEGAL, has_illegal
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"<\0r\0", "utf-16-le"),
    (b"\0<\0r", "utf-16-be"),
)
"""Byte order marks, and how a feed in UTF-16 begins without one."""
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_HEAD = 1000
_MOST = 20
_DECLARATION = re.compile(r"<\?xml\s")


@dataclass(slots=True)
class Decoded:
    r"""A feed's text with `\n` line ends, and what was wrong with its bytes."""

    text: str
    encoding: str
    faults: list[Fault] = field(default_factory=list)


def decode_feed(data: bytes, charset: str = "") -> Decoded:
    """Decode a feed; total: what no encoding explains is read as Windows-1252.

    `charset` is what a server says. Where the feed says otherwise it is believed as long as its
    bytes allow: files know better than servers, and most apps do the same.
    """
    mark = next(((bom, name) for bom, name in _MARKS if data.startswith(bom)), None)
    match = _DECLARED.search(data[:_HEAD])
    declared = match[1].decode("ascii").lower() if match else ""
    named = declared or charset.lower() or "utf-8"
    actual = mark[1] if mark else named
    decoded = _decode(data, actual, charset, is_named=bool(match or charset))
    decoded.text = decoded.text.removeprefix("\ufeff")
    if "\r" in decoded.text:
        decoded.text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not decoded.faults and {_name_of(actual), _name_of(named)} != {"utf-8"}:
        decoded.faults.append(_not_utf8(decoded, actual, declared))
    if charset and _name_of(charset) != _name_of(declared or "utf-8"):
        decoded.faults.append(_two_words(decoded, charset, declared))
    _blank_illegal(decoded)
    _find_declaration(decoded)
    return decoded


def _name_of(encoding: str) -> str:
    """Return the one name of an encoding; ASCII is a part of UTF-8."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return encoding.lower()
    return "utf-8" if name == "ascii" else name


def _two_words(decoded: Decoded, charset: str, declared: str) -> Fault:
    says = f"the feed says {declared}" if declared else "a feed that says nothing is utf-8"
    message = f"the server says the feed is {charset}, and {says}: apps differ in whom they believe"
    hint = "let the server say charset=utf-8, or nothing"
    return Fault("XM03", Problem(Span(0, min(5, len(decoded.text))), message, hint))


def _decode(data: bytes, declared: str, charset: str, *, is_named: bool) -> Decoded:
    faults: list[Fault] = []
    try:
        name = codecs.lookup(declared).name
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError, ValueError) as error:
        position = getattr(error, "start", 0) if isinstance(error, UnicodeDecodeError) else 0
        text = data[:position].decode("utf-8", "replace")
        words = f"byte 0x{data[position]:02X} is no {declared}" if position else "it cannot be read"
        says = "says it is" if is_named else "names no encoding, which means"
        message = f"the feed {says} {declared}, but {words}"
        faults.append(Fault("XM03", Problem(Span(len(text), len(text) + 1), message, _SAVE)))
    for name in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return Decoded(data.decode(name), name.lower(), faults)
        except (UnicodeError, LookupError, ValueError):
            continue
    return Decoded(data.decode("utf-8", "replace"), "utf-8", faults)


_SAVE = "save the feed as UTF-8, declared as encoding='UTF-8'"


def _not_utf8(decoded: Decoded, actual: str, declared: str) -> Fault:
    says = f" and says {declared}" if declared and declared != actual else ""
    message = f"the feed is encoded in {actual}{says}; Apple asks for UTF-8"
    return Fault("XM03", Problem(Span(0, min(5, len(decoded.text))), message, _SAVE))


def _blank_illegal(decoded: Decoded) -> None:
    if not has_illegal(decoded.text):
        return
    for match in list(ILLEGAL.finditer(decoded.text))[:_MOST]:
        message = f"character U+{ord(match[0]):04X} is not allowed in a feed"
        span = Span(match.start(), match.end())
        decoded.faults.append(Fault("XM09", Problem(span, message, "delete it")))
    decoded.text = ILLEGAL.sub(" ", decoded.text)


def _find_declaration(decoded: Decoded) -> None:
    """Report a declaration that something stands before, and blank it, so that it can be read."""
    match = _DECLARATION.search(decoded.text, 0, _HEAD)
    if match is None or match.start() == 0:
        return
    end = decoded.text.find("?>", match.start(), match.start() + _HEAD) + 2
    if end > 1:
        message = "the XML declaration is not the very first thing of the feed"
        problem = Problem(Span(match.start(), end), message, "delete what stands before it")
        decoded.faults.append(Fault("XM02", problem))
        blank = " " * (end - match.start())
        decoded.text = decoded.text[: match.start()] + blank + decoded.text[end:]
