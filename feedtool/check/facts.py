"""What a rule can ask for, by naming its type as a parameter.

Besides these: `Show`, `Episode`, `Feed`, `Item`, `AudioFacts`, `Roster` of the model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from feedtool.model.episode import Chapter
from feedtool.model.finding import Fault, Problem
from feedtool.model.media import ImageFacts
from feedtool.model.place import FieldPath, Source, Span


@dataclass(frozen=True, slots=True)
class RecordFaults:
    """What reading one record met. A rule takes out what bears its code."""

    faults: tuple[Fault, ...]

    def of(self, code: str) -> Iterator[Problem]:
        """Yield the problems that reading filed under `code`."""
        return (fault.problem for fault in self.faults if fault.code == code)


@dataclass(frozen=True, slots=True)
class Artwork:
    """A cover at hand or in the lock: whose it is, its file, and what was measured.

    `owner` is `show` or `episode`; `at` the field that names it.
    """

    owner: str
    file: str
    facts: ImageFacts
    at: tuple[str | int, ...] = ("artwork",)


@dataclass(frozen=True, slots=True)
class MediaFault:
    """A media file at hand that cannot be used: `kind` is `audio` or `image`."""

    kind: str
    file: str
    reason: str
    at: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ChangedMedia:
    """A media file at hand whose bytes differ from media.lock, which must not change."""

    kind: str
    file: str
    at: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ChapterList:
    """The chapters of one episode, whether its record lists them or a file beside it.

    `form` is that of the file, or `record`. `spans` are the entries' places in a file; in a
    record they are fields. `faults` is what reading the file met.
    """

    entries: tuple[Chapter, ...]
    source: Source
    form: str = "record"
    spans: tuple[Span, ...] = ()
    faults: tuple[Fault, ...] = ()

    def of(self, code: str) -> Iterator[Problem]:
        """Yield the problems that reading filed under `code`."""
        return (fault.problem for fault in self.faults if fault.code == code)

    def place(self, number: int) -> FieldPath | Span:
        """Return the place of an entry."""
        return self.spans[number] if self.spans else ("chapters", number)

    def span(self, number: int) -> Span:
        """Return where an entry is written."""
        place = self.place(number)
        return place if isinstance(place, Span) else self.source.places.find(place)


@dataclass(frozen=True, slots=True)
class Naming:
    """The people of one episode, and the short texts that name people.

    `people` holds names and aliases of everyone, `guests` those of the guests. `texts` are title,
    summary (or the notes' first paragraph) and the audio file's name, each with its field.
    `names_guest` says that a part of a guest's name stands anywhere in title, summary or notes,
    `closed` lists the fields that hold the whole name of one.
    """

    people: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    names_guest: bool = False
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Digest:
    """What rules over the whole show need of one episode.

    `is_due` says that this build puts it into the feed; `files` are the local files it names.
    `chaptering` is about a full episode that is long enough for chapters: `own`, `notes` (times in
    the notes alone) or `none`.
    """

    path: str
    slug: str
    title: str
    guid: str
    instant: datetime | None
    enclosure: str
    audio_sha256: str
    season: str
    episode: str
    episode_type: str
    guests: tuple[str, ...]
    naming: Naming = Naming()
    dropped: frozenset[str] = frozenset()
    is_draft: bool = False
    is_broken: bool = False
    is_live: bool = False
    is_due: bool = True
    files: tuple[str, ...] = ()
    chaptering: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """All episodes of the show, sorted by path."""

    digests: tuple[Digest, ...]
