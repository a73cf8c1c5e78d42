"""What a rule can ask for, by naming its type as a parameter.

Besides these: `Show`, `Episode`, `Feed`, `Item`, `Roster` of the model, and the facts of
media files in `media_facts`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from feedtool.formats.called import Called
from feedtool.formats.speakers import Voice
from feedtool.model.episode import Chapter, TranscriptLink
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import FieldPath, Source, Span
from feedtool.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class RecordFaults:
    """What reading one record met. A rule takes out what bears its code."""

    faults: tuple[Fault, ...]

    def of(self, code: str) -> Iterator[Problem]:
        """Yield the problems that reading filed under `code`."""
        return (fault.problem for fault in self.faults if fault.code == code)


@dataclass(frozen=True, slots=True)
class DocumentFaults(RecordFaults):
    """What reading show.yaml, or the document of a feed, met: for rules about the whole feed."""


@dataclass(frozen=True, slots=True)
class Platforms:
    """The platforms chosen with `--for`, for rules that speak for some of them alone."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A transcript at hand: the field that names it, its file, what it says, and who may speak.

    `voices` are the people of the episode; none where nobody is declared. `duration` is that of the
    audio in seconds, None where it is not known or ads are put in. `links` counts the links of the
    notes that are not those of every episode. `link` is what the record says of the file. A
    trailer or bonus is not `is_full`. Words at the `introduced` places may name whom the first
    part introduces.
    """

    at: FieldPath
    file: str
    transcript: Transcript
    voices: tuple[Voice, ...] = ()
    duration: float | None = None
    links: int = 0
    link: TranscriptLink | None = None
    is_full: bool = True
    introduced: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Stranger:
    """A label that is nobody's in this episode: where it first stands, how often, who is meant.

    `path` is the transcript as reports print it; `expected` are the names of the episode's people;
    `written` is the likely name as the transcript's form writes it.
    """

    label: str
    path: str
    span: Span
    count: int
    likely: str
    expected: tuple[str, ...]
    written: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What rules over the whole show need of one transcript.

    `path` is the file as reports print it, `name` its name in the show folder; `sketch` the
    smallest hashes of its passages, of which there are `passages`. Of its first part it tells who
    may be `introduced`, and which guests are `unnamed` there though they speak: words and places.
    """

    path: str
    name: str
    strangers: tuple[Stranger, ...] = ()
    sketch: tuple[int, ...] = ()
    passages: int = 0
    introduced: tuple[tuple[str, Span], ...] = ()
    unnamed: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterList:
    """The chapters of one episode, whether its record lists them or a file beside it.

    `form` is that of the file, or `record`. `spans` are the entries' places in a file; in a
    record they are fields, the entries of the one `at`. `faults` is what reading the file met.
    """

    entries: tuple[Chapter, ...]
    source: Source
    form: str = "record"
    spans: tuple[Span, ...] = ()
    faults: tuple[Fault, ...] = ()
    at: FieldPath = ("chapters",)

    def of(self, code: str) -> Iterator[Problem]:
        """Yield the problems that reading filed under `code`."""
        return (fault.problem for fault in self.faults if fault.code == code)

    def place(self, number: int) -> FieldPath | Span:
        """Return the place of an entry."""
        return self.spans[number] if self.spans else (*self.at, number)

    def span(self, number: int) -> Span:
        """Return where an entry is written."""
        place = self.place(number)
        return place if isinstance(place, Span) else self.source.places.find(place)


class Naming(NamedTuple):
    """The people of one episode, and the short texts that name people.

    `people` holds names and aliases of everyone, `guests` those of the guests. `texts` are title,
    summary (or the notes' first paragraph) and the audio file's name, each with its field.
    `names_guest` says that a part of a guest's name stands anywhere in title, summary or notes,
    `closed` lists the fields that hold the whole name of one. `telling` is a hash of the long words
    of the summary or paragraph: two copies of one text have the same.
    """

    people: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    names_guest: bool = False
    closed: frozenset[str] = frozenset()
    telling: int = 0


class NamedPerson(NamedTuple):
    """A person whom an episode's record names, and the field where.

    `is_known` says that the registry writes this name so.
    """

    at: FieldPath
    name: str
    link: str
    role: str
    is_known: bool


class TaggedFile(NamedTuple):
    """An audio file of an episode, and what its tags call it.

    `path` is what reports print, `urls` are its public addresses, with a prefix and without;
    `frame` is that of the title, `title` what it says.
    """

    path: str
    urls: tuple[str, ...]
    frame: str = ""
    title: str = ""


class Digest(NamedTuple):
    """What rules over the whole show need of one episode.

    `is_due` says that this build puts it into the feed; `files` are the local files it names,
    `persons` the people. `duration` is seconds; `has_wide_picture` says that the item offers a
    picture of 16:9, as YouTube shows them.
    `tagged` are the audio files whose tags are known.
    `bulk` is about the bytes that the item has in the feed. `is_local` says that its date has no
    offset.
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
    persons: tuple[NamedPerson, ...] = ()
    link: str = ""
    season_name: str = ""
    display: str = ""
    duration: float | None = None
    explicit: bool | None = None
    has_wide_picture: bool = False
    said: tuple[Said, ...] = ()
    chaptering: str = ""
    tagged: tuple[TaggedFile, ...] = ()
    bulk: int = 0
    is_local: bool = False

    def called(self, shown: str) -> Called:
        """Say what a user may call it; `shown` is what reports put before names in the show."""
        names = (self.path, self.path.removeprefix(shown), self.slug, self.guid)
        return Called(names, self.episode)


@dataclass(frozen=True, slots=True)
class Index:
    """All episodes of the show, sorted by path."""

    digests: tuple[Digest, ...]
