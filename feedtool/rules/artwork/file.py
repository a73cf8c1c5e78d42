"""What a picture's file carries besides the picture, and whether there is one in it."""

from collections.abc import Iterable

from feedtool.check.media_facts import Artwork, PublishedPicture
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem

_USUAL_DPI = 72
_LARGE = 1_048_576
_TELLING = frozenset({"GPS position", "serial number"})


@rule("AR07", Level.ADVICE)
def other_resolution(cover: Artwork) -> Iterable[Problem]:
    """A cover states another resolution than 72 dpi.

    Apple and PSP-1 ask for 72, and validators report any other. It changes nothing on a screen,
    where pixels count; a file that states none is fine. Export it for the web, at 72 dpi.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # media.lock
        ["artwork.jpg"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 240000
        type = "image/jpeg"
        format = "JPEG"
        width = 3000
        height = 3000
        mode = "RGB"
        dpi = 300.0

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG RGB
    """
    dpi = cover.facts.dpi
    if dpi is not None and round(dpi) != _USUAL_DPI:
        message = f"the cover states {dpi:g} dpi; expected {_USUAL_DPI}"
        yield Problem(cover.at, message, "export it for the web, at 72 dpi")


@rule("AR08", Level.ADVICE)
def large_picture_file(cover: Artwork) -> Iterable[Problem]:
    """A cover has more than 1 MB.

    Apps load it for every show in a list, often on a phone. Apple and Spotify publish no limit;
    hosts do, most of them 512 KB to 1 MB, and refuse or shrink what is larger. A JPEG of
    3000 x 3000 pixels fits at a quality of 80 to 85. As no platform asks for it, this is advice.

    Bad:
        # show.yaml
        artwork: artwork.png
        # media.lock
        ["artwork.png"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 8400000
        type = "image/png"
        format = "PNG"
        width = 3000
        height = 3000
        mode = "RGB"

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG RGB
    """
    length = cover.facts.length
    if length > _LARGE:
        message = f"the cover has {length / _LARGE:.1f} MB; at most 1 MB is advised"
        yield Problem(cover.at, message, "export it as JPEG, at a quality of 80 to 85")


@rule("AR12", Level.ADVICE)
def telling_picture(picture: Artwork | PublishedPicture) -> Iterable[Problem]:
    """A picture tells where it was taken, or with which camera.

    Phones write their position into a photo's EXIF data, cameras their serial number. Everybody
    who loads the picture can read it: a guest's portrait gives away an address. Export it without
    metadata (`exiftool -all= picture.jpg`). The name of an artist is a credit and let alone.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # media.lock
        ["artwork.jpg"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 240000
        type = "image/jpeg"
        format = "JPEG"
        width = 3000
        height = 3000
        mode = "RGB"
        traces = "GPS position, serial number"

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG RGB
    """
    found = [trace for trace in picture.facts.traces if trace in _TELLING]
    if found:
        message = f"picture '{picture.file}' holds the {' and '.join(found)} of the camera"
        yield Problem(picture.at, message, "export it without metadata")


@rule("AR13", Level.ADVICE)
def blank_cover(cover: Artwork) -> Iterable[Problem]:
    """A cover is blank: all of it has one colour.

    Apple asks for artwork that is no placeholder, and in a list nobody finds a show by a plain
    square. Put the show's picture there. Whether a picture was scaled up, or stands for another
    that is to come, cannot be measured soundly and is not judged. A cover of a wrong size must be
    made anew anyway: of it AR02 speaks.

    Bad:
        # show.yaml
        artwork: artwork.png
        # media.lock
        ["artwork.png"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 24000
        type = "image/png"
        format = "PNG"
        width = 3000
        height = 3000
        mode = "RGB"
        is_blank = true

    Good:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 3000x3000 PNG RGB
    """
    if cover.facts.is_blank:
        yield Problem(cover.at, "the cover has one colour and nothing on it", "put a picture there")
