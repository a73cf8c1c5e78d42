"""A feed to a show folder: read, written as records, checked, and its old faults let through."""

import gc
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.formats.feed.node import FeedDocument, to_element
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.formats.web_address import host_of
from feedtool.migrate.feed.normalised import list_normalised
from feedtool.migrate.feed.show_folder import Imported, import_document
from feedtool.migrate.feed.written import is_empty
from feedtool.model.finding import Finding, Problem
from feedtool.pipeline.baseline import save_baseline
from feedtool.pipeline.feed_file import open_feed
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.pipeline.workers import Progress
from feedtool.staging import Replacement


@dataclass(slots=True)
class Taken:
    """What an import did, for its report.

    `carried` counts the elements that go through `elements`, `hosts` the audio's hosts,
    `guests` the episodes in whose titles guests were found; `findings` are the faults of the new
    folder, let through if it `has_baseline`.
    """

    folder: Path
    episodes: int
    files: list[str]
    faults: int
    carried: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    replaced: list[str] = field(default_factory=list)
    empty: int = 0
    prefix: str = ""
    normalised: list[str] = field(default_factory=list)
    guests: int = 0
    findings: list[Finding] = field(default_factory=list)
    has_baseline: bool = False
    kind: str = "a feed"
    remarks: list[str] = field(default_factory=list)


def import_feed(name: str, folder: Path, now: datetime, progress: Progress) -> Taken:
    """Write the show folder of a feed; raises FeedtoolError before anything is written."""
    gc.disable()  # a tree of many small parts, all of which live to the end
    feed = open_feed(name)
    document = feed.document
    if not document.is_rss:
        reason = next((f.problem for f in document.faults if f.code == "XM04"), _NO_FEED)
        raise FeedtoolError(f"{feed.shown}: {reason.message}", reason.hint)
    refuse_full(folder)
    imported = import_document(document)
    write_all(folder, imported.files)
    taken = _describe(document, imported, folder)
    keep_old_faults(taken, now, progress)
    return taken


_NO_FEED = Problem((), "this is no RSS feed")


def keep_old_faults(
    taken: Taken, now: datetime, progress: Progress, *, is_out: bool = True
) -> None:
    """Check the new show folder, and write its faults into a baseline: they do not block.

    Without a feed nobody knows what `is_out`: then what is missing must stop a build.
    """
    options = Options(str(taken.folder), now, locked=True, uses_baseline=False)
    outcome = check_show_folder(options, progress)
    taken.findings = outcome.findings
    taken.has_baseline = bool(taken.findings) and is_out
    if taken.has_baseline:
        save_baseline(outcome.folder, outcome.findings)


def refuse_full(folder: Path) -> None:
    """Raise FeedtoolError for a folder that holds anything: an import never overwrites."""
    try:
        is_full = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise FeedtoolError(f"{folder} cannot be read: {error.strerror}") from None
    if is_full:
        hint = "name a folder that is new or empty: feedtool import FEED.xml DIR"
        raise FeedtoolError(f"{folder} is not empty; an import never overwrites", hint)


def write_all(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a new folder, all or none; raises FeedtoolError."""
    replacement = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replacement = Replacement(folder)
        for name, text in sorted(files.items()):
            replacement.stage(folder / name, text.encode(), is_synced=False)
        replacement.commit()
    except OSError as error:
        raise FeedtoolError(f"{folder} cannot be written: {error.strerror}") from None
    finally:
        if replacement is not None:
            replacement.sweep()


def _describe(document: FeedDocument, imported: Imported, folder: Path) -> Taken:
    parts = [part for part in (imported.show, *imported.items) if part is not None]
    rest = [node for part in parts for node in part.rest]
    taken = Taken(folder, len(imported.items), sorted(imported.files), len(document.faults))
    taken.carried = Counter(node.name for node in rest if not is_empty(to_element(node)))
    taken.empty = sum(is_empty(to_element(node)) for node in rest)
    taken.hosts = Counter(_audio_hosts(imported))
    taken.remarks = list(_what_is_missing(document))
    taken.normalised = list_normalised(document, imported)
    taken.guests = imported.guests
    if imported.show is not None:
        taken.replaced = sorted({node.name for node in imported.show.dropped})
        taken.prefix = imported.show.values.get("enclosure_prefix", "")
    return taken


def _what_is_missing(document: FeedDocument) -> Iterable[str]:
    """Say where a feed does not seem to be all of the show."""
    links = (node for node in document.channel.children if node.name == "atom:link")
    pages = [link.attributes.get("href", "") for link in links if _leads_on(link.attributes)]
    if pages:
        yield f"the feed has more pages, from {pages[0]} on: only this one was taken over"
    count = len(document.items)
    if count in _CAPS:
        yield f"exactly {count} items: hosts cut feeds at such numbers; look for older episodes"


_CAPS = frozenset({50, 100, 150, 200, 250, 300, 500, 1000, 2000})
"""Numbers of items at which hosts cut their feeds."""


def _leads_on(attributes: dict[str, str]) -> bool:
    return attributes.get("rel") == "next"


def _audio_hosts(imported: Imported) -> Iterable[str]:
    for item in imported.items:
        audio = item.values.get("audio") or {}
        host = host_of(split_prefix(audio.get("url", ""))[1])
        if host:
            yield host
