"""A feed's channel to the fields of show.yaml."""

from collections.abc import Iterator

from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.migrate.feed.mapped import Mapped, is_bare
from feedtool.migrate.feed.persons import add_person
from feedtool.migrate.feed.simple import (
    Handler,
    many_tags,
    one_tag,
    put_exact_explicit,
    put_explicit,
    put_keywords,
    put_picture,
    text_of,
    whole_text_of,
    word_of,
    yes_of,
)
from feedtool.migrate.feed.tag_values import tag_values
from feedtool.model import tags
from feedtool.model.value import RemoteItem, Value

OURS = frozenset({"generator", "docs", "lastBuildDate", "pubDate"})
"""Elements of the channel that every build writes anew."""
_ITEMS = frozenset({"item", "podcast:liveItem", "channel"})


def map_channel(document: FeedDocument, *, is_exact: bool) -> Mapped:
    """Map the channel; with `is_exact` old spellings stay as they are, so that rules see them."""
    mapped = Mapped(document.channel)
    handlers = _EXACT if is_exact else _HANDLERS
    for child in document.channel.children:
        if child.name in _ITEMS:
            continue
        if child.name in OURS:
            mapped.dropped.append(child)
            continue
        handler = handlers.get(child.name)
        if handler is None or not handler(mapped, child):
            mapped.rest.append(child)
    if document.namespaces:
        mapped.values["namespaces"] = dict(document.namespaces)
    return mapped


def _put_owner(mapped: Mapped, node: Node) -> bool:
    names = [child.name for child in node.children]
    known = {"itunes:name": "name", "itunes:email": "email"}
    is_plain = len(set(names)) == len(names) and all(map(is_bare, node.children))
    if node.plain or node.attributes or not is_plain or set(names) - known.keys():
        return False
    owner = {known[child.name]: child.plain for child in node.children if child.plain}
    if not owner or not mapped.put("owner", owner, node):
        return False
    for child in node.children:
        mapped.nodes["owner", known[child.name]] = child
    return True


def _add_category(mapped: Mapped, node: Node) -> bool:
    """Add `Top > Sub` for every subcategory, or the category alone."""
    subs = node.children
    names = [node.attributes.get("text"), *(sub.attributes.get("text") for sub in subs)]
    is_known = all(sub.name == "itunes:category" and not sub.children for sub in subs)
    if not is_known or any(name is None or ">" in name or not name.strip() for name in names):
        return False
    top, *below = [(name or "").strip() for name in names]
    for sub, each in zip(below, subs, strict=True):
        mapped.add("categories", f"{top} > {sub}", each)
    return bool(below) or mapped.add("categories", top, node)


_OF_SELF = {"rel", "href", "type"}


def _put_link(mapped: Mapped, node: Node) -> bool:
    """Take atom:link self and hub; one that says more, such as a title, is carried as well."""
    rel, href = node.attributes.get("rel", ""), node.attributes.get("href", "")
    if rel == "self" and href:
        return mapped.put("feed_url", href, node) and node.attributes.keys() <= _OF_SELF
    is_hub = rel == "hub" and href and node.attributes.keys() == {"rel", "href"}
    return bool(is_hub) and mapped.put("hub", href, node)


def _list_of(field: str, child: str) -> Handler:
    def put(mapped: Mapped, node: Node) -> bool:
        children = node.children
        is_known = all(is_bare(each) and each.name == child and each.plain for each in children)
        if not is_known or not children or node.attributes:
            return False
        return mapped.put(field, [each.plain for each in children], node)

    return put


def _put_podping(mapped: Mapped, node: Node) -> bool:
    uses = node.attributes.get("usesPodping", "")
    if node.attributes.keys() != {"usesPodping"} or node.plain or node.children:
        return False
    return uses in ("true", "false") and mapped.put("podping", uses, node)


def _remote_items(node: Node) -> Iterator[object]:
    for child in node.children:
        is_known = child.name == "podcast:remoteItem"
        yield tag_values(RemoteItem, child) if is_known else None


def _put_podroll(mapped: Mapped, node: Node) -> bool:
    found = list(_remote_items(node))
    if not found or None in found or node.attributes:
        return False
    return mapped.put("podroll", found, node)


def _put_publisher(mapped: Mapped, node: Node) -> bool:
    found = list(_remote_items(node))
    if len(found) != 1 or None in found or node.attributes:
        return False
    return mapped.put("publisher", found[0], node)


_HANDLERS: dict[str, Handler] = {
    "title": text_of("title"),
    "link": text_of("link"),
    "description": text_of("description"),
    "language": text_of("language"),
    "copyright": text_of("copyright"),
    "managingEditor": text_of("managing_editor"),
    "webMaster": text_of("web_master"),
    "ttl": text_of("ttl"),
    "skipHours": _list_of("skip_hours", "hour"),
    "skipDays": _list_of("skip_days", "day"),
    "atom:link": _put_link,
    "itunes:author": text_of("author"),
    "itunes:owner": _put_owner,
    "itunes:category": _add_category,
    "itunes:image": put_picture,
    "itunes:explicit": put_explicit,
    "itunes:type": word_of("type"),
    "itunes:block": yes_of("block"),
    "itunes:complete": yes_of("complete"),
    "itunes:new-feed-url": text_of("new_feed_url"),
    "itunes:title": text_of("itunes:title"),
    "itunes:subtitle": text_of("itunes:subtitle"),
    "itunes:summary": text_of("itunes:summary"),
    "itunes:keywords": put_keywords,
    "podcast:guid": text_of("guid"),
    "podcast:locked": one_tag("locked", tags.Locked),
    "podcast:medium": text_of("medium"),
    "podcast:person": add_person,
    "podcast:image": many_tags("images", tags.Picture),
    "podcast:funding": many_tags("funding", tags.Funding),
    "podcast:license": one_tag("license", tags.License),
    "podcast:location": many_tags("location", tags.Place),
    "podcast:txt": many_tags("txt", tags.Txt),
    "podcast:updateFrequency": one_tag("update_frequency", tags.UpdateFrequency),
    "podcast:socialInteract": many_tags("social_interact", tags.SocialInteract),
    "podcast:chat": one_tag("chat", tags.Chat),
    "podcast:block": many_tags("block_services", tags.BlockService),
    "podcast:remoteItem": many_tags("remote_item", RemoteItem),
    "podcast:value": many_tags("value", Value),
    "podcast:trailer": many_tags("trailer", tags.Trailer),
    "podcast:podping": _put_podping,
    "podcast:podroll": _put_podroll,
    "podcast:publisher": _put_publisher,
}
_EXACT: dict[str, Handler] = {
    name: handler
    for name, handler in _HANDLERS.items()
    if name not in ("itunes:title", "itunes:subtitle", "itunes:summary", "itunes:keywords")
} | {
    "title": whole_text_of("title"),
    "description": whole_text_of("description"),
    "itunes:explicit": put_exact_explicit,
    "itunes:type": text_of("type"),
}
