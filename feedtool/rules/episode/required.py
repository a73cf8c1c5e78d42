"""What every published episode must have."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Problem


@rule("EP01")
def untitled_episode(item: Item) -> Iterable[Problem]:
    """An episode has no title.

    Apple and PSP-1 require one: apps would show an empty line, or the file's name. Give the
    episode the title that a listener would look for, with the guest's name in it.

    Bad:
        # 001.md
        title: ""

    Good:
        # 001.md
        title: Grace Hopper and the first compiler
    """
    if item.is_draft or _is_visible(item.title):
        return
    yield Problem(
        ("title",),
        "the episode has no title; expected a text that can be seen",
        "write a line such as 'title: Grace Hopper and the first compiler'",
        feed_hint="add <title>…</title>: guest and subject",
    )


def _is_visible(text: str) -> bool:
    """Tell whether anything shows: spaces and zero-width characters do not."""
    return any(char.isprintable() and not char.isspace() for char in text)


@rule("EP08")
def not_exactly_one_audio(episode: Episode, item: Item) -> Iterable[Problem]:
    """A published episode has no audio, or a second enclosure.

    Apple requires exactly one enclosure in each item: without it the episode cannot be played,
    and of two some apps take the first, others the last. Name the audio file, or hold the episode
    back with `draft: true`; give further files under `alternate_enclosure`. A live item may come
    without.

    Bad:
        # 001.md
        audio: null

    Good:
        # 001.md
        audio: null
        draft: true
    """
    written = [
        n for n, each in enumerate(episode.elements) if each.name == "enclosure" and not each.absent
    ]
    for number in written[item.audio is None :]:
        yield Problem(
            ("elements", number),
            "the item has a second enclosure; expected exactly one",
            "give this file under alternate_enclosure",
            feed_hint="give this file as podcast:alternateEnclosure",
        )
    if written or episode.audio is not None or item.is_draft or item.live is not None:
        return
    yield Problem(
        ("audio",),
        "the episode has no audio; expected one file or address",
        "name the file as in 'audio: audio/001.mp3', or write 'draft: true' until it is there",
        feed_hint='add <enclosure url="https://…" length="…" type="audio/mpeg"/>',
    )


@rule("EP09")
def undated_episode(item: Item) -> Iterable[Problem]:
    """A published episode has no date.

    Apple and Spotify require pubDate: apps sort by it, and tell subscribers of an episode by it.
    Give the day and the time at which it comes out. Drafts and live items may come without.

    Bad:
        # 001.md
        published: ""

    Good:
        # 001.md
        published: 2024-01-02 09:00
    """
    if item.published is not None or item.is_draft or item.live is not None:
        return
    yield Problem(
        ("published",),
        "the episode has no date of publication",
        "write a line such as 'published: 2024-01-02 09:00', or 'draft: true'",
        feed_hint="add <pubDate>Tue, 02 Jan 2024 09:00:00 +0000</pubDate>",
    )
