"""What a rule can ask for of media files. Nothing here needs a record to be loaded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedtool.model.media import AudioFacts, ImageFacts
from feedtool.model.place import FieldPath
from feedtool.model.tagging import Tagging, WantedTags

if TYPE_CHECKING:
    from feedtool.model.tags import Picture


@dataclass(slots=True, unsafe_hash=True)
class AudioFile:
    """An episode's audio, one of its alternates, or a file that was named alone.

    `name` is its public address, or its path: it tells the extension. `at` is the field that
    decides it, () for a file alone. `facts` were measured, at hand or in the lock. `declared` is
    the media type that a record gives. Only what `is_main` must be what Apple plays. Where
    `is_dynamic`, ads are put in, so that lengths differ.
    """

    name: str
    at: FieldPath = ()
    facts: AudioFacts | None = None
    declared: str = ""
    is_main: bool = True
    is_dynamic: bool = False


@dataclass(frozen=True, slots=True)
class AudioTags:
    """The tags of an episode's audio or an alternate, and what its record says they should hold.

    `file` is its path in the show folder, `facts` were measured, at hand or in the lock.
    `spoken` are the folded words of the transcript.
    """

    file: str
    facts: AudioFacts
    tagging: Tagging
    wanted: WantedTags
    spoken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Artwork:
    """A cover at hand or in the lock: whose it is, its file, and what was measured.

    `owner` is `show` or `episode`; `at` the field that names it.
    """

    owner: str
    file: str
    facts: ImageFacts
    at: FieldPath = ("artwork",)


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture at hand or in the lock that is no cover: of a person, or one of `images`.

    `declared` is what the record says of one of `images`.
    """

    file: str
    facts: ImageFacts
    at: FieldPath
    declared: "Picture | None" = None


@dataclass(frozen=True, slots=True)
class MediaFault:
    """A media file at hand that cannot be used: `kind` is `audio` or `image`."""

    kind: str
    file: str
    reason: str
    at: FieldPath


@dataclass(frozen=True, slots=True)
class ChangedMedia:
    """A media file whose bytes differ from what is known of it under the same name or address.

    `known_by` says from where: media.lock, which must not change, or the feed that is out.
    `is_same_sound` says that only the tags of an audio file differ.
    """

    kind: str
    file: str
    at: FieldPath
    known_by: str = "media.lock"
    is_same_sound: bool = False
