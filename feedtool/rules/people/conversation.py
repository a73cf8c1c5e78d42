"""podcast:socialInteract and podcast:chat: where listeners talk about the show."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.vocabulary.podcasting import CHAT_PROTOCOLS, SOCIAL_PROTOCOLS
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.model.tags import SocialInteract

_OFF = "disabled"


@rule("PE16", Level.WARNING, fields=("social_interact",))
def incomplete_social_interact(record: Show | Episode) -> Iterable[Problem]:
    """A place for comments has no protocol that apps know, or no address.

    By `protocol` an app knows how to load the replies under the post at `uri`; without one of the
    two it shows none. `disabled` alone says that comments are not wanted. Where several places
    are given, no two may have the same `priority`, nor may two have none: the lowest number is
    shown first. Podcasting 2.0 lists the protocols.

    Bad:
        # 001.md
        social_interact: {protocol: mastodon, uri: "https://social.example/@compilertalk/1"}

    Good:
        # 001.md
        social_interact: {protocol: activitypub, uri: "https://social.example/@compilertalk/1"}
    """
    places = record.social_interact
    for number, place in enumerate(places):
        yield from _judge_place(place, ("social_interact", number))
    if len(places) > 1:
        yield from _judge_together(places)


def _judge_place(place: SocialInteract, at: FieldPath) -> Iterator[Problem]:
    where = f"social_interact.{at[1]}"
    yield from _judge_protocol(place.protocol, SOCIAL_PROTOCOLS, at, where)
    if place.protocol != _OFF and not (place.uri or "").strip():
        message = f"{where} has no uri, which is required"
        yield Problem((*at, "uri"), message, "add uri: the address of the post")


def _judge_together(places: tuple[SocialInteract, ...]) -> Iterator[Problem]:
    taken: set[int | None] = set()
    for number, place in enumerate(places):
        at: FieldPath = ("social_interact", number)
        if place.protocol == _OFF:
            message = f"social_interact.{number} says {_OFF}, and another entry gives an address"
            yield Problem((*at, "protocol"), message, "keep one of the two")
        elif place.priority in taken:
            fault = f"social_interact.{number}.priority {place.priority} is given twice"
            if place.priority is None:
                fault = f"social_interact.{number} has no priority, and is not the only one"
            yield Problem((*at, "priority"), fault, "number them 1, 2, …")
        else:
            taken.add(place.priority)


@rule("PE20", Level.WARNING, fields=("chat",))
def incomplete_chat(record: Show | Episode) -> Iterable[Problem]:
    """A chat has no server or no protocol that apps know, or there are two of them.

    Apps join the chat by both, and know irc, xmpp, nostr and matrix; Podcasting 2.0 requires them
    and allows one chat for the show and one for each episode.

    Bad:
        # show.yaml
        chat: {server: irc.compilertalk.example, space: "#compilertalk"}

    Good:
        # show.yaml
        chat: {server: irc.compilertalk.example, protocol: irc, space: "#compilertalk"}
    """
    if record.chat is None:
        return
    if not (record.chat.server or "").strip():
        message = "chat has no server, which is required"
        yield Problem(("chat", "server"), message, "add server: the host's name")
    yield from _judge_protocol(record.chat.protocol, CHAT_PROTOCOLS, ("chat",), "chat")
    for number, element in enumerate(record.elements):
        if element.name == "podcast:chat" and not element.absent:
            message = "podcast:chat stands twice; one is allowed"
            hint = "keep one of the two: the field chat writes one already"
            in_feed = "keep one of the two"
            yield Problem(("elements", number), message, hint, feed_hint=in_feed)


def _judge_protocol(
    protocol: str | None, known: tuple[str, ...], at: FieldPath, where: str
) -> Iterator[Problem]:
    """Judge a protocol: it is required, and one of a list in exact case."""
    if (protocol or "").strip() in known:  # white space round it is a fault of its own
        return
    legal = f"expected one of: {', '.join(known)}"
    if not (protocol or "").strip():
        yield Problem((*at, "protocol"), f"{where} has no protocol; {legal}", "add protocol")
        return
    nearest = find_nearest(protocol or "", known)
    hint = f"did you mean '{nearest}'?" if nearest else ""
    yield Problem((*at, "protocol"), f"{where}.protocol is {protocol!r}; {legal}", hint)
