"""Bytes of a transcript -> text, and the copy of the text that the readers look at.

Places count the code points of the text without its byte order mark, as editors do.
"""

import re

from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 2000
"""Bytes at the beginning that tell UTF-16 without a byte order mark."""
_MANY_NULS = 0.3
_ESCAPED = re.compile("[\udc80-\udcff]")
_LETTER = re.compile("[A-Za-z]")
_MANY_HIGH = 0.5
"""Bytes beyond ASCII for each ASCII letter, from which on no Western language is written."""
_CONVERT = "save it as UTF-8, as iconv -f windows-1251 -t utf-8 does with Cyrillic text"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def decode_transcript(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Decode UTF-8, else UTF-16 or UTF-32, else single bytes as Windows-1252.

    Whatever is not UTF-8 is a fault, since apps expect it.
    """
    encoding = _wide_encoding(data)
    if encoding:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        name = encoding[:6].upper()
        return text, (_fault(Span(0, 1), f"the file is {name}, not UTF-8"),)
    try:
        return data.decode().removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        start = len(data[: error.start].decode().removeprefix("\ufeff"))
        byte = data[error.start]
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    is_western = len(_ESCAPED.findall(text)) < len(_LETTER.findall(text)) * _MANY_HIGH
    text = _ESCAPED.sub(_as_windows, text)
    message = f"the file is not UTF-8: byte 0x{byte:02X} stands here, read as {text[start]!r}"
    if is_western:
        return text, (_fault(Span(start, start + 1), message, "letters"),)
    message += ", which is surely wrong: most letters are of another encoding than Windows-1252"
    return text, (_fault(Span(start, start + 1), message, "letters", hint=_CONVERT),)


def _wide_encoding(data: bytes) -> str:
    """Name UTF-16 or UTF-32 by its mark, or by the zeros that ASCII letters have in it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:_SAMPLE]
    half = len(head) / 2
    if half and head[1::2].count(0) / half > _MANY_NULS > head[::2].count(0) / half:
        return "utf-16-le"
    if half and head[::2].count(0) / half > _MANY_NULS > head[1::2].count(0) / half:
        return "utf-16-be"
    return ""


def _as_windows(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def _fault(span: Span, message: str, *drops: str, hint: str = "save it as UTF-8") -> Fault:
    return Fault("TR01", Problem(span, message, hint), drops)


def make_plain(text: str) -> str:
    """Copy a text, as long as it is, with one kind of line end and no control characters.

    Every place in the copy is the same place in the text.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if _CONTROL.search(text):
        text = _CONTROL.sub(" ", text)
    return text if text.isascii() else _NO_CHARACTER.sub("\ufffd", text)
