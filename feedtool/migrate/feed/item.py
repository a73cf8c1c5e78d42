"""An item of a feed to the fields of an episode."""

from feedtool.formats.feed.node import Node
from feedtool.formats.media_types import CHAPTERS_TYPES, plain_type
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
from feedtool.model import tags
from feedtool.model.scalars import parse_seconds
from feedtool.model.value import RemoteItem, Value


def map_item(node: Node, *, is_exact: bool) -> Mapped:
    """Map one item; with `is_exact` old spellings stay as they are, so that rules see them."""
    mapped = Mapped(node)
    if node.name == "podcast:liveItem":
        _map_live(mapped)
    handlers = _EXACT if is_exact else _HANDLERS
    for child in node.children:
        handler = handlers.get(child.name)
        if handler is None or not handler(mapped, child):
            mapped.rest.append(child)
    if not mapped.values.keys().isdisjoint(("hosts", "guests", "credits")):
        mapped.values.setdefault("hosts", [])
        mapped.values.setdefault("credits", [])
    return mapped


def _map_live(mapped: Mapped) -> None:
    known = {name: mapped.node.attributes.get(name, "") for name in ("status", "start", "end")}
    mapped.values["live"] = {name: value for name, value in known.items() if value}
    mapped.nodes["live",] = mapped.node


def _put_guid(mapped: Mapped, node: Node) -> bool:
    """Keep a GUID letter by letter; without isPermaLink it is one (RSS 2.0)."""
    says = node.attributes.get("isPermaLink", "true").strip().lower()
    if node.children or not node.plain or says not in ("true", "false"):
        return False
    is_permalink = says == "true"
    value = {"value": node.text, "is_permalink": "true"} if is_permalink else node.text
    return mapped.put("guid", value, node)


def _put_exact_guid(mapped: Mapped, node: Node) -> bool:
    """Take every word but false for what apps take it: a permalink."""
    if node.children or not node.plain:
        return False
    is_permalink = node.attributes.get("isPermaLink", "").strip().lower() != "false"
    value = {"value": node.text, "is_permalink": "true"} if is_permalink else node.text
    return mapped.put("guid", value, node)


def _put_enclosure(mapped: Mapped, node: Node) -> bool:
    names = node.attributes.keys()
    if "audio" in mapped.values or not names <= {"url", "length", "type"} or node.children:
        return False
    given = {name: node.attributes[name] for name in ("url", "length", "type") if name in names}
    duration = mapped.values.pop("_duration", None)
    found = mapped.put("audio", given, node)
    if duration is not None:
        mapped.put_part("audio", "duration", duration, mapped.nodes.pop(("_duration",)))
    return found


def _put_duration(mapped: Mapped, node: Node) -> bool:
    """Keep the duration until the enclosure comes."""
    if not is_bare(node) or not node.plain:
        return False
    duration = _whole_seconds(node.plain)
    if "audio" in mapped.values:
        return mapped.put_part("audio", "duration", duration, node)
    return mapped.put("_duration", duration, node)


def _whole_seconds(text: str) -> str:
    """Leave out parts of a second: the feed gets whole ones."""
    return text.partition(".")[0] if parse_seconds(text) is not None else text


def _number_of(field: str, part: str = "") -> Handler:
    """Read itunes:season and itunes:episode, or their podcast: twins with a name to show."""

    def put(mapped: Mapped, node: Node) -> bool:
        if node.children or not node.plain or node.attributes.keys() - {part}:
            return False
        entry = mapped.values.get(field, {})
        number = node.plain.lstrip("0") or "0"
        is_second = (field, node.name) in mapped.nodes
        if is_second or entry.get("number", number) != number or (part and part in entry):
            return False
        mapped.values[field] = entry | {"number": number}
        if part and part in node.attributes:
            mapped.values[field][part] = node.attributes[part]
        mapped.nodes.setdefault((field,), node)
        mapped.nodes[field, node.name] = node
        return True

    return put


def _add_category(mapped: Mapped, node: Node) -> bool:
    if node.children or not node.plain or node.attributes.keys() - {"domain"}:
        return False
    domain = node.attributes.get("domain")
    if domain == "":  # the writer of RSS leaves it out
        return False
    value = node.plain if domain is None else {"name": node.plain, "domain": domain}
    return mapped.add("categories", value, node)


def _add_transcript(mapped: Mapped, node: Node) -> bool:
    known = {"url", "type", "language", "rel"}
    if node.attributes.keys() - known or "url" not in node.attributes or node.children:
        return False
    return not node.plain and mapped.add("transcript", dict(node.attributes), node)


def _put_exact_chapters(mapped: Mapped, node: Node) -> bool:
    """Read the types that apps take only, so that rules see every other."""
    is_known = plain_type(node.attributes.get("type", "")) in CHAPTERS_TYPES
    return is_known and _put_chapters(mapped, node)


def _put_chapters(mapped: Mapped, node: Node) -> bool:
    if node.attributes.keys() - {"url", "type"} or not node.attributes.get("url"):
        return False
    return mapped.put("chapters", {"url": node.attributes["url"]}, node)


_HANDLERS: dict[str, Handler] = {
    "title": text_of("title"),
    "link": text_of("link"),
    "guid": _put_guid,
    "pubDate": text_of("published"),
    "description": text_of("description"),
    "content:encoded": text_of("content"),
    "enclosure": _put_enclosure,
    "category": _add_category,
    "itunes:title": text_of("itunes:title"),
    "itunes:subtitle": text_of("itunes:subtitle"),
    "itunes:summary": text_of("itunes:summary"),
    "itunes:keywords": put_keywords,
    "itunes:duration": _put_duration,
    "itunes:explicit": put_explicit,
    "itunes:season": _number_of("season"),
    "itunes:episode": _number_of("episode"),
    "itunes:episodeType": word_of("episode_type"),
    "itunes:author": text_of("author"),
    "itunes:image": put_picture,
    "itunes:block": yes_of("block"),
    "podcast:season": _number_of("season", "name"),
    "podcast:episode": _number_of("episode", "display"),
    "podcast:person": add_person,
    "podcast:transcript": _add_transcript,
    "podcast:chapters": _put_chapters,
    "podcast:alternateEnclosure": many_tags("alternate_enclosure", tags.AlternateEnclosure),
    "podcast:image": many_tags("images", tags.Picture),
    "podcast:contentLink": many_tags("content_link", tags.ContentLink),
    "podcast:value": many_tags("value", Value),
    "podcast:funding": many_tags("funding", tags.Funding),
    "podcast:license": one_tag("license", tags.License),
    "podcast:location": many_tags("location", tags.Place),
    "podcast:txt": many_tags("txt", tags.Txt),
    "podcast:socialInteract": many_tags("social_interact", tags.SocialInteract),
    "podcast:chat": one_tag("chat", tags.Chat),
    "podcast:soundbite": many_tags("soundbite", tags.Soundbite),
    "podcast:remoteItem": many_tags("remote_item", RemoteItem),
}
_EXACT: dict[str, Handler] = {
    name: handler
    for name, handler in _HANDLERS.items()
    if not name.startswith(("itunes:title", "itunes:su", "itunes:keywords"))
} | {
    "guid": _put_exact_guid,
    "title": whole_text_of("title"),
    "description": whole_text_of("description"),
    "content:encoded": whole_text_of("content"),
    "podcast:chapters": _put_exact_chapters,
    "itunes:explicit": put_exact_explicit,
    "itunes:episodeType": text_of("episode_type"),
}
