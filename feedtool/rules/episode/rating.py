"""Whether episodes say in the right words that they are explicit, and the show what all say."""

from collections.abc import Iterable

from feedtool.check.facts import Index
from feedtool.check.rule import rule
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_ENOUGH = 2
_EXPLICIT = {"yes": "true", "explicit": "true", "no": "false", "clean": "false"}


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
            feed_hint="write true, or mark only the episodes that are",
        )


@rule("EP28", Level.WARNING)
def unclear_rating(item: Item) -> Iterable[Problem]:
    """An episode's `itunes:explicit` is not true or false.

    Apple and PSP-1 know these two words. The yes, no and clean of older times may not be read any
    more, and what else stands there means nothing: the episode then counts as the show does. The
    field `explicit` writes the right words.

    Bad:
        # 001.md
        elements:
          - itunes:explicit: "yes"

    Good:
        # 001.md
        explicit: true
    """
    for element in item.elements:
        text = element.text or ""
        if element.name != "itunes:explicit" or text in ("true", "false"):
            continue
        at = ("explicit",) if element.entry < 0 else ("elements", element.entry)
        right = _EXPLICIT.get(text.strip().lower(), "") if element.entry >= 0 else ""
        edits = (Replace(element.text_path, text, right),) if right else ()
        message = f"itunes:explicit is {text!r}; expected true or false"
        hint = "use the field: explicit: true or explicit: false"
        yield Problem(at, message, hint, edits, feed_hint="write true or false")
