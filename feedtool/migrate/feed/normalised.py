"""What an import spells anew: the same to every reader, and named in its report."""

from collections.abc import Iterator

from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.migrate.feed.episode_writer import Imported

_WORDS = frozenset({"true", "false"})


def list_normalised(document: FeedDocument, imported: Imported) -> list[str]:
    """List each kind of new spelling once, in words."""
    nodes = [document.channel, *document.items]
    found = {kind for node in nodes for kind in _kinds(node)}
    if document.renamed:
        found.add("namespaces in their right spelling")
    if any("xml:base" in each.attributes for each in (document.root, document.channel)):
        found.add("xml:base: left out, since few apps read it; write whole addresses")
    if document.encoding not in ("utf-8", "ascii"):
        found.add(f"the encoding: {document.encoding} becomes UTF-8")
    if any("published" in item.values for item in imported.items):
        found.add("dates: as numbers in the record, in the offset they have")
    return sorted(found)


def _kinds(node: Node) -> Iterator[str]:
    for child in node.children:
        words = _KINDS.get(child.name)
        if words and _is_spelt_anew(child):
            yield words


_KINDS = {
    "itunes:explicit": "explicit: yes, no and clean become true or false",
    "itunes:duration": "durations: whole seconds",
    "itunes:category": "categories: each subcategory with its category",
    "podcast:person": "people without a role are hosts",
    "atom:link": "the feed's own link (atom:link self): written anew",
}


def _is_spelt_anew(node: Node) -> bool:
    if node.name == "itunes:explicit":
        return node.plain not in _WORDS
    if node.name == "itunes:duration":
        return not node.plain.isdecimal()
    if node.name == "itunes:category":
        return len(node.children) > 1
    if node.name == "podcast:person":
        return "role" not in node.attributes
    return node.attributes.get("rel") == "self" and "title" not in node.attributes
