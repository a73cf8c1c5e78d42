"""Files to a target: media under names that nothing has, the rest over what is corrected."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.model.target import Target
from feedtool.publish.desk import lost_race
from feedtool.publish.ledger import Stored
from feedtool.publish.meter import Meter
from feedtool.publish.steps import Act, Step, Wanted
from feedtool.publish.store import AlteredError, ChangedError, Headers, Placed, Store, TakenError

LARGE = 8 * 1024 * 1024
"""Bytes from which a file is sent in parts."""
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Sender:
    """Brings files to one target."""

    store: Store
    settings: Target
    meter: Meter

    def send_all(self, steps: Sequence[Step], wanted: Mapping[str, Wanted]) -> dict[str, Stored]:
        """Do every step that sends; return what lies there now, by name. Raises FeedtoolError.

        Media come first. Small files go out several at once, large ones alone, in parts; what is
        replaced goes out one by one in the order of names, so that of two publishers one is
        stopped before replacing anything.
        """
        new = [wanted[step.name] for step in steps if step.act is Act.SEND]
        old = [wanted[step.name] for step in steps if step.act is Act.REPLACE]
        done: dict[str, Stored] = {}
        for group in (
            [each for each in new if each.is_media],
            [each for each in new if not each.is_media],
        ):
            done |= dict(self._create_all(group))
        done |= {each.name: self._replace(each) for each in old}
        return done

    def _create_all(self, group: Sequence[Wanted]) -> Iterator[tuple[str, Stored]]:
        for each in (each for each in group if each.size > LARGE):
            yield each.name, self._create(each)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for some in _share([each for each in group if each.size <= LARGE]):
                names = [each.name for each in some]
                yield from zip(names, pool.map(self._create, some), strict=True)

    def _create(self, each: Wanted) -> Stored:
        """Bring a file to its name; one that another publisher brought just now may stay."""
        source = _source_of(each)
        headers = headers_of(each, self.settings)
        try:
            if each.size > LARGE:
                placed = self.store.send(each.name, source, headers, self.meter)
            else:
                placed = self.store.create(each.name, _read(each), headers)
                self.meter.sent(each.size)
        except TakenError:
            return self._accept(each)
        return Stored(each.sha256, each.size, placed.stamp)

    def _accept(self, each: Wanted) -> Stored:
        if self.store.find_hash(each.name) != each.sha256:
            raise lost_race(self.store) from None
        entry = self.store.list(each.name).get(each.name)
        if entry is None:
            message = f"{self.store.where} holds {each.name}, and does not list it"
            raise FeedtoolError(message, "run the command again", ExitCode.NETWORK)
        return Stored(each.sha256, each.size, entry.stamp)

    def _replace(self, each: Wanted) -> Stored:
        headers = headers_of(each, self.settings)
        held = self.store.read(each.name)
        data = _read(each)
        try:
            placed: Placed = (
                self.store.replace(each.name, data, headers, held.version)
                if held
                else self.store.create(each.name, data, headers)
            )
        except (TakenError, ChangedError):
            raise lost_race(self.store) from None
        self.meter.sent(each.size)
        return Stored(each.sha256, each.size, placed.stamp)


def _share(files: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Share small files out to be sent together, no more bytes at once than one of them may have.

    All of them must be through before the time-out of the store: half a megabit a second is enough.
    """
    share: list[Wanted] = []
    size = 0
    for each in files:
        if share and size + each.size > LARGE:
            yield share
            share, size = [], 0
        share.append(each)
        size += each.size
    if share:
        yield share


def headers_of(each: Wanted, settings: Target) -> Headers:
    """Say how a file is served: for long if its bytes never change, for short otherwise."""
    if each.is_media:
        return Headers(each.type, f"public, max-age={settings.long_cache}, immutable", each.sha256)
    return Headers(each.type, f"public, max-age={settings.short_cache}", each.sha256)


def _source_of(each: Wanted) -> Path:
    if each.source is None:
        raise FeedtoolError(f"{each.name} is not at hand")
    return each.source


def _read(each: Wanted) -> bytes:
    """Read a small file, and see that it is the one that was checked."""
    path = _source_of(each)
    try:
        data = read_bytes(path, max(each.size, LARGE) + 1)
    except (UnreadableError, FileNotFoundError) as error:
        raise FeedtoolError(f"{path}: {error}") from None
    if hashlib.sha256(data).hexdigest() != each.sha256:
        message = f"{path} is not the file that was checked: it changed since"
        raise AlteredError(message, "run the command again")
    return data
