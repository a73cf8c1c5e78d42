"""Pictures whose bytes changed under their name."""

from collections.abc import Iterable

from feedtool.check.media_facts import ChangedMedia
from feedtool.check.rule import rule
from feedtool.model.finding import Problem


@rule("AR11")
def changed_picture(change: ChangedMedia) -> Iterable[Problem]:
    """A picture differs from what media.lock holds of it, under the same name.

    Apple and Spotify keep a picture by its address, and do not look again: listeners would go on
    seeing the old one. Give the new picture another file name; that changes its address. If the
    old one was never published, run `feedtool build` without `--locked`, which takes the new.

    Bad:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 3000x3000 PNG RGB
        # media.lock
        ["artwork.png"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 81234
        format = "PNG"
        width = 1400
        height = 1400
        mode = "RGB"

    Good:
        # show.yaml
        artwork: artwork-b.png
        # artwork-b.png = 3000x3000 PNG RGB
        # media.lock
        ["artwork.png"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 81234
        format = "PNG"
        width = 1400
        height = 1400
        mode = "RGB"
    """
    if change.kind == "image":
        yield Problem(
            change.at,
            f"picture '{change.file}' is not the one that media.lock holds under this name",
            "give the new picture another file name",
        )
