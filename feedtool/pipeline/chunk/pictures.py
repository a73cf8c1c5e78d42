"""Pictures as rules see them: covers, other pictures, and whether a wide one is there."""

from collections.abc import Mapping

from feedtool.check.media_facts import Artwork, PublishedPicture
from feedtool.formats.aspect import is_wide, ratio_of, read_ratio
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.media import ImageFacts, MediaFacts
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.model.tags import Picture


def picture_fact(
    at: FieldPath, name: str, facts: ImageFacts, record: Show | Episode
) -> Artwork | PublishedPicture:
    """Tell a cover from any other picture; `at` is the field of `record` that names it."""
    if at == ("artwork",):
        return Artwork("show" if isinstance(record, Show) else "episode", name, facts, at)
    declared = record.images[int(at[1])] if at[0] == "images" else None
    return PublishedPicture(name, facts, at, declared)


def has_wide_picture(episode: Episode, media: Mapping[str, MediaFacts]) -> bool:
    """Say whether one of `images`, or a media:thumbnail that the record writes, is 16:9.

    Of a thumbnail that does not tell its size that is believed: YouTube reads it for this alone.
    """
    if not episode.images and not episode.elements:
        return False
    return any(is_wide(_ratio(picture, media)) for picture in episode.images) or any(
        _is_wide_thumbnail(element) for element in episode.elements
    )


def _ratio(picture: Picture, media: Mapping[str, MediaFacts]) -> float | None:
    facts = media.get(picture.file or "")
    measured = ratio_of(facts.width, facts.height) if isinstance(facts, ImageFacts) else None
    declared = ratio_of(picture.width, picture.height)
    return measured or read_ratio(picture.aspect_ratio or "") or declared


def _is_wide_thumbnail(element: Element) -> bool:
    if element.name != "media:thumbnail" or element.absent:
        return False
    sizes = dict(element.attributes)
    ratio = ratio_of(_number(sizes.get("width", "")), _number(sizes.get("height", "")))
    return ratio is None or is_wide(ratio)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 6 else None  # noqa: PLR2004 - pixels
