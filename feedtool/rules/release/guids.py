"""Episodes that are out keep their GUID, and stay."""

from collections.abc import Iterable

from feedtool.check.release import Lost, Match, ReleaseProblem, text_of
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


@rule("RL01")
def lost_episode(lost: Lost) -> Iterable[Problem]:
    """An episode of the feed that is out is missing in the feed to come.

    Apps take it off their lists, links to it lead nowhere, and a listener in the middle of it
    loses the place. Mostly a file was deleted or renamed by accident, became a draft, or cannot be
    read: put it back, with its old GUID. If it is meant, name it in show.yaml under `removed:`
    with its GUID and the reason.

    Bad:
        # 001.md
        draft: true

    Good:
        # was/003.md
        title: Margaret Hamilton and the word for her work
        guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
        published: 2024-01-16 09:00
        episode: 3
        guests: [Margaret Hamilton]
        summary: Margaret Hamilton on software that had to land.
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 29760000
          duration: 1860
        ---
        **Margaret Hamilton** tells why she called it engineering.
        # show.yaml
        removed:
          - guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
            reason: the guest asked for it
    """
    if lost.removed is not None:
        return
    title, guid = lost.before.title, lost.before.identity
    why = f": {lost.why}" if lost.why else ""
    yield ReleaseProblem(
        ("draft",) if "draft" in lost.why else ("published",) if lost.why else ("removed",),
        f"'{title}' (guid {guid}) is out and would be missing{why}",
        f"{_cure_of(lost.why)}, or declare it: removed: [{{guid: {guid}, reason: …}}]",
        many="{count} episodes that are out would be missing" + why,
    )


def _cure_of(why: str) -> str:
    """Say what brings an episode back, by why its record does not go out."""
    if "draft" in why:
        return "delete draft from its record"
    if "held back" in why:
        return "if the clock is right, give it back the date that is out"
    return "mend what cannot be read" if why else "put its record back"


@rule("RL02")
def changed_guid(match: Match) -> Iterable[Problem]:
    """An episode that is out gets another GUID.

    By its GUID an app knows what it has. With another one it is a new episode for every app:
    subscribers are told of it again, download it again, and what they have heard comes back as
    unheard. Hosts and generators that are changed do this to a whole show at once. Write the old
    GUID into the record, letter for letter.

    Bad:
        # 001.md
        guid: 9d0e6a1b-42c5-4f0e-8a43-1f3b5c7d9e20

    Good:
        # 001.md
        guid: 3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41
        categories: [History]
    """
    before, after = match.before.identity, match.after.identity
    if before == after:
        return
    if not match.before.guid and not match.after.guid:
        return  # without one apps go by the audio's address, of which RL04 speaks
    yield ReleaseProblem(
        ("guid",),
        f"guid {before!r} becomes {after!r}: every app takes the episode for a new one, and "
        "downloads it again",
        f"write the old one: guid: {before}",
        many="{count} episodes get other GUIDs: every app takes all {count} for new ones, and "
        "downloads them again",
    )


@rule("RL23", Level.WARNING)
def trailer_guid(match: Match) -> Iterable[Problem]:
    """A trailer or live stream becomes an episode under the same GUID.

    An app that knows the GUID does not look again: who has heard the trailer has the episode
    marked as heard, and many apps never fetch its audio. Give the episode a GUID of its own, and
    let the trailer stay beside it.

    Bad:
        # was/001.md
        episode_type: trailer
        episode: null
        # 001.md
        episode_type: full

    Good:
        # was/001.md
        episode_type: bonus
        episode: null
        # 001.md
        episode_type: bonus
        episode: null
    """
    if match.before.identity != match.after.identity:
        return
    was = text_of(match.said_before, "itunes:episodeType").lower()
    now = text_of(match.said_after, "itunes:episodeType").lower() or "full"
    if was == "trailer" and now == "full":
        what = "a trailer"
    elif match.before.is_live and not match.after.is_live:
        what = "a live stream"
    else:
        return
    yield Problem(
        ("guid",),
        f"guid {match.after.guid!r} was that of {what}: apps that know it do not fetch the episode",
        "give the episode a new GUID",
    )


@rule("RL24", Level.WARNING)
def unexplained_removal(lost: Lost) -> Iterable[Problem]:
    """An episode is taken off on purpose, without a reason.

    Removing it takes it from everybody who has not downloaded it, and its GUID can never serve
    again. To hide it from Apple alone, `block: true` in its record is enough. Write the reason
    down, for those who will ask.

    Bad:
        # was/003.md
        title: Margaret Hamilton and the word for her work
        guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
        published: 2024-01-16 09:00
        episode: 3
        guests: [Margaret Hamilton]
        summary: Margaret Hamilton on software that had to land.
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 29760000
          duration: 1860
        ---
        **Margaret Hamilton** tells why she called it engineering.
        # show.yaml
        removed:
          - guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d

    Good:
        # was/003.md
        title: Margaret Hamilton and the word for her work
        guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
        published: 2024-01-16 09:00
        episode: 3
        guests: [Margaret Hamilton]
        summary: Margaret Hamilton on software that had to land.
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 29760000
          duration: 1860
        ---
        **Margaret Hamilton** tells why she called it engineering.
        # show.yaml
        removed:
          - guid: b7d1e3f5-2a4c-4e6f-8b9d-1c3e5a7f9b2d
            reason: the guest asked for it
    """
    if lost.removed is not None and not lost.reason.strip():
        yield Problem(
            ("removed", lost.removed),
            f"'{lost.before.title}' is taken off, and no reason is given",
            "add reason: …, or hide it from Apple alone with block: true in its record",
        )
