"""Roles and groups of people: those of the Podcast Taxonomy."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.vocabulary.taxonomy import GROUPS
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.place import dotted
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.people.listing import list_entries

_GROUPS = {group.casefold(): group for group in GROUPS}
_ROLES = {role.casefold(): role for roles in GROUPS.values() for role in roles}
_GROUPS_OF_ROLE = {
    folded: [group for group, roles in GROUPS.items() if role in roles]
    for folded, role in _ROLES.items()
}


@rule("PE02", Level.WARNING)
def unknown_role(record: Show | Episode, roster: Roster, show: Show) -> Iterable[Problem]:
    """A person has a role that is none of the Podcast Taxonomy.

    Apps sort people by these words: with another one somebody stands among the hosts, or nowhere.
    Case does not matter; without a role a host is meant. Feeds of the medium `music` are left
    alone: the taxonomy has no words for musicians.

    Bad:
        # 001.md
        credits:
          - {name: Jean Bartik, role: Sound Desinger}

    Good:
        # 001.md
        credits:
          - {name: Jean Bartik, role: Sound Designer}
    """
    if (show.medium or "").startswith("music"):
        return
    for entry in list_entries(record, roster, "role"):
        at, role = entry.at, entry.text
        if role.strip().casefold() in _ROLES:
            continue
        nearest = find_nearest(role, _ROLES.values())
        message = f"{dotted(at)} {role!r} is not in the Podcast Taxonomy"
        hint = "choose a role of podcasttaxonomy.com, or leave it out"
        hint = f"did you mean '{nearest}'?" if nearest else hint
        yield Problem(at, message, hint, entry.replace(nearest), is_unsafe=True)


@rule("PE03", Level.WARNING)
def unfitting_group(record: Show | Episode, roster: Roster, show: Show) -> Iterable[Problem]:
    """A person's group is none of the Podcast Taxonomy, or does not have the person's role.

    Apps head their lists of people with these groups. Most roles belong to one group, so that the
    group may be left out: nothing is said of a role without one. Feeds of the medium `music` are
    left alone.

    Bad:
        # 001.md
        credits:
          - {name: Jean Bartik, role: Researcher, group: Visuals}

    Good:
        # 001.md
        credits:
          - {name: Jean Bartik, role: Researcher, group: Writing}
    """
    if (show.medium or "").startswith("music"):
        return
    for entry in list_entries(record, roster, "group"):
        at, person, group = entry.at, entry.person, entry.text
        role = (person.role or "").strip().casefold()
        fitting = _GROUPS_OF_ROLE.get(role, [])
        known = _GROUPS.get(group.strip().casefold())
        if known in fitting or (known and not fitting):
            continue
        if known is None:
            message = f"{dotted(at)} {group!r} is not in the Podcast Taxonomy"
            right = fitting[0] if len(fitting) == 1 else find_nearest(group, GROUPS)
        else:
            message = f"{dotted(at)} {group!r} has no role {person.role!r}"
            right = fitting[0] if len(fitting) == 1 else ""
        choice = " or ".join([right] if right else fitting or GROUPS)
        yield Problem(at, message, f"write {choice}", entry.replace(right), is_unsafe=True)
