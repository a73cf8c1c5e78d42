"""How one item of a feed is written, where no record of ours could say it: what apps then miss."""

from collections.abc import Iterator
from html import escape

from feedtool.formats.feed.node import Node
from feedtool.formats.media_types import plain_type, type_of
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

_TEXTS = frozenset({"title", "description", "content:encoded", "itunes:summary"})
_ADDRESSES = frozenset({"url", "href", "img"})
_OF_TRANSCRIPT = {"url": "https://…", "type": "text/vtt"}
_HOSTS = ("host", "co-host", "guest host")


def list_hosts(part: Node) -> list[str]:
    """List the names of those who lead through the show or the item."""
    return [node.plain for node in _persons(part) if _role(node) in _HOSTS]


def judge_item_form(item: Node, hosts: list[str]) -> Iterator[Fault]:
    """Name what the item's elements lack; `hosts` are those of the channel."""
    yield from judge_values(item)
    yield from _judge_guid(item)
    yield from _judge_order(item)
    yield from _judge_persons(item, hosts)
    yield from _judge_files(item)
    yield from _judge_numbers(item)


def judge_values(part: Node) -> Iterator[Fault]:
    """Name texts of an item, or of the channel, that are elements, and addresses with spaces.

    White space round a text is that of indented XML; in an attribute readers keep it.
    """
    for node in part.children:
        for name, value in node.attributes.items():
            if name in _ADDRESSES and value != value.strip():
                message = f"{node.name} {name} begins or ends with white space"
                yield _fault("XM13", node, message, "delete it: apps look for another address")
        if node.name in _TEXTS and node.children:
            message = f"{node.name} holds <{node.children[0].name}> as an element, not as text"
            is_title = node.name == "title"
            hint = "take the tags out" if is_title else "put the HTML into <![CDATA[…]]>"
            yield _fault("NO01", node, message, hint)


def _judge_guid(item: Node) -> Iterator[Fault]:
    """Name a guid that does not say in the one way apps read whether it is a permalink."""
    guid = item.child("guid")
    if guid is None:
        return
    hint = "write isPermaLink as true or false"
    for name, value in guid.attributes.items():
        if name == "isPermaLink" and value not in ("true", "false"):
            yield _fault("ID04", guid, f"isPermaLink is {value!r}; expected true or false", hint)
        elif name != "isPermaLink" and name.lower() == "ispermalink":
            yield _fault("ID04", guid, f"guid has no attribute {name!r}: case counts", hint)


def _judge_order(item: Node) -> Iterator[Fault]:
    description, content = item.child("description"), item.child("content:encoded")
    if description and content and content.start < description.start:
        message = "content:encoded stands before the description"
        yield _fault("EP22", content, message, "put the description before it")


def _judge_persons(item: Node, hosts: list[str]) -> Iterator[Fault]:
    """Name a guest whose item names no host: its people replace those of the channel."""
    guests = [node for node in _persons(item) if _role(node) == "guest"]
    is_hosted = list_hosts(item) or any(node.plain in hosts for node in _persons(item))
    if guests and hosts and not is_hosted:
        message = f"the item names {guests[0].plain!r} and no host: apps show no {hosts[0]!r} there"
        host = escape(hosts[0], quote=False)
        hint = f'add <podcast:person role="host">{host}</podcast:person> to the item'
        yield _fault("PE04", guests[0], message, hint)


def _persons(part: Node) -> list[Node]:
    return [node for node in part.children if node.name == "podcast:person" and node.plain]


def _role(node: Node) -> str:
    return node.attributes.get("role", "").strip().lower() or "host"


def _judge_files(item: Node) -> Iterator[Fault]:
    """Name files whose type is not said: apps pass over them, whatever their extension is."""
    for node in item.children:
        kind = plain_type(node.attributes.get("type", ""))
        if node.name == "podcast:transcript":
            for name, example in _OF_TRANSCRIPT.items():
                if not node.attributes.get(name, "").strip():
                    hint = f'add {name}="{example}", or what it is'
                    yield _fault("TR01", node, f"podcast:transcript has no {name}", hint)
        elif node.name == "podcast:alternateEnclosure" and not kind:
            uris = [source.attributes.get("uri", "") for source in node.children]
            if any(map(type_of, uris)):  # else no record could do without it, and a rule says so
                hint = 'add type="audio/opus", or what it is'
                yield _fault("AU24", node, "the alternate enclosure has no type", hint)


def _judge_numbers(item: Node) -> Iterator[Fault]:
    """Name numbers that differ, and a decimal that podcast:episode alone may have."""
    for name in ("episode", "season"):
        apple, other = item.child(f"itunes:{name}"), item.child(f"podcast:{name}")
        whole, point, part = apple.plain.partition(".") if apple else ("", "", "")
        if apple and name == "episode" and point and (whole + part).isdecimal():
            message = f"itunes:episode is {apple.plain!r}; expected a whole number from 1"
            yield _fault(
                "EP13", apple, message, "leave it to podcast:episode, which may be decimal"
            )
        elif apple and other and apple.plain.lstrip("0") != other.plain.lstrip("0"):
            message = f"podcast:{name} is {other.plain!r}, but itunes:{name} is {apple.plain!r}"
            yield _fault("EP19", other, message, "write the same number in both")


def _fault(code: str, node: Node, message: str, hint: str) -> Fault:
    span = Span(node.start, node.start + 1 + len(node.name))
    return Fault(code, Problem(span, message, hint))
