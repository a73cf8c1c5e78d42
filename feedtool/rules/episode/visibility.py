"""Episodes that directories are asked to hide."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Problem


@rule("EP20")
def blocked_episode(episode: Episode, item: Item) -> Iterable[Problem]:
    """An episode is hidden from Apple Podcasts.

    `block: true` becomes itunes:block, and Apple takes the episode out of its directory without
    a word; it is easily copied along with a record. Where it is meant, say so once in
    feedtool.toml, with the reason. To hold an episode back everywhere, write `draft: true`.

    Bad:
        # 001.md
        block: true

    Good:
        # feedtool.toml
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains, so that no real address stands in the tests."

        [[ignore]]
        code = "EP20"
        path = "001.md"
        reason = "Withdrawn from Apple while the guest's rights are cleared."
        # 001.md
        block: true
    """
    if episode.block or any(map(_hides, item.elements)):
        places = (n for n, element in enumerate(episode.elements) if _hides(element))
        yield Problem(
            ("block",) if episode.block else ("elements", next(places, 0)),
            "itunes:block hides this episode from Apple Podcasts; expected false unless confirmed",
            "delete the line, or confirm it with an [[ignore]] of EP20 and its reason in "
            "feedtool.toml",
            feed_hint="delete it; if it is meant: --ignore EP20",
        )


def _hides(element: Element) -> bool:
    return element.name == "itunes:block" and (element.text or "").strip().lower() == "yes"
