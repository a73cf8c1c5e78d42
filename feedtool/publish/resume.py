"""One large file to a store that speaks S3: what an earlier try has brought is not sent again.

The claim at the target names the upload; each part that lies there is compared with the bytes at
hand. Nothing is remembered on this machine, so another one can go on.
"""

import hashlib
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.s3_answers import Part, read_value
from feedtool.net.answer import Answer, NetworkError
from feedtool.publish.claims import Claim, read_claim, take_claim
from feedtool.publish.names import CLAIMS
from feedtool.publish.refusal import refuse
from feedtool.publish.s3 import PASSING, Bucket, RefusedError
from feedtool.publish.store import (
    AlteredError,
    Headers,
    Held,
    Placed,
    Store,
    TakenError,
    Tally,
    read_parts,
)

PART = 5 * 1024 * 1024
"""Bytes that are lost at most where a line drops: S3 takes no smaller part but the last."""
_MOST_PARTS = 10_000
_AT_ONCE = 6
"""Parts of one file on their way over a quick line."""
AT_LEAST = 2
"""The same over a slow one: more would only be begun when it drops."""
_QUICK = 3.0
"""Seconds of a part up to which a line is quick."""
_USELESS = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED})
_LOST = frozenset({"InvalidPart", "InvalidPartOrder", "EntityTooSmall"})
"""Answers after which an upload in parts can never be ended, by status and by word."""


