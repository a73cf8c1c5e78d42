"""What the feed holds: its medium, and at least one episode."""

from collections.abc import Iterable

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.plural import count
from feedtool.formats.vocabulary.podcasting import LIST_MEDIUMS, MEDIUMS
from feedtool.model.feed import Feed
from feedtool.model.finding import Problem
from feedtool.rules.show.written import elements_named, place_of

_WITHOUT_ITEMS = frozenset({*LIST_MEDIUMS, "publisher"})


@rule("SH25")
def unfit_medium(index: Index, feed: Feed) -> Iterable[Problem]:
    """The medium is not in the podcast namespace's list, or is a list that holds episodes.

    Apps choose their player by it, letter by letter, and take an unknown word for `podcast`. A
    list medium such as `musicL` or `mixed` holds only `remote_item`, no episodes of its own.

    Bad:
        # show.yaml
        medium: Podcast

    Good:
        # show.yaml
        medium: podcast
    """
    for element in elements_named(feed, "podcast:medium"):
        medium, at = element.text or "", place_of(element, "medium")
        if medium not in MEDIUMS:
            nearest = find_nearest(medium, MEDIUMS)
            hint = f"did you mean {nearest}?" if nearest else f"choose one of: {', '.join(MEDIUMS)}"
            yield Problem(at, f"medium {medium!r} is not known", hint)
        elif medium in LIST_MEDIUMS:
            due = sum(digest.is_due for digest in index.digests)
            if due:
                held = count(due, "episode")
                message = f"medium {medium!r} is a list of remote items, and holds {held}"
                hint = f"write medium: {medium.removesuffix('L')}" if medium != "mixed" else ""
                in_feed = hint.replace("medium: ", "")
                yield Problem(at, message, hint, feed_hint=in_feed)


@rule("SH32")
def empty_feed(index: Index, feed: Feed) -> Iterable[Problem]:
    """The feed would hold no episode.

    Apple and Spotify take up a show only when at least one episode is out. Drafts and episodes
    with a date to come are held back. Until the first one is out there is nothing to submit.

    Bad:
        # 001.md
        draft: true
        # 002.md
        draft: true

    Good:
        # 001.md
        draft: true
    """
    mediums = {element.text for element in elements_named(feed, "podcast:medium")}
    if not mediums.isdisjoint(_WITHOUT_ITEMS):
        return
    if any(_is_out(digest) or _is_unreadable(digest) for digest in index.digests):
        return
    drafts = sum(digest.is_draft for digest in index.digests)
    later = len(index.digests) - drafts
    message = f"no episode is out: {count(drafts, 'draft')}, {later} yet to come"
    hint = "publish an episode: draft: false, a published date that is past"
    if not index.digests:
        message, hint = "the show has no episode yet", 'feedtool new "Its title" writes one'
    yield Problem((), message, hint, feed_hint="add an item: apps show no feed without one")


def _is_out(digest: Digest) -> bool:
    return digest.is_due and not digest.is_live


def _is_unreadable(digest: Digest) -> bool:
    """Tell a record that could not be read: it is named already."""
    return not digest.is_due and not digest.is_draft and digest.instant is None
