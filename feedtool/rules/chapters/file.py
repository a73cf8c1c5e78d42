"""The chapters file: where the feed says it is, and whether it can be read."""

from collections.abc import Iterable

from feedtool.check.facts import ChapterList
from feedtool.check.rule import rule
from feedtool.formats.media_types import CHAPTERS_TYPE, CHAPTERS_TYPES, extension_of, plain_type
from feedtool.model.episode import Episode
from feedtool.model.finding import Problem

_OTHER_FORMS = frozenset("xml psc txt vtt srt ffmetadata html htm mp3 m4a".split())


@rule("CH01", fields=("chapters", "elements"))
def unreadable_chapters_address(episode: Episode) -> Iterable[Problem]:
    """The feed points to chapters that are not JSON, or does not say where they are.

    podcast:chapters needs `url` and `type`, and apps read JSON chapters only. A file of the show
    folder may have any form, since its JSON is written for you: name it in `chapters` without
    `https://`. `feedtool chapters convert` turns any other form into JSON.

    Bad:
        # 001.md
        chapters: https://feeds.compilertalk.example/chapters/001.psc

    Good:
        # 001.md
        chapters: https://feeds.compilertalk.example/chapters/001.json
    """
    url = episode.chapters.url if episode.chapters else None
    if url and extension_of(url) in _OTHER_FORMS:
        message = f"the chapters at {url!r} are .{extension_of(url)}; apps read JSON chapters only"
        hint = "feedtool chapters convert makes JSON of the file"
        yield Problem(("chapters", "url"), message, hint)
    for number, element in enumerate(episode.elements):
        if element.name == "podcast:chapters" and not element.absent:
            yield from _judge_element(number, dict(element.attributes))


def _judge_element(number: int, attributes: dict[str, str]) -> Iterable[Problem]:
    at = ("elements", number)
    hint = "give the address under `chapters` instead"
    if not attributes.get("url", "").strip():
        yield Problem(at, "podcast:chapters has no url", hint, feed_hint='add url="https://…"')
    elif plain_type(attributes.get("type", "")) not in CHAPTERS_TYPES:
        found = attributes.get("type")
        said = f"type {found!r}" if found else "no type"
        message = f"podcast:chapters has {said}; expected {CHAPTERS_TYPE}"
        yield Problem(at, message, hint, feed_hint=f'write type="{CHAPTERS_TYPE}"')


@rule("CH02")
def unreadable_chapters(chapters: ChapterList) -> Iterable[Problem]:
    """A chapters file cannot be read, or lacks what makes it JSON chapters.

    JSON chapters are an object with the text `version` and the list `chapters` (podcast
    namespace, JSON chapters 1.2): apps that miss one of them show no chapters at all. Other forms
    (Podlove's XML, lines of times and titles, WebVTT, FFmpeg metadata, Audacity labels) must hold
    at least one chapter. XML with a DOCTYPE is not read, since that can hold entities.

    Bad:
        # 001.md
        chapters: chapters/001.json
        # chapters/001.json
        {"chapters": [{"startTime": 0, "title": "Intro"}, {"startTime": 130, "title": "Moths"}]}

    Good:
        # 001.md
        chapters: chapters/001.json
        # chapters/001.json
        {"version": "1.2.0", "chapters": [
          {"startTime": 0, "title": "Intro"}, {"startTime": 130, "title": "Moths"}
        ]}
    """
    return chapters.of("CH02")
