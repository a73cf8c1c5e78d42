"""What the network gives back: an answer, whatever its status, or the reason why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

from feedtool.errors import ExitCode, FeedtoolError

_RANGE = re.compile(r"\s*bytes\s+(?:\d+-\d+|\*)/(\d+)\s*", re.IGNORECASE)


class Reason(StrEnum):
    """Why there is no answer, or none that serves."""

    ADDRESS = "no web address"
    UNKNOWN_HOST = "unknown host"
    REFUSED = "no connection"
    PRIVATE = "private address"
    CERTIFICATE = "bad certificate"
    TIMEOUT = "too slow"
    BROKEN = "broken answer"
    TOO_LARGE = "too large"
    REDIRECTS = "redirects"
    STATUS = "bad status"


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer that led elsewhere: the address that was asked, and the status it gave."""

    url: str
    status: int


class NetworkError(FeedtoolError):
    """The network gave nothing that serves; the message is a plain sentence with the address.

    `hops` are the redirects that were followed before.
    """

    def __init__(
        self, reason: Reason, message: str, hint: str = "", hops: tuple[Hop, ...] = ()
    ) -> None:
        super().__init__(message, hint, ExitCode.NETWORK)
        self.reason = reason
        self.hops = hops


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a request may take: seconds, bytes and redirects.

    `read` is the longest silence; `total` counts from the first hop to the last byte. `wire` are
    bytes as they come, `body` bytes after decompression.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 120.0
    wire: int = 64 * 1024 * 1024
    body: int = 64 * 1024 * 1024
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier answer said of itself, to be asked whether it still holds."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the conditions of a request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said in the end: `url` is the last address, `hops` those before it.

    Header names are in lower case; `body` is decompressed, all of it or the part asked for.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    hops: tuple[Hop, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Say whether the status is one of success."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of success, RFC 9110

    @property
    def is_unchanged(self) -> bool:
        """Say whether what was known still holds: 304."""
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def media_type(self) -> str:
        """Return the type in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """Return the encoding that the header names, or ""."""
        match = re.search(
            r";\s*charset\s*=\s*\"?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return match[1] if match else ""

    @property
    def size(self) -> int | None:
        """Return the bytes of the whole file, where the server tells them."""
        match = _RANGE.fullmatch(self.headers.get("content-range", ""))
        if match:
            return int(match[1])
        length = self.headers.get("content-length", "").strip()
        is_whole = self.status != HTTPStatus.PARTIAL_CONTENT
        is_plain = self.headers.get("content-encoding", "identity").lower() == "identity"
        return int(length) if is_whole and is_plain and _is_number(length) else None

    @property
    def has_ranges(self) -> bool:
        """Say whether the server gave the part that was asked for."""
        return self.status == HTTPStatus.PARTIAL_CONTENT

    @property
    def known(self) -> Known:
        """Return what a later request can ask about."""
        return Known(self.headers.get("etag", ""), self.headers.get("last-modified", ""))

    def require_ok(self) -> "Answer":
        """Return the answer, or raise NetworkError where its status is none of success."""
        if self.is_ok:
            return self
        message = f"{shown_address(self.url)} answers {describe_status(self.status)}"
        raise NetworkError(Reason.STATUS, message, _cure_status(self.status), self.hops)


def _cure_status(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "look for a typing slip, and for the address that the show has now"
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "apps read feeds and audio without a login: open the address to all"
    is_busy = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
    return "try again later, or in a browser" if is_busy else ""


def describe_status(status: int) -> str:
    """Return a status with its name, as RFC 9110 gives it."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def shown_address(url: str) -> str:
    """Return an address as reports may show it: without a password."""
    try:
        parts = urlsplit(url)
        password = parts.password
    except ValueError:
        return url
    if password is None:
        return url
    user, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}:***@{host}").geturl()


def bare_address(url: str) -> str:
    """Reduce an address to what may be logged: no login, and no query, which may be a key."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "an address"
    return f"{parts.scheme}://{host}{parts.path}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20  # noqa: PLR2004 - of 64 bits
