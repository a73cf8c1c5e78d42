"""GUIDs: one for every item, no two alike, and none that served another episode."""

from collections.abc import Iterable

from feedtool.check.facts import Digest, Index, RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.guids import make_item_guid
from feedtool.formats.web_address import split_address
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Add, AnyEdit, Level, Problem, Remove, Replace
from feedtool.model.show import Show

_UNIQUE = 9
"""Digits from which the W3C validator takes a number for unique."""


@rule("ID01")
def missing_guid(episode: Episode, item: Item, show: Show, feed: Feed) -> Iterable[Problem]:
    """An episode has no GUID.

    By the GUID apps know an episode again, whatever else changes; without one they take the audio
    address, and every move of a file makes an old episode new. Apple and Spotify ask for it. No
    build computes one: `feedtool new` makes one for a new record. For an episode that is out, take
    the one that its feed has.

    The repair writes a GUID into the record, a UUIDv5 of the show's GUID (or its feed's address)
    and the file's name: the same each time until it is written, and once written it stays for
    ever, whatever the file is called.

    Bad:
        # 001.md
        guid: ""

    Good:
        # 001.md
        guid: 3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41
    """
    if item.guid.strip() or item.is_draft:
        return
    minted = _mint(item, show, feed)
    yield Problem(
        ("guid",),
        "guid is missing: apps could not know the episode again",
        "add guid: with a fresh UUID, or the old GUID if the episode is out",
        _write_guid(episode, minted) if minted else (),
        feed_hint='add <guid isPermaLink="false"> with a fresh UUID, or the one it was out with',
    )


def _write_guid(episode: Episode, minted: str) -> tuple[AnyEdit, ...]:
    """Write a GUID in place of a blank one, of `guid:` without a value, or of none."""
    if episode.guid is not None:
        return (Replace(("guid", "value"), episode.guid.value, minted),)
    is_written = "guid" in episode.model_fields_set
    return (*((Remove(("guid",)),) if is_written else ()), Add(("guid",), minted))


def _mint(item: Item, show: Show, feed: Feed) -> str:
    """Make a GUID for a record; "" where the show has no name of its own, or it served before."""
    minted = make_item_guid(show.guid, feed.feed_url, item.path.rpartition("/")[2])
    return "" if any(each.guid == minted for each in show.removed) else minted


@rule("ID05", Level.WARNING)
def short_guid(item: Item, show: Show, feed: Feed) -> Iterable[Problem]:
    """A GUID is a number of fewer than nine digits.

    A GUID tells an episode from every other one in the world; a plain count or a database's key is
    another show's as well, and comes back when the software that counts is changed. The W3C
    validator warns of it. Give a new episode a UUID; one that is out keeps what it has, since apps
    would take it for new. The repair changes what the episode is known by, so it is asked for.

    Bad:
        # 001.md
        guid: 42

    Good:
        # 001.md
        guid: 3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41
    """
    guid = item.guid
    if len(guid) >= _UNIQUE or not guid.strip().isdecimal():
        return
    minted = _mint(item, show, feed)
    yield Problem(
        ("guid",),
        f"guid {guid!r} is a short number; expected a UUID, or another text that is like no other",
        "give a new episode a UUID; if this one is out, leave it",
        (Replace(("guid", "value"), guid, minted),) if minted else (),
        is_unsafe=True,
    )


@rule("ID02")
def duplicate_guid(index: Index) -> Iterable[Problem]:
    """Two episodes have the same GUID.

    Apps and Apple take the second for the first and do not load it. Most often a record was
    copied. Give the new one a fresh UUID; the one that is out keeps its own. GUIDs are compared
    letter by letter, as apps do; where only white space round them differs, which many readers
    leave out, it is a warning.

    Bad:
        # 002.md
        guid: 3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41

    Good:
        # 002.md
        guid: 8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12
    """
    first: dict[str, Digest] = {}
    repeated: list[tuple[Digest, Digest]] = []
    for digest in index.digests:
        guid = digest.guid.strip()
        if not guid:
            continue
        other = first.setdefault(guid, digest)
        if other is not digest:
            earlier, later = sorted((other, digest), key=_age)
            first[guid] = earlier
            repeated.append((earlier, later))
    for earlier, later in repeated:
        is_same = later.guid == earlier.guid
        message = f"guid {later.guid!r} is already that of {earlier.path}"
        yield Problem(
            ("guid",),
            message if is_same else f"{message}, but for white space, which many readers leave out",
            "give the newer of the two a fresh UUID",
            file=later.path,
            others=(earlier.path,),
            level=None if is_same else Level.WARNING,
        )


def _age(digest: Digest) -> tuple[bool, bool, float, str]:
    """Order the episode that came first before its copies: drafts and undated ones are newer."""
    seconds = digest.instant.timestamp() if digest.instant else 0.0
    return (digest.is_draft, digest.instant is None, seconds, digest.path)


@rule("ID04")
def false_permalink(part: RecordFaults | Item, item: Item) -> Iterable[Problem]:
    """A GUID claims to be a permalink and is no http or https address, or is unclear about it.

    RSS 2.0 lets readers open a permalink in a browser. Leave `is_permalink` out, which writes
    isPermaLink="false"; the GUID itself stays as it is.

    Bad:
        # 001.md
        guid: {value: compiler-talk-1, is_permalink: true}

    Good:
        # 001.md
        guid: {value: "https://compilertalk.example/?p=1", is_permalink: true}
    """
    said = list(part.of("ID04")) if isinstance(part, RecordFaults) else []
    yield from said
    if said or not item.is_permalink or not item.guid.strip():
        return
    parts = split_address(item.guid)
    if parts.scheme not in ("http", "https") or not parts.host:
        message = f"guid {item.guid!r} counts as a permalink and is no http or https address"
        hint = "write is_permalink: false; the value stays"
        edits, in_feed = (
            (Remove(("guid", "is_permalink")),),
            'add isPermaLink="false"; the value stays',
        )
        yield Problem(("guid",), message, hint, edits, feed_hint=in_feed)


@rule("ID08")
def reused_guid(index: Index, show: Show) -> Iterable[Problem]:
    """An episode has the GUID of one that was taken out for good.

    Apps that still know the removed episode show the new one in its place, or not at all. Give
    the episode a fresh UUID. If it is the old episode come back, delete its entry under `removed`.
    The removed episode itself may stay as a draft.

    Bad:
        # show.yaml
        removed:
          - {guid: 3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41, reason: the guest asked for it}

    Good:
        # show.yaml
        removed:
          - {guid: 11c0a1de-7d0b-4e68-8f6e-6a8d1c2b3a41, reason: the guest asked for it}
    """
    removed = {each.guid for each in show.removed}
    if not removed:
        return
    for digest in index.digests:
        if digest.guid in removed and not digest.is_draft:
            message = f"guid {digest.guid!r} is listed under removed in show.yaml"
            hint = "give the episode a fresh UUID, or delete the entry under removed"
            yield Problem(("guid",), message, hint, file=digest.path)
