"""Pictures beside the show's cover: those of episodes, and those of `images`."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import Digest, Index
from feedtool.check.media_facts import PublishedPicture
from feedtool.check.rule import rule
from feedtool.formats.aspect import is_same_ratio, mend_ratio, ratio_of, read_ratio
from feedtool.formats.media_types import extension_of
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import FieldPath
from feedtool.model.shapes import file_or_url
from feedtool.model.show import Show
from feedtool.model.tags import Picture

_NO_COVERS = frozenset("gif webp svg bmp tif tiff heic heif avif jxl ico pdf psd eps".split())
_LONGEST_PURPOSE = 128
_HABIT = 2


@rule("AR09", Level.WARNING, fields=("artwork",))
def foreign_episode_picture(episode: Episode) -> Iterable[Problem]:
    """An episode's picture lies on another server and is called neither .jpg nor .png.

    Apple goes by the extension and asks the same of an episode's picture as of the show's: where
    it is another, the show's cover is shown. Give a JPEG or PNG. Of a picture in the show folder
    AR01 to AR08 speak; an address without extension, or with a query that may name a format, is
    let alone.

    Bad:
        # 001.md
        artwork: https://feeds.compilertalk.example/images/001.webp

    Good:
        # 001.md
        artwork: https://feeds.compilertalk.example/images/001.jpg
    """
    artwork = episode.artwork
    if not artwork or file_or_url(artwork) == "file" or "?" in artwork:
        return
    extension = extension_of(artwork)
    if extension in _NO_COVERS:
        message = f"the episode's picture is called '.{extension}'; expected .jpg or .png"
        yield Problem(("artwork",), message, "give the picture as JPEG or PNG")


@rule("AR15", Level.WARNING, fields=("images", "elements"))
def unclear_picture(subject: Show | Episode | PublishedPicture) -> Iterable[Problem]:
    """One of `images` has no address, or says of its size and shape what cannot be.

    Apps choose among several pictures by purpose, ratio and width before they load one, and leave
    room for it: a wrong ratio shows it squeezed. The podcast namespace writes ratios as `16/9`, a
    purpose has at most 128 characters, and the element podcast:images was given up for
    podcast:image, which `images` writes. Text, ratio and width are advised there, and their
    absence is no fault.

    A ratio such as `16:9`, and a width or height that a file at hand does not have, are
    rewritten.

    Bad:
        # 001.md
        images:
          - {url: "https://feeds.compilertalk.example/wide.jpg", aspect_ratio: "16:9"}

    Good:
        # 001.md
        images:
          - {url: "https://feeds.compilertalk.example/wide.jpg", aspect_ratio: 16/9}
    """
    if isinstance(subject, PublishedPicture):
        if subject.declared is not None:
            yield from _compare_sizes(subject, subject.declared)
        return
    for number, picture in enumerate(subject.images):
        yield from _judge_picture(("images", number), picture)
    for number, element in enumerate(subject.elements):
        if _is_obsolete(element):
            hint = "write the pictures under images, with their width"
            message = "podcast:images was given up; apps read podcast:image"
            in_feed = 'write <podcast:image href="https://…" width="1400"/> for each picture'
            yield Problem(("elements", number), message, hint, feed_hint=in_feed)


def _is_obsolete(element: Element) -> bool:
    return element.name == "podcast:images" and not element.absent


def _judge_picture(at: FieldPath, picture: Picture) -> Iterator[Problem]:
    if not picture.file and not picture.url:
        hint = "name a file of the show folder, or write 'url: https://…'"
        yield Problem(at, "the picture has no address", hint, feed_hint='add href="https://…"')
    if picture.purpose and len(picture.purpose) > _LONGEST_PURPOSE:
        message = f"the purpose has {len(picture.purpose)} characters; at most 128 are allowed"
        yield Problem((*at, "purpose"), message, "write words such as social or banner")
    for side, value in (("width", picture.width), ("height", picture.height)):
        if value is not None and value < 1:
            message = f"{side} {value} is not valid; expected pixels, from 1"
            yield Problem((*at, side), message, "write the picture's own size")
    if picture.aspect_ratio:
        yield from _judge_ratio((*at, "aspect_ratio"), picture.aspect_ratio, picture)


def _judge_ratio(at: FieldPath, text: str, picture: Picture) -> Iterator[Problem]:
    ratio, size = read_ratio(text), ratio_of(picture.width, picture.height)
    if ratio is None:
        mended = mend_ratio(text)
        edits = (Replace(at, text, mended),) if mended else ()
        message = f"ratio {text!r} is not valid; expected width/height, such as 16/9"
        yield Problem(at, message, f"write {mended or '1/1, 16/9 or the like'}", edits)
    elif size is not None and size > 0 and not is_same_ratio(ratio, size):
        message = f"ratio {text} is not that of {picture.width} x {picture.height} pixels"
        yield Problem(at, message, "write the picture's own size and ratio")


def _compare_sizes(picture: PublishedPicture, declared: Picture) -> Iterator[Problem]:
    """Compare what the record says of a file with what was measured."""
    facts, at = picture.facts, picture.at[:2]
    for side, written, measured in (
        ("width", declared.width, facts.width),
        ("height", declared.height, facts.height),
    ):
        if written is not None and written > 0 and measured and written != measured:
            edits = (Replace((*at, side), str(written), str(measured)),)
            message = f"{side} is given as {written}, but '{picture.file}' has {measured} pixels"
            yield Problem((*at, side), message, "leave it out, or write what it has", edits)
    ratio = read_ratio(declared.aspect_ratio or "")
    measured_ratio = ratio_of(facts.width, facts.height)
    if ratio is None or measured_ratio is None or (declared.width and declared.height):
        return
    if not is_same_ratio(ratio, measured_ratio):
        size = f"{facts.width} x {facts.height}"
        message = f"ratio {declared.aspect_ratio} is not that of '{picture.file}', which has {size}"
        yield Problem((*at, "aspect_ratio"), message, "write the picture's own ratio")


@rule("AR16", Level.ADVICE)
def missing_wide_picture(index: Index) -> Iterable[Problem]:
    """The newest episode has no wide picture, and most others have one.

    YouTube shows pictures of 16:9, and takes one for an episode from media:thumbnail; without it
    the square cover stands between bars, and later changes of the feed are not read. Give one of
    16:9 in `images` or as media:thumbnail.

    A show that goes without is let alone: no record tells whether it goes to YouTube.

    Bad:
        # 001.md
        images: {url: "https://feeds.compilertalk.example/001.jpg", aspect_ratio: 16/9}
        # 002.md
        images: {url: "https://feeds.compilertalk.example/002.jpg", aspect_ratio: 16/9}
        # 003.md
        title: Kay McNulty and the six
        guid: 0b9e3a51-7d0b-4e68-8f6e-6a8d1c2b3a43
        published: 2024-01-16 09:00
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 28800000
          duration: 1800
        ---
        **Kay McNulty** on six women and a machine.

    Good:
        # 001.md
        images: {url: "https://feeds.compilertalk.example/001.jpg", aspect_ratio: 16/9}
        # 002.md
        images: {url: "https://feeds.compilertalk.example/002.jpg", aspect_ratio: 16/9}
        # 003.md
        title: Kay McNulty and the six
        guid: 0b9e3a51-7d0b-4e68-8f6e-6a8d1c2b3a43
        published: 2024-01-16 09:00
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 28800000
          duration: 1800
        elements:
          - media:thumbnail: {attributes: {url: "https://feeds.compilertalk.example/003.jpg"}}
        ---
        **Kay McNulty** on six women and a machine.
    """
    full = [
        digest
        for digest in index.digests
        if digest.instant and digest.episode_type == "full" and not digest.is_draft
    ]
    wide = sum(digest.has_wide_picture for digest in full)
    if wide < _HABIT or 2 * wide < len(full):
        return
    newest = max(full, key=_date_of)
    if not newest.has_wide_picture:
        yield Problem(
            ("images",),
            "this episode has no wide picture, and most others have one",
            "give a picture of 16:9 in images, or as media:thumbnail",
            file=newest.path,
            feed_hint="give a picture of 16:9 as podcast:image or media:thumbnail",
        )


def _date_of(digest: Digest) -> tuple[float, str]:
    return (digest.instant.timestamp() if digest.instant else 0.0, digest.path)
