"""Characters that a program read wrongly or lost."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.mojibake import LOST, Broken, find_broken
from feedtool.formats.placeholders import blank_code
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import FieldPath, Span, dotted
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import MOST_CHANGES
from feedtool.rules.notes.texts import list_texts

_WITH_CODE = frozenset({("notes",), ("description",), ("footer",)})
"""Texts in which code shows characters on purpose."""


@rule("NO08", Level.WARNING, takes_all=True)
def broken_characters(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A text holds characters that were read wrongly: `Ã©` for é, `â€™` for an apostrophe, or `�`.

    Somewhere on the way a program took UTF-8 for Windows-1252, or Cyrillic for it, which makes
    `Ïðèâåò` of Привет. Listeners see every letter with an
    accent and every curly quotation mark as two or three strange ones. The repair reads them
    again as what they were; for U+FFFD, which stands for a lost character, only the author knows
    it. Letters that a language has, such as Ã and â, and what stands in code, are left alone.

    Bad:
        # 001.md
        summary: Grace Hopper on the first compiler, and on Konrad Zuseâ€™s PlankalkÃ¼l.

    Good:
        # 001.md
        summary: Grace Hopper on the first compiler, and on Konrad Zuse’s Plankalkül.
    """
    for at, text in list_texts(record, roster):
        if text.isascii() or not (LOST in text or find_broken(text)):
            continue
        shown = blank_code(text) if at in _WITH_CODE else text
        broken = find_broken(shown)
        if broken:
            yield _problem(at, broken)
        if LOST in shown:
            place = shown.index(LOST)
            where = dotted(at)
            message = f"{where}: U+FFFD ({LOST}) stands where a character was lost"
            within = Span(place, place + 1) if at == ("notes",) else None
            yield Problem(at, message, "write the character that belongs here", within=within)


def _problem(at: FieldPath, broken: list[Broken]) -> Problem:
    """Name the first stretch; the repair mends all of them, if all can be told."""
    first = broken[0]
    where = dotted(at)
    times = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
    was = f"; it was {first.right!r}" if first.right else ""
    message = f"{where}: {first.words!r}{times} is {first.encoding} read as another encoding{was}"
    mended = broken[::-1] if len(broken) <= MOST_CHANGES else ()
    edits = tuple(Replace(at, one.words, one.right, one.span) for one in mended)
    return Problem(
        at,
        message,
        "write what it was, or take the text again from where it came",
        edits if all(edit.new for edit in edits) else (),
        within=first.span if at == ("notes",) else None,
        is_unsafe=True,
    )
