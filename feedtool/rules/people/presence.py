"""Guests whom the first words about an episode do not name."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.markup.convert import to_text
from feedtool.formats.names import may_name
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem
from feedtool.model.person import Person

_SEEN = 500
"""Characters of a description that are read before it is opened."""
_PANEL = 3
"""Guests of a talk; more are a panel, which is not announced by its people."""


@rule("PE08", Level.WARNING)
def unnamed_guest(episode: Episode, item: Item) -> Iterable[Problem]:
    """Neither the title nor the first 500 characters of the description name the guest.

    Listeners choose a talk by whom they hear, and search engines and apps look at no more than
    these words. Name the guest in the title or in the first sentence. One of several guests is
    enough, and so is a part of the name or an alias. Trailers, bonus episodes and panels of more
    than three guests are left alone, and texts in another script than the name.

    Bad:
        # 001.md
        title: The first compiler
        summary: How a moth got into the log book, and why programs should be words.
        ---
        How the first compiler came to be, and what the team thought of it.

    Good:
        # 001.md
        title: The first compiler
        summary: Grace Hopper tells how a moth got into the log book.
        ---
        How the first compiler came to be, and what the team thought of it.
    """
    guests = episode.guests
    if not guests or len(guests) > _PANEL or item.is_draft or episode.episode_type != "full":
        return
    if not item.description.strip() or _is_named_quickly(guests, item):
        return
    text = f"{item.title}\n{_read(item.description)}"
    names = [name for each in guests for name in (each.name, *each.aliases) if name]
    if names and not any(may_name(text, name) for name in names):
        found = " and ".join(repr(each.name) for each in guests if each.name)
        message = f"{found}: neither the title nor the first {_SEEN} characters name the guest"
        yield Problem(("guests", 0, "name"), message, "name the guest in the first sentence")


def _is_named_quickly(guests: tuple[Person, ...], item: Item) -> bool:
    """Tell without parsing that the last word of a guest's name stands there; it mostly does."""
    lead = item.description[:_SEEN]
    names = ((each.name or "").rpartition(" ")[2] for each in guests)
    return any(name and (name in item.title or name in lead) for name in names)


def _read(description: str) -> str:
    """Return the first characters of a description as apps show them."""
    return to_text(description)[:_SEEN] if "<" in description else description[:_SEEN]


@rule("PE04")
def hostless_talk(faults: RecordFaults) -> Iterable[Problem]:
    """An item of a feed names a guest, but none of the hosts whom the channel names.

    The people of an item replace those of the channel (podcast namespace, podcast:person): apps
    show the guest alone, as if nobody had asked the questions. Name the hosts in the item, too. A
    feed that feedtool builds names them by itself.

    Bad:
        # feed.xml
        -       <podcast:person role="host">Ada Lovelace</podcast:person>
        +       <podcast:person role="guest">Fran Allen</podcast:person>

    Good:
        # feed.xml
                <podcast:person role="host">Ada Lovelace</podcast:person>
    """
    return faults.of("PE04")
