"""Titles of episodes: what in them only repeats the episode's number or the show's name.

A number counts only where it is the episode's own and stands apart: `72: …`, `Ep. 72 - …`,
`S1E72 …`, `… (#72)`. Numbers that belong to a title are none of these (`9 Lessons`,
`Apollo 13`, `Catch-22`, `2023 in review`).
"""

import re

from feedtool.formats.lazy_pattern import lazy_pattern

_LONGEST = 300
"""Characters of a title that is looked into; a longer one has another fault."""
_LONG_NAME = 5
_WORDS = (
    "episodes?|episodio|episódio|épisode|ép|eps?|folge|ausgabe|aflevering|afl|avsnitt|afsnit|"
    "jakso|odcinek|odc|epizoda|puntata|bölüm|выпуск|эпизод|випуск|епізод|פרק|الحلقة"
)
"""What episodes are called before their number."""
_NUMBER = (
    rf"(?P<mark>(?:s|season|staffel|saison)\.? ?\d{{1,4}}[ ,.:·–-]{{0,3}}(?:e|{_WORDS})\.? ?"
    rf"|(?:e|{_WORDS})\.? ?#?|#|№ ?|n[°º] ?|n[or]\. ?)?"
    r"(?P<number>\d{1,6}(?:\.\d{1,3})?)(?![\d.]*\d)"
)
_SEPARATOR = r"(?: ?[|•·│｜] ?| [-–—~] |[–—] |: +|： ?)"
_BRACKETED = lazy_pattern(rf"[\[(【「（]{_NUMBER}[\])】」）][: ]{{0,2}}", re.IGNORECASE)
_ORDINAL = lazy_pattern(r"第 ?(?P<number>\d{1,6}) ?[回集期話话][:： ]{0,2}")
_HEAD = lazy_pattern(
    rf"{_NUMBER}(?:(?P<parted>{_SEPARATOR})|(?P<loose>[.,]? |$))",
    re.IGNORECASE,
)
_TAIL = lazy_pattern(
    rf"(?P<parted>{_SEPARATOR}|, | ?[\[(【「（]){_NUMBER}[\])】」）]?$",
    re.IGNORECASE,
)
_AFTER_NAME = lazy_pattern(rf",? ?(?:{_NUMBER})?(?:(?P<parted>{_SEPARATOR})|$)", re.IGNORECASE)
_BEFORE_NAME = lazy_pattern(r"(?: ?[|•·│｜] ?| [-–—~] | ?[\[(【「（])$")
_TO_END = lazy_pattern(rf",? ?(?:{_NUMBER})?[\])】」）]?$", re.IGNORECASE)


def strip_title(title: str, number: str, show: str) -> str:
    """Return a title without the episode's own number and the show's name at its ends.

    `number` is as the record writes it, or "". The title comes back as it is where it repeats
    neither, and as "" where it holds nothing else.
    """
    own = number.lstrip("0")
    name = show.strip().casefold()
    folded = title.casefold()
    has_name = bool(name) and name in folded and len(folded) == len(title)
    if not (has_name or (own and own in title)) or len(title) > _LONGEST:
        return title
    bare = _strip_name(title, folded, name, own) if has_name else title
    return _strip_number(bare, own) if own and own in bare else bare


def _strip_number(title: str, own: str) -> str:
    for pattern in (_BRACKETED, _ORDINAL, _HEAD):
        head = pattern.match(title)
        if head and _is_own(head, own):
            is_apart = pattern is not _HEAD or head["parted"] or _is_marked(head)
            return title[head.end() :].strip() if is_apart else title
    tail = _TAIL.search(title)
    if tail and _is_own(tail, own):
        # A bare number may count parts, or be a year: only a bar makes it a number of its own.
        is_apart = tail["mark"] or tail["parted"].strip() in ("|", "│", "｜")
        return title[: tail.start()].strip() if is_apart else title
    return title


def _is_marked(head: re.Match[str]) -> bool:
    """Say whether signs or words call a number that of an episode.

    Where nothing but a space follows, a title must begin: not `Episode 3 of four`. Then `#1` is no
    sign, as it may say that something is the best of all.
    """
    mark, after = head["mark"] or "", head.string[head.end() : head.end() + 1]
    is_sure = mark[:1].isalpha() or head["number"].lstrip("0") != "1"
    return bool(mark) and (head["loose"] != " " or (is_sure and not after.islower()))


def _strip_name(title: str, folded: str, name: str, own: str) -> str:
    """Take the show's name off.

    A name of one word may be an ordinary one, so two of three signs must be there: a name of
    several words, the own number beside it, something that sets both apart.
    """
    is_sure = " " in name or (not name.isascii() and len(name) >= _LONG_NAME)
    after = _AFTER_NAME.match(title, len(name)) if folded.startswith(name) else None
    if after and sum((is_sure, _is_own(after, own), bool(after["parted"]))) > 1:
        return title[after.end() :].strip()
    at = folded.rfind(name)
    before = _BEFORE_NAME.search(title, 0, at)
    after = _TO_END.match(title, at + len(name))
    if before and after and (is_sure or _is_own(after, own)):
        return title[: before.start()].strip()
    return title


def _is_own(match: re.Match[str], own: str) -> bool:
    return bool(own) and (match["number"] or "").lstrip("0") == own
