"""Characters that no XML document may hold, and white space that nobody wants."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


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


@rule("XM13", Level.WARNING)
def padded_value(faults: RecordFaults) -> Iterable[Problem]:
    """A value begins or ends with white space.

    Apple and PSP-1 ask for values without it: some apps do not find an address or a person that
    has a space too many. Delete it. The guid is left alone, since its white space is a part of it;
    so are notes, descriptions and other texts that are rendered, where it makes no difference.

    Bad:
        # 001.md
        title: "Grace Hopper and the first compiler "

    Good:
        # 001.md
        title: "Grace Hopper and the first compiler"
        description: |

          How a moth got into the log book.

    """
    return faults.of("XM13")
