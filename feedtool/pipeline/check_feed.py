"""A feed of any origin through the rules: read, mapped to records in memory, judged in place."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from feedtool.check.engine import Engine, Subject
from feedtool.check.facts import Digest, DocumentFaults, Index, Platforms, RecordFaults
from feedtool.check.media_facts import AudioFile
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.formats.web_address import is_web, join_address
from feedtool.migrate.feed.judged import FeedJudge, judge_feed, judge_item
from feedtool.migrate.feed.pages import find_next
from feedtool.model.catalog import Loaded
from feedtool.model.episode import Episode
from feedtool.model.exchange import Exchange
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Finding
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.pipeline.audio_fact import audio_fact
from feedtool.pipeline.digest import make_digest
from feedtool.pipeline.feed_file import open_feed
from feedtool.pipeline.selection import choose_codes
from feedtool.rules import all_rules

if TYPE_CHECKING:
    from feedtool.pipeline.online.judging import Part
    from feedtool.pipeline.online.network import Live
    from feedtool.pipeline.workers import Progress

_STEP = 500


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What is asked of the check of a feed: a file or `-`, the time, and which rules count.

    With `live` its addresses are asked.
    """

    source: str
    now: datetime
    platforms: tuple[str, ...] | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    live: "Live | None" = None


@dataclass(slots=True)
class FeedOutcome:
    """What a feed's check found, in the feed's order; `notes` are sentences on what was read."""

    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_feed_file(options: FeedOptions, progress: "Progress") -> FeedOutcome:
    """Check the feed that the options name."""
    gc.disable()  # a tree of many small parts, all of which live to the end
    feed = open_feed(options.source)
    outcome = check_document(feed.document, feed.shown, options, progress, feed.url)
    if feed.hops:
        outcome.notes.append(f"{feed.shown} leads to {feed.url}")
    following = find_next(feed.document)
    if following:
        page = join_address(feed.url, following) or following
        outcome.notes.append(f"{feed.shown} is one page of a feed: check the next one, too: {page}")
    return outcome


def check_document(
    document: FeedDocument, path: str, options: FeedOptions, progress: "Progress", url: str = ""
) -> FeedOutcome:
    """Run every rule that can be judged from a feed alone; `url` is where it came from."""
    codes = choose_codes(options.select, options.ignore)
    rules = [each for each in all_rules() if each.code in codes]
    platforms = options.platforms or DEFAULT_PLATFORMS
    engine = Engine(rules, platforms)
    judge = FeedJudge(document, path)
    show = judge.show()
    composed = compose_feed(Ground(show.record, "", {}))
    facts: dict[type, Any] = {
        Show: show.record,
        Feed: replace(judge_feed(composed, show.record), base_url=urljoin(url, ".")),
        Roster: Roster(),
        Platforms: Platforms(frozenset(platforms)),
    }
    checker = _Checker(engine, judge, show, facts)
    findings = checker.check_channel(is_rss=document.is_rss)
    if document.is_rss:
        digests: list[Digest] = []
        nodes: dict[str, Node] = {}
        for number, node in enumerate(document.items):
            loaded, item, found = checker.check_item(node)
            findings += found
            nodes[loaded.path] = node
            digest = make_digest(loaded, item, {}, Roster(), options.now)
            digests.append(digest._replace(bulk=_count_bytes(document, node)))
            if number % _STEP == 0:
                progress(number, len(document.items))
        progress(len(document.items), len(document.items))
        findings += checker.check_index(digests, nodes)
        if options.live:
            address = options.source if is_web(options.source) else ""
            findings += checker.check_live(options.live, address, digests, nodes)
    findings = [replace(finding, edits=()) for finding in findings]  # they are for records
    return FeedOutcome(sorted(findings, key=lambda finding: finding.sort_key))


def _count_bytes(document: FeedDocument, node: Node) -> int:
    """Count the bytes of an item: what a show's feed will have is reckoned, a feed has them."""
    text = document.text[node.start : node.end]
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


class _Checker:
    """Runs the rules on the channel, on each item, and on all of them."""

    def __init__(
        self, engine: Engine, judge: FeedJudge, show: Loaded[Show], facts: dict[type, Any]
    ) -> None:
        self._engine, self._judge, self._show, self._facts = engine, judge, show, facts
        self._composer = ItemComposer(Ground(show.record, "", {}))

    def check_channel(self, *, is_rss: bool) -> list[Finding]:
        """Check the channel; of what is no RSS only that is said."""
        faults = tuple(self._show.faults)
        facts = self._facts | {
            RecordFaults: RecordFaults(faults),
            DocumentFaults: DocumentFaults(faults),
        }
        of_faults = {RecordFaults, DocumentFaults}
        own = frozenset({Show, Feed, Roster, *of_faults} if is_rss else of_faults)
        return self._engine.run(Subject(self._show, facts, own))

    def check_live(
        self, live: "Live", address: str, digests: list[Digest], nodes: dict[str, Node]
    ) -> list[Finding]:
        """Check what the addresses answer; `address` is the one of the feed that the user gave."""
        from feedtool.pipeline.online.feed import check_live_feed  # noqa: PLC0415 - heavy

        def judge(part: "Part", exchange: Exchange) -> list[Finding]:
            facts = self._facts | {Exchange: exchange}
            if part.item is not None:
                facts |= {Episode: part.loaded.record, Item: part.item}
            dropped = self._show.dropped if part.item is not None else frozenset()
            return self._engine.run(Subject(part.loaded, facts, frozenset({Exchange}), dropped))

        feed: Feed = self._facts[Feed]
        feed = replace(feed, feed_url=address or feed.feed_url)
        return check_live_feed(
            live, self._show, feed, digests, lambda path: self._open(nodes[path]), judge
        )

    def _open(self, node: Node) -> tuple[Loaded[Episode], Item]:
        loaded = self._judge.episode(node)
        item = self._composer.compose(loaded.record, loaded.path)
        return loaded, judge_item(item, loaded.record)

    def check_item(self, node: Node) -> tuple[Loaded[Episode], Item, list[Finding]]:
        """Check one item."""
        loaded, item = self._open(node)
        facts = self._facts | {Episode: loaded.record, Item: item}
        audio = None if "audio" in loaded.dropped else audio_fact(loaded.record, item, None)
        if audio is not None:
            facts[AudioFile] = audio
        if loaded.faults:
            facts[RecordFaults] = RecordFaults(tuple(loaded.faults))
        own = frozenset({Episode, Item, AudioFile, RecordFaults})
        subject = Subject(loaded, facts, own, self._show.dropped)
        return loaded, item, self._engine.run(subject)

    def check_index(self, digests: list[Digest], nodes: dict[str, Node]) -> list[Finding]:
        """Check all items together."""

        def open_item(path: str) -> Loaded[Any]:
            return self._judge.episode(nodes[path]) if path in nodes else self._show

        opened: Callable[[str], Loaded[Any]] = open_item
        return self._engine.run_index(Index(tuple(digests)), opened, self._facts)
