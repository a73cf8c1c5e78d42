"""A feed of any origin through the rules: read, mapped to records in memory, judged in place."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from feedtool.check.engine import Engine, Subject
from feedtool.check.facts import ChapterList, Digest, DocumentFaults, Index, Platforms, RecordFaults
from feedtool.check.media_facts import AudioFile
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.feed.document import judge_channel_dates
from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.formats.web_address import is_web
from feedtool.migrate.feed.judged import FeedJudge, judge_feed, judge_item
from feedtool.migrate.feed.pages import list_items
from feedtool.model.episode import Episode
from feedtool.model.exchange import Exchange
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.pipeline.checked_pages import read_pages
from feedtool.pipeline.chunk.audio_fact import audio_fact
from feedtool.pipeline.chunk.chaptering import list_record
from feedtool.pipeline.chunk.digest import make_digest
from feedtool.pipeline.feed_file import FeedAtHand
from feedtool.pipeline.selection import choose_codes
from feedtool.rules import all_rules

if TYPE_CHECKING:
    from feedtool.pipeline.online.judging import Part
    from feedtool.pipeline.online.network import Live
    from feedtool.pipeline.workers import Progress

_STEP = 50
"""Items that pass one station before the next."""

_Opened = dict[str, tuple[FeedJudge, Node]]
"""By the path of an item: where it stands, and what makes its record again."""


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
    """Check the feed that the options name, with all its pages."""
    gc.disable()  # a tree of many small parts, all of which live to the end
    notes: list[str] = []
    pages = read_pages(options.source, notes)
    return FeedOutcome(check_pages(pages, options, progress), notes)


def check_pages(
    pages: Sequence[FeedAtHand], options: FeedOptions, progress: "Progress"
) -> list[Finding]:
    """Run every rule that can be judged from a feed alone; its channel is the first page's."""
    first = pages[0]
    codes = choose_codes(options.select, options.ignore)
    rules = [each for each in all_rules() if each.code in codes]
    platforms = options.platforms or DEFAULT_PLATFORMS
    show = FeedJudge(first.document, first.shown).show()
    show.faults += judge_channel_dates(first.document.channel, options.now)
    composed = compose_feed(Ground(show.record, "", {}))
    facts: dict[type, Any] = {
        Show: show.record,
        Feed: replace(
            judge_feed(composed, show.record, first.document.channel),
            base_url=urljoin(first.url, "."),
        ),
        Roster: Roster(),
        Platforms: Platforms(frozenset(platforms)),
    }
    checker = _Checker(Engine(rules, platforms), show, facts, options.now)
    findings = checker.check_channel(is_rss=first.document.is_rss)
    for page in pages[1:]:
        findings += checker.check_document(page.document, page.shown)
    if first.document.is_rss:
        findings += _check_items(checker, pages, options, progress)
    findings = [replace(finding, edits=()) for finding in findings]  # they are for records
    return sorted(findings, key=lambda finding: finding.sort_key)


def _check_items(
    checker: "_Checker", pages: Sequence[FeedAtHand], options: FeedOptions, progress: "Progress"
) -> list[Finding]:
    """Check the items of all pages, each and all together."""
    findings: list[Finding] = []
    digests: list[Digest] = []
    opened: _Opened = {}
    judges = {id(page.document): FeedJudge(page.document, page.shown) for page in pages}
    items = list(list_items([page.document for page in pages]))
    for start in range(0, len(items), _STEP):
        some = items[start : start + _STEP]
        parts = [checker.open(judges[id(document)], node) for document, node in some]
        findings += checker.check_items(parts)
        for (document, node), (loaded, item) in zip(some, parts, strict=True):
            opened[loaded.path] = judges[id(document)], node
            bulk = _count_bytes(document, node) if document is pages[0].document else 0
            digest = make_digest(loaded, item, {}, Roster(), options.now)
            digests.append(digest._replace(bulk=bulk))
        progress(start, len(items))
    progress(len(items), len(items))
    findings += checker.check_index(digests, opened)
    if options.live:
        address = options.source if is_web(options.source) else ""
        findings += checker.check_live(options.live, address, digests, opened)
    return findings


def _count_bytes(document: FeedDocument, node: Node) -> int:
    """Count the bytes of an item: what a show's feed will have is reckoned, a feed has them."""
    text = document.text[node.start : node.end]
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


_OF_FAULTS: frozenset[type] = frozenset({RecordFaults, DocumentFaults})


class _Checker:
    """Runs the rules on the channel, on each item, and on all of them."""

    def __init__(
        self, engine: Engine, show: Loaded[Show], facts: dict[type, Any], now: datetime
    ) -> None:
        self._engine, self._show, self._facts, self._now = engine, show, facts, now
        self._composer = ItemComposer(Ground(show.record, "", {}))

    def check_channel(self, *, is_rss: bool) -> list[Finding]:
        """Check the channel; of what is no RSS only that is said."""
        own = frozenset({Show, Feed, Roster, *_OF_FAULTS} if is_rss else _OF_FAULTS)
        return self._check_faults(self._show, own)

    def check_document(self, document: FeedDocument, path: str) -> list[Finding]:
        """Check how a further page is written; its channel is that of the first."""
        loaded = replace(FeedJudge(document, path).show(), faults=list(document.faults))
        return self._check_faults(loaded, _OF_FAULTS)

    def _check_faults(self, show: Loaded[Show], own: frozenset[type]) -> list[Finding]:
        faults = tuple(show.faults)
        facts = self._facts | {
            RecordFaults: RecordFaults(faults),
            DocumentFaults: DocumentFaults(faults),
        }
        return self._engine.run(Subject(show, facts, own))

    def check_live(
        self, live: "Live", address: str, digests: list[Digest], opened: _Opened
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
            live, self._show, feed, digests, lambda path: self.open(*opened[path]), judge
        )

    def open(self, judge: FeedJudge, node: Node) -> tuple[Loaded[Episode], Item]:
        """Make the record of an item, and what a feed would say of it."""
        loaded = judge.episode(node)
        item = self._composer.compose(loaded.record, loaded.path)
        return loaded, judge_item(item, loaded.record, node, self._now)

    def check_items(self, parts: Sequence[tuple[Loaded[Episode], Item]]) -> list[Finding]:
        """Check some items, each by itself."""
        found = self._engine.run_all([self._subject_of(*part) for part in parts])
        return [finding for findings in found for finding in findings]

    def _subject_of(self, loaded: Loaded[Episode], item: Item) -> Subject:
        facts = self._facts | {Episode: loaded.record, Item: item}
        audio = None if "audio" in loaded.dropped else audio_fact(loaded.record, item, None)
        if audio is not None:
            facts[AudioFile] = audio
        if loaded.faults:
            facts[RecordFaults] = RecordFaults(tuple(loaded.faults))
        chapters = list_record(loaded)
        if chapters is not None:
            facts[ChapterList] = chapters
        own = frozenset({Episode, Item, AudioFile, RecordFaults, ChapterList})
        return Subject(loaded, facts, own, self._show.dropped)

    def check_index(self, digests: list[Digest], opened: _Opened) -> list[Finding]:
        """Check all items together."""

        def open_item(path: str) -> Loaded[Any]:
            if path not in opened:
                return self._show
            judge, node = opened[path]
            return judge.episode(node)

        return self._engine.run_index(Index(tuple(digests)), open_item, self._facts)
