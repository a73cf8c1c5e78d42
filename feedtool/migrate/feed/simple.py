"""Elements that are one text, yes or no, or one address."""

from collections.abc import Callable

from feedtool.formats.feed.node import Node
from feedtool.migrate.feed.mapped import Mapped, is_bare
from feedtool.migrate.feed.tag_values import tag_values
from feedtool.model.podcast_tag import Tag
from feedtool.model.shapes import file_or_url

Handler = Callable[[Mapped, Node], bool]
"""Puts an element into fields; says whether they hold all it says."""
_EXPLICIT = {"true": "true", "yes": "true", "false": "false", "no": "false", "clean": "false"}


def text_of(field: str) -> Handler:
    """Put the text of an element into a field."""

    def put(mapped: Mapped, node: Node) -> bool:
        return is_bare(node) and bool(node.plain) and mapped.put(field, node.plain, node)

    return put


def whole_text_of(field: str) -> Handler:
    """Put the text of an element into a field, with that of elements that should be text."""

    def put(mapped: Mapped, node: Node) -> bool:
        text = node.whole_text.strip()
        return not node.attributes and bool(text) and mapped.put(field, text, node)

    return put


def word_of(field: str) -> Handler:
    """Put the text of an element, which is one word of a list, in small letters into a field."""

    def put(mapped: Mapped, node: Node) -> bool:
        word = node.plain.lower()
        return is_bare(node) and bool(word) and mapped.put(field, word, node)

    return put


def yes_of(field: str) -> Handler:
    """Set a field where an element says yes; no word but that means anything."""

    def put(mapped: Mapped, node: Node) -> bool:
        return is_bare(node) and node.plain.lower() == "yes" and mapped.put(field, "true", node)

    return put


def put_explicit(mapped: Mapped, node: Node) -> bool:
    """Read the words of older times too."""
    word = _EXPLICIT.get(node.plain.lower(), "")
    return is_bare(node) and bool(word) and mapped.put("explicit", word, node)


def put_exact_explicit(mapped: Mapped, node: Node) -> bool:
    """Read true and false only, so that rules see every other word."""
    return node.plain in ("true", "false") and put_explicit(mapped, node)


def put_picture(mapped: Mapped, node: Node) -> bool:
    """Take itunes:image; an address that could be a file's name stays as it is written."""
    url = node.attributes.get("href", "")
    if node.attributes.keys() != {"href"} or node.children or node.plain:
        return False
    return file_or_url(url) == "url" and mapped.put("artwork", url, node)


def put_keywords(mapped: Mapped, node: Node) -> bool:
    """Split keywords at their commas."""
    words = [word.strip() for word in node.text.split(",") if word.strip()]
    return is_bare(node) and bool(words) and mapped.put("keywords", words, node)


def one_tag(field: str, cls: type[Tag]) -> Handler:
    """Put a podcast: element into a field that holds one."""

    def put(mapped: Mapped, node: Node) -> bool:
        value = tag_values(cls, node)
        return value not in (None, {}) and mapped.put(field, value, node)

    return put


def many_tags(field: str, cls: type[Tag]) -> Handler:
    """Add a podcast: element to a field that holds many."""

    def add(mapped: Mapped, node: Node) -> bool:
        value = tag_values(cls, node)
        return value not in (None, {}) and mapped.add(field, value, node)

    return add
