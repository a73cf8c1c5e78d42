"""E-mail addresses in texts that everybody reads."""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.mail import is_private
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span, dotted
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.texts import list_texts

_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,24}", re.ASCII)
_OF_A_SHOW = tuple(
    "ask book cast contact feedback guest hello info kontakt listen mail news office podcast post "
    "press pod question radio show studio support team".split()
)
"""Words in addresses that are there to be written to."""


@rule("NO13", Level.ADVICE)
def private_mail_in_notes(
    part: Feed | Item, record: Show | Episode, roster: Roster, show: Show
) -> Iterable[Problem]:
    """A text for the feed holds what seems to be the private e-mail address of one of its people.

    Notes are copied to hundreds of directories and read by collectors of addresses; a guest who
    gave one for the talk did not mean that, and nobody can take it back. Link to a page with a
    form, or give an address of the show. Only addresses at hosts of free mailboxes that hold the
    name of a host or guest, and no word of the show, are named.

    Bad:
        # 001.md
        ---
        **Grace Hopper** answers questions about her talk: grace.hopper1906@gmail.com.

    Good:
        # 001.md
        ---
        **Grace Hopper** answers questions about her talk: write to compilertalk@gmail.com.
    """
    if isinstance(part, Item) and "@" not in part.notes and "@" not in part.description:
        return
    people = None
    for at, text in list_texts(record, roster):
        if "@" not in text:
            continue
        people = people or [person.name or "" for person in (*part.persons, *show.hosts)]
        for match in _MAIL.finditer(text):
            local = match[0].lower().partition("@")[0]
            if any(word in local for word in _OF_A_SHOW):
                continue
            if is_private(match[0], people, show.title or ""):
                where = dotted(at)
                message = f"{where}: {match[0]!r} seems to be a private address"
                within = Span(*match.span()) if at == ("notes",) else None
                hint = "link to a page of theirs, or give an address of the show"
                yield Problem(at, message, hint, within=within)
