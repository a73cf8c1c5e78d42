"""Files that cannot be read as records, or not as they were meant."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


@rule("RC01")
def unreadable(faults: RecordFaults) -> Iterable[Problem]:
    """The file, or a part of it, cannot be read as YAML or TOML.

    Most often an unquoted text holds `: ` or starts with a sign that YAML keeps for itself.
    Quote the text; the hint gives the exact words. Other causes are a front matter that is never
    closed, a file that is not UTF-8, and nesting or aliases without end.

    Bad:
        # 001.md
        title: Grace Hopper: the first compiler

    Good:
        # 001.md
        title: "Grace Hopper: the first compiler"
    """
    return faults.of("RC01")


@rule("RC04")
def repeated_field(faults: RecordFaults) -> Iterable[Problem]:
    """A field stands twice in one record, or in a record and in the .yaml beside it.

    Only one of them would count, and nobody could tell which was meant. Delete one.

    Bad:
        # 001.md
        author: Ada Lovelace
        author: Grace Hopper

    Good:
        # 001.md
        author: Ada Lovelace
    """
    return faults.of("RC04")


@rule("RC06", Level.ADVICE)
def cut_text(faults: RecordFaults) -> Iterable[Problem]:
    """A text ends before ` #`, which YAML takes for the beginning of a comment.

    The rest of the line is lost, and nobody is told. Only a sign with a word right behind it is
    named, such as `#3` or `#metoo`: a comment that is meant begins with `# `. Put the text in
    quotes if the sign belongs to it, or write a space behind it if it does not.

    Bad:
        # 001.md
        title: Grace Hopper, part #1

    Good:
        # 001.md
        title: "Grace Hopper, part #1"  # the second part is 009
    """
    return faults.of("RC06")


@rule("RC09")
def missing_file(faults: RecordFaults) -> Iterable[Problem]:
    """A file that the record names is not there, or lies outside the show folder.

    The feed would point to nothing. Paths are relative to the show folder, written with `/`, in
    the exact case of the file's name. A media file may be absent, or a Git LFS pointer, when
    media.lock holds its facts.

    Bad:
        # 001.md
        artwork: images/001.png

    Good:
        # 001.md
        artwork: images/001.png
        # images/001.png = 3000x3000 PNG RGB
    """
    return faults.of("RC09")


@rule("RC14", Level.WARNING)
def unread_record(faults: RecordFaults) -> Iterable[Problem]:
    """A file looks like a record, and nobody reads it: its name or its folder is not a record's.

    Its episode, person or sponsor would be missing without a word. Records end in `.md`, `.html`,
    `.yaml` or `.yml` and stand in the show folder itself, not in a folder of it for each year or
    season; people and sponsors are `people/KEY.md` and `sponsors/KEY.md`. A file or folder whose
    name begins with `_` is left alone, for a draft that waits or a pattern for new episodes.

    Bad:
        # 2024/002.md
        title: Margaret Hamilton on software that must not fail
        guid: 6d0a7b1e-52f4-4c0e-9d0f-0a9c8b7d6e5f

    Good:
        # _patterns/interview.md
        title: NAME on SUBJECT
        audio: audio/000.mp3
    """
    return faults.of("RC14")
