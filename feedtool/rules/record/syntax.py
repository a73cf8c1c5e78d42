"""Files that cannot be read as records."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Problem


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


@rule("RC09")
def missing_file(faults: RecordFaults) -> Iterable[Problem]:
    """A file that the record names is not there, or lies outside the show folder.

    The feed would point to nothing. Paths are relative to the show folder, written with `/`, in
    the exact case of the file's name. A media file may be absent when media.lock holds its facts.

    Bad:
        # 001.md
        artwork: images/001.png

    Good:
        # 001.md
        artwork: images/001.png
        # images/001.png = 3000x3000 PNG RGB
    """
    return faults.of("RC09")
