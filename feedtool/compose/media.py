"""Media of a record to addresses: enclosures, alternates, pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedtool.compose.addresses import public_url, with_prefix
from feedtool.compose.tags import tag_element
from feedtool.formats.media_types import type_of
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Asset, Enclosure
from feedtool.model.media import AudioFacts, MediaFacts
from feedtool.model.shapes import file_or_url
from feedtool.model.show import Show
from feedtool.model.tags import AlternateEnclosure, EnclosureSource, Picture


@dataclass(frozen=True, slots=True)
class Ground:
    """What every composition stands on: the show, its base address, the facts of its files."""

    show: Show
    base_url: str
    media: Mapping[str, MediaFacts]


def audio_facts(ground: Ground, file: str | None) -> AudioFacts | None:
    """Return what is known of a local audio file."""
    facts = ground.media.get(file) if file else None
    return facts if isinstance(facts, AudioFacts) and not facts.fault else None


def enclosure(episode: Episode, ground: Ground) -> Enclosure | None:
    """Make the enclosure: measured where the file or its lock is at hand, else as written."""
    audio = episode.audio
    if audio is None or not (audio.file or audio.url):
        return None
    facts = audio_facts(ground, audio.file)
    bare = audio.url or public_url(ground.base_url, audio.file or "")
    return Enclosure(
        url=with_prefix(ground.show.enclosure_prefix, bare),
        length=facts.length if facts else audio.length,
        type=(facts.type if facts else "") or audio.type or type_of(bare),
        bare_url=bare,
        file=audio.file or "",
        facts=facts,
    )


def audio_files(episode: Episode) -> tuple[str, ...]:
    """List the local files of the enclosure and its alternates."""
    every = (episode.audio, *episode.alternate_enclosure)
    return tuple(each.file for each in every if each and each.file)


def alternate_facts(episode: Episode, ground: Ground) -> tuple[AudioFacts | None, ...]:
    """List what is known of the files of the alternate enclosures."""
    return tuple(audio_facts(ground, each.file) for each in episode.alternate_enclosure)


def duration_of(episode: Episode, ground: Ground) -> float | None:
    """Return the seconds of the audio: measured, else as written."""
    if episode.audio is None:
        return None
    facts = audio_facts(ground, episode.audio.file)
    return round(facts.duration, 3) if facts and facts.duration else episode.audio.duration


def is_dynamic(episode: Episode, show: Show) -> bool:
    """Say whether ads are put in per request; left out, as the show says."""
    audio = episode.audio
    return show.dynamic if audio is None or audio.dynamic is None else audio.dynamic


def alternate_element(alternate: AlternateEnclosure, ground: Ground) -> Element:
    """Make podcast:alternateEnclosure; a file gives its source, type and length.

    The type of an address follows from its extension.
    """
    if alternate.file:
        facts = audio_facts(ground, alternate.file)
        url = public_url(ground.base_url, alternate.file)
        measured = {
            "type": (facts.type if facts else "") or type_of(alternate.file) or None,
            "length": facts.length if facts else None,
        }
        own = {name: v for name, v in measured.items() if getattr(alternate, name) is None}
        sources = (EnclosureSource(uri=url), *alternate.source)
        alternate = alternate.model_copy(update={**own, "source": sources})
    elif alternate.type is None and alternate.source:
        kind = type_of(alternate.source[0].uri or "") or None
        alternate = alternate.model_copy(update={"type": kind})
    return tag_element(alternate)


def picture_element(picture: Picture, ground: Ground) -> Element:
    """Make podcast:image; a file gives its address."""
    if picture.file and not picture.url:
        picture = picture.model_copy(update={"url": public_url(ground.base_url, picture.file)})
    return tag_element(picture)


def picture_assets(episode: Episode, ground: Ground) -> tuple[Asset, ...]:
    """List the pictures of the show folder that are published beside the feed."""
    names = [picture.file for picture in episode.images if picture.file and not picture.url]
    names += [name for name in (episode.artwork,) if name and file_or_url(name) == "file"]
    if episode.chapters is not None:
        pictures = (chapter.image for chapter in episode.chapters.entries)
        names += [name for name in pictures if name and file_or_url(name) == "file"]
    people = (*episode.guests, *(episode.hosts or ()), *(episode.credits or ()))
    images = (person.image for person in people)
    names += [name for name in images if name and file_or_url(name) == "file"]
    return tuple(file_asset(name, ground) for name in dict.fromkeys(names))


def file_asset(name: str, ground: Ground) -> Asset:
    """Make the asset of a file that is published under its own path."""
    facts = ground.media.get(name)
    kind = (facts.type if facts else "") or type_of(name)
    return Asset(name, kind or "application/octet-stream", source=name)
