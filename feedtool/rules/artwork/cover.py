"""The cover of the show, and that of an episode."""

from collections.abc import Iterable

from feedtool.check.facts import Artwork, MediaFault
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem
from feedtool.rules.artwork import judging


@rule("AR01")
def oblong_artwork(cover: Artwork) -> Iterable[Problem]:
    """The show's cover is not square.

    Apple refuses it, and Spotify asks for 1:1: apps would cut it or set it between bars. Crop it,
    or extend its background.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x2400 JPEG RGB

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 3000x3000 JPEG RGB
    """
    yield from _name(cover, judging.judge_shape(cover.facts), "crop it to a square")


@rule("AR02")
def artwork_size(cover: Artwork) -> Iterable[Problem]:
    """The show's cover is smaller than 1400 or larger than 3000 pixels a side.

    Apple and PSP-1 take nothing else: a smaller one is blurred on large screens, and a larger one
    is refused. 3000 x 3000 is best. Scale a large picture down; do not scale a small one up, but
    export it anew.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 1000x1000 JPEG RGB

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 1400x1400 JPEG RGB
    """
    yield from _name(cover, judging.judge_size(cover.facts), "export it at 3000 x 3000 pixels")


@rule("AR03")
def foreign_picture(picture: Artwork | MediaFault) -> Iterable[Problem]:
    """The show's cover is neither JPEG nor PNG, or a picture cannot be opened.

    Apple and PSP-1 take no WebP, GIF, HEIC, TIFF or moving picture: there would be no cover at
    all. The same goes for any picture of the show that is empty, damaged or no picture. Export it
    again as JPEG or PNG.

    Bad:
        # show.yaml
        artwork: artwork.gif
        # artwork.gif = 1400x1400 GIF P

    Good:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 1400x1400 PNG RGB
    """
    hint = "export it again as JPEG or PNG"
    if isinstance(picture, Artwork):
        yield from _name(picture, judging.judge_format(picture.facts), hint)
    elif picture.kind == "image":
        message = f"picture '{picture.file}' cannot be used: {picture.reason}"
        yield Problem(picture.at, message, hint)


@rule("AR04")
def disguised_picture(cover: Artwork) -> Iterable[Problem]:
    """The show's cover is called .jpg or .png and is the other, or is called neither.

    Apple goes by the extension, and asks for .jpg or .png: a picture that says another thing is
    refused. Give the file the extension of what it is.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 1400x1400 PNG RGB

    Good:
        # show.yaml
        artwork: artwork.jpeg
        # artwork.jpeg = 1400x1400 JPEG RGB
    """
    yield from _name(cover, judging.judge_extension(cover.facts, cover.file), "rename the file")


@rule("AR05")
def artwork_colours(cover: Artwork) -> Iterable[Problem]:
    """The show's cover is not in RGB.

    Apple and PSP-1 ask for RGB. CMYK is meant for printing: apps show it in false colours or not
    at all, and greyscale and palettes are converted to their taste. Export it in RGB.

    Bad:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 1400x1400 JPEG CMYK

    Good:
        # show.yaml
        artwork: artwork.jpg
        # artwork.jpg = 1400x1400 JPEG RGB
    """
    if not judging.judge_format(cover.facts):
        yield from _name(cover, judging.judge_colours(cover.facts), "export it in RGB (sRGB)")


@rule("AR06")
def transparent_artwork(cover: Artwork) -> Iterable[Problem]:
    """The show's cover has an alpha channel.

    Apple refuses it: what is transparent would be black in one app and white in another. Export
    the picture on its background, without transparency.

    Bad:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 1400x1400 PNG RGBA

    Good:
        # show.yaml
        artwork: artwork.png
        # artwork.png = 1400x1400 PNG RGB
    """
    if not judging.judge_format(cover.facts):
        hint = "export it without transparency"
        yield from _name(cover, judging.judge_alpha(cover.facts), hint)


def _name(cover: Artwork, message: str, hint: str) -> Iterable[Problem]:
    if message and cover.owner == "show":
        yield Problem(cover.at, message, hint)


@rule("AR09", Level.WARNING)
def poor_episode_artwork(cover: Artwork) -> Iterable[Problem]:
    """An episode's own cover is not what Apple asks of the show's.

    The same rules hold for both: a square of 1400 to 3000 pixels, JPEG or PNG by its bytes and by
    its name, RGB, nothing transparent. Where an episode's cover breaks one, apps show the show's
    instead, so nothing is refused; export it again, or leave it out.

    Bad:
        # 001.md
        artwork: images/001.jpg
        # images/001.jpg = 1600x900 JPEG RGB

    Good:
        # 001.md
        artwork: images/001.jpg
        # images/001.jpg = 1400x1400 JPEG RGB
    """
    if cover.owner != "episode":
        return
    facts = cover.facts
    faults = [judging.judge_format(facts)]
    if not faults[0]:
        faults = [judging.judge_extension(facts, cover.file)]
        faults += [judging.judge_colours(facts), judging.judge_alpha(facts)]
    faults += [judging.judge_shape(facts) or judging.judge_size(facts)]
    for message in faults:
        if message:
            yield Problem(cover.at, message, "export it anew, or leave it out: the show's is used")
