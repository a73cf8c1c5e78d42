"""What feedtool writes down at a target, to JSON and back.

`State` tells what lies there, so that nothing is sent or looked at twice. It may be lost or out of
date: then the target is listed, which is only slower. `Control` must not be lost: it holds what
stops a release.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.plural import count

T = TypeVar("T")
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies at the target and was seen at its public address."""

    sha256: str
    size: int
    stamp: str


@dataclass(frozen=True, slots=True)
class State:
    """The files at the target, by name, while the feed is `feed` (its version).

    It is `open` from the moment somebody begins to publish until all is done: whoever finds it
    so must look again. `by` is one release and no other, so that no two states are alike.
    `begun` are names that somebody began to send, and that no release has needed since.
    """

    by: str
    open: bool = True
    feed: str = ""
    files: Mapping[str, Stored] = field(default_factory=dict)
    begun: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing is published until somebody says so: since when, who, and why.

    `release` is the number of the one that is being put back; 0 once that is done.
    """

    since: datetime
    by: str
    reason: str
    release: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An episode that was taken out for good: its GUID is never used again."""

    guid: str
    title: str
    since: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Control:
    """What stops a release: a hold, and the episodes that must not come back."""

    hold: Hold | None = None
    withdrawn: tuple[Withdrawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One feed that was published: `number` counts them, `files` are all that it names."""

    number: int
    sha256: str
    when: datetime
    by: str
    what: str
    items: int
    files: tuple[str, ...] = ()


_KINDS = {kind.__name__: kind for kind in (State, Control, Release)}


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """Make what reads and writes one kind of file when the first is met: most runs need one."""
    return TypeAdapter(_KINDS[name])


def write_state(state: State) -> bytes:
    """Write a state on few lines: it is read at every release."""
    return _write(state)


def read_state(data: bytes) -> State | None:
    """Read a state; None where it is not one of ours."""
    try:
        return _read(State, data)
    except ValueError:
        return None


def write_control(control: Control) -> bytes:
    """Write what stops a release."""
    return _write(control)


def read_control(data: bytes, where: str) -> Control:
    """Read what stops a release; raises FeedtoolError, for it may be a hold that is broken."""
    if data.lstrip().startswith(b"<"):
        message = f"{where} does not answer: what comes is a web page"
        hint = "networks that ask for a login first do that"
        raise FeedtoolError(message, hint, ExitCode.NETWORK)
    try:
        return _read(Control, data)
    except ValueError as error:
        hint = "a newer feedtool may have written it; else put back what it held"
        message = f"{where} cannot be read, so nobody knows what it stops: {error}"
        raise FeedtoolError(message, hint, ExitCode.CHANGED) from None


def write_release(release: Release) -> bytes:
    """Write what is known of one feed that was published."""
    return _write(release)


def read_release(data: bytes) -> Release | None:
    """Read what is known of one feed; None where it is not one of ours."""
    try:
        return _read(Release, data)
    except ValueError:
        return None


def _write(value: State | Control | Release) -> bytes:
    fields = _adapter(type(value).__name__).dump_python(value, mode="json")
    document = {"schema": _SCHEMA, **fields}
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _read(kind: type[T], data: bytes) -> T:
    """Read one of ours; raises ValueError."""
    try:
        document = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    schema = document.get("schema") if isinstance(document, dict) else None
    if type(schema) is not int or schema != _SCHEMA:  # true is 1 in Python
        raise ValueError(f"its schema is not {_SCHEMA}")
    try:
        found: T = _adapter(kind.__name__).validate_json(data, strict=True)
    except ValidationError as error:
        raise ValueError(count(error.error_count(), "wrong field")) from None
    return found
