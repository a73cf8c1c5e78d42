"""What goes into a worker and what comes out of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from feedtool.check.facts import Digest
from feedtool.load.folder import Folder
from feedtool.model.feed import Asset
from feedtool.model.finding import Finding
from feedtool.model.ignore import InlineIgnore
from feedtool.model.loaded import LoadedShow
from feedtool.model.media import MediaFacts
from feedtool.probe.facts_cache import FactsCache

if TYPE_CHECKING:
    from feedtool.render.rss import RenderedItem


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker needs to know of the run.

    `now` decides which items are due; `codes` are the rules that run. With `locked` a file that
    differs from media.lock is a finding. With `renders`, items that go out are rendered.
    """

    folder: Folder
    show: LoadedShow
    sidecars: dict[str, str]
    lock: dict[str, MediaFacts]
    cache: FactsCache
    platforms: tuple[str, ...]
    now: datetime
    codes: frozenset[str]
    locked: bool = False
    renders: bool = True


@dataclass(slots=True, unsafe_hash=True)
class BuiltItem:
    """A rendered item with what orders it and what it points to.

    `file` is the local file of its enclosure, "" where there is none; `is_dynamic` says that ads
    are put into the audio per request.
    """

    path: str
    instant: datetime | None
    is_live: bool
    rendered: "RenderedItem"
    assets: tuple[Asset, ...]
    audio: tuple[str, ...] = ()
    file: str = ""
    is_dynamic: bool = False


@dataclass(slots=True)
class ChunkResult:
    """What a worker returns; results are put in order by path afterwards.

    `unrendered` says why items could not be written as XML; their records have errors then.
    `texts` are the texts that repairs are about, by path.
    """

    findings: list[Finding] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    items: list[BuiltItem] = field(default_factory=list)
    fresh: dict[str, MediaFacts] = field(default_factory=dict)
    unrendered: str = ""
    inline: list[InlineIgnore] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
