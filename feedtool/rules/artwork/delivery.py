"""How a cover's address answers."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.model.exchange import CERTIFICATE, Exchange, Kind
from feedtool.model.finding import Level, Problem

_PICTURES = frozenset({"image/jpeg", "image/png"})


@rule("AR10")
def unanswered_cover(exchange: Exchange) -> Iterable[Problem]:
    """The address of a cover does not answer as Apple asks.

    Apple sends HEAD, and takes the picture where that gives 200 and a type of `image/jpeg` or
    `image/png`; by `Last-Modified` it sees that there is a new one. Without them the show keeps
    an old cover, or has none. Upload the picture where the server gives these headers.

    That `Last-Modified` is missing is a warning: a picture gets a new name when it changes. So is a
    JPEG that is served as a PNG, or the other way round: some apps look at the bytes instead.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/artwork.jpg"]
        head_status = 403

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/artwork.jpg"]
        head_status = 200
    """
    reply, url = exchange.reply, exchange.address.url
    if exchange.address.kind is not Kind.ARTWORK or reply.failure == CERTIFICATE:
        return
    hint = "let the server answer GET and HEAD with 200, the picture's type and Last-Modified"
    if not reply.is_ok:
        yield exchange.problem(f"cover {url} cannot be fetched: {reply.words}", hint)
    elif reply.start in _PICTURES:
        message = f"cover {url} is {reply.start}, and served as {reply.type}"
        yield exchange.problem(message, hint, Level.WARNING)
    elif reply.start or reply.type not in _PICTURES:
        what = reply.start or reply.type or "no type"
        yield exchange.problem(f"cover {url} is served as {what}; expected a JPEG or PNG", hint)
    elif reply.head_status is not None and not 200 <= reply.head_status < 300:  # noqa: PLR2004
        yield exchange.problem(f"cover {url} answers HEAD with {reply.head_status}", hint)
    elif reply.has_date is False:
        yield exchange.problem(f"cover {url} has no Last-Modified", hint, Level.WARNING)
