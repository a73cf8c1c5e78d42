"""How the audio's address leads to the file."""

from collections.abc import Iterable

from feedtool.check.answers import judge_certificate
from feedtool.check.media_facts import AudioFile
from feedtool.check.rule import rule
from feedtool.model.exchange import REDIRECTS, Exchange, Kind
from feedtool.model.finding import Level, Problem

_MOST_HOPS = 5


@rule("AU08")
def insecure_audio(part: AudioFile | Exchange) -> Iterable[Problem]:
    """The audio is served by http, on one of its hops too, or behind a bad certificate.

    What travels openly can be changed on its way, web players on a secure page may not load it,
    and iOS blocks it. A certificate that is not valid is worse: nobody gets the file at all. Give
    an address with https; `feedtool check --online` looks at the certificate, and warns 14 days
    before it ends.

    Plain http is a warning: apps still play it.

    Bad:
        # 001.md
        audio:
          url: http://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 1800

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 1800
    """
    if isinstance(part, AudioFile):
        if part.name[:7].lower() == "http://" and part.at[-1:] == ("url",):
            message = f"the audio {part.name!r} is not https"
            hint = f"write https:{part.name[5:]}, if it answers there"
            yield Problem(part.at, message, hint, level=Level.WARNING)
    elif part.address.kind is Kind.AUDIO:
        yield from judge_certificate(part)
        yield from _judge_hops(part)


def _judge_hops(exchange: Exchange) -> Iterable[Problem]:
    steps = [url for url, _ in exchange.reply.hops] + [exchange.reply.url]
    plain = [url for url in steps if url[:7].lower() == "http://"]
    if plain and exchange.address.url[:8].lower() == "https://":
        message = f"{exchange.address.url} leads over http: {plain[0]}"
        yield exchange.problem(message, "redirect to https alone", Level.WARNING)


@rule("AU23", Level.WARNING)
def long_redirect_chain(exchange: Exchange) -> Iterable[Problem]:
    """The audio's address leads through more than five redirects, or round in a circle.

    Each hop is one more server that can fail, and apps give up after a few: some after five. The
    address is asked without the show's statistics prefix, so that asking counts as no download;
    the hops of that come on top. Give the address of the file itself.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        failure = "redirects"
        message = "the address leads back to itself"

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        hops = [["https://feeds.compilertalk.example/audio/001.mp3", 302]]
    """
    reply, address = exchange.reply, exchange.address
    if address.kind is not Kind.AUDIO:
        return
    hint = "give the address of the file itself"
    if reply.failure == REDIRECTS:
        yield exchange.problem(reply.message, hint)
    elif len(reply.hops) > _MOST_HOPS:
        message = f"{address.url} is behind {len(reply.hops)} redirects; expected {_MOST_HOPS}"
        yield exchange.problem(f"{message} at most", hint)
