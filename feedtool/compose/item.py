"""One episode's record to the item the feed will hold."""

from collections.abc import Mapping
from datetime import tzinfo
from types import MappingProxyType

from feedtool.compose import media
from feedtool.compose.addresses import addresses_of_episode, resolve
from feedtool.compose.chapters import compose_chapters
from feedtool.compose.derive import (
    PSC_ELEMENT,
    Builder,
    derive_elements,
    media_content,
    merge_elements,
    picture,
)
from feedtool.compose.item_elements import Parts, field_elements
from feedtool.compose.media import Ground
from feedtool.compose.persons import item_persons, show_hosts, show_persons
from feedtool.compose.tags import tag_element
from feedtool.compose.texts import Texts, derive_text, join_description, join_markup, render_texts
from feedtool.compose.transcripts import compose_transcripts
from feedtool.formats.dates import find_zone, read_date
from feedtool.formats.markup.convert import render_markdown
from feedtool.model.chapters import ChapterFile
from feedtool.model.element import Element
from feedtool.model.episode import Episode, Live
from feedtool.model.feed import Asset, Item, PubDate
from feedtool.model.person import Person
from feedtool.model.transcript import Transcript

DEFAULT_DESCRIPTION = ("summary", "notes")
_NOTHING_READ: Mapping[str, Transcript] = MappingProxyType({})


