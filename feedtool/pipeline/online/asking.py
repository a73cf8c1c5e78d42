"""Asks one public address what rules want to know of it, in as few requests as that takes."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace

from feedtool import __version__
from feedtool.formats.media_types import plain_type
from feedtool.model.exchange import Address, Kind, Reply
from feedtool.net.answer import Answer, Limits, NetworkError
from feedtool.net.client import Client, Opened
from feedtool.probe.sniff import is_web_page, name_foreign

LIMITS = Limits(connect=10.0, read=15.0, total=40.0)
"""Seconds one request may take."""
AGENT = f"feedtool/{__version__} (checks a podcast; asks as AppleCoreMedia, iTMS, Spotify do)"
"""Says who asks, with the words by which servers and walls know podcast apps."""
BROWSER = f"Mozilla/5.0 (compatible; feedtool/{__version__}; checks a podcast)"
_ORIGIN = "https://player.example"
_START = 512
_REFUSALS = frozenset({401, 403, 429, 451, 503})
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_RANGE = re.compile(r"\s*bytes\s+0-\d+/\d", re.IGNORECASE)
"""What tells the part that was asked for, and the size of the whole (RFC 9110, 14.4)."""
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_PAGE = "a web page (HTML)"
_NO_STORE = re.compile(r"(?:^|[,\s])no-(?:store|cache)(?:$|[,\s])", re.IGNORECASE)
_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}
"""How pictures begin that directories take."""


class Asker:
    """Asks addresses over one client; safe to be used by several threads."""

    def __init__(self, client: Client, limits: Limits) -> None:
        self._client, self._limits = client, limits

    def ask(self, address: Address) -> Reply:
        """Ask one address; that nothing comes back is a reply, too."""
        how: dict[Kind, Callable[[Address], Reply]] = {
            Kind.FEED: self._ask_feed,
            Kind.AUDIO: self._ask_file,
            Kind.ARTWORK: self._ask_file,
        }
        try:
            return how.get(address.kind, self._look_at)(address)
        except NetworkError as error:
            hops = tuple((hop.url, hop.status) for hop in error.hops)
            return Reply(failure=error.reason.value, message=error.message, hops=hops)

    def _ask_feed(self, address: Address) -> Reply:
        """Fetch the feed, compressed where the server can; then ask whether it has changed."""
        with self._open("GET", address.url, {"Accept-Encoding": "gzip"}) as opened:
            answer = opened.read_all(self._limits)
        reply = replace(
            self._read(answer, address),
            encoding=answer.headers.get("content-encoding", "").strip().lower(),
            text=answer.body.decode("utf-8", "replace"),
        )
        if not reply.is_ok:
            return self._ask_as_browser(reply, address)
        if reply.is_datable:
            asked = {"Accept-Encoding": "gzip", **answer.known.headers()}
            with self._open("GET", address.url, asked) as opened:
                reply = replace(reply, revalidates=opened.answer.is_unchanged)
        return self._ask_head(reply, address)

    def _ask_file(self, address: Address) -> Reply:
        """Ask for the first bytes, and for the headers alone."""
        reply = self._look_at(address)
        return self._ask_head(reply, address) if reply.is_ok else reply

    def _look_at(self, address: Address) -> Reply:
        """Ask for the first bytes: status, type, size, ranges and redirects are told with them."""
        asked = {"Accept-Encoding": "identity", "Range": f"bytes=0-{_START - 1}"}
        with self._open("GET", address.url, asked) as opened:
            answer = opened.read_start(_START)
        reply = self._read(answer, address)
        return reply if reply.is_ok else self._ask_as_browser(reply, address)

    def _ask_head(self, reply: Reply, address: Address) -> Reply:
        try:
            with self._open("HEAD", address.url, {"Accept-Encoding": "identity"}) as opened:
                answer = opened.answer
        except NetworkError:
            return replace(reply, head_status=0)
        return replace(
            reply, head_status=answer.status, head_type=answer.media_type, head_size=answer.size
        )

    def _ask_as_browser(self, reply: Reply, address: Address) -> Reply:
        """Look whether it is podcast apps alone that are refused."""
        if reply.status not in _REFUSALS:
            return reply
        asked = {"User-Agent": BROWSER, "Range": "bytes=0-1", "Accept-Encoding": "identity"}
        try:
            with self._open("GET", address.url, asked) as opened:
                return replace(reply, browser_status=opened.answer.status)
        except NetworkError:
            return reply

    def _open(
        self, method: str, url: str, headers: Mapping[str, str]
    ) -> AbstractContextManager[Opened]:
        given = {"User-Agent": AGENT, "Origin": _ORIGIN, **headers}
        return self._client.open(method, url, given)

    @staticmethod
    def _read(answer: Answer, address: Address) -> Reply:
        """Take out of an answer what rules may ask."""
        headers = answer.headers
        return Reply(
            status=answer.status,
            url=answer.url,
            hops=tuple((hop.url, hop.status) for hop in answer.hops),
            type=answer.media_type,
            charset=answer.charset.lower(),
            size=answer.size,
            has_ranges=answer.has_ranges and bool(_RANGE.match(headers.get("content-range", ""))),
            start=_name_start(answer.body, address) or _name_picture(answer, address),
            is_datable=bool(headers.get("etag") or headers.get("last-modified")),
            has_date=bool(headers.get("last-modified")),
            is_open=headers.get("access-control-allow-origin", "").strip() in ("*", _ORIGIN),
            max_age=_max_age(headers.get("cache-control", "")),
        )


def _max_age(text: str) -> int | None:
    """Return how long caches may keep an answer, in seconds; None where nothing is said."""
    if _NO_STORE.search(text):
        return 0
    match = _MAX_AGE.search(text)
    return int(match[1]) if match else None


def _name_start(body: bytes, address: Address) -> str:
    """Name what the first bytes plainly are instead of what the address promises; "" if nothing."""
    kind = plain_type(address.type)
    if address.kind in (Kind.PAGE, Kind.LINK, Kind.HUB) or kind == "text/html":
        return ""
    if address.kind is Kind.FEED:  # it has a title, as a page of HTML has
        return _PAGE if _HTML.match(body.lstrip(b"\xef\xbb\xbf")) else ""
    if address.kind is Kind.AUDIO and kind.startswith("audio/") and "mpegurl" not in kind:
        return name_foreign(body)
    return _PAGE if is_web_page(body) else ""


def _name_picture(answer: Answer, address: Address) -> str:
    """Name the type of a cover that is served as the other of the two; "" for all else."""
    if address.kind is not Kind.ARTWORK or answer.media_type not in _PICTURES.values():
        return ""
    found = [kind for start, kind in _PICTURES.items() if answer.body.startswith(start)]
    return found[0] if found and found[0] != answer.media_type else ""
