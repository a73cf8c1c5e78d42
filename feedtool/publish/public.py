"""The public addresses: every file is seen there before the feed names it, then the feed itself."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.files import UnreadableError, read_start
from feedtool.formats.media_types import plain_type
from feedtool.net.answer import Answer, NetworkError, describe_status
from feedtool.net.client import Client
from feedtool.publish.steps import Wanted

MOST_LAG = 15 * 60
"""Seconds that a cache is waited for at most; to keep a feed longer is a fault of its own."""
_START = 512
"""Bytes of a file that are compared."""
_PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Seconds between looks at a file that is not there yet, or a host that does not answer."""
_FEW = 2
_BUSY = frozenset({429, 503})
"""Too Many Requests, Service Unavailable."""
_CLOSED = frozenset({401, 403})
"""Unauthorized, Forbidden: a new bucket shows nothing to anybody."""
_LONGEST_ASKED = 60.0
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")
_SHARED_AGE = re.compile(r"s-maxage\s*=\s*\"?(\d{1,9})")
_AGE = re.compile(r"\s*(\d{1,9})\s*", re.ASCII)
_ALIKE = (
    frozenset({"application/json+chapters", "application/json"}),
    frozenset({"application/x-subrip", "application/srt", "text/srt", "text/plain"}),
    frozenset({"audio/x-m4a", "audio/mp4", "audio/m4a"}),
    frozenset({"audio/mpeg", "audio/mp3"}),
    frozenset({"application/rss+xml", "application/xml", "text/xml"}),
)
"""Media types that apps take for one another."""


