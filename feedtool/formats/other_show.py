"""Tells the feed of one show from that of another."""

import re

from feedtool.formats.feed.published import NoFeedError, read_published
from feedtool.model.published import Said
from feedtool.model.show import Show

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
"""Names the encoding that the text had before it was read."""


def find_other_show(text: str, show: Show) -> str:
    """Say whose feed a text is where it is not the show's, else "".

    `podcast:guid` decides. Where one of them has none, a show is another if nothing is the same:
    neither title nor page nor author. A text that is no feed is nobody's.
    """
    try:
        said = read_published(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")).said
    except NoFeedError:
        return ""
    title, guid = _text(said, "title"), _text(said, "podcast:guid")
    if guid and show.guid:
        is_other = guid.casefold() != show.guid.strip().casefold()
        return f"'{title}', whose podcast:guid is {guid}" if is_other else ""
    pairs = {"title": show.title, "link": show.link, "itunes:author": show.author}
    is_same = any(own and _fold(own) == _fold(_text(said, name)) for name, own in pairs.items())
    return f"'{title}'" if title and not is_same else ""


def _text(said: Said, name: str) -> str:
    return next(((each.text or "").strip() for each in said.get(name, ())), "")


def _fold(text: str) -> str:
    return " ".join(text.split()).rstrip("/").casefold()
