"""Whether everybody can fetch what the feed names, and over a connection that can be trusted."""

from collections.abc import Iterable

from feedtool.check.answers import judge_certificate
from feedtool.check.rule import rule
from feedtool.formats.other_show import find_other_show
from feedtool.model.exchange import CERTIFICATE, REDIRECTS, TOO_LARGE, Exchange, Kind
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show

_FILES = frozenset({Kind.FEED, Kind.AUDIO, Kind.TRANSCRIPT, Kind.CHAPTERS})
_WITH_COVERS = (_FILES | {Kind.ARTWORK}) - {Kind.AUDIO}
_OF_OTHERS = frozenset({CERTIFICATE, REDIRECTS, TOO_LARGE})
"""Failures of which other rules speak."""
_BUSY = frozenset({429, 503})


@rule("HO01", Level.ERROR)
def unreachable_file(exchange: Exchange, show: Show) -> Iterable[Problem]:
    """A file that the feed names, or the feed itself, cannot be fetched by everybody.

    Apple asks that feed, audio and pictures are public: no password, and no wall against robots,
    since podcast apps and directories are robots. Asked is as podcast apps do, with the name of
    feedtool; where that is refused, once more as a browser. A web page with a login or a riddle in
    place of the sound counts as refused, and so does the feed of another show at `feed_url`. Of
    pictures AR10 speaks.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        status = 403
        browser_status = 200

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        status = 206
    """
    address, reply = exchange.address, exchange.reply
    if address.kind not in _FILES or reply.failure in _OF_OTHERS:
        return
    if not reply.is_ok:
        lets_in = reply.browser_status is not None and reply.browser_status < 300  # noqa: PLR2004
        whom = "; browsers are let in, so a wall keeps podcast apps out" if lets_in else ""
        level = Level.WARNING if reply.status in _BUSY else None
        message = f"{address.kind} {address.url} cannot be fetched: {reply.words}{whom}"
        yield exchange.problem(message, _cure(reply.status, lets_in=lets_in), level)
    elif reply.start and address.kind is not Kind.FEED:
        message = f"{address.url} gives {reply.start}, not the {address.kind}"
        yield exchange.problem(message, "open it in a browser, logged out, and look what it is")
    elif address.kind is Kind.FEED and reply.text and (other := find_other_show(reply.text, show)):
        message = f"{address.url} serves the feed of another show: {other}"
        in_feed = "let atom:link rel=self give the address of this feed"
        yield exchange.problem(message, "give the show's own feed_url", feed_hint=in_feed)


def _cure(status: int, *, lets_in: bool) -> str:
    if lets_in:
        return "let the host's bot protection pass requests for these files"
    if status in (401, 403, 407):
        return "make the file public"
    if status in (404, 410):
        return "upload it under this name, or mend the address"
    return "ask again later; if it stays so, ask the host"


@rule("HO02")
def bad_certificate(exchange: Exchange) -> Iterable[Problem]:
    """The certificate of a host is not valid, or ends within 14 days.

    Apps and directories fetch nothing over a connection that they cannot trust, and say so to
    nobody: the show just stands still. Certificates are renewed by a program weeks before they
    end, so one that is nearly over shows that this program has stopped. A missing certificate
    between the host's and the root counts as well; browsers hide that. Of audio AU08 speaks.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        certificate_days = 3.5

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        certificate_days = 61.0
    """
    if exchange.address.kind in _WITH_COVERS:
        yield from judge_certificate(exchange)
