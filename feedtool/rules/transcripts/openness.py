"""Whether web players get at a transcript."""

from collections.abc import Iterable

from feedtool.check.answers import judge_openness
from feedtool.check.rule import rule
from feedtool.model.exchange import Exchange, Kind
from feedtool.model.finding import Level, Problem


@rule("TR08", Level.WARNING)
def closed_transcript(exchange: Exchange) -> Iterable[Problem]:
    """Web players may not load a transcript.

    A player on another web page may read a file only where its host says
    `Access-Control-Allow-Origin: *` (CORS); without it nobody sees the words there. The podcast
    namespace asks for it. It is named once a host.

    Bad:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/001.vtt", type: text/vtt}
        # answers.toml
        ["https://feeds.compilertalk.example/001.vtt"]
        is_open = false

    Good:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/001.vtt", type: text/vtt}
        # answers.toml
        ["https://feeds.compilertalk.example/001.vtt"]
        is_open = true
    """
    if exchange.address.kind is Kind.TRANSCRIPT and exchange.is_first:
        yield from judge_openness(exchange)
