"""Media whose bytes changed under their names."""

from collections.abc import Iterable

from feedtool.check.media_facts import ChangedMedia
from feedtool.check.release import ReleaseProblem, ReplacedPicture
from feedtool.check.rule import rule
from feedtool.model.finding import Problem


@rule("RL05")
def changed_audio(change: ChangedMedia) -> Iterable[Problem]:
    """An audio file differs from the one that was published under its name.

    What was published under an address keeps its bytes: Spotify does not fetch it again, and apps
    that go on with a broken download mix the old sound with the new. Give the new recording
    another file name; the guid stays, so nobody gets the episode twice. `check --locked` compares
    with media.lock; `plan` with the manifest of the feed that is out, with media.lock of the last
    commit, and with the length that the feed gives. If the old one was never published, run
    `feedtool build` without `--locked`, which takes the new.

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
        yield ReleaseProblem(
            change.at,
            f"audio '{change.file}' is not the one that {change.known_by} holds under this name",
            "give the new recording another file name, such as one that ends in '-b'",
            many="{count} audio files are not those that were published under their names",
        )


@rule("RL06", supersedes=("AR11",))
def replaced_picture(picture: ReplacedPicture) -> Iterable[Problem]:
    """A picture differs from the one that was published under its name.

    Apple and Spotify keep a picture by its address and do not look again: listeners go on seeing
    the old one. Give the new picture another file name; that changes its address.

    Bad:
        # was/show.yaml
        artwork: artwork.png
        # was/artwork.png = 2900x2900 PNG RGB
        # show.yaml
        artwork: artwork.png
        # artwork.png = 3000x3000 PNG RGB

    Good:
        # was/show.yaml
        artwork: artwork.png
        # was/artwork.png = 2900x2900 PNG RGB
        # show.yaml
        artwork: artwork-b.png
        # artwork-b.png = 3000x3000 PNG RGB
    """
    yield ReleaseProblem(
        picture.at,
        f"picture '{picture.file}' is not the one that {picture.known_by} holds under this name",
        "give the new picture another file name, such as one that ends in '-b'",
        many="{count} pictures are not those that were published under their names",
    )
