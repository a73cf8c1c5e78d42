"""Addresses: whole, https where the podcast namespace asks for it, and in plain ASCII."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.web_address import (
    RESERVED,
    WebAddress,
    complete_address,
    encode_address,
    find_unsafe,
    is_double,
    is_web,
    judge_host,
    split_address,
)
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Problem
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.document.walk import Verdict, judge_addresses

_ANY_SCHEME = ".uri"
"""Ends the fields that take any scheme: sources (ipfs, magnet) and social posts (at, nostr)."""
_MAIL_FIELDS = ("links.", "sponsors.")
_FILE_FIELDS = ("alternate_enclosure.", "artwork", "audio.", "chapters.", "images.", "transcript.")
"""Fields whose addresses lead to files under base_url; of the others the web page is the base."""
_NAMED_ELSEWHERE = frozenset({"audio.url", "base_url"})
_PODCAST_FIELDS = (
    "alternate_enclosure.",
    "chapters.url",
    "content_link.",
    "funding.",
    "images.",
    "license.",
    "podcast:",
    "podroll.",
    "publisher.",
    "remote_item.",
    "social_interact.",
    "trailer.",
    "transcript.",
    "video",
)


@rule("XM18", takes_all=True)
def incomplete_address(
    part: Feed | Item, record: Show | Episode, roster: Roster, feed: Feed
) -> Iterable[Problem]:
    """An address is not absolute: scheme, host or base_url is missing, or it is no web address.

    A feed is read far from the page it belongs to, so an app cannot complete `/episodes/1` or
    `www.example.net`; RSS 2.0 and the W3C validator want full addresses with http or https. Files
    of the show folder get theirs from `base_url`: without it they have none. Two addresses that
    a site's template wrote one behind the other lead nowhere, too. Write the whole address, with
    `https://`.

    Bad:
        # show.yaml
        link: compilertalk.example

    Good:
        # show.yaml
        link: https://compilertalk.example
    """
    yield from _missing_base_url(part, feed)
    is_show = isinstance(record, Show)

    def judge(field: str, url: str) -> Verdict | None:
        if url.startswith("https://") and url[8:9].isalnum() and "://" not in url[8:]:
            return None
        if not url and (field in _NAMED_ELSEWHERE or (is_show and field == "link")):
            return None
        base = feed.link
        if field.startswith(_FILE_FIELDS):  # a feed at hand does not say where it lies
            base = feed.base_url if is_web(feed.base_url) else feed.feed_url or feed.link
        return _judge_form(field, url, base)

    yield from judge_addresses(part, record, roster, judge)


def _missing_base_url(part: Feed | Item, feed: Feed) -> Iterable[Problem]:
    """Name a missing base_url once, at the show; in episodes only where the show has no files."""
    if feed.base_url:
        return
    hint = "add base_url: https://… to show.yaml, the address under which the feed is served"
    if not isinstance(part, Item):
        if feed.assets:
            message = f"base_url is missing: file '{feed.assets[0].name}' has no address"
            yield Problem(("base_url",), message, hint)
    elif not feed.assets:
        is_local = bool(part.audio and part.audio.file and "://" not in part.audio.bare_url)
        if is_local or part.assets:
            name = part.audio.file if is_local and part.audio else part.assets[0].name
            message = f"file '{name}' has no address: show.yaml gives no base_url"
            yield Problem(("audio",) if is_local else (), message, hint)


def _judge_form(field: str, url: str, base: str) -> Verdict | None:
    if "{{" in url:
        return None
    if not url.strip():
        return Verdict(f"{field} is empty", "write an address, or delete it")
    parts = split_address(url)
    if parts.scheme == "file":
        return None
    if not parts.scheme:
        has_words = " " in url.strip()  # and no address made of them is one
        whole = "" if has_words else complete_address(encode_address(url), base)
        hint = f"write {whole}" if whole else "write the whole address"
        return Verdict(f"{field} {url!r} is not absolute: it has no scheme", hint, whole)
    if field.endswith(_ANY_SCHEME) or " " in field:  # a written element may mean anything
        return None
    return _judge_whole(field, url, parts)


def _judge_whole(field: str, url: str, parts: WebAddress) -> Verdict | None:
    """Judge an address that has a scheme."""
    if parts.scheme not in ("http", "https"):
        if parts.scheme == "mailto" and field.startswith(_MAIL_FIELDS):
            return None
        message = f"{field} {url!r} has scheme {parts.scheme!r}; expected http or https"
        return Verdict(message, "write the web address")
    if not parts.host:
        return Verdict(f"{field} {url!r} has no host", "write the whole address")
    if not is_double(url):
        return None
    return Verdict(f"{field} {url!r} is two addresses in one", "write the one that is meant")


@rule("XM19", takes_all=True)
def insecure_podcast_address(
    part: Feed | Item, record: Show | Episode, roster: Roster
) -> Iterable[Problem]:
    """An address in a podcast: element begins with http instead of https.

    The podcast namespace allows only https there, and apps and web players refuse to load the
    rest from a secure page. A `base_url` with http counts too, since transcripts, chapters and
    pictures are served under it. Of people's pages and of pictures in chapters other rules speak.
    Write https; if the server cannot do that, leave the address out.

    Bad:
        # show.yaml
        funding: {url: "http://compilertalk.example/support", text: Support the show}

    Good:
        # show.yaml
        funding: {url: "https://compilertalk.example/support", text: Support the show}
    """

    def judge(field: str, url: str) -> Verdict | None:
        if url[:5].lower() != "http:":
            return None
        if field != "base_url" and not field.startswith(_PODCAST_FIELDS):
            return None
        if field.startswith("podcast:person "):
            return None
        if judge_host(split_address(url).host) not in ("", RESERVED):
            return None
        better = f"https:{url[5:]}"
        return Verdict(f"{field} {url!r} is not https", f"write {better}", better)

    yield from judge_addresses(part, record, roster, judge)


@rule("XM20", takes_all=True)
def unencoded_address(
    part: Feed | Item, record: Show | Episode, roster: Roster
) -> Iterable[Problem]:
    """An address holds characters beyond ASCII, white space, `<`, `>` or a quotation mark.

    Browsers repair such an address, many apps and servers do not: Apple asks for plain ASCII,
    RFC 3986 for percent-encoding, and for punycode in the host. The encoded form leads to the
    same page; if the address is out already, keep in mind that apps take it for another one.

    Bad:
        # 001.md
        links:
          - Zuse: https://de.wikipedia.org/wiki/Plankalkül

    Good:
        # 001.md
        links:
          - Zuse: https://de.wikipedia.org/wiki/Plankalk%C3%BCl
    """

    def judge(field: str, url: str) -> Verdict | None:
        unsafe = find_unsafe(url.strip())
        if not unsafe or "{{" in url or not split_address(url).scheme:
            return None
        message = f"{field} {url!r} holds {unsafe!r}, which an address must encode"
        better = encode_address(url)
        return Verdict(message, f"write {better}", better)

    yield from judge_addresses(part, record, roster, judge)
