"""A feed to a show folder: fetched with all its pages, written as records, checked."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.errors import FeedtoolError
from feedtool.formats.web_address import is_web
from feedtool.migrate.feed.show_folder import Draft, draft_import, write_import
from feedtool.model.finding import Problem
from feedtool.pipeline.feed_file import FeedAtHand, feed_client, fetch_feed, open_feed
from feedtool.pipeline.importing.audio_download import Fetched, fetch_audio, list_audio
from feedtool.pipeline.importing.audio_hosts import find_final_hosts
from feedtool.pipeline.importing.feed_pages import follow_pages
from feedtool.pipeline.importing.lock import LOCK, write_lock
from feedtool.pipeline.importing.new_folder import keep_old_faults, refuse_full, write_all
from feedtool.pipeline.importing.taken import Taken, describe_import
from feedtool.pipeline.workers import Progress

if TYPE_CHECKING:
    from feedtool.net.client import Client


def be_quiet(_line: str) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What is asked of an import: a feed's file, address or `-`, the show folder, the time.

    With `downloads` the audio is fetched too. `tell` takes a line that says how far the work is.
    """

    source: str
    folder: Path
    now: datetime
    downloads: bool = False
    tell: Callable[[str], None] = field(default=be_quiet, compare=False)


@dataclass(frozen=True, slots=True)
class WholeFeed:
    """A feed with all its pages; `client` is at hand where the network may be asked."""

    feed: FeedAtHand
    pages: int
    client: "Client | None"

    def fetch_audio(self, draft: Draft, options: ImportOptions) -> Fetched | None:
        """Download the audio of a feed's items, if that is asked for."""
        if not options.downloads or self.client is None:
            return None
        wanted = list_audio(draft.names, draft.items, self.feed.url)
        return fetch_audio(wanted, options.folder, self.client, options.tell)


def import_feed(options: ImportOptions, progress: Progress) -> Taken:
    """Write the show folder of a feed; raises FeedtoolError before a record is written."""
    gc.disable()  # a tree of many small parts, all of which live to the end
    refuse_full(options.folder, may_hold_audio=options.downloads)
    with open_whole_feed(options) as whole:
        document = whole.feed.document
        draft = draft_import(document, options.now)
        fetched = whole.fetch_audio(draft, options)
        imported = write_import(draft, fetched.files if fetched else {}, whole.feed.address)
        imported.files[LOCK] = write_lock(whole.feed.source, imported)
        write_all(options.folder, imported.files)
        taken = describe_import(document, imported, options.folder)
        taken.pages, taken.fetched, taken.early = whole.pages, fetched, draft.early
        if whole.client is not None and whole.feed.url:
            taken.leads = find_final_hosts(
                imported.items, whole.feed.url, whole.client, options.tell
            )
    options.tell("")
    keep_old_faults(taken, options.now, progress, measures=options.downloads)
    return taken


@contextmanager
def open_whole_feed(options: ImportOptions) -> Iterator[WholeFeed]:
    """Read a feed and, if it has an address, its further pages; raises FeedtoolError."""
    name = options.source
    if is_web(name):
        with feed_client(name) as client:
            options.tell("reading the feed")
            feed = _require_rss(fetch_feed(name, client))
            feed, pages = follow_pages(feed, client, options.tell)
            yield WholeFeed(feed, pages, client)
        return
    feed = _require_rss(open_feed(name))
    if not options.downloads:
        yield WholeFeed(feed, 1, None)
        return
    with feed_client() as client:  # what a file names may lead to public addresses only
        yield WholeFeed(feed, 1, client)


def _require_rss(feed: FeedAtHand) -> FeedAtHand:
    if feed.document.is_rss:
        return feed
    faults = (fault.problem for fault in feed.document.faults if fault.code == "XM04")
    reason = next(faults, Problem((), "this is no RSS feed"))
    raise FeedtoolError(f"{feed.shown}: {reason.message}", reason.hint)
