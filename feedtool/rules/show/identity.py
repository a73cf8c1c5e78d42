"""What the show is known by in the podcast namespace, and the feed's own address."""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.guids import make_podcast_guid
from feedtool.formats.mail import is_mail_address
from feedtool.model.feed import Feed
from feedtool.model.finding import Add, Level, Problem, Remove, Replace
from feedtool.model.show import Show
from feedtool.rules.show.written import attribute_of, elements_named, place_of, removal, text_edit

_RSS = "application/rss+xml"
_YES_OR_NO = {"yes": "yes", "true": "yes", "1": "yes", "no": "no", "false": "no", "0": "no"}
_OLD = "write the one that the show had, for apps know it by that"
_FEED_FILE = re.compile(r"(https?://[^?#]+/)[^/?#]+\.(?:xml|rss)/?", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


@rule("SH14", Level.WARNING, by_platform={"psp1": Level.ERROR})
def unclear_self_link(show: Show, feed: Feed) -> Iterable[Problem]:
    """The feed does not give its own address exactly once, as that of a feed.

    PSP-1 requires one atom:link with rel="self", and hubs and directories take its address for
    the feed's. It is written by itself, from `feed_url`, else from `base_url`: give one of them.
    `base_url` is the folder that it lies in, not the feed. What `elements` says comes on top of it.

    Bad:
        # show.yaml
        elements:
          - <atom:link rel="self" href="https://compilertalk.example/rss"/>

    Good:
        # show.yaml
        feed_url: https://feeds.compilertalk.example/feed.xml
    """
    links = elements_named(feed, "atom:link")
    found = [link for link in links if attribute_of(link, "rel") == "self"]
    yield from _judge_folder(show.base_url or "")
    if len(found) > 1:
        written = [each for each in found if place_of(each, "")[0] == "elements"]
        message = f"atom:link rel='self' stands {len(found)} times; it must stand once"
        hint = "delete it here; give the address as feed_url"
        last = (written or found)[-1]
        at, edits = place_of(last, "feed_url"), removal(last, show)
        in_feed = "keep the one with the address that subscribers have"
        yield Problem(at, message, hint, edits, is_unsafe=True, feed_hint=in_feed)
    elif found and attribute_of(found[0], "type") != _RSS:
        message = f"atom:link rel='self' does not say that it leads to a feed: {_RSS}"
        at, in_feed = place_of(found[0], "feed_url"), f'write type="{_RSS}"'
        yield Problem(at, message, "give the address as feed_url", feed_hint=in_feed)
    elif not found and feed.feed_url:
        message = "atom:link rel='self' is taken out: the feed does not give its own address"
        nulls = [each for each in show.elements if each.absent and each.name == "atom:link"]
        entries = tuple(Remove(place_of(each, "elements")) for each in nulls)
        yield Problem(("elements",), message, "delete 'atom:link: null' from elements", entries)
    elif not found and not feed.assets:  # a show with files lacks base_url, which is named once
        message = "the feed does not give its own address"
        hint = "add base_url: https://… where it is served, or feed_url"
        tag = '<atom:link rel="self" type="application/rss+xml" href="https://…"/>'
        yield Problem(("base_url",), message, hint, feed_hint=f"add {tag}")


def _judge_folder(base_url: str) -> Iterable[Problem]:
    folder = _FEED_FILE.fullmatch(base_url)
    if folder:
        message = f"base_url {base_url!r} is the address of a feed, not of its folder"
        edits = (Replace(("base_url",), base_url, folder[1]),)
        yield Problem(("base_url",), message, f"write {folder[1]}", edits, is_unsafe=True)


@rule("SH22")
def malformed_show_guid(feed: Feed) -> Iterable[Problem]:
    """The show's guid is no UUID.

    podcast:guid names the show for ever, wherever it is hosted; the podcast namespace asks for a
    UUID of 36 characters. One that is out stays as it is, whatever its version. `feedtool init`
    makes one from the feed's address.

    Bad:
        # show.yaml
        guid: compiler-talk

    Good:
        # show.yaml
        guid: 359fe46e-8b9f-50cc-b343-eab6b89fb2d4
    """
    for element in elements_named(feed, "podcast:guid"):
        if not _UUID.fullmatch(element.text or ""):
            message = f"guid {element.text!r} is no UUID of the form 8-4-4-4-12 hexadecimal digits"
            hint = "write the podcast:guid that the feed has, or take one from feedtool init"
            at, minted = place_of(element, "guid"), _mint(feed)
            edits = (Replace(at, element.text or "", minted),) if minted and at == ("guid",) else ()
            in_feed = f"if the show never had another, write {minted}" if minted else ""
            yield Problem(at, message, hint, edits, is_unsafe=True, feed_hint=in_feed or _OLD)


@rule("SH23", Level.WARNING)
def missing_show_guid(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has no guid.

    podcast:guid names the show for ever, wherever it is hosted: with it podrolls, playlists and
    payments find the show again after a move. The first one follows from the feed's address, by a
    rule of the podcast namespace that every host follows; from then on it stays, even when the
    address changes, so one that is there is not compared with the address.

    Bad:
        # show.yaml
        guid: null

    Good:
        # show.yaml
        guid: 359fe46e-8b9f-50cc-b343-eab6b89fb2d4
    """
    minted = _mint(feed)  # a feed without an address is named by SH14, and no guid follows from it
    if minted and not show.guid and not any(elements_named(feed, "podcast:guid")):
        edits = (Add(("guid",), minted),)
        message = "guid is missing: the show has no identity"
        tag = f"<podcast:guid>{minted}</podcast:guid>"
        yield Problem(("guid",), message, f"add guid: {minted}", edits, feed_hint=f"add {tag}")


def _mint(feed: Feed) -> str:
    """Make the guid that follows from the feed's address, "" where there is none."""
    return make_podcast_guid(feed.feed_url) if feed.feed_url else ""


@rule("SH24", supersedes=("SH16",))
def malformed_lock(show: Show, feed: Feed) -> Iterable[Problem]:
    """The element podcast:locked is neither yes nor no, or its owner is no e-mail address.

    Hosts ask there before they import the feed of somebody else; they send the owner a mail to
    confirm a move. Left out, the owner is that of the show.

    Bad:
        # show.yaml
        locked: {owner: Ada Lovelace}

    Good:
        # show.yaml
        locked: {owner: podcast@compilertalk.example}
    """
    for element in elements_named(feed, "podcast:locked"):
        at, owner = place_of(element, "locked"), attribute_of(element, "owner")
        if element.text not in ("yes", "no"):
            message = f"podcast:locked is {element.text!r}; expected yes or no"
            right = _YES_OR_NO.get((element.text or "").strip().lower(), "")
            edits = text_edit(element, right) if right else ()
            hint = "use the field: locked: true or locked: false"
            yield Problem(at, message, hint, edits, feed_hint="write yes or no")
        if owner is not None and not is_mail_address(owner.strip()):
            if at == ("locked",):
                own = show.locked is not None and show.locked.owner
                at = ("locked", "owner") if own else ("owner", "email")
            message = f"owner {owner!r} of podcast:locked is no e-mail address"
            yield Problem(at, message, "write the address at which moves are confirmed")
