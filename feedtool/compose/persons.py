"""podcast:person: hosts, guests and credits in feed order."""

from feedtool.compose.addresses import resolve
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.person import Person
from feedtool.model.show import Show


def _in_role(persons: tuple[Person, ...], role: str) -> tuple[Person, ...]:
    if all(person.role for person in persons):
        return persons
    return tuple(
        person if person.role else person.model_copy(update={"role": role}) for person in persons
    )


def show_hosts(show: Show) -> tuple[Person, ...]:
    """List the show's hosts with their role."""
    return _in_role(show.hosts, "host")


def show_persons(show: Show) -> tuple[Person, ...]:
    """List the channel's people."""
    return show_hosts(show) + show.credits


def item_persons(
    episode: Episode, show: Show, show_hosts: tuple[Person, ...]
) -> tuple[Person, ...]:
    """List an item's people; none where it names nobody of its own.

    `show_hosts` are the show's hosts with their role.

    Item persons replace channel persons in apps, so hosts and credits are restated.
    Source: podcast namespace, tag person.
    """
    named = episode.guests or episode.hosts is not None or episode.credits is not None
    if not named:
        return ()
    hosts = show_hosts if episode.hosts is None else _in_role(episode.hosts, "host")
    credited = show.credits if "credits" not in episode.model_fields_set else episode.credits
    return hosts + _in_role(episode.guests, "guest") + (credited or ())


def person_element(person: Person, base_url: str) -> Element:
    """Make podcast:person; role and group in the case the record has."""
    attributes = [
        (name, value)
        for name, value in (
            ("role", person.role),
            ("group", person.group),
            ("img", resolve(base_url, person.image) if person.image else None),
            ("href", person.link),
        )
        if value is not None
    ]
    return Element(
        "podcast:person",
        person.name or "",
        (*attributes, *(person.attributes or {}).items()),
    )
