"""podcast:value: how listeners can send money, and who gets which share of it."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.plural import count
from feedtool.model.episode import Episode
from feedtool.model.finding import Problem
from feedtool.model.place import FieldPath, dotted
from feedtool.model.show import Show
from feedtool.model.value import Value, ValueRecipient, ValueTimeSplit


@rule("PE17", fields=("value",))
def incomplete_value(record: Show | Episode) -> Iterable[Problem]:
    """A payment under `value` lacks a part, so that nobody can be paid.

    Apps send what listeners give only if they know the layer (`type`), the way (`method`), and
    for each of the recipients the kind of address (`type`), the `address` and the share
    (`split`). A stretch under `time_splits` needs `start_time` and `duration`, and either
    recipients of its own or exactly one `remote_item`. Podcasting 2.0 requires all of them.

    Bad:
        # show.yaml
        value:
          type: lightning
          method: keysend
          recipients:
            - {name: Ada Lovelace, type: node, address: 02d5c1bf8b940dc9cadca86d1b0a}

    Good:
        # show.yaml
        value:
          type: lightning
          method: keysend
          recipients:
            - {name: Ada Lovelace, type: node, address: 02d5c1bf8b940dc9cadca86d1b0a, split: 100}
    """
    for number, value in enumerate(record.value):
        yield from _judge_value(value, ("value", number))


def _judge_value(value: Value, at: FieldPath) -> Iterator[Problem]:
    yield from _missing(at, type=value.type, method=value.method)
    if not value.recipients:
        hint = "add recipients: [{name: …, type: node, address: …, split: 100}]"
        message = f"{dotted(at)} has no recipients; at least one is required"
        tag = '<podcast:valueRecipient type="node" address="…" split="100"/>'
        yield Problem(at, message, hint, feed_hint=f"add {tag}")
    yield from _judge_recipients(value.recipients, at)
    for number, split in enumerate(value.time_splits):
        yield from _judge_split(split, (*at, "time_splits", number))


def _judge_recipients(recipients: tuple[ValueRecipient, ...], at: FieldPath) -> Iterator[Problem]:
    for number, each in enumerate(recipients):
        here = (*at, "recipients", number)
        yield from _missing(here, type=each.type, address=each.address, split=each.split)
        if each.split and each.split.startswith("-"):
            message = f"{dotted(here)}.split is {each.split}; a share is 0 or more"
            yield Problem((*here, "split"), message)


def _judge_split(split: ValueTimeSplit, at: FieldPath) -> Iterator[Problem]:
    yield from _missing(at, start_time=split.start_time, duration=split.duration)
    remote, own = len(split.remote_item), len(split.recipients)
    if remote > 1 or bool(remote) == bool(own):
        found = f"{count(own, 'recipient')} and {count(remote, 'remote item')}"
        legal = "either recipients or exactly one remote item is required"
        yield Problem(at, f"{dotted(at)} has {found}; {legal}")
    yield from _judge_recipients(split.recipients, at)


def _missing(at: FieldPath, **parts: str | None) -> Iterator[Problem]:
    """Name each required part that is left out or blank."""
    for name, text in parts.items():
        if not (text and text.strip()):
            message = f"{dotted(at)} has no {name}, which is required"
            yield Problem((*at, name), message, f"add {name}")
