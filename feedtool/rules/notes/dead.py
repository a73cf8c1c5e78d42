"""Links that lead to a page which is not there."""

from collections.abc import Iterable

from feedtool.check.answers import judge_page
from feedtool.check.rule import rule
from feedtool.model.exchange import Exchange, Kind
from feedtool.model.finding import Level, Problem


@rule("NO11", Level.WARNING)
def unanswered_link(exchange: Exchange) -> Iterable[Problem]:
    """A page to which the notes, a person, a sponsor or the show link is not there any more.

    Listeners open links months later; a dead one is a promise broken. Only 404, 410 and a host
    that does not exist are sure signs; that a page refuses programs says nothing about readers. A
    server that fails or does not answer is advice: it may be up again tomorrow. A link that many
    episodes share is named where it stands first. Of an episode's own page EP07 speaks.

    Bad:
        # answers.toml
        ["https://hopper.example/notes"]
        status = 404

    Good:
        # answers.toml
        ["https://hopper.example/notes"]
        status = 403
    """
    yield from judge_page(exchange) if exchange.address.kind is Kind.LINK else ()
