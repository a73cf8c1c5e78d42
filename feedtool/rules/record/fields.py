"""Fields that are unknown, of the wrong type, or say something that does not exist."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Problem


@rule("RC02")
def unknown_field(faults: RecordFaults) -> Iterable[Problem]:
    """A field has a name that no record has.

    Its value would be lost without a word. Most often it is a slip of the keyboard: the hint
    gives the nearest right name. Fields of your own start with `x-`.

    Bad:
        # 001.md
        sumary: How a moth got into the log book.

    Good:
        # 001.md
        summary: Grace Hopper on how a moth got into the log book.
        x-studio: B
    """
    return faults.of("RC02")


@rule("RC03")
def wrong_type(faults: RecordFaults) -> Iterable[Problem]:
    """A value is not of the kind its field needs: text, number, true or false, time, list.

    The field decides what a text means, so `012` is twelve and `1:05:20` a time without quotes;
    what cannot be read that way is left out, and the feed would lack it.

    Bad:
        # 001.md
        episode: first

    Good:
        # 001.md
        episode: 1
    """
    return faults.of("RC03")


@rule("RC05")
def unknown_person(faults: RecordFaults) -> Iterable[Problem]:
    """A key names a person or sponsor that the show does not know.

    The person would be missing from the feed. Correct the key, add it under `people` or
    `sponsors` in show.yaml, or write the person out: `{name: Grace Hopper}`.

    Bad:
        # show.yaml
        people:
          grace: {name: Grace Hopper}
        # 001.md
        guests:
          - {person: grce}

    Good:
        # show.yaml
        people:
          grace: {name: Grace Hopper}
        # 001.md
        guests:
          - {person: grace}
    """
    return faults.of("RC05")


@rule("RC07")
def malformed_element(faults: RecordFaults) -> Iterable[Problem]:
    """An entry of `elements` or `derive` does not have the form it needs.

    An element is `- prefix:name: text`, or a mapping of attributes, text and elements, or XML
    that starts with `<`. `derive` gives each element one of the known sources.

    Bad:
        # 001.md
        elements:
          - <spotify:limit recentCount="3">

    Good:
        # 001.md
        elements:
          - <spotify:limit recentCount="3"/>
    """
    return faults.of("RC07")


@rule("RC08")
def unknown_prefix(faults: RecordFaults) -> Iterable[Problem]:
    """An element has a prefix whose namespace is not known.

    XML needs the namespace's URI. Give it under `namespaces` in show.yaml.

    Bad:
        # 001.md
        elements:
          - studio:room: B

    Good:
        # show.yaml
        namespaces:
          studio: https://studio.example/ns
        # 001.md
        elements:
          - studio:room: B
    """
    return faults.of("RC08")
