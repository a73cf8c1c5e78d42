"""What rules of several families find in an answer of the network."""

from collections.abc import Iterable

from feedtool.formats.plural import count
from feedtool.model.exchange import CERTIFICATE, UNKNOWN_HOST, Exchange
from feedtool.model.finding import Level, Problem

_GONE = frozenset({404, 410})
_BROKEN = range(500, 600)
_DAYS = 14
"""Days before its end by which a certificate is long renewed."""


def judge_page(exchange: Exchange) -> Iterable[Problem]:
    """Say that a web page is not there; a fault that may pass is only advice.

    Many pages turn programs away (403, 429, 999): that says nothing about readers.
    """
    reply, url = exchange.reply, exchange.address.url
    if reply.status in _GONE or reply.failure == UNKNOWN_HOST:
        yield exchange.problem(f"{url} is dead: {reply.words}", "mend the link, or leave it out")
    elif reply.failure or reply.status in _BROKEN:
        message = f"{url} does not open: {reply.words}"
        yield exchange.problem(message, "look whether that passes", Level.ADVICE)


def judge_certificate(exchange: Exchange) -> Iterable[Problem]:
    """Say that the certificate of a host is bad, or was not renewed in time."""
    reply, days = exchange.reply, exchange.reply.certificate_days
    if reply.failure == CERTIFICATE:
        message = f"{exchange.address.url} has a bad certificate: {reply.message}"
        yield exchange.problem(message, "renew the certificate, with the whole chain")
    elif days is not None and days < _DAYS:
        left = count(max(0, int(days)), "day")
        message = f"the certificate of {exchange.address.url} ends in {left}"
        yield exchange.problem(message, "look why it was not renewed")


def judge_openness(exchange: Exchange) -> Iterable[Problem]:
    """Say that web pages of others may not load what was answered."""
    if exchange.reply.is_ok and exchange.reply.is_open is False:
        message = f"web players may not load the {exchange.address.kind} {exchange.address.url}"
        yield exchange.problem(message, "let the host say Access-Control-Allow-Origin: *")
