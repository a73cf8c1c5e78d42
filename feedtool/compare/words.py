"""Changes in words: what changes, and what apps and listeners do about it."""

from collections.abc import Iterable

from feedtool.check.release import Fresh, Lost, Match
from feedtool.formats import plan_words as words
from feedtool.formats.statistics_prefix import compare_bare
from feedtool.model.plan import Change, Kind
from feedtool.model.published import Said

_NAMES = {
    "pubDate": "date",
    "description": "description",
    "content:encoded": "notes",
    "itunes:summary": "summary",
    "itunes:subtitle": "subtitle",
    "itunes:duration": "duration",
    "itunes:image": "picture",
    "itunes:season": "season",
    "itunes:episode": "number",
    "itunes:episodeType": "kind of episode",
    "itunes:explicit": "explicit",
    "itunes:author": "author",
    "itunes:category": "categories",
    "itunes:owner": "owner",
    "itunes:type": "order",
    "itunes:block": "block",
    "itunes:complete": "complete",
    "itunes:new-feed-url": "new feed address",
    "atom:link": "links of the feed",
    "podcast:season": "season",
    "podcast:episode": "number",
    "podcast:person": "people",
    "podcast:transcript": "transcripts",
    "podcast:chapters": "chapters",
    "podcast:guid": "the show's GUID",
    "podcast:locked": "lock",
    "image": "image of RSS 2.0",
}
"""What people call an element; others are called by their names."""
_SEEN = frozenset(
    "title description content:encoded itunes:summary itunes:subtitle itunes:image itunes:episode "
    "itunes:season itunes:episodeType podcast:person podcast:transcript podcast:chapters link "
    "podcast:season podcast:episode podcast:image podcast:soundbite podcast:location".split()
)
"""Elements that apps show."""


def describe_fresh(fresh: Fresh, path: str) -> Change:
    """Say what a new episode does."""
    item = fresh.after
    effect = words.NEW_BURIED if fresh.newer else words.NEW_EPISODE
    if item.is_live:
        effect = words.NEW_LIVE
    return Change(Kind.NEW, item.guid, item.title, path, (), effect)


def describe_lost(lost: Lost, path: str) -> Change:
    """Say what a removal does."""
    what = ("declared in removed:",) if lost.removed is not None else ()
    return Change(Kind.REMOVED, lost.before.identity, lost.before.title, path, what, words.GONE)


def describe_match(match: Match, path: str) -> Change:
    """Say what changes in an episode, and what comes of it."""
    what = _dedupe([*_list_identity(match), *map(_name, sorted(match.changed - _OWN))])
    title = match.after.title or match.before.title
    return Change(Kind.CHANGED, match.before.identity, title, path, what, _effect(match))


_OWN = frozenset({"guid", "enclosure"})


def _list_identity(match: Match) -> Iterable[str]:
    """Name what apps know an episode by, where it changes."""
    if match.before.identity != match.after.identity:
        yield "GUID"
    elif "guid" in match.changed:
        yield "isPermaLink"
    if _is_moved(match):
        yield "audio address"
    elif match.before.url != match.after.url:
        yield "statistics prefix"
    if match.audio_by:
        yield "audio"
    elif match.before.length != match.after.length:
        yield "size of the audio"
    if match.before.type != match.after.type:
        yield "type of the audio"


def _is_moved(match: Match) -> bool:
    before, after = compare_bare(match.before.url, match.after.url)
    return before != after


def _effect(match: Match) -> str:
    if match.before.identity != match.after.identity:
        return words.NEW_GUID
    if match.audio_by:
        return words.NEW_AUDIO
    if _is_moved(match):
        return words.NEW_ADDRESS
    if "pubDate" in match.changed:
        return words.NEW_DATE
    if "itunes:block" in match.changed:
        return words.HIDDEN_EPISODE
    return words.UNNOTICED if match.changed.isdisjoint(_SEEN) else words.NEW_TEXT


def describe_show(changed: frozenset[str], before: Said) -> Change:
    """Say what changes in the channel; `before` is what it said."""
    copied = {"image"} if "itunes:image" in changed else set[str]()  # both show the cover
    what = _dedupe(map(_name, sorted(changed - copied)))
    noticed = changed if before.get("podcast:guid") else changed - {"podcast:guid"}
    known = (effect for names, effect in _OF_SHOW if not noticed.isdisjoint(names))
    effect = next(known, words.UNNOTICED)
    return Change(Kind.CHANGED, "", "the show", "", what, effect)


_OF_SHOW = (
    ({"itunes:block", "itunes:complete", "podcast:block"}, words.HIDDEN),
    ({"podcast:guid"}, words.OTHER_SHOW),
    ({"itunes:new-feed-url"}, words.NEW_FEED),
    ({"title", "description", "itunes:image", "itunes:author"}, words.NEW_SHOW),
    ({"itunes:category", "itunes:explicit", "itunes:type", "language", "link"}, words.NEW_SHOW),
    ({"atom:link"}, words.NEW_LINKS),
)
"""What apps and directories do about changes of the channel, the gravest first."""


def _name(element: str) -> str:
    return _NAMES.get(element, element)


def _dedupe(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
