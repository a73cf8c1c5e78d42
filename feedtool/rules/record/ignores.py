"""What lets findings through: comments, settings and the baseline."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


@rule("RC10")
def malformed_ignore(faults: RecordFaults) -> Iterable[Problem]:
    """A comment or setting that should let findings through names no rule, or gives no reason.

    It lets nothing through. An ignore names the rule, and says why for those who come later:
    `# feedtool: ignore[EP02] The number belongs to the name.`

    Bad:
        # 001.md
        explicit: false  # feedtool: ignore[EP02]

    Good:
        # 001.md
        explicit: false  # about the show: see the notes
    """
    return faults.of("RC10")


@rule("RC11", Level.WARNING)
def unused_ignore(faults: RecordFaults) -> Iterable[Problem]:
    """A comment or setting lets findings through that do not exist.

    The fault is mended or has moved. What stays behind would hide the next one: delete it.

    Bad:
        # 001.md
        explicit: false  # feedtool: ignore[EP01] The title is to come.

    Good:
        # 001.md
        explicit: false
    """
    return faults.of("RC11")


@rule("RC12", Level.WARNING)
def stale_baseline(faults: RecordFaults) -> Iterable[Problem]:
    """The baseline knows a fault that does not exist any more.

    It is mended, or its line was changed. What stays behind would hide the same fault when it
    comes back: delete the entry, or run `feedtool check --write-baseline`.

    Bad:
        # baseline.toml
        format = 1

        [[known]]
        code = "EP01"
        path = "001.md"
        line = "title: TODO"

    Good:
        # baseline.toml
        format = 1
    """
    return faults.of("RC12")
