"""What chapters show: titles, pictures, links and places."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import ChapterList
from feedtool.check.rule import rule
from feedtool.formats.geo import is_osm_object, judge_geo
from feedtool.formats.web_address import split_address
from feedtool.model.episode import Chapter
from feedtool.model.finding import Level, Problem
from feedtool.model.shapes import file_or_url
from feedtool.model.tags import RELATIONS, Place
from feedtool.rules.chapters.repairs import name_chapter


@rule("CH06", Level.WARNING)
def untitled_chapter(chapters: ChapterList) -> Iterable[Problem]:
    """A chapter that the list shows has no title.

    Apps then show an empty line or only a time, and the forms that cannot say it (Podlove's, the
    lines of a description) leave it out. Give it a title, or hide it with `toc: false`.

    Bad:
        # 001.md
        chapters:
          - 00:00 Intro
          - {start: "02:10", link: "https://hopper.example/moth"}

    Good:
        # 001.md
        chapters:
          - 00:00 Intro
          - {start: "02:10", link: "https://hopper.example/moth", title: A moth in the log book}
    """
    yield from chapters.of("CH06")
    for number, chapter in enumerate(chapters.entries):
        if chapter.toc and not (chapter.title or "").strip():
            message = f"{name_chapter(chapter)}: apps would show an empty line"
            yield Problem(chapters.place(number), message, "give it a title, or write toc: false")


@rule("CH09", Level.WARNING)
def malformed_chapter(chapters: ChapterList) -> Iterable[Problem]:
    """A chapter's picture, link or place is not what apps can use.

    Pictures are loaded with https only; links and pictures in a chapters file must be whole
    addresses, since the file lies elsewhere than the show folder. A place needs a name and a
    point such as `geo:30.2672,-97.7431`, and `toc` is true or false (podcast namespace, JSON
    chapters 1.2).

    Bad:
        # 001.md
        chapters:
          - 00:00 Intro
          - start: 02:10
            title: A moth in the log book
            image: http://hopper.example/moth.jpg

    Good:
        # 001.md
        chapters:
          - 00:00 Intro
          - start: 02:10
            title: A moth in the log book
            image: https://hopper.example/moth.jpg
    """
    yield from chapters.of("CH09")
    in_file = chapters.form != "record"
    for number, chapter in enumerate(chapters.entries):
        if chapter.image or chapter.link or chapter.location:
            for message, hint in _judge(chapter, in_file=in_file):
                name = name_chapter(chapter)
                yield Problem(chapters.place(number), f"{name} {message}", hint)


def _judge(chapter: Chapter, *, in_file: bool) -> Iterator[tuple[str, str]]:
    image = chapter.image or ""
    if image[:5].lower() == "http:":
        yield f"has a picture without https: {image!r}", f"write https:{image[5:]}"
    elif in_file and image and not _is_whole(image):
        hint = "write its address, or list the chapters in the record"
        yield f"has a picture that is no address: {image!r}", hint
    if in_file and chapter.link and not _is_whole(chapter.link):
        yield f"has a link that is no whole address: {chapter.link!r}", "write it with https://"
    if chapter.location is not None:
        yield from _judge_place(chapter.location)


def _is_whole(address: str) -> bool:
    return file_or_url(address) == "url" and bool(split_address(address).host)


def _judge_place(place: Place) -> Iterator[tuple[str, str]]:
    if not (place.name or "").strip():
        yield "has a place without a name", "write what listeners call the place"
    fault = "is missing" if place.geo is None else judge_geo(place.geo)
    if fault:
        shown = "" if place.geo is None else f" {place.geo!r}"
        yield f"has a place whose geo{shown} {fault}", "write geo:latitude,longitude in degrees"
    if place.osm is not None and not is_osm_object(place.osm):
        hint = "write N, W or R and the object's number"
        yield f"has a place whose osm {place.osm!r} is not like R148838", hint
    if place.rel is not None and place.rel not in RELATIONS:
        yield f"has a place whose rel is {place.rel!r}; expected subject or creator", ""
