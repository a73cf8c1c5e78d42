"""A release at one target: what was found there, and the right to change it.

Nobody holds a lock that a dead process could keep. Whoever begins replaces the state as it was
seen by an open one; a second publisher who saw the same cannot. The feed decides in the end:
it is replaced only if it is still the one that was seen.
"""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.publish.interruptible import begin_call
from feedtool.publish.ledger import (
    Control,
    State,
    Stored,
    read_control,
    read_state,
    write_control,
    write_state,
)
from feedtool.publish.names import CONTROL, FEED, STATE
from feedtool.publish.probe import probe_conditions
from feedtool.publish.store import (
    ChangedError,
    Held,
    Placed,
    Store,
    TakenError,
    own_headers,
)

_AGAIN = "nothing of the feed was changed: look at what is out now, then run the command again"


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies at a target: the feed, what stops a release, and the state that was written down.

    Versions are None where there is no such file.
    """

    feed: Held | None
    control: Control
    control_version: str | None
    state: State | None
    state_version: str | None

    @property
    def is_settled(self) -> bool:
        """Say whether the last release was done to its end, and the state tells all of it."""
        state = self.state
        if state is None or state.open or self.feed is None:
            return False
        return state.feed == self.feed.version


def look(store: Store) -> Seen:
    """Read what is at the target, in three requests; raises FeedtoolError."""
    return begin_look(store)()


def begin_look(store: Store) -> Callable[[], Seen]:
    """Begin to read what is at the target; return what waits for it, and raises FeedtoolError."""
    reading = begin_call(lambda: _read_three(store))
    return lambda: _see(store, *reading())


def _see(store: Store, feed: Held | None, control: Held | None, state: Held | None) -> Seen:
    return Seen(
        feed,
        read_control(control.data, f"{store.where}/{CONTROL}") if control else Control(),
        control.version if control else None,
        read_state(state.data) if state else None,
        state.version if state else None,
    )


def _read_three(store: Store) -> list[Held | None]:
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(store.read, (FEED, CONTROL, STATE)))


def refuse_held(control: Control, where: str) -> None:
    """Raise FeedtoolError where the target is on hold."""
    hold = control.hold
    if hold is not None:
        since = hold.since.isoformat(" ", "minutes")
        message = f"{where} is on hold since {since}, by {hold.by}: {hold.reason}"
        hint = "when the cause is mended: feedtool publish --resume"
        raise FeedtoolError(message, hint, ExitCode.CHANGED)


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to change a target: the state that was opened, and its version."""

    state: State
    version: str


def begin(store: Store, seen: Seen, by: str, names: Iterable[str] = ()) -> Turn:
    """Open the state, and note what will be sent; raises FeedtoolError where another was first.

    Where none was written yet, the store must first show that it heeds conditions. What killed
    publishers left is swept.
    """
    if seen.state_version is None:
        probe_conditions(store)
    old = seen.state or State("")
    begun = tuple(sorted({*old.begun, *names}))
    state = State(f"{by} {secrets.token_hex(8)}", open=True, files=old.files, begun=begun)
    turn = Turn(state, put_own(store, STATE, write_state(state), seen.state_version).version)
    store.sweep()
    return turn


def finish(
    store: Store, turn: Turn, feed: str, files: Mapping[str, Stored], *, is_open: bool
) -> None:
    """Write down what lies there now; where somebody else has begun, it is theirs to do."""
    begun = tuple(name for name in turn.state.begun if name not in files)
    data = write_state(State(turn.state.by, is_open, feed, files, begun))
    with contextlib.suppress(ChangedError):
        store.replace(STATE, data, own_headers(data), turn.version)


def change_control(store: Store, control: Control, version: str | None) -> str:
    """Write what stops a release; return its version. Raises FeedtoolError."""
    return put_own(store, CONTROL, write_control(control), version).version


def put_own(store: Store, name: str, data: bytes, version: str | None) -> Placed:
    """Write a file of feedtool's own over the version that was seen, or where none was."""
    try:
        if version is None:
            return store.create(name, data, own_headers(data))
        return store.replace(name, data, own_headers(data), version)
    except (TakenError, ChangedError):
        raise lost_race(store) from None


def lost_race(store: Store) -> FeedtoolError:
    """Say that somebody else publishes to the same target."""
    message = f"somebody else is publishing to {store.where} at this moment"
    return FeedtoolError(message, _AGAIN, ExitCode.CHANGED)
