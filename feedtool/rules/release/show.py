"""What the show says of itself stays, or changes on purpose."""

from collections.abc import Iterable, Sequence

from feedtool.check.release import NextFeed, PreviousFeed
from feedtool.check.rule import rule
from feedtool.formats.element_sameness import spell
from feedtool.model.element import Element
from feedtool.model.finding import Level, Problem
from feedtool.model.published import PublishedFeed

_MAIN = {
    "title": "title",
    "itunes:author": "author",
    "language": "language",
    "itunes:category": "categories",
    "itunes:explicit": "explicit",
    "itunes:type": "type",
}
_HIDING = {
    "itunes:block": ("block", "Apple takes the show off its directory"),
    "itunes:complete": ("complete", "apps stop looking for new episodes, and may never look again"),
}
_YES = frozenset({"yes", "true"})


@rule("RL07")
def changed_show_guid(before: PreviousFeed, after: NextFeed) -> Iterable[Problem]:
    """The show's own GUID changes, or is lost.

    By podcast:guid the Podcast Index and apps know the show wherever its feed lives: comments,
    payments and statistics hang on it. It stays for ever, even when the feed moves.

    Bad:
        # show.yaml
        guid: 0b7f7b2e-3c55-5d0a-9a51-6a3d0f1e2c4b

    Good:
        # was/show.yaml
        guid: null
        # show.yaml
        guid: 0b7f7b2e-3c55-5d0a-9a51-6a3d0f1e2c4b
    """
    old, new = before.text("podcast:guid"), after.text("podcast:guid")
    if old and old != new:
        becomes = f"becomes {new}" if new else "is lost"
        yield Problem(
            ("guid",),
            f"the show's guid {old} {becomes}: apps and the Podcast Index take it for another show",
            f"write guid: {old}",
        )


@rule("RL09", Level.WARNING)
def changed_show(before: PreviousFeed, after: NextFeed) -> Iterable[Problem]:
    """A main field of the show changes: title, author, language, categories, explicit or type.

    Directories sort the show by these, and listeners know it by its name; the other order of a
    serial show turns every list round. Look whether it is meant.

    Bad:
        # show.yaml
        categories: [Education]

    Good:
        # show.yaml
        copyright: Ada Lovelace
    """
    for name, field in _MAIN.items():
        old, new = _said(before.feed, name), _said(after.feed, name)
        if old and _spelt(old) != _spelt(new):
            yield Problem((field,), f"{field} changes from {_words(old)} to {_words(new)}")


def _said(feed: PublishedFeed, name: str) -> Sequence[Element]:
    """Return what a channel says, or what apps take it for where it does not."""
    is_type = name == "itunes:type"
    return feed.said.get(name) or ((Element(name, "episodic"),) if is_type else ())


def _spelt(elements: Sequence[Element]) -> list[object]:
    return [said for each in elements for said in spell(each)]


def _words(elements: Sequence[Element]) -> str:
    """Say what elements hold: their text, or their attributes for categories."""
    texts = [each.text or " > ".join(_names(each)) for each in elements]
    return repr(", ".join(texts)) if texts else "nothing"


def _names(element: Element) -> Iterable[str]:
    yield from (value for _, value in element.attributes)
    for child in element.children:
        yield from _names(child)


@rule("RL10")
def newly_hidden(before: PreviousFeed, after: NextFeed) -> Iterable[Problem]:
    """The show is hidden from a directory, or declared complete, for the first time.

    Apple takes a blocked show off its directory at once, subscribers and reviews with it; apps
    look seldom, or never again, into a feed that is complete. Neither is undone quickly.

    Bad:
        # show.yaml
        block_services: [amazon]

    Good:
        # was/show.yaml
        block_services: [amazon]
        # show.yaml
        block_services: [amazon]
    """
    for name, (field, effect) in _HIDING.items():
        old, new = before.text(name).lower(), after.text(name).lower()
        if new in _YES and old not in _YES:
            yield Problem((field,), f"{field} is new: {effect}", "take it out if it is not meant")
    old_blocks, new_blocks = _blocks(before), _blocks(after)
    for service in sorted(new_blocks - old_blocks):
        who = f"'{service}' takes" if service else "every service takes"
        words = f"block_services is new: {who} the show off its lists"
        yield Problem(("block_services",), words, "take it out if it is not meant")


def _blocks(side: PreviousFeed | NextFeed) -> set[str]:
    """List the services that are told to hide the show; "" stands for all of them."""
    blocks = side.feed.said.get("podcast:block", ())
    blocked = [each for each in blocks if (each.text or "").lower() in _YES]
    return {dict(each.attributes).get("id", "") for each in blocked}


@rule("RL11", Level.WARNING)
def wrong_lock(before: PreviousFeed, after: NextFeed) -> Iterable[Problem]:
    """The lock against imports is opened without a move, or stays shut while the feed moves.

    With `locked: true` other hosts refuse to import the feed, which keeps others from taking it;
    a new host needs it open until the move is done.

    Bad:
        # show.yaml
        locked: false

    Good:
        # show.yaml
        locked: false
        new_feed_url: https://feeds.compilertalk.example/feed.xml
        # feedtool.toml
        [[ignore]]
        code = "SH21"
        reason = "Moved from the old address in May; goes away in August."
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains."
    """
    old = before.text("podcast:locked").lower() in _YES
    new = after.text("podcast:locked").lower() in _YES
    moves = bool(after.text("itunes:new-feed-url"))
    if old and not new and not moves:
        words = "the lock is opened, and no move is declared: any host may import the feed"
        yield Problem(("locked",), words, "write locked: true")
    elif new and moves and not before.text("itunes:new-feed-url"):
        words = "a move is declared and the feed is locked: the new host refuses to import it"
        yield Problem(("locked",), words, "write locked: false until the move is done")
