"""The feed as a document: the items that go out, newest first, in one RSS text."""

from datetime import UTC, datetime

from feedtool import __version__
from feedtool.errors import FeedtoolError
from feedtool.pipeline.chunk.task import BuiltItem
from feedtool.pipeline.run import Outcome
from feedtool.render.rss import render_document

_OLDEST = datetime.min.replace(tzinfo=UTC)
"""Orders items without a readable date behind all others."""
GENERATOR = f"feedtool {__version__}"


def order_items(outcome: Outcome) -> list[BuiltItem]:
    """Order items: live ones first, then by date, newest first.

    Where dates are equal or missing, the last path is first: names count up with the episodes.
    """
    by_path = sorted(outcome.items, key=lambda item: item.path, reverse=True)
    return sorted(by_path, key=_newest_first)


def render_feed(outcome: Outcome, items: list[BuiltItem]) -> bytes:
    """Render the document; raises as `render_pieces` does."""
    return b"".join(render_pieces(outcome, items))


def render_pieces(outcome: Outcome, items: list[BuiltItem]) -> list[bytes]:
    """Render the document in pieces.

    Raises FeedtoolError where a let-through error makes that impossible.
    """
    hint = "an [[ignore]] lets an error through that cannot be let through"
    if outcome.unrendered:
        raise FeedtoolError(f"the feed cannot be written as XML: {outcome.unrendered}", hint)
    rendered = [item.rendered for item in items]
    try:
        return render_document(outcome.feed, rendered, GENERATOR, _build_date(outcome, items))
    except (ValueError, LookupError) as error:
        raise FeedtoolError(f"the feed cannot be written as XML: {error}", hint) from None


def _newest_first(item: BuiltItem) -> tuple[bool, float]:
    instant = item.instant or _OLDEST
    return (not item.is_live, -(instant - _OLDEST).total_seconds())


def _build_date(outcome: Outcome, items: list[BuiltItem]) -> datetime:
    """Return lastBuildDate: the newest included date, so that only content moves it.

    A live item may have a date to come, which no build has reached yet.
    """
    past = [item.instant for item in items if item.instant and item.instant <= outcome.now]
    return max(past) if past else outcome.now.astimezone(UTC).replace(microsecond=0)
