"""One list of chapters to every form of the feed: the JSON file, its element, psc, lines."""

from dataclasses import dataclass

from feedtool.compose.addresses import public_url, resolve
from feedtool.compose.media import Ground
from feedtool.formats.chapter.json_text import write_json
from feedtool.formats.chapter.lines import write_description_lines
from feedtool.formats.chapter.psc import psc_element
from feedtool.formats.media_types import CHAPTERS_TYPE, extension_of, type_of
from feedtool.model.chapters import ChapterFile
from feedtool.model.element import Element
from feedtool.model.episode import Chapter, Chapters
from feedtool.model.feed import Asset
from feedtool.model.shapes import file_or_url


@dataclass(frozen=True, slots=True)
class ChapterParts:
    """What an item takes of its chapters: the list, its public file, and the file's address."""

    entries: tuple[Chapter, ...] = ()
    asset: Asset | None = None
    url: str | None = None

    @property
    def elements(self) -> tuple[Element, ...]:
        """Make podcast:chapters: apps read JSON, whatever the address ends in."""
        if not self.url:
            return ()
        kind = CHAPTERS_TYPE if extension_of(self.url) in ("json", "") else type_of(self.url)
        attributes = (("url", self.url), ("type", kind or CHAPTERS_TYPE))
        return (Element("podcast:chapters", None, attributes),)

    @property
    def psc(self) -> tuple[Element, ...]:
        """Make psc:chapters of what that form can show."""
        element = psc_element(self.entries)
        return (element,) if element else ()

    @property
    def lines(self) -> str:
        """Write the lines that apps read in a description."""
        return "\n".join(write_description_lines(self.entries))


_NONE = ChapterParts()


def compose_chapters(
    chapters: Chapters | None, file: ChapterFile | None, slug: str, ground: Ground
) -> ChapterParts:
    """Gather the chapters of a record, or of the file it names; an address stays a link."""
    if chapters is None:
        return _NONE
    written = file.reading.entries if file else chapters.entries
    entries = tuple(_resolve_picture(chapter, ground) for chapter in written)
    asset = _asset(chapters, file, entries, slug)
    url = public_url(ground.base_url, asset.name) if asset else chapters.url
    return ChapterParts(entries, asset, url)


def _asset(
    chapters: Chapters, file: ChapterFile | None, entries: tuple[Chapter, ...], slug: str
) -> Asset | None:
    """Publish a file that is ready as it is; write the JSON of any other list.

    A file that could not be opened is named all the same: a build says that it is absent.
    """
    if file and file.is_ready:
        return Asset(file.name, CHAPTERS_TYPE, source=file.name)
    if entries:
        return Asset(f"chapters/{slug}.json", CHAPTERS_TYPE, content=write_json(entries).encode())
    if file or not chapters.file:
        return None
    return Asset(chapters.file, CHAPTERS_TYPE, source=chapters.file)


def _resolve_picture(chapter: Chapter, ground: Ground) -> Chapter:
    if not chapter.image or file_or_url(chapter.image) == "url":
        return chapter
    return chapter.model_copy(update={"image": resolve(ground.base_url, chapter.image)})
