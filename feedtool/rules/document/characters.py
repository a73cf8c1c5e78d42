"""Characters that no XML document may hold."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Problem


@rule("XM09")
def control_character(faults: RecordFaults) -> Iterable[Problem]:
    r"""A text holds a character that XML 1.0 does not allow, such as a control character.

    One of them makes the whole feed unreadable to a strict app. They come unseen with text that
    was copied from other programs. The feed is written without them; delete them from the record.

    Bad:
        # 001.md
        title: "Grace Hopper\x07 and the first compiler"

    Good:
        # 001.md
        title: "Grace Hopper and the first compiler"
    """
    return faults.of("XM09")
