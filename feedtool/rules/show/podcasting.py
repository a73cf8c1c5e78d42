"""The channel's seldom podcast: elements: support, texts for machines, rhythm, people."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.recurrence import judge_dtstart, judge_rrule
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem, Remove
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.rules.show.written import attribute_of, elements_named, place_of, placed, removal

_MAX_LABEL = 128
_MAX_TXT = 4000
"""Characters of texts in podcast: elements. Source: the podcast namespace, each tag's page."""
_PROOFS = frozenset({"applepodcastsverify", "verify"})


@rule("SH33", Level.WARNING, fields=("funding", "elements"))
def unusable_funding(part: Feed | Item, record: Show | Episode) -> Iterable[Problem]:
    """A place to support the show has no address, or a text of more than 128 characters.

    Apps make a button of it: without an address there is nothing to open, and a long text does not
    fit. That the address is whole is looked after elsewhere.

    Bad:
        # show.yaml
        funding: {text: Support the show}

    Good:
        # show.yaml
        funding: {url: "https://compilertalk.example/support", text: Support the show}
    """
    if not (record.funding or record.elements):
        return
    for at, element in placed(part, "podcast:funding", "funding"):
        if attribute_of(element, "url") is None:
            message = "funding has no url: there is nothing to open"
            yield Problem(at, message, "add url: https://…", feed_hint='add url="https://…"')
        length = len(element.text or "")
        if length > _MAX_LABEL:
            message = f"funding's text has {length} characters; at most {_MAX_LABEL} are allowed"
            yield Problem(_part_of(at, "text"), message, "write a few words")


def _part_of(at: FieldPath, name: str) -> FieldPath:
    return at if at[0] == "elements" else (*at, name)


@rule("SH35", Level.ADVICE, fields=("txt", "elements"))
def unfit_machine_text(part: Feed | Item, record: Show | Episode) -> Iterable[Problem]:
    """A text for machines is too long, or proves once more what was proven already.

    podcast:txt holds 4000 characters, its purpose 128. Proofs of ownership (`verify`,
    `applepodcastsverify`) are read once, when a show is claimed; Apple asks to take them out
    afterwards, since anybody can read them.

    Bad:
        # show.yaml
        txt: {text: f5c9e8a0-1d2b, purpose: applepodcastsverify}

    Good:
        # show.yaml
        txt: {text: "true", purpose: ai-content}
    """
    if not (record.txt or record.elements):
        return
    hint = "delete it once the show is claimed"
    for at, element in placed(part, "podcast:txt", "txt"):
        length, purpose = len(element.text or ""), attribute_of(element, "purpose") or ""
        if length > _MAX_TXT:
            message = f"txt has {length} characters; at most {_MAX_TXT} are allowed"
            yield Problem(_part_of(at, "text"), message, "put it into a file of its own")
        if len(purpose) > _MAX_LABEL:
            message = f"purpose has {len(purpose)} characters; at most {_MAX_LABEL} are allowed"
            yield Problem(_part_of(at, "purpose"), message, "write one word")
        elif purpose.strip().lower() in _PROOFS and isinstance(part, Feed):
            edits = (Remove(at),) if at[0] == "txt" else removal(element, record)
            message = f"txt with purpose {purpose!r} is of use only while the show is claimed"
            yield Problem(at, message, hint, edits, is_unsafe=True)
    for element in elements_named(part, "itunes:applepodcastsverify"):
        message = "itunes:applepodcastsverify is of use only while the show is claimed"
        edits, at = removal(element, record), place_of(element, "derive")
        yield Problem(at, message, hint, edits, is_unsafe=True)


@rule("SH36", Level.WARNING)
def unreadable_rhythm(feed: Feed) -> Iterable[Problem]:
    """The rhythm of the show is no recurrence rule, or lacks the date it starts from.

    Apps work out from it when the next episode comes. `rrule` is written as calendars do (RFC
    5545), `dtstart` as a date or time of ISO 8601; a rule with COUNT needs it, and UNTIL has the
    same form. The words have 128 characters at most.

    Bad:
        # show.yaml
        update_frequency: {text: Every Tuesday, rrule: FREQ=WEEKLY;BYDAY=TUE}

    Good:
        # show.yaml
        update_frequency: {text: Every Tuesday, rrule: FREQ=WEEKLY;BYDAY=TU}
    """
    for element in elements_named(feed, "podcast:updateFrequency"):
        at, text = place_of(element, "update_frequency"), element.text or ""
        is_field = element.entry < 0
        rrule, dtstart = attribute_of(element, "rrule"), attribute_of(element, "dtstart")
        fault = "" if rrule is None else judge_rrule(rrule)
        if fault:
            place = (*at, "rrule") if is_field else at
            hint = "write it like FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
            yield Problem(place, f"rrule {rrule!r}: {fault}", hint)
        fault = judge_dtstart(dtstart, "" if fault else rrule or "")
        if fault:
            place = (*at, "dtstart") if is_field else at
            is_uneven = fault.startswith("UNTIL")
            hint = "write the date of the first episode, such as 2024-01-02"
            hint = "write a time of day in both, or in neither" if is_uneven else hint
            yield Problem(place, fault, hint)
        if len(text) > _MAX_LABEL:
            message = f"the words have {len(text)} characters; at most {_MAX_LABEL} are allowed"
            yield Problem((*at, "text") if is_field else at, message, "write a few words")


@rule("SH39", Level.WARNING)
def nameless_show(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show names nobody: neither hosts nor others who make it.

    Apps show the people of a show and let listeners find what else they make; the podcast
    namespace asks to name at least the hosts. Add `hosts`; a show without one, such as a play,
    names its cast under `credits`.

    Bad:
        # show.yaml
        hosts: []

    Good:
        # show.yaml
        hosts: []
        credits:
          - {name: Ada Lovelace, role: Narrator}
    """
    if not (show.hosts or show.credits) and not any(elements_named(feed, "podcast:person")):
        message = "hosts is missing: the show names nobody who makes it"
        tag = '<podcast:person role="host">Full Name</podcast:person>'
        yield Problem(("hosts",), message, "add hosts: [Full Name]", feed_hint=f"add {tag}")
