"""Answers of the network to findings: what is asked of a show, and which rules then run."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from feedtool.check.facts import Digest
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.web_address import host_of
from feedtool.model.exchange import Address, Exchange, Kind, Reply
from feedtool.model.feed import Item
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.net.answer import Reason

NEWEST = 10
"""Episodes that are asked about where nothing says which of them changed."""
Key = tuple[Kind, str]
_ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_OFFLINE = frozenset({Reason.UNKNOWN_HOST, Reason.REFUSED, Reason.TIMEOUT})
_SHARED = frozenset({Kind.LINK, Kind.HUB})
"""What many records name alike: it is reported where it stands first."""


class Source(Protocol):
    """Where answers come from."""

    def ask(self, addresses: Iterable[Address]) -> Mapping[Key, Reply]:
        """Ask addresses; what is missing in the answer was not asked, for want of time."""

    def keep(self, key: Key, reply: Reply) -> None:
        """Take note that no fault was found in an answer."""

    def summary(self) -> str:
        """Say how many addresses were asked, and how many were not."""


@dataclass(frozen=True, slots=True)
class Part:
    """The channel or an item, and its addresses."""

    loaded: Loaded[Any]
    item: Item | None
    addresses: list[Address]


Judge = Callable[[Part, Exchange], list[Finding]]
"""Runs the rules on one answer."""


def newest_of(digests: Iterable[Digest]) -> list[Digest]:
    """Return the newest episodes; of those whose date cannot be read, the last ones."""
    dated = sorted(digests, key=lambda each: each.instant.timestamp() if each.instant else 0.0)
    return dated[-NEWEST:]


def judge_live(parts: list[Part], source: Source, judge: Judge, *, is_ours: bool) -> list[Finding]:
    """Ask the addresses of all parts and judge the answers; raises FeedtoolError if none came.

    Of a show that is ours, files may wait for their release: those under base_url are asked only
    where the feed, as it is served now, names them.
    """
    questions = list(_list_questions(parts))
    replies = dict(source.ask(each for _, each in questions if each.kind is Kind.FEED))
    if is_ours:
        named = _named_in(replies.values())
        questions = [each for each in questions if _is_out(each[1], named)]
    rest = [address for _, address in questions if (address.kind, address.url) not in replies]
    replies |= source.ask(rest)
    _refuse_silence(replies)
    findings: list[Finding] = []
    hosts: set[Key] = set()
    for part, address in questions:
        key, host = (address.kind, address.url), (address.kind, host_of(address.url))
        if key in replies:
            found = judge(part, Exchange(address, replies[key], is_first=host not in hosts))
            hosts.add(host)
            findings += found
            if not found:
                source.keep(key, replies[key])
    return findings


def _list_questions(parts: Iterable[Part]) -> Iterator[tuple[Part, Address]]:
    seen: set[Key] = set()
    for part in parts:
        for address in part.addresses:
            key = (address.kind, address.url)
            if address.kind not in _SHARED or key not in seen:
                seen.add(key)
                yield part, address


def _named_in(replies: Iterable[Reply]) -> frozenset[str] | None:
    """Return the addresses in the feed as it is served; None where its text is not known."""
    texts = [reply.text for reply in replies]
    if None in texts:
        return None
    found = [url for text in texts for url in _ADDRESS.findall(html.unescape(text or ""))]
    return frozenset(found) | {url.partition("'")[0] for url in found}  # either kind of quotes


def _is_out(address: Address, named: frozenset[str] | None) -> bool:
    """Say whether an address can be expected to answer: the served feed names it."""
    if named is None or not address.is_own or address.kind is Kind.FEED:
        return True
    return address.url in named


def _refuse_silence(replies: Mapping[Key, Reply]) -> None:
    """Tell a network that is not there from addresses that do not answer; raises FeedtoolError."""
    if replies and all(reply.failure in _OFFLINE for reply in replies.values()):
        first = next(iter(replies.values()))
        words = f"none of {len(replies)} addresses answers: {first.message}"
        raise FeedtoolError(words, "is this computer online?", ExitCode.NETWORK)
