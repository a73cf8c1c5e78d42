"""The item that an episode's record asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import mutagen
from referees.dates import read_moment
from referees.wanted import (
    Wanted,
    address,
    el,
    person,
    picture,
    shared,
    type_of,
    value,
    written,
)
from referees.wanted_transcripts import transcripts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from feedtool.model.episode import Episode
    from feedtool.model.show import Show

ARTWORK = {"itunes:image": "href", "media:thumbnail": "url"}


@dataclass(frozen=True)
class Ground:
    """Where an episode stands: its show, its folder, its slug, and what `derive` draws upon."""

    show: Show
    folder: Path
    slug: str
    episode: Episode
    texts: dict[str, str]

    def seconds(self) -> int | None:
        """Give the seconds of the audio, measured with another tool where it is at hand."""
        audio = self.episode.audio
        exact = mutagen.File(self.folder / audio.file).info.length if audio.file else audio.duration
        return None if exact is None else max(1, round(exact))

    def enclosure(self) -> dict[str, Any]:
        """Give address, bytes and type of the audio."""
        audio, prefix = self.episode.audio, self.show.enclosure_prefix
        url = audio.url or address(self.show, audio.file)
        length = (self.folder / audio.file).stat().st_size if audio.file else audio.length
        public = f"{prefix}{url.partition('://')[2]}" if prefix else url
        return {"url": public, "length": length, "type": audio.type or type_of(audio.file or url)}


def item(ground: Ground) -> Wanted:
    """Make the item with all its children."""
    episode = ground.episode
    said = [*core(ground), *itunes(ground), *podcast(ground)]
    absent = {each.name for each in episode.elements if each.absent}
    own = [written(each) for each in episode.elements if not each.absent]
    taken = {each.name for each in (*said, *own)} | absent
    made = [*(each for each in said if each.name not in absent), *derived(ground, taken), *own]
    if episode.live is None:
        return el("item", None, made)
    zone, live = ground.show.timezone, episode.live
    times = {
        name: read_moment(text, zone).isoformat()
        for name, text in (("start", live.start), ("end", live.end))
        if text
    }
    return el("podcast:liveItem", None, made, status=live.status, **times)


def core(ground: Ground) -> Iterator[Wanted]:
    """List the elements of RSS 2.0."""
    episode, texts = ground.episode, ground.texts
    yield el("title", episode.title)
    if episode.link:
        yield el("link", episode.link)
    if texts["description"]:
        yield el("description", texts["description"])
    if "content:encoded" in ground.show.derive and texts["notes"]:
        yield el("content:encoded", texts["notes"])
    yield el("guid", episode.guid.value, isPermaLink=episode.guid.is_permalink)
    for each in episode.categories:
        yield el("category", each.name, domain=each.domain)
    yield el("enclosure", **ground.enclosure())
    if episode.published:
        moment = read_moment(episode.published, ground.show.timezone)
        yield el("pubDate", format_datetime(moment))


def itunes(ground: Ground) -> Iterator[Wanted]:
    """List Apple's elements."""
    episode = ground.episode
    number = episode.episode.number if episode.episode else ""
    plain = {
        "duration": ground.seconds(),
        "explicit": episode.explicit,
        "season": episode.season.number if episode.season else None,
        "episode": int(number) if number.isdecimal() else None,
        "episodeType": None if episode.episode_type == "full" else episode.episode_type,
        "author": episode.author,
        "block": "Yes" if episode.block else None,
    }
    for name, text in plain.items():
        if text is not None:
            yield el(f"itunes:{name}", text)
    if episode.artwork:
        yield el("itunes:image", href=address(ground.show, episode.artwork))


def podcast(ground: Ground) -> Iterator[Wanted]:
    """List the elements of the podcast namespace."""
    show, episode = ground.show, ground.episode
    if episode.season:
        name = episode.season.name or show.seasons.get(episode.season.number)
        yield el("podcast:season", episode.season.number, name=name)
    if episode.episode:
        number = episode.episode.number
        plain = int(number) if number.isdecimal() else number
        yield el("podcast:episode", plain, display=episode.episode.display)
    yield from persons(show, episode)
    yield from companions(ground)
    for each in episode.alternate_enclosure:
        yield alternate(ground, each)
    for each in episode.images:
        yield picture(show, each)
    for each in episode.soundbite:
        span = {"startTime": each.start_time, "duration": each.duration}
        yield el("podcast:soundbite", each.title, **span)
    yield from shared(episode)
    for each in episode.content_link:
        yield el("podcast:contentLink", each.label, href=each.link)
    if episode.video:
        yield el("podcast:contentLink", "Video", href=episode.video)


