"""How the feed itself is served: type, unchanged answers, compression, moves."""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.model.exchange import REDIRECTS, Exchange, Kind
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show

_FEED_TYPES = ("application/rss+xml", "application/xml", "text/xml")
_ENCODING = re.compile(r"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_PACKINGS = frozenset({"gzip", "x-gzip", "br", "zstd", "deflate"})
_SMALL = 10_000
"""Characters below which compression gains nothing."""
_FOR_GOOD = frozenset({301, 308})


@rule("HO03", Level.WARNING)
def feed_of_wrong_type(exchange: Exchange) -> Iterable[Problem]:
    """The feed is not served as RSS: its type, or the charset that the server says, is another.

    Readers believe the server before the document: as `text/html` a feed is not looked at, and
    with another charset every letter beyond ASCII is broken. Let the server say
    `application/rss+xml; charset=utf-8`. (`application/xml` does as well.)

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        type = "text/html"

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        type = "application/rss+xml"
    """
    reply = exchange.reply
    if exchange.address.kind is not Kind.FEED or not reply.is_ok:
        return
    hint = "let the server say Content-Type: application/rss+xml; charset=utf-8"
    declared = _encoding_of(reply.text or "")
    if reply.start:
        yield exchange.problem(f"{exchange.address.url} gives {reply.start}, not a feed", hint)
    elif reply.type not in _FEED_TYPES:
        said = f"is served as {reply.type}" if reply.type else "is served without a type"
        yield exchange.problem(f"the feed {said}; expected application/rss+xml", hint)
    elif reply.charset and reply.charset != declared:
        message = f"the server says charset {reply.charset}, but the feed is {declared}"
        yield exchange.problem(message, hint)


def _encoding_of(text: str) -> str:
    match = _ENCODING.match(text.lstrip("\ufeff \t\r\n"))
    return match[1].lower() if match else "utf-8"


@rule("HO07", Level.WARNING)
def feed_sent_again(exchange: Exchange) -> Iterable[Problem]:
    """The whole feed is sent again to those who have it: it has no ETag and no Last-Modified.

    Apps ask every hour whether there is something new. With either header, and an answer of 304
    to those who send it back, that costs nothing; Spotify honours both. Without it, a feed of 1 MB
    is 720 MB a month for each app. Switch it on at the server; behind several servers, see to it
    that all of them give the same ETag.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        is_datable = false

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        is_datable = true
        revalidates = true
    """
    reply = exchange.reply
    if exchange.address.kind is not Kind.FEED or not reply.is_ok:
        return
    hint = "let the server answer If-None-Match and If-Modified-Since"
    if reply.is_datable is False:
        yield exchange.problem("the feed is served without ETag and Last-Modified", hint)
    elif reply.revalidates is False:
        message = "the feed was sent again although it had not changed; expected 304"
        yield exchange.problem(message, hint)


@rule("HO08", Level.ADVICE)
def uncompressed_feed(exchange: Exchange) -> Iterable[Problem]:
    """The feed is served uncompressed to those who take gzip.

    XML shrinks to a fifth or less, and a feed is fetched more often than anything else. Switch
    gzip on for `application/rss+xml` too: many servers have it for `text/html` alone.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        encoding = ""
        size = 300000

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        encoding = "gzip"
    """
    reply = exchange.reply
    size = len(reply.text) if reply.text is not None else reply.size or 0
    if exchange.address.kind is not Kind.FEED or not reply.is_ok or size < _SMALL:
        return
    if reply.encoding not in _PACKINGS:
        message = f"the feed of {size:,} bytes is served without compression"
        yield exchange.problem(message, "switch gzip on for application/rss+xml")


@rule("HO12")
def unfinished_move(exchange: Exchange, show: Show) -> Iterable[Problem]:
    """The feed's address leads elsewhere, but not as a move does.

    A feed that moves answers at its old address with 301 (or 308), in one hop, and says
    `new_feed_url` at the new one; then apps and directories take the new address over. After
    302 or 307 they keep the old one for ever, and each further hop is one more thing that can
    break. Let the old address lead straight to the new one, for good. If nothing has moved, give
    the address that answers as `feed_url`.

    Where the feed names no move, a passing redirect is a warning: the address stays the old one.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        url = "https://podcasts.compilertalk.example/feed.xml"
        hops = [["https://feeds.compilertalk.example/feed.xml", 302]]

    Good:
        # show.yaml
        feed_url: https://podcasts.compilertalk.example/feed.xml
        # answers.toml
        ["https://podcasts.compilertalk.example/feed.xml"]
        status = 200
    """
    reply = exchange.reply
    if exchange.address.kind is not Kind.FEED or not reply.hops:
        return
    if reply.failure == REDIRECTS:
        yield exchange.problem(reply.message, "let it lead straight to the feed")
        return
    ways = " -> ".join(f"{url} ({status})" for url, status in reply.hops)
    passing = [str(status) for _, status in reply.hops if status not in _FOR_GOOD]
    hint = "redirect once, with 301, and write new_feed_url; or give the last address as feed_url"
    in_feed = "redirect once, with 301, and let itunes:new-feed-url name the last address"
    milder = None if show.new_feed_url else Level.WARNING
    if passing:
        message = f"the feed's address redirects with {passing[0]}, which no app takes for a move"
        yield exchange.problem(f"{message}: {ways}", hint, milder, feed_hint=in_feed)
    elif len(reply.hops) > 1:
        message = f"the feed is behind {len(reply.hops)} redirects; expected one at most"
        yield exchange.problem(f"{message}: {ways}", hint, milder, feed_hint=in_feed)
    elif not _says(reply.url, show, reply.text):
        message = f"the feed's address leads to {reply.url}, and the feed there names no move"
        yield exchange.problem(message, hint, Level.WARNING, feed_hint=in_feed)


def _says(url: str, show: Show, text: str | None) -> bool:
    """Say whether the record or the feed at the new address names that address."""
    return show.new_feed_url == url or f">{url}</itunes:new-feed-url>" in (text or "")
