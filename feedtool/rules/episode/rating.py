"""Whether the show says of itself what all its episodes say."""

from collections.abc import Iterable

from feedtool.check.facts import Index
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_ENOUGH = 2


@rule("EP12", Level.WARNING)
def unrated_show(index: Index, show: Show) -> Iterable[Problem]:
    """Every episode is explicit, and the show says that it is not.

    Apple takes the show's word for the whole of it: the show stays in countries and on devices
    that allow nothing explicit, until somebody complains and it is taken out. Write
    `explicit: true` in show.yaml, or mark only the episodes that are. That an episode's own value
    is true or false follows from how records are read.

    Episodes alone may be explicit: the rule speaks only where two or more full episodes are there
    and all of them are marked. The repair changes how directories treat the show, so it is asked
    for.

    Bad:
        # 001.md
        explicit: true
        # 002.md
        explicit: true

    Good:
        # show.yaml
        explicit: true
        # 001.md
        explicit: true
        # 002.md
        explicit: true
    """
    if show.explicit is not False:
        return
    marks = [
        digest.explicit
        for digest in index.digests
        if digest.episode_type == "full" and not digest.is_draft
    ]
    if len(marks) >= _ENOUGH and all(marks):
        yield Problem(
            ("explicit",),
            f"the show is not explicit, but all its {len(marks)} episodes are; expected true",
            "write explicit: true, or mark only the episodes that are",
            (Replace(("explicit",), "false", "true"),),
            is_unsafe=True,
        )
