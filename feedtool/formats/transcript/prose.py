"""Running text: white space, and lines joined and broken so that one undoes the other.

Chinese and Japanese are written without spaces: two lines of them are joined without one.
"""

from collections.abc import Iterable

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.width import display_width

WHITE = " \t\n"
"""White space that counts as one space; others, such as the no-break space, are letters here."""
_WHITE_RUN = lazy_pattern(r"[ \t\n]{2,}|[\t\n]")
_PARAGRAPH = lazy_pattern(r"\n[ \t]*\n")
_CJK = "\u3000-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_CJK_CHARACTER = lazy_pattern(f"[{_CJK}\U00020000-\U0003ffff]")
_FIRST_CJK = "\u3000"
_NEVER_FIRST = frozenset(
    "、。，．・：；！？）」』】〕〉》”’ー々〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ\u3099\u309a\u3000"
)
_NEVER_LAST = frozenset("（「『【〔〈《“‘")
_NARROW = lazy_pattern(
    "[^\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0900-\u1dff\u20d0-\u20ff\u2300-\u2bff\u2e80-\U0010ffff]*"
)
"""Text of which every character takes one column."""


def clean(text: str) -> str:
    """Make runs of white space one space, none at the ends."""
    text = text.strip(WHITE)
    if "  " in text or "\n" in text or "\t" in text:
        return _WHITE_RUN.sub(" ", text)
    return text


def join_lines(lines: Iterable[str]) -> str:
    """Join lines by spaces, those of Chinese and Japanese by nothing."""
    return join_clean(part for part in map(clean, lines) if part)


def join_clean(parts: Iterable[str]) -> str:
    """Join texts that are clean and not empty."""
    joined: list[str] = []
    for part in parts:
        if joined and (part[0] < _FIRST_CJK or not (is_cjk(joined[-1][-1]) and is_cjk(part[0]))):
            joined.append(" ")
        joined.append(part)
    return "".join(joined)


def join_block(text: str) -> str:
    """Join the lines of a text."""
    return join_lines(text.split("\n")) if "\n" in text else clean(text)


def join_paragraphs(text: str) -> str:
    """Join the lines of every paragraph; paragraphs are parted by one line break."""
    if "\n" not in text:
        return clean(text)
    paragraphs = (join_block(each) for each in _PARAGRAPH.split(text))
    return "\n".join(each for each in paragraphs if each)


def is_cjk(character: str) -> bool:
    """Tell a Chinese or Japanese character, at both sides of which a line may be broken."""
    return character >= _FIRST_CJK and _CJK_CHARACTER.match(character) is not None


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns; `join_lines` undoes it.

    A word that is longer than a line stands whole on a line of its own: to cut it would make two
    words of it for whoever reads the lines.
    """
    if len(text) <= columns and text.isascii():
        return [text]
    if text.isascii() or _NARROW.fullmatch(text):
        return _wrap_narrow(text, columns)
    return _wrap_pieces(text, columns)


def _wrap_narrow(text: str, columns: int) -> list[str]:
    """Break at spaces; every character takes one column."""
    lines: list[str] = []
    start, length = 0, len(text)
    while length - start > columns:
        end = text.rfind(" ", start, start + columns + 1)
        if end <= start:
            end = text.find(" ", start + columns)
            if end < 0:
                break
        lines.append(text[start:end])
        start = end + 1
    lines.append(text[start:])
    return lines


def _wrap_pieces(text: str, columns: int) -> list[str]:
    """Fill lines with pieces that must not be broken."""
    lines, line, used = [], "", 0
    for space, piece in _pieces(text):
        width = display_width(piece)
        if line and used + len(space) + width > columns:
            lines.append(line)
            line, used = piece, width
        else:
            line, used = line + space + piece, used + len(space) + width
    return [*lines, line]


def _pieces(text: str) -> Iterable[tuple[str, str]]:
    """Cut a text where a line may be broken: each piece with the space that stands before it.

    A space between two CJK characters is kept inside a piece: joined lines would not have it.
    """
    start, space = 0, ""
    for index in range(1, len(text)):
        before, here = text[index - 1], text[index]
        if here == " ":
            after = text[index + 1 : index + 2]
            if not (is_cjk(before) and after and is_cjk(after)):
                yield space, text[start:index]
                start, space = index + 1, " "
        elif before != " " and _may_break(before, here):
            yield space, text[start:index]
            start, space = index, ""
    yield space, text[start:]


def _may_break(before: str, here: str) -> bool:
    if before in _NEVER_LAST or here in _NEVER_FIRST:
        return False
    return is_cjk(before) and is_cjk(here)