@dataclass(frozen=True, slots=True)
class Large:
    """A large file, and what counts its bytes."""

    name: str
    source: Path
    headers: Headers
    tally: Tally

    @property
    def part_size(self) -> int:
        """Bytes of each part but the last, the same in every try: S3 takes 10,000 of them."""
        try:
            least = -(-self.source.stat().st_size // _MOST_PARTS)
        except OSError as error:
            raise FeedtoolError(f"{self.source} cannot be read: {error.strerror}") from None
        return max(PART, -(-least // PART) * PART)

    def claim(self, upload: str) -> Claim:
        """Return what claims the name for these bytes, served like this."""
        served = f"{self.headers.type}\n{self.headers.cache}"
        return Claim(self.headers.sha256, upload, hashlib.sha256(served.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Brought:
    """A part that lies at the store, and how many to send at once from now on; 0: as before."""

    tag: str
    room: int = 0


@dataclass(frozen=True, slots=True)
class Resuming:
    """Sends large files to one bucket, whose small ones `store` reads and writes."""

    store: Store
    bucket: Bucket

    def send(self, large: Large) -> Placed | None:
        """Send what is not there yet; None where the store has no uploads in parts.

        Raises TakenError, and FeedtoolError.
        """
        name = large.name
        seen = self.store.read(CLAIMS + name)
        claim = read_claim(seen)
        if name in self.store.list(name):
            raise TakenError(name)
        with self._explained(name):
            parts = self._find_parts(large, claim)
            upload = claim.upload if claim and parts is not None else self._begin(large)
            if not upload:
                return None
            if parts is None:
                self._claim(large, upload, seen)
            return self._finish(large, upload, parts or {})

    def _find_parts(self, large: Large, claim: Claim | None) -> dict[int, Part] | None:
        """List the parts of an upload of these very bytes; None where there is no such upload."""
        if claim is None or not claim.upload or claim != large.claim(claim.upload):
            return None
        with suppress(RefusedError):  # it was ended, or may not be looked at
            return self.bucket.list_parts(large.name, claim.upload)
        return None

    def _begin(self, large: Large) -> str:
        """Begin an upload; return "" where the store refuses: obstore may know another way."""
        try:
            return self.bucket.begin(large.name, _dress(large.headers))
        except RefusedError:
            return ""
        except NetworkError as error:
            if error.reason in PASSING:
                raise
            return ""

    def _claim(self, large: Large, upload: str, seen: Held | None) -> None:
        """Claim the name for a new upload, and end all older ones of it."""
        try:
            take_claim(self.store, large.name, large.claim(upload), seen)
        except FeedtoolError:
            self.bucket.abort(large.name, upload)
            raise
        if seen is not None:
            end_uploads(self.bucket, large.name, but=upload)

    def _finish(self, large: Large, upload: str, parts: dict[int, Part]) -> Placed:
        """Send what is not there, and make the file of all parts. Raises TakenError."""
        name = large.name
        try:
            return self._end(name, upload, self._send_parts(large, upload, parts))
        except RefusedError as error:
            if _is_useless(error):
                self.bucket.abort(name, upload)
                if name in self.store.list(name):
                    # Somebody else was quicker, or this process, whose answer was lost.
                    raise TakenError(name) from None
            raise

    def _send_parts(self, large: Large, upload: str, parts: dict[int, Part]) -> list[str]:
        """Send what is not there; return the ETags of all parts. Raises AlteredError."""
        try:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                return self._send_with(pool, large, upload, parts)
        except AlteredError:  # what was sent may be of the file as it was or as it is
            self.bucket.abort(large.name, upload)
            raise

    def _send_with(
        self, pool: ThreadPoolExecutor, large: Large, upload: str, parts: dict[int, Part]
    ) -> list[str]:
        """Read one part after the other, and have several at once under way."""
        all_parts: list[Future[Brought]] = []
        under_way: set[Future[Brought]] = set()
        room = AT_LEAST
        blocks = read_parts(large.source, large.headers.sha256, size=large.part_size)
        try:
            for number, data in enumerate(blocks, 1):
                while len(under_way) >= room:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    room = max(each.result().room for each in done) or room
                one = pool.submit(self._bring, large, upload, number, data, parts.get(number))
                all_parts.append(one)
                under_way.add(one)
            return [each.result().tag for each in all_parts]
        except BaseException:
            self.bucket.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise

    def _bring(
        self, large: Large, upload: str, number: int, data: bytes, found: Part | None
    ) -> Brought:
        """Send a part, unless it is there: only bytes with the same hash are taken for the same."""
        tag = hashlib.md5(data, usedforsecurity=False).hexdigest() if found else ""
        if found == Part(len(data), tag):
            large.tally.kept(large.name, len(data))
            return Brought(tag)
        begun = time.monotonic()
        tag = self.bucket.put(large.name, upload, number, data, large.tally.sent)
        return Brought(tag, _AT_ONCE if time.monotonic() - begun < _QUICK else AT_LEAST)

    def _end(self, name: str, upload: str, tags: list[str]) -> Placed:
        """Make the file of its parts, if nothing has its name. Raises TakenError."""
        if name in self.store.list(name):  # for stores that do not know the condition
            self.bucket.abort(name, upload)
            raise TakenError(name)
        answer = self._complete(name, upload, tags)
        tag, version = read_value(answer.body, "ETag"), answer.headers.get("x-amz-version-id", "")
        return Placed(tag.strip('"'), f"{tag}\n{version}")

    def _complete(self, name: str, upload: str, tags: list[str]) -> Answer:
        try:
            return self.bucket.complete(name, upload, tags, is_new=True)
        except RefusedError as error:
            if error.status != HTTPStatus.NOT_IMPLEMENTED:
                raise
            return self.bucket.complete(name, upload, tags, is_new=False)

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """Turn what the store says into one sentence."""
        try:
            yield
        except NetworkError as error:
            hint = "run the command again: whole parts that went are not sent again"
            raise FeedtoolError(f"{self.store.where}: {error}", hint, ExitCode.NETWORK) from None
        except RefusedError as error:
            if _is_useless(error):
                message = f"{self.store.where} has lost the parts of {name} ({error})"
                hint = "did somebody else send it? Run the command again"
                raise FeedtoolError(message, hint, ExitCode.CHANGED) from None
            where = self.store.where
            raise refuse(where, name, error.status, f" ({error})", writes=True) from None


def _is_useless(error: RefusedError) -> bool:
    return error.status in _USELESS or error.code in _LOST


def list_begun(bucket: Bucket) -> dict[str, datetime]:
    """List the names that have unfinished uploads, and when the last of each was begun."""
    found: dict[str, datetime] = {}
    with suppress(RefusedError):  # not every key may look
        for each in bucket.list_uploads():
            found[each.name] = max(each.begun, found.get(each.name, each.begun))
    return found


def end_uploads(bucket: Bucket, name: str, *, but: str = "") -> None:
    """End the unfinished uploads of a name, all but one."""
    with suppress(RefusedError):
        for each in bucket.list_uploads(name):
            if each.name == name and each.id != but:
                bucket.abort(name, each.id)


def _dress(headers: Headers) -> dict[str, str]:
    return {
        "Content-Type": headers.type,
        "Cache-Control": headers.cache,
        "x-amz-meta-sha256": headers.sha256,
    }
