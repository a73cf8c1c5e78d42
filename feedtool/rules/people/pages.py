"""Addresses of people's pages and pictures."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.web_address import RESERVED, host_of, judge_host
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.place import dotted
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.people.listing import list_entries

_PERSON = "podcast:person"


@rule("PE06", Level.WARNING)
def insecure_person_address(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A person's page or picture has an address with http instead of https.

    The podcast namespace allows only https in its tags; web players load no picture from
    elsewhere, and the person shows without a face. Write https, if the server speaks it. That an
    address is whole is XM18's to say.

    Bad:
        # 001.md
        guests:
          - {name: Grace Hopper, link: "http://hopper.example"}

    Good:
        # 001.md
        guests:
          - {name: Grace Hopper, link: "https://hopper.example"}
    """
    for field in ("link", "image"):
        for entry in list_entries(record, roster, field):
            url = entry.text
            if _is_insecure(url):
                where = dotted(entry.at)
                secure = f"https{url[4:]}"
                message = f"{where} {url!r} is not https"
                edits = entry.replace(secure)
                yield Problem(entry.at, message, f"write {secure}", edits, is_unsafe=True)
    for number, element in enumerate(record.elements):
        if element.name == _PERSON:
            for name, url in element.attributes:
                if name in ("href", "img") and _is_insecure(url):
                    message = f"{_PERSON} {name} {url!r} is not https"
                    yield Problem(("elements", number), message, f"write https{url[4:]}")


def _is_insecure(url: str) -> bool:
    """Say whether an address that the world can reach begins with http."""
    return url[:5].lower() == "http:" and judge_host(host_of(url)) in ("", RESERVED)
