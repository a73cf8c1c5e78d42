"""What the tags inside an audio file say, frame by frame, as they stand there."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

MAX_VALUE = 300
"""Characters of a tag's text that are kept."""

FRONT_COVER = 3
"""The kind of a picture that players show as cover (ID3v2.3, 4.15)."""


def digest_of(text: str) -> str:
    """Return what stands for a long text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class TagBlock:
    """One tag of a file: how it is made, the bytes it takes, and how many of them are padding.

    `kind` is `ID3v1`, `ID3v2.2`, `ID3v2.3`, `ID3v2.4`, `APEv2`, `Lyrics3`, `MP4`, `Vorbis` or
    `INFO` (RIFF).
    """

    kind: str
    length: int
    padding: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One value of a frame, atom, item or comment.

    `kind` is that of its tag; `name` the frame's own (`TIT2`, `©nam`, `TITLE`), of ID3v2.2 the one
    that later versions have. `text` has at most 300 characters; of binary content it is the first
    path of a computer that lies in it, else "". `description` and `language` are those of
    comments, of frames of one's own, and of private data (their owner). `length` is bytes.
    `digest` is that of a text of more characters, as a whole.
    """

    kind: str
    name: str
    text: str
    description: str = ""
    language: str = ""
    length: int = 0
    digest: str = ""

    def says(self, text: str) -> bool:
        """Tell whether this is the text, all of it."""
        if len(text) > MAX_VALUE:
            return self.digest == digest_of(text)
        return not self.digest and self.text == text

    @property
    def label(self) -> str:
        """The name with what tells it from others of that name: `COMM:Note:eng`."""
        parts = [self.name, self.description, self.language]
        return ":".join(parts[: 3 if self.language else 2 if self.description else 1])


@dataclass(frozen=True, slots=True)
class TagPicture:
    """A picture in a tag: `role` 3 is the front cover. Pixels are 0 where they are not known.

    `type` is what its bytes are (`image/jpeg`, `image/png`, …), "" for none that is known.
    """

    kind: str
    name: str
    role: int
    type: str
    width: int
    height: int
    length: int
    sha256: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class TagChapter:
    """A chapter in the file; times are seconds, `end` None where the form has none.

    `kind` is that of the tag, for MP4 `chpl` (Nero) or `text` (a track, QuickTime).
    """

    kind: str
    name: str
    start: float
    end: float | None
    title: str
    link: str = ""
    picture: TagPicture | None = None


@dataclass(frozen=True, slots=True)
class TagContents:
    """A table of contents (CTOC): the chapters it lists, by name."""

    name: str
    is_top: bool
    is_ordered: bool
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagging:
    """Everything tag-like in a file, in the order it stands there.

    `fault` says why a tag could not be read. `is_whole` is False for what media.lock keeps: the
    frames that are compared with the record, and the cover.
    """

    blocks: tuple[TagBlock, ...] = ()
    frames: tuple[Frame, ...] = ()
    pictures: tuple[TagPicture, ...] = ()
    chapters: tuple[TagChapter, ...] = ()
    contents: tuple[TagContents, ...] = ()
    fault: str = ""
    is_whole: bool = True

    @property
    def length(self) -> int:
        """Bytes that all tags take."""
        return sum(block.length for block in self.blocks)

    @property
    def padding(self) -> int:
        """Bytes of all tags that nothing stands in."""
        return sum(block.padding for block in self.blocks)

    def find(self, *names: str) -> Iterator[Frame]:
        """List the frames of these names."""
        return (frame for frame in self.frames if frame.name in names)

    def has_kind(self, start: str) -> bool:
        """Say whether a tag of a kind that starts so is there."""
        return any(block.kind.startswith(start) for block in self.blocks)


def join(parts: list[Tagging]) -> Tagging:
    """Put the tags of one file together, in their order."""
    return Tagging(
        tuple(each for part in parts for each in part.blocks),
        tuple(each for part in parts for each in part.frames),
        tuple(each for part in parts for each in part.pictures),
        tuple(each for part in parts for each in part.chapters),
        tuple(each for part in parts for each in part.contents),
        next((part.fault for part in parts if part.fault), ""),
    )


@dataclass(frozen=True, slots=True)
class WantedChapter:
    """A chapter as the record has it; times are seconds, `picture` is a path in the show folder."""

    start: float
    end: float
    title: str
    link: str = ""
    picture: str = ""
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class WantedTags:
    """What the record says the tags of its audio should hold; "" and () where it says nothing.

    `date` is `2020-05-07`, `language` ISO 639-2, `cover` a path in the show folder.
    """

    title: str = ""
    album: str = ""
    artist: str = ""
    album_artist: str = ""
    date: str = ""
    track: str = ""
    disc: str = ""
    genre: str = "Podcast"
    comment: str = ""
    language: str = ""
    description: str = ""
    keywords: str = ""
    category: str = ""
    feed_url: str = ""
    guid: str = ""
    chapters: tuple[WantedChapter, ...] = ()
    cover: str = ""
