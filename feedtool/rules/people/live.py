"""podcast:liveItem: an episode that is announced or on air."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.dates import find_zone, read_date
from feedtool.model.episode import Episode, Live
from feedtool.model.feed import PubDate
from feedtool.model.finding import Problem
from feedtool.model.show import Show

_STATUSES = ("pending", "live", "ended")


@rule("PE18", fields=("live",))
def incomplete_live_item(episode: Episode, show: Show) -> Iterable[Problem]:
    """A live item does not say what apps need to announce and play it.

    They show it by its `status` (pending, live or ended) and its `start`; `end`, where it is
    given, comes after it. `content_link` or `video` names a page for listeners whose app cannot
    play the stream, and `audio` or `alternate_enclosure` the stream itself. Podcasting 2.0 wants
    all of them.

    Bad:
        # 002.md
        live: {status: soon, start: 2024-02-01 19:00}
        content_link: https://compilertalk.example/live

    Good:
        # 002.md
        live: {status: pending, start: 2024-02-01 19:00}
        content_link: https://compilertalk.example/live
    """
    live = episode.live
    if live is None:
        return
    if live.status and live.status not in _STATUSES:
        message = f"live has status {live.status!r}; expected one of: {', '.join(_STATUSES)}"
        yield Problem(("live", "status"), message)
    yield from _judge_times(live, show)
    if not episode.draft:
        yield from _judge_parts(episode, live)


def _judge_parts(episode: Episode, live: Live) -> Iterator[Problem]:
    """Name what is missing; a draft need not have it yet."""
    if not live.status:
        hint = f"add status: one of {', '.join(_STATUSES)}"
        message, in_feed = "live has no status, which is required", 'add status="pending"'
        yield Problem(("live", "status"), message, hint, feed_hint=in_feed)
    if not (live.start and live.start.strip()):
        yield Problem(("live", "start"), "live has no start, which is required", "add start")
    if not _has_page(episode):
        message = "live item has no page to watch or listen at"
        hint = "add content_link: https://… of a page that plays it"
        tag = '<podcast:contentLink href="https://…">…</podcast:contentLink>'
        yield Problem(("live",), message, hint, feed_hint=f"add {tag} of a page that plays it")
    if not (episode.audio or episode.alternate_enclosure):
        message, hint = "live item has no stream", "add audio: https://… of the stream"
        in_feed = "add an enclosure, or podcast:alternateEnclosure, with its address"
        yield Problem(("live",), message, hint, feed_hint=in_feed)


def _has_page(episode: Episode) -> bool:
    written = any(element.name == "podcast:contentLink" for element in episode.elements)
    return bool(episode.video or written or any(each.link for each in episode.content_link))


def _judge_times(live: Live, show: Show) -> Iterator[Problem]:
    start = _read(live.start, show)
    if start and start.fault:
        yield Problem(("live", "start"), f"live.start: {start.fault}")
    end = _read(live.end, show)
    if end and end.fault:
        yield Problem(("live", "end"), f"live.end: {end.fault}")
    elif start and end and start.instant and end.instant and end.instant <= start.instant:
        message = f"live.end {live.end!r} does not come after live.start {live.start!r}"
        yield Problem(("live", "end"), message)


def _read(text: str | None, show: Show) -> PubDate | None:
    if not (text and text.strip()):
        return None
    return read_date(text, find_zone(show.timezone) if show.timezone else None)
