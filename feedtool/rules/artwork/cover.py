"""The cover of the show, and that of an episode: the same holds for both.

Sources: "A Podcaster's Guide to RSS" and the artwork requirements of Apple; PSP-1; Spotify's
delivery specification.
"""

from collections.abc import Iterable

from feedtool.check.media_facts import Artwork, MediaFault
from feedtool.check.rule import rule
from feedtool.formats.media_types import extension_of
from feedtool.model.finding import Level, Problem

_SMALLEST, _LARGEST = 1400, 3000
_EXTENSIONS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",)}
_MODES = frozenset({"RGB", "RGBA", "RGBa", "RGBX"})
_COLOURS = {
    "CMYK": "CMYK",
    "L": "greyscale",
    "LA": "greyscale",
    "La": "greyscale",
    "I": "greyscale",
    "F": "greyscale",
    "1": "black and white",
    "P": "a palette",
    "PA": "a palette",
}


@rule("AR01")
def oblong_artwork(cover: Artwork) -> Iterable[Problem]:
    """The cover of the show or of an episode is not square.

    Apple refuses it, and Spotify asks for 1:1: apps would cut it or set it between bars. Crop it,
    or extend its background. An episode without a cover of its own shows that of the show.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x2400 JPEG RGB

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG RGB
    """
    facts = cover.facts
    if facts.width != facts.height:
        message = f"the cover has {facts.width} x {facts.height} pixels; expected a square"
        yield Problem(cover.at, message, "crop it to a square")


@rule("AR02", supersedes=("AR13",))
def artwork_size(cover: Artwork) -> Iterable[Problem]:
    """The cover of the show or of an episode is not 1400 to 3000 pixels a side.

    Apple and PSP-1 take nothing else: a smaller one is blurred on large screens, and a larger one
    is refused. Scale a large picture down; do not scale a small one up, but export it anew. Apple
    prefers 3000 x 3000, so that a smaller cover of the show is advice.

    Bad:
        # 001.md
        artwork: images/001.jpg
        # images/001.jpg = 1000x1000 JPEG RGB

    Good:
        # 001.md
        artwork: images/001.jpg
        # images/001.jpg = 1400x1400 JPEG RGB
    """
    sides = (cover.facts.width, cover.facts.height)
    size, hint = f"{sides[0]} x {sides[1]} pixels", "export it at 3000 x 3000 pixels"
    if not all(sides):
        return
    if min(sides) < _SMALLEST or max(sides) > _LARGEST:
        message = f"the cover has {size}; expected {_SMALLEST} to {_LARGEST} on each side"
        yield Problem(cover.at, message, hint)
    elif cover.owner == "show" and max(sides) < _LARGEST and _is_still(cover):
        message = f"the cover has {size}; Apple prefers {_LARGEST} x {_LARGEST}"
        yield Problem(cover.at, message, f"{hint}, if it was drawn so large", level=Level.ADVICE)


@rule("AR03")
def foreign_picture(picture: Artwork | MediaFault) -> Iterable[Problem]:
    """A cover is neither JPEG nor PNG, or a picture cannot be opened.

    Apple and PSP-1 take no WebP, GIF, HEIC, TIFF or moving picture: there would be no cover at
    all. The same goes for any picture of the show that is empty, damaged or no picture. Export it
    again as JPEG or PNG.

    Bad:
        # show.yaml
        artwork: artwork.gif
        # artwork.gif = 3000x3000 GIF P

    Good:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 3000x3000 PNG RGB
    """
    hint = "export it again as JPEG or PNG"
    if isinstance(picture, MediaFault):
        if picture.kind == "image":
            message = f"picture '{picture.file}' cannot be used: {picture.reason}"
            yield Problem(picture.at, message, hint)
        return
    if not _is_still(picture):
        kind = picture.facts.format
        what = f"in {kind} format" if kind not in _EXTENSIONS else "animated"
        yield Problem(picture.at, f"the cover is {what}; expected a still JPEG or PNG", hint)


def _is_still(cover: Artwork) -> bool:
    """Tell a JPEG or PNG that does not move; an unknown format passes as one."""
    facts = cover.facts
    return (not facts.format or facts.format in _EXTENSIONS) and not facts.is_animated


@rule("AR04")
def disguised_picture(cover: Artwork) -> Iterable[Problem]:
    """A cover's extension is not that of what it is, .jpg or .png.

    Apple goes by the extension, and asks for .jpg or .png: a picture that says another thing is
    refused. Give the file the extension of what it is.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 PNG RGB

    Good:
        # show.yaml
        artwork: artwork.jpeg
        # artwork.jpeg = 3000x3000 JPEG RGB
    """
    fitting = _EXTENSIONS.get(cover.facts.format)
    extension = extension_of(cover.file)
    if fitting is None or extension in fitting:
        return
    called = f"called '.{extension}'" if extension else "called without extension"
    message = f"the cover is a {cover.facts.format} and is {called}; expected .{fitting[0]}"
    yield Problem(cover.at, message, "give the file the extension of what it is")


@rule("AR05")
def artwork_colours(cover: Artwork) -> Iterable[Problem]:
    """A cover is not in RGB.

    Apple and PSP-1 ask for RGB. CMYK is meant for printing: apps show it in false colours or not
    at all, and greyscale and palettes are converted to their taste. Export it in RGB.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG CMYK

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG RGB
    """
    mode = cover.facts.mode
    if not mode or mode in _MODES or not _is_still(cover):
        return
    found = _COLOURS.get(mode.partition(";")[0], mode)
    message = f"the cover's colours are {found} (mode {mode}); expected RGB"
    yield Problem(cover.at, message, "export it in RGB (sRGB)")


@rule("AR06")
def transparent_artwork(cover: Artwork) -> Iterable[Problem]:
    """A cover has an alpha channel.

    Apple refuses it: what is transparent would be black in one app and white in another. Export
    the picture on its background, without transparency.

    Bad:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 3000x3000 PNG RGBA

    Good:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 3000x3000 PNG RGB
    """
    if cover.facts.has_alpha and _is_still(cover):
        message = "the cover has an alpha channel; expected none"
        yield Problem(cover.at, message, "export it without transparency")
