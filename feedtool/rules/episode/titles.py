"""Titles: without number and show name, short enough, and each its own."""

from collections.abc import Iterable

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.formats.episode_title import strip_title
from feedtool.formats.names import fold_words
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_LONGEST = 150
_TELLING = 30
"""Bytes of UTF-8 from which a title is written for one episode; shorter ones often return."""
_PAIR = 2
"""Episodes that share a title by mistake: what three or more bear is the name of a series."""


@rule("EP02", Level.WARNING)
def decorated_title(episode: Episode, item: Item, show: Show) -> Iterable[Problem]:
    """A title repeats the episode's number or the show's name.

    Apple and PSP-1 ask to leave both out: apps show them beside every title, and on a phone little
    else is left of it. The number goes under `episode`.

    It must be the number that `episode` has, and stand apart, as in `72: …`, `#72 …`, `Ep. 72 - …`,
    `S1E72 …` or `… (#72)`; a number that belongs to the title (`9 Lessons`, `Apollo 13`), or
    that stands nowhere else, is let alone. So is a show's name of one word without that number,
    since it may be an ordinary word. Trailers and bonuses may say what they belong to, and so may
    a title beside which `itunes:title` says it plainly: apps show that. The repair changes a title
    that may be known to listeners, so it is asked for.

    Bad:
        # 001.md
        title: "Compiler Talk #1: Grace Hopper and the first compiler"

    Good:
        # 001.md
        title: 9 Lessons by Grace Hopper on the first compiler
    """
    title = episode.title
    if not title or item.is_draft or episode.episode_type != "full":
        return
    number = (episode.episode.number if episode.episode else None) or ""
    bare = strip_title(title, number, show.title or "")
    if bare == title or bare in [e.text for e in item.elements if e.name == "itunes:title"]:
        return
    if not any(map(str.isalpha, bare)):  # a number or a date says nothing
        bare = ""
    yield Problem(
        ("title",),
        f"title {title!r} repeats the episode's number or the show's name; expected "
        + (repr(bare) if bare else "words of its own"),
        "apps show number and show beside it" if bare else "say what the episode is about",
        (Replace(("title",), title, bare),) if bare else (),
        is_unsafe=True,
    )


@rule("EP03", Level.ADVICE)
def long_title(item: Item) -> Iterable[Problem]:
    """A title has more than 150 characters.

    That is what Apple's form takes; apps show about the first sixty. Shorten it, and move the rest
    to the summary.

    Bad:
        # 001.md
        title: >-
          Grace Hopper on the education of a computer, the moth that was found in the log book,
          the first compiler, and on why programs should be written in words

    Good:
        # 001.md
        title: Grace Hopper on the education of a computer
    """
    length = len(item.title)
    if length > _LONGEST:
        message = f"the title has {length} characters; at most {_LONGEST} are advised"
        yield Problem(("title",), message, "move the rest to the description")


@rule("EP04", Level.WARNING)
def repeated_title(index: Index) -> Iterable[Problem]:
    """Two episodes have the same title.

    In a list nobody can tell them apart, and search finds the wrong one. Most often a record was
    copied. Give the later one a title of its own, or the number of its part.

    Titles that rightly return are let alone: those that three or more episodes bear, short ones
    (`News of the week`) unless they name a guest, and those of trailers and bonuses. Case, spaces
    and punctuation do not count.

    Bad:
        # 002.md
        title: "Grace Hopper and the first compiler"
        summary: Grace Hopper and John Backus on making formulas run fast.
        guests: [Grace Hopper, John Backus]

    Good:
        # 002.md
        title: "Grace Hopper and the first compiler, part two"
        summary: Grace Hopper and John Backus on making formulas run fast.
        guests: [Grace Hopper, John Backus]
    """
    groups: dict[tuple[str, ...], list[Digest]] = {}
    for digest in index.digests:
        if digest.episode_type == "full" and not (digest.is_draft or digest.is_broken):
            groups.setdefault(fold_words(digest.title), []).append(digest)
    for words, group in groups.items():
        if len(group) != _PAIR or not words or not _is_telling(words, group):
            continue
        first, second = group
        yield Problem(
            ("title",),
            f"title {second.title!r} is that of {first.path} too; expected one of its own",
            "say what is new in this one",
            file=second.path,
            others=(first.path,),
        )


def _is_telling(words: tuple[str, ...], group: list[Digest]) -> bool:
    """Say whether a title is written for one episode: it names a guest, or says much."""
    guests = (fold_words(name) for digest in group for name in digest.guests)
    if any(len(name) < len(words) and set(name) <= set(words) for name in guests if name):
        return True
    return len(" ".join(words).encode()) >= _TELLING
