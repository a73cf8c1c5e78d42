"""`--online` for a feed of any origin: all it names is out, so its newest items are asked about."""

from collections.abc import Callable, Iterable

from feedtool.check.facts import Digest
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.pipeline.online.addresses import list_item_addresses, list_show_addresses
from feedtool.pipeline.online.judging import Judge, Part, newest_of
from feedtool.pipeline.online.network import Live

Open = Callable[[str], tuple[Loaded[Episode], Item]]
"""Reads an item again by the path of its digest."""


def check_live_feed(
    live: Live, show: Loaded[Show], feed: Feed, digests: Iterable[Digest], opens: Open, judge: Judge
) -> list[Finding]:
    """Return the findings about what the feed's addresses answer; raises FeedtoolError."""
    every = list(digests)
    chosen = every if live.wants_all else newest_of(reversed(every))  # feeds begin with the newest
    live.of, live.episodes = len(every), len(chosen)
    parts = [Part(show, None, list_show_addresses(show.record, feed, Roster()))]
    for digest in chosen:
        loaded, item = opens(digest.path)
        addresses = list_item_addresses(loaded.record, item, Roster(), "")
        parts.append(Part(loaded, item, addresses))
    return live.judge((feed.feed_url,), None, parts, judge)