class ItemComposer:
    """Composes items of one show; what all of them share is worked out once."""

    def __init__(self, ground: Ground) -> None:
        """Prepare footer, zone and inherited texts."""
        self._ground = ground
        show = ground.show
        self._derive = {k: v for k, v in show.derive.items() if k != "description"}
        self._description = show.derive.get("description") or DEFAULT_DESCRIPTION
        self._zone = find_zone(show.timezone) if show.timezone else None
        self._footer = render_markdown(show.footer or "")
        self._hosts = show_hosts(show)
        self._author = author_of(show.author, show_persons(show))
        asked = (sources for name, sources in show.derive.items() if name != PSC_ELEMENT)
        self._wants_lines = any("chapters" in sources for sources in asked)

    def persons_of(self, episode: Episode) -> tuple[Person, ...]:
        """List the people of an episode: its own, else the show's."""
        show = self._ground.show
        return item_persons(episode, show, self._hosts) or show_persons(show)

    def compose(
        self,
        episode: Episode,
        path: str,
        chapters: ChapterFile | None = None,
        transcripts: Mapping[str, Transcript] = _NOTHING_READ,
    ) -> Item:
        """Compose one item; never raises, whatever is missing.

        `chapters` is the chapters file that the episode names, as it was read; `transcripts` are
        its transcripts, by file.
        """
        ground = self._ground
        slug = path.rpartition("/")[2].rpartition(".")[0]
        parts = self._gather(episode, slug, chapters, transcripts)
        return Item(
            path=path,
            slug=slug,
            title=episode.title or "",
            guid=episode.guid.value if episode.guid else "",
            is_permalink=bool(episode.guid and episode.guid.is_permalink),
            published=self._published(episode),
            link=episode.link,
            description=parts.other["description"] or parts.content or _written_content(episode),
            notes=parts.texts.notes,
            content=parts.content,
            audio=parts.audio,
            duration=parts.duration,
            artwork=parts.artwork,
            persons=parts.persons,
            categories=tuple((c.name or "", c.domain) for c in episode.categories),
            elements=self._elements(episode, parts),
            urls=tuple(addresses_of_episode(episode)),
            assets=_assets(episode, parts, ground),
            is_draft=episode.draft,
            live=_live_attributes(episode.live, self._zone),
            explicit=episode.explicit,
            audio_files=media.audio_files(episode),
            alternates=media.alternate_facts(episode, ground),
            is_dynamic=parts.is_dynamic,
            chapters=parts.chapters.entries,
            transcripts=parts.transcripts.copies,
            summary=parts.texts.summary,
            author=parts.other["author"],
        )

    def _gather(
        self,
        episode: Episode,
        slug: str,
        chapters_file: ChapterFile | None,
        transcripts: Mapping[str, Transcript],
    ) -> Parts:
        """Work out what several places of the item need."""
        ground = self._ground
        chapters = compose_chapters(episode.chapters, chapters_file, slug, ground)
        duration = media.duration_of(episode, ground)
        is_dynamic = media.is_dynamic(episode, ground.show)
        texts = render_texts(episode, self._footer)
        end = None if is_dynamic else duration
        other = self._other_texts(episode)
        other["chapters"] = chapters.lines if self._wants_lines else ""
        description = episode.description
        if description is None:
            is_html = episode.notes_format == "html"
            description = join_description(texts, self._description, other, is_html=is_html)
        other["description"] = description
        return Parts(
            texts=texts,
            other=other,
            content=self._content(texts, other, episode),
            persons=item_persons(episode, ground.show, self._hosts),
            audio=media.enclosure(episode, ground),
            is_dynamic=is_dynamic,
            duration=duration,
            artwork=resolve(ground.base_url, episode.artwork) if episode.artwork else None,
            chapters=chapters,
            transcripts=compose_transcripts(episode.transcript, transcripts, slug, end, ground),
        )

    def _elements(self, episode: Episode, parts: Parts) -> tuple[Element, ...]:
        """List what `derive`, the fields and the record's own elements say."""
        fields = field_elements(episode, parts, self._ground)
        return merge_elements(self._derived(episode, parts), fields, episode.elements)

    def _derived(self, episode: Episode, parts: Parts) -> list[Element]:
        """Make the elements that `derive` asks for."""
        if not self._derive:
            return []
        ground = self._ground
        build: dict[str, Builder] = {
            "audio": lambda name: media_content(name, parts.audio, parts.duration),
            "artwork": lambda name: picture(name, parts.artwork),
            "chapters": lambda _: parts.chapters.psc,
            "value": lambda _: tuple(map(tag_element, episode.value or ground.show.value)),
        }
        return derive_elements(
            self._derive, lambda source: derive_text(source, parts.texts, parts.other), build
        )

    def _published(self, episode: Episode) -> PubDate | None:
        return read_date(episode.published, self._zone) if episode.published else None

    def _content(self, texts: Texts, other: dict[str, str], episode: Episode) -> str | None:
        sources = self._derive.get("content:encoded")
        written = any(element.name == "content:encoded" for element in episode.elements)
        if not sources or written:
            return None
        return join_markup(texts, sources, other) or None

    def _other_texts(self, episode: Episode) -> dict[str, str]:
        show = self._ground.show
        keywords = episode.keywords or show.keywords
        explicit = show.explicit if episode.explicit is None else episode.explicit
        season, number = episode.season, episode.episode
        return {
            "title": episode.title or "",
            "author": episode.author or self._author,
            "keywords": ", ".join(keywords),
            "explicit": "true" if explicit else "false",
            "description": episode.description or "",
            "season": (season.number if season else None) or "",
            "episode": (number.number if number else None) or "",
            "episode_type": episode.episode_type,
        }


def _assets(episode: Episode, parts: Parts, ground: Ground) -> tuple[Asset, ...]:
    """List the files that are published beside the feed; audio stays where it is."""
    files = parts.transcripts.assets + media.picture_assets(episode, ground)
    return (*files, parts.chapters.asset) if parts.chapters.asset else files


def author_of(author: str | None, persons: tuple[Person, ...]) -> str:
    """Return the author, left out: the hosts joined with "and"."""
    if author:
        return author
    names = [person.name for person in persons if person.role == "host" and person.name]
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + (names or [""])[-1]


def _written_content(episode: Episode) -> str:
    """Return the text of a content:encoded that the record writes: it needs a description."""
    if not episode.elements:
        return ""
    texts = (e.text for e in episode.elements if e.name == "content:encoded" and not e.absent)
    return next((text for text in texts if text), "")


def _live_attributes(live: Live | None, zone: tzinfo | None) -> tuple[tuple[str, str], ...] | None:
    if live is None:
        return None
    found = [("status", live.status or "")]
    for name, text in (("start", live.start), ("end", live.end)):
        if text:
            instant = read_date(text, zone).instant
            found.append((name, instant.isoformat() if instant else text))
    return tuple(found)
