"""Media of a record to addresses: enclosures, alternates, transcripts, chapters, pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedtool.compose.addresses import public_url, resolve, with_prefix
from feedtool.compose.tags import tag_element
from feedtool.formats.chapters import write_json_chapters
from feedtool.formats.media_types import CHAPTERS_TYPE, extension_of, type_of
from feedtool.model.element import Element
from feedtool.model.episode import Chapter, Chapters, Episode, TranscriptLink
from feedtool.model.feed import Asset, Enclosure
from feedtool.model.media import AudioFacts, MediaFacts
from feedtool.model.show import Show
from feedtool.model.tags import AlternateEnclosure, EnclosureSource, Picture, file_or_url


@dataclass(frozen=True, slots=True)
class Ground:
    """What every composition stands on: the show, its base address, the facts of its files.

    `types` gives the media type of text files by their content.
    """

    show: Show
    base_url: str
    media: Mapping[str, MediaFacts]
    types: Mapping[str, str]


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


def transcript_element(link: TranscriptLink, ground: Ground) -> Element:
    """Make podcast:transcript; the type follows from the content, else from the extension."""
    url = link.url or public_url(ground.base_url, link.file or "")
    kind = ground.types.get(link.file or "") or link.type or type_of(url)
    attributes = [("url", url), ("type", kind or "text/plain")]
    attributes += [("language", link.language)] if link.language else []
    attributes += [("rel", link.rel)] if link.rel else []
    return Element("podcast:transcript", None, tuple(attributes))


def file_assets(episode: Episode, ground: Ground) -> tuple[Asset, ...]:
    """List the files of the show folder that are published beside the feed (audio stays)."""
    names = [link.file for link in episode.transcript if link.file and not link.url]
    names += [picture.file for picture in episode.images if picture.file and not picture.url]
    names += [name for name in (episode.artwork,) if name and file_or_url(name) == "file"]
    chapters = episode.chapters
    if chapters is not None:
        names += [chapters.file] if chapters.file else []
        pictures = (chapter.image for chapter in chapters.entries)
        names += [name for name in pictures if name and file_or_url(name) == "file"]
    people = (*episode.guests, *(episode.hosts or ()), *(episode.credits or ()))
    images = (person.image for person in people)
    names += [name for name in images if name and file_or_url(name) == "file"]
    return tuple(file_asset(name, ground) for name in dict.fromkeys(names))


def file_asset(name: str, ground: Ground) -> Asset:
    """Make the asset of a file that is published under its own path."""
    facts = ground.media.get(name)
    kind = (facts.type if facts else "") or ground.types.get(name) or type_of(name)
    return Asset(name, kind or "application/octet-stream", source=name)


def chapters_asset(chapters: Chapters, slug: str, ground: Ground) -> Asset | None:
    """Write the JSON chapters of a list in the record."""
    if not chapters.entries:
        return None
    resolved = tuple(_resolve_picture(chapter, ground) for chapter in chapters.entries)
    return Asset(f"chapters/{slug}.json", CHAPTERS_TYPE, content=write_json_chapters(resolved))


def _resolve_picture(chapter: Chapter, ground: Ground) -> Chapter:
    if not chapter.image or file_or_url(chapter.image) == "url":
        return chapter
    return chapter.model_copy(update={"image": resolve(ground.base_url, chapter.image)})


def chapters_element(chapters: Chapters, asset: Asset | None, ground: Ground) -> Element | None:
    """Make podcast:chapters: the list's JSON, or the file or address the record names."""
    name = asset.name if asset else chapters.file
    url = public_url(ground.base_url, name) if name else chapters.url
    if not url:
        return None
    kind = CHAPTERS_TYPE if extension_of(url) in ("json", "") else type_of(url)
    return Element("podcast:chapters", None, (("url", url), ("type", kind or CHAPTERS_TYPE)))


def psc_elements(chapters: Chapters | None, ground: Ground) -> tuple[Element, ...]:
    """Make psc:chapters (Podlove Simple Chapters 1.2) of a list in the record."""
    if chapters is None or not chapters.entries:
        return ()
    lines = tuple(_psc_chapter(chapter, ground) for chapter in chapters.entries if chapter.title)
    return (Element("psc:chapters", None, (("version", "1.2"),), lines),) if lines else ()


def _psc_chapter(chapter: Chapter, ground: Ground) -> Element:
    attributes = [("start", play_time(chapter.start or 0)), ("title", chapter.title or "")]
    attributes += [("href", chapter.link)] if chapter.link else []
    image = resolve(ground.base_url, chapter.image) if chapter.image else ""
    attributes += [("image", image)] if image else []
    return Element("psc:chapter", None, tuple(attributes))


def play_time(seconds: float) -> str:
    """Write Normal Play Time: `HH:MM:SS`, with milliseconds where there are some."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    text = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{text}.{milliseconds:03d}" if milliseconds else text
