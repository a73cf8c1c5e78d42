"""Audio whose bytes changed under their name."""

from collections.abc import Iterable

from feedtool.check.media_facts import ChangedMedia
from feedtool.check.rule import rule
from feedtool.model.finding import Problem


@rule("RL05")
def changed_audio(change: ChangedMedia) -> Iterable[Problem]:
    """An audio file differs from what media.lock holds of it, under the same name.

    What was published under an address keeps its bytes: Spotify does not fetch it again, and apps
    that go on with a broken download mix the old sound with the new. Give the new recording
    another file name; the guid stays, so nobody gets the episode twice. If the old one was never
    published, run `feedtool build` without `--locked`, which takes the new.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        # media.lock
        ["audio/001.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 162000
        type = "audio/mpeg"
        container = "mp3"
        codec = "mp3"

    Good:
        # 001.md
        audio: audio/001-b.mp3
        # audio/001-b.mp3 = speech-mono-cbr64.mp3
        # media.lock
        ["audio/001.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 162000
        type = "audio/mpeg"
        container = "mp3"
        codec = "mp3"
    """
    if change.kind == "audio":
        yield Problem(
            change.at,
            f"audio '{change.file}' is not the one that media.lock holds under this name",
            "give the new recording another file name, such as one that ends in '-b'",
        )
