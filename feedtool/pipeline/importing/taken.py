"""What an import did, counted for its report."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.formats.feed.node import FeedDocument, to_element
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.formats.web_address import host_of
from feedtool.migrate.feed.completeness import list_gaps
from feedtool.migrate.feed.episode_writer import Imported
from feedtool.migrate.feed.normalised import list_normalised
from feedtool.migrate.feed.written import is_empty
from feedtool.model.finding import Finding
from feedtool.pipeline.importing.audio_download import Fetched


@dataclass(slots=True)
class Taken:
    """What an import did, for its report.

    `carried` counts the elements that go through `elements`, `hosts` the audio's hosts,
    `guests` the episodes in whose titles guests were found; `findings` are the faults of the new
    folder, let through if it `has_baseline`. `leads` tells which host sends what another one
    redirects to, `fetched` what was downloaded, `early` which records are out before their date.
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
    pages: int = 1
    leads: dict[str, str] = field(default_factory=dict)
    fetched: Fetched | None = None
    early: list[str] = field(default_factory=list)


def describe_import(document: FeedDocument, imported: Imported, folder: Path) -> Taken:
    """Count what became of a feed's elements, and where its audio lies."""
    parts = [part for part in (imported.show, *imported.items) if part is not None]
    rest = [node for part in parts for node in part.rest]
    taken = Taken(folder, len(imported.items), sorted(imported.files), len(document.faults))
    taken.carried = Counter(node.name for node in rest if not is_empty(to_element(node)))
    taken.empty = sum(is_empty(to_element(node)) for node in rest)
    taken.hosts = Counter(_audio_hosts(imported))
    taken.remarks = list_gaps(document, imported.items)
    taken.normalised = list_normalised(document, imported)
    taken.guests = imported.guests
    if imported.show is not None:
        taken.replaced = sorted({node.name for node in imported.show.dropped})
        taken.prefix = imported.show.values.get("enclosure_prefix", "")
    return taken


def _audio_hosts(imported: Imported) -> Iterable[str]:
    for item in imported.items:
        audio = item.values.get("audio") or {}
        host = host_of(split_prefix(audio.get("url", ""))[1])
        if host:
            yield host