def companions(ground: Ground) -> Iterator[Wanted]:
    """List transcripts and chapters."""
    show, episode = ground.show, ground.episode
    yield from transcripts(show, ground.slug, episode)
    if episode.chapters:
        own = episode.chapters.file or f"chapters/{ground.slug}.json"
        url = episode.chapters.url or address(show, own)
        yield el("podcast:chapters", url=url, type="application/json+chapters")


def persons(show: Show, episode: Episode) -> Iterator[Wanted]:
    """List the item's people: apps let them stand in place of the channel's."""
    hosts = show.hosts if episode.hosts is None else episode.hosts
    credited = show.credits if episode.credits is None else episode.credits
    if episode.guests or episode.hosts is not None or episode.credits is not None:
        yield from (person(show, each, "host") for each in hosts)
        yield from (person(show, each, "guest") for each in episode.guests)
        yield from (person(show, each) for each in credited)


def alternate(ground: Ground, each: Any) -> Wanted:
    """Make podcast:alternateEnclosure; a file gives its source, length and type."""
    length, children = each.length, []
    if each.file:
        length = (ground.folder / each.file).stat().st_size
        children.append(el("podcast:source", uri=address(ground.show, each.file)))
    children += [
        el("podcast:source", uri=source.uri, contentType=source.content_type)
        for source in each.source
    ]
    if each.integrity:
        proof = {"type": each.integrity.type, "value": each.integrity.value}
        children.append(el("podcast:integrity", **proof))
    return el(
        "podcast:alternateEnclosure",
        None,
        children,
        type=each.type or type_of(children[0].attributes["uri"]),
        length=length,
        bitrate=each.bitrate,
        height=each.height,
        lang=each.language,
        title=each.title,
        rel=each.rel,
        codecs=each.codecs,
        default=each.default,
    )


def derived(ground: Ground, taken: set[str]) -> Iterator[Wanted]:
    """List what `derive` adds where neither a field nor `elements` says it."""
    for name, (source, *_) in ground.show.derive.items():
        if name in taken or name in ("description", "content:encoded"):
            continue
        if source in SOURCES:
            yield from SOURCES[source](name, ground)
        elif ground.texts.get(source):
            yield el(name, ground.texts[source])


def artwork(name: str, ground: Ground) -> Iterator[Wanted]:
    """Make an element that points to the episode's own cover."""
    if ground.episode.artwork:
        yield el(name, **{ARTWORK[name]: address(ground.show, ground.episode.artwork)})


def media_content(name: str, ground: Ground) -> Iterator[Wanted]:
    """Make media:content."""
    file = ground.enclosure()
    about = {"fileSize": file["length"], "type": file["type"]}
    yield el(name, url=file["url"], **about, duration=ground.seconds())


def values(_name: str, ground: Ground) -> Iterator[Wanted]:
    """Say the channel's podcast:value once more."""
    yield from map(value, ground.episode.value or ground.show.value)


def simple_chapters(_name: str, ground: Ground) -> Iterator[Wanted]:
    """Make psc:chapters of a list in the record, or in the JSON file that it names."""
    chapters = ground.episode.chapters
    if chapters and chapters.file:
        text = (ground.folder / chapters.file).read_text(encoding="utf-8")
        lines = [
            el("psc:chapter", start=play_time(each["startTime"]), title=each["title"])
            for each in json.loads(text)["chapters"]
        ]
        yield el("psc:chapters", None, lines, version="1.2")
    elif chapters and chapters.entries:
        lines = [
            el(
                "psc:chapter",
                start=play_time(each.start),
                title=each.title,
                href=each.link,
                image=address(ground.show, each.image) if each.image else None,
            )
            for each in chapters.entries
            if each.toc and (each.title or "").strip()
        ]
        if lines:
            yield el("psc:chapters", None, lines, version="1.2")


SOURCES = {
    "artwork": artwork,
    "audio": media_content,
    "value": values,
    "chapters": simple_chapters,
}
"""Sources of `derive` that are no text."""


def play_time(seconds: float) -> str:
    """Write seconds as HH:MM:SS, with milliseconds where there are some."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    exact = f".{rest % 1000:03}" if rest % 1000 else ""
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{exact}"