@dataclass(slots=True)
class Public:
    """Looks at public addresses, and waits for caches.

    `lags` are addresses that showed an older version, with the seconds until they did not;
    `warnings` what is served otherwise than it should be. `tell` is told of every wait.
    """

    client: Client
    tell: Callable[[str], None]
    lags: list[tuple[str, float]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def verify(self, url: str, wanted: Wanted, *, is_replaced: bool) -> None:
        """See the start of a file at its address; raises FeedtoolError where it is not the one.

        Of one that was replaced a cache may show the version before, which is whole: nobody waits.
        """
        start = _start_of(wanted)

        def ask() -> tuple[Answer, str]:
            answer = self.client.peek(url, _START)
            return answer, _compare(answer, wanted, start)

        answer, fault = self._await(url, ask, waits=not is_replaced)
        left = _cached_for(answer)
        if fault and is_replaced and answer.is_ok and left and not _is_page(answer, wanted):
            self.warnings.append(f"{url}: a cache shows the version before for {left:.0f} s more")
        elif fault:
            message = f"{url} is not served as it was sent: {fault}"
            raise FeedtoolError(message, _cure(answer), ExitCode.NETWORK)
        self._warn(url, answer, wanted)

    def read_back(self, url: str, feed: bytes) -> None:
        """See the feed at its address, byte for byte; raises FeedtoolError where it never is."""

        def ask() -> tuple[Answer, str]:
            answer = self.client.get(url)
            if not answer.is_ok:
                return answer, f"it answers {describe_status(answer.status)}"
            return answer, "" if answer.body == feed else "it gives another feed"

        _, fault = self._await(url, ask)
        if fault:
            message = f"the feed was published, but {url} does not show it: {fault}"
            hint = "empty the cache before it, or correct 'public' of the target, or feed_url"
            raise FeedtoolError(message, hint, ExitCode.NETWORK)

    def _await(
        self, url: str, ask: Callable[[], tuple[Answer, str]], *, waits: bool = True
    ) -> tuple[Answer, str]:
        """Ask until nothing is wrong, as long as a cache may keep what it has."""
        begun = time.monotonic()
        tries = 0
        while True:
            answer, fault = _ask_once(ask)
            spent = time.monotonic() - begun
            if not fault:
                if tries:
                    self.lags.append((url, spent))
                return answer, ""
            pause = _pause_before(answer, tries, spent, waits=waits)
            if pause is None:
                return answer, fault
            self.tell(f"waiting for {url}: {fault}")
            time.sleep(pause)
            tries += 1

    def _warn(self, url: str, answer: Answer, wanted: Wanted) -> None:
        served, named = answer.media_type, plain_type(wanted.type)
        if served != named and not any({served, named} <= group for group in _ALIKE):
            self.warnings.append(f"{url} is served as '{served}', the feed says '{named}'")
        if wanted.is_media and not answer.has_ranges and wanted.size > _START:
            self.warnings.append(f"{url}: the server gives no parts of files: nobody can seek")


def _ask_once(ask: Callable[[], tuple[Answer, str]]) -> tuple[Answer, str]:
    try:
        return ask()
    except NetworkError as error:
        return Answer("", 0, {}), error.message


def _pause_before(answer: Answer, tries: int, spent: float, *, waits: bool) -> float | None:
    """Return the seconds after which to look again; None where nothing speaks for it.

    What a cache gave may be old for as long as it says, from the moment at which the new one was
    there; other bytes without one come from another place, and are looked at only twice more.
    """
    most = _FEW if answer.is_ok else len(_PAUSES)
    if tries < most:
        return max(_PAUSES[tries], _asked_pause(answer))
    left = _cached_for(answer) if waits else 0.0
    is_old = spent <= min(_lifetime_of(answer), MOST_LAG)
    return min(left + 0.5, 15.0) if left > 0 and is_old else None


def _asked_pause(answer: Answer) -> float:
    """Return the seconds after which a busy server asks to come again (RFC 9110, 10.2.3)."""
    after = _AGE.fullmatch(answer.headers.get("retry-after", ""))
    return min(float(after[1]), _LONGEST_ASKED) if after and answer.status in _BUSY else 0.0


def _cure(answer: Answer) -> str:
    if answer.status in _BUSY:
        return "the feed was not changed; run the command again when the server is less busy"
    if answer.status in _CLOSED:
        return "the feed was not changed; let everybody read the files there, or correct 'public'"
    return "the feed was not changed; is 'public' of the target the address it is served at?"


def _compare(answer: Answer, wanted: Wanted, start: bytes | None) -> str:
    """Say what is wrong with the start of a file, or nothing."""
    if not answer.is_ok:
        return f"it answers {describe_status(answer.status)}"
    encoding = answer.headers.get("content-encoding", "identity").lower()
    if encoding != "identity":
        return f"it comes compressed ('{encoding}') to whoever asks for it as it is"
    if answer.size is not None and answer.size != wanted.size:
        return f"it has {answer.size:,} bytes, not {wanted.size:,}"
    if start is not None and answer.body[: len(start)] != start:
        return f"it begins with other bytes, of type '{answer.media_type}'"
    return "it is a web page" if _is_page(answer, wanted) else ""


def _is_page(answer: Answer, wanted: Wanted) -> bool:
    return answer.media_type == "text/html" and plain_type(wanted.type) != "text/html"


def _start_of(wanted: Wanted) -> bytes | None:
    """Read the first bytes of a file that is at hand."""
    try:
        return read_start(wanted.source, _START) if wanted.source else None
    except (UnreadableError, FileNotFoundError):
        return None


def _cached_for(answer: Answer) -> float:
    """Return the seconds for which a cache may still give what it gave (RFC 9111, 4.2)."""
    age = _AGE.fullmatch(answer.headers.get("age", ""))
    return max(0.0, _lifetime_of(answer) - (int(age[1]) if age else 0))


def _lifetime_of(answer: Answer) -> float:
    """Return the seconds for which a cache may give an answer at all, 0 where it says none."""
    control = answer.headers.get("cache-control", "").lower()
    match = _SHARED_AGE.search(control) or _MAX_AGE.search(control)
    return float(match[1]) if match else 0.0
