"""The local files that a record names."""

from collections.abc import Iterator

from feedtool.model.episode import Chapters, Episode
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.shapes import file_or_url
from feedtool.model.show import Show

Named = tuple[FieldPath, str, bool]
"""Where a file is named, its path, and whether it is media (which media.lock may stand for)."""


def files_of_show(show: Show) -> Iterator[Named]:
    """List the local files of show.yaml."""
    if show.artwork and file_or_url(show.artwork) == "file":
        yield ("artwork",), show.artwork, True
    for number, picture in enumerate(show.images):
        if picture.file:
            yield ("images", number, "file"), picture.file, True
    for kind in ("hosts", "credits"):
        yield from _pictures_of(kind, getattr(show, kind))


def files_of_episode(episode: Episode) -> Iterator[Named]:
    """List the local files of an episode."""
    yield from _media_of_episode(episode)
    for number, link in enumerate(episode.transcript):
        if link.file:
            yield ("transcript", number, "file"), link.file, False
    if episode.chapters is not None:
        yield from _files_of_chapters(episode.chapters)
    for kind in ("hosts", "guests", "credits"):
        yield from _pictures_of(kind, getattr(episode, kind) or ())


def _media_of_episode(episode: Episode) -> Iterator[Named]:
    if episode.audio is not None and episode.audio.file:
        yield ("audio", "file"), episode.audio.file, True
    if episode.artwork and file_or_url(episode.artwork) == "file":
        yield ("artwork",), episode.artwork, True
    for number, alternate in enumerate(episode.alternate_enclosure):
        if alternate.file:
            yield ("alternate_enclosure", number, "file"), alternate.file, True
    for number, picture in enumerate(episode.images):
        if picture.file:
            yield ("images", number, "file"), picture.file, True


def _pictures_of(kind: str, persons: tuple[Person, ...]) -> Iterator[Named]:
    for number, person in enumerate(persons):
        if person.image and file_or_url(person.image) == "file":
            yield (kind, number, "image"), person.image, True


def _files_of_chapters(chapters: Chapters) -> Iterator[Named]:
    if chapters.file:
        yield ("chapters", "file"), chapters.file, False
    for number, chapter in enumerate(chapters.entries):
        if chapter.image and file_or_url(chapter.image) == "file":
            yield ("chapters", number, "image"), chapter.image, True
