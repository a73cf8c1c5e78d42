"""What an episode that is out has, it still has."""

from collections.abc import Iterable

from feedtool.check.facts import Platforms
from feedtool.check.release import Match, ReleaseProblem, text_of
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem
from feedtool.model.published import Said
from feedtool.model.scalars import parse_seconds

_PARTS = {
    "podcast:transcript": "transcript",
    "podcast:chapters": "chapters",
    "podcast:person": "guests",
    "itunes:image": "artwork",
}
_TEXTS = {
    "title": "title",
    "description": "description",
    "content:encoded": "notes",
    "itunes:summary": "summary",
}


@rule("RL15", Level.WARNING)
def lost_parts(match: Match) -> Iterable[Problem]:
    """An episode that is out had a transcript, chapters, people or a picture, and has none now.

    Listeners who read along, jump between chapters or look a guest up lose it. Mostly a file is no
    longer found, or a field went with an edit.

    Bad:
        # was/001.md
        artwork: https://feeds.compilertalk.example/001.jpg

    Good:
        # was/001.md
        artwork: https://feeds.compilertalk.example/001.jpg
        # 001.md
        artwork: https://feeds.compilertalk.example/001-b.jpg
    """
    for name, field in _PARTS.items():
        if match.said_before.get(name) and not match.said_after.get(name):
            what = "people" if name == "podcast:person" else field
            yield ReleaseProblem(
                (field,),
                f"the episode had {what}, and has none any more",
                f"add {field}: again",
                many=f"{{count}} episodes had {what}, and have none any more",
            )


@rule("RL16", Level.WARNING)
def changed_audio_facts(match: Match) -> Iterable[Problem]:
    """Length, duration or media type of an episode that is out change, and its audio does not.

    Apps reckon progress and room on the disk by them. A correction is welcome; a number that was
    right and is wrong now makes apps say that a download has failed.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 1860

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 1800.4
    """
    facts = [
        ("length", match.before.length, match.after.length),
        ("type", match.before.type, match.after.type),
        ("duration", *(_seconds(said) for said in (match.said_before, match.said_after))),
    ]
    if match.before.url != match.after.url or match.audio_by:
        return  # other audio has other facts: RL04 and RL05 look whether it may
    if match.is_dynamic:
        facts = facts[1:2]
    for name, before, after in facts:
        if before and before != after:
            yield ReleaseProblem(
                ("audio",),
                f"{name} of the audio changes from {before} to {after or 'nothing'}",
                "look which of them is right",
                many=f"{{count}} episodes change the {name} of their audio",
            )


def _seconds(said: Said) -> str:
    text = text_of(said, "itunes:duration")
    seconds = parse_seconds(text) if text else None
    return text if seconds is None else str(int(seconds))


@rule("RL22", Level.ADVICE)
def edited_episode(match: Match, platforms: Platforms) -> Iterable[Problem]:
    """A text of an episode that is out changes; YouTube does not take later edits.

    YouTube reads an episode's title and notes once, when it comes, and not again: there they must
    be edited by hand. All other apps show the new text after a while. Asked of shows for YouTube
    alone (`--for youtube`).

    Bad:
        # 001.md
        title: Grace Hopper and the very first compiler

    Good:
        # 001.md
        categories: [History]
    """
    if "youtube" not in platforms.names:
        return
    names = [field for name, field in _TEXTS.items() if name in match.changed]
    if names:
        yield ReleaseProblem(
            (names[0],),
            f"{' and '.join(names)} of an episode that is out change: YouTube keeps the old text",
            "edit it on YouTube too",
            many="{count} episodes change their texts: YouTube keeps the old ones",
        )
