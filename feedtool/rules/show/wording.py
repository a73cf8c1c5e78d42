"""Title and copyright: a name, and nothing but the name."""

import re
from collections.abc import Iterable

from feedtool.check.facts import Platforms
from feedtool.check.rule import rule
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_SEPARATORS = lazy_pattern(r"[,;|•·/｜、，；／]|\s[-–—]\s")
_MOST_SEPARATORS = 3
_LONG_TITLE = 100
_YEARS = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d|present|today))?(?!\w)"
_BEFORE = lazy_pattern(
    rf"(?:(?:copyright\b|\([cp]\)|[©℗]|{_YEARS})(?:\s*by\b)?[\s,.:;|–-]*)+", re.IGNORECASE
)
_BEHIND = lazy_pattern(rf"(?:,|\s?\([cp]\)|\s?[©℗])\s?{_YEARS}$", re.IGNORECASE)


@rule("SH02", Level.ADVICE)
def keywords_in_title(show: Show) -> Iterable[Problem]:
    """The show's title seems to hold keywords beside the name.

    Apple takes shows out of its directory whose titles are written for its search; listeners see
    a title that is cut. A title of more than 100 characters or with more than three commas, bars
    and dashes is named. Write the name alone; what the show is about belongs in `description`.

    Bad:
        # show.yaml
        title: Compiler Talk | Programming, Languages, History, Interviews

    Good:
        # show.yaml
        title: Compiler Talk - Parsers, Linkers and Loaders
    """
    title = (show.title or "").strip()
    separators = len(_SEPARATORS.findall(title))
    if separators > _MOST_SEPARATORS or len(title) > _LONG_TITLE:
        what = (
            f"{len(title)} characters" if len(title) > _LONG_TITLE else f"{separators} separators"
        )
        message = f"title has {what}: keywords do not belong there"
        yield Problem(("title",), message, "write the name, and the rest in description")


@rule("SH18", Level.ADVICE)
def decorated_copyright(show: Show, platforms: Platforms) -> Iterable[Problem]:
    """The copyright holds more than the name of its holder (only with `--for psp1`).

    PSP-1 wants the name alone, without the word, the sign and the year; apps add what they need.
    Apple's own sample has all three, so nobody else is asked to change it.

    Bad:
        # show.yaml
        copyright: Copyright © 2024 Ada Lovelace

    Good:
        # show.yaml
        copyright: Ada Lovelace
    """
    text = (show.copyright or "").strip()
    if "psp1" not in platforms.names or not text:
        return
    holder = _holder(text)
    if holder != text:
        edits = (Replace(("copyright",), show.copyright or "", holder),) if holder else ()
        message = f"copyright {text!r} holds more than the name that PSP-1 asks for"
        yield Problem(("copyright",), message, f"write {holder}", edits, is_unsafe=True)


def _holder(text: str) -> str:
    """Take word, sign and years off both ends; a year behind a comma or sign alone is one."""
    match = _BEFORE.match(text)
    text = text[match.end() :] if match else text
    return _BEHIND.sub("", text)
