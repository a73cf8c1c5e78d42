"""Object stores through obstore: Amazon's S3 and all that speak it, Google's, Azure's.

With cloud_errors.py the only module that knows obstore. Credentials come from the environment or
the identity that the platform gives, as obstore finds them; they are in no setting, and in no
message.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.errors import FeedtoolError
from feedtool.model.target import Target
from feedtool.publish.claims import claim_name
from feedtool.publish.credentials import prepare_credentials
from feedtool.publish.names import CLAIMS
from feedtool.publish.s3_opening import Opening, find_opening
from feedtool.publish.store import (
    ChangedError,
    Entry,
    Headers,
    Held,
    Placed,
    TakenError,
    Tally,
    read_parts,
)

if TYPE_CHECKING:
    from feedtool.publish.resume import Large
    from feedtool.publish.s3 import Bucket

try:
    import obstore
    from obstore.exceptions import (
        AlreadyExistsError,
        BaseError,
        PreconditionError,
    )
    from obstore.store import AzureStore, GCSStore, S3Store

    from feedtool.publish.cloud_errors import explained, first_line, is_broken_off
except ImportError as error:
    raise FeedtoolError(
        "object stores need obstore, which is not installed", "pip install 'feedtool[cloud]'"
    ) from error

_BLOCK = 8 * 1024 * 1024
"""Bytes of a file that are read at a time to hash it."""
_NOTE = "sha256"
_WRITER = "writer"
_CLIENT = frozenset(
    "timeout connect_timeout read_timeout proxy_url proxy_excludes user_agent http1_only".split()
)
"""Options of the connection; all others are the store's."""
_KINDS: dict[str, tuple[Any, dict[str, str]]] = {
    "s3": (S3Store, {}),
    "gs": (GCSStore, {"endpoint": "base_url"}),
    "az": (AzureStore, {}),
}
_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before each further try of a write whose answer was lost."""
_RETRIES: dict[str, Any] = {
    "max_retries": 6,
    "retry_timeout": timedelta(minutes=3),
    "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=15)},
}


class CloudStore:
    """A bucket with a prefix."""

    def __init__(self, store: Any, where: str, opening: Opening | None = None) -> None:
        self._store, self._opening = store, opening
        self.where = where
        self._writer = secrets.token_hex(8)

    def read(self, name: str) -> Held | None:
        """Read a small file."""
        with explained(self.where, name):
            try:
                found = obstore.get(self._store, name)
                return Held(bytes(found.bytes()), _version_of(found.meta))
            except FileNotFoundError:
                return None

    def list(self, prefix: str = "") -> dict[str, Entry]:
        """List files; a store lists whole folders, so the rest of a prefix is compared here."""
        folder = prefix.rpartition("/")[0] or None
        found: dict[str, Entry] = {}
        with explained(self.where, prefix):
            for chunk in obstore.list(self._store, folder, chunk_size=1000):
                for each in chunk:
                    if each["path"].startswith(prefix):
                        entry = Entry(each["size"], _stamp_of(each), each["last_modified"])
                        found[each["path"]] = entry
        return found

    def find_hash(self, name: str) -> str:
        """Return what was noted when a file was sent, else the hash of all its bytes."""
        with explained(self.where, name):
            noted = _attributes_of(self._store, name).get(_NOTE, "")
            if re.fullmatch("[0-9a-f]{64}", noted):
                return noted
            digest = hashlib.sha256()
            for part in obstore.get(self._store, name).stream(min_chunk_size=_BLOCK):
                digest.update(part)
            return digest.hexdigest()

    def create(self, name: str, data: bytes, headers: Headers) -> Placed:
        """Write a file that is not there yet."""
        return self._put(name, data, headers, "create")

    def replace(self, name: str, data: bytes, headers: Headers, version: str) -> Placed:
        """Write over the version that was seen."""
        tag, _, number = version.partition("\n")
        given = {"e_tag": tag, "version": number}
        return self._put(name, data, headers, {key: each for key, each in given.items() if each})

    def send(self, name: str, source: Path, headers: Headers, tally: Tally) -> Placed:
        """Send a large file in parts; where the store speaks S3, only those that are not there."""
        from feedtool.publish.resume import Large, Resuming  # noqa: PLC0415 - heavy, and seldom

        with explained(self.where, name, writes=True), self._open_bucket() as bucket:
            large = Large(name, source, headers, tally)
            placed = Resuming(self, bucket).send(large) if bucket else None
            return placed or self._send_anew(large)

    @contextmanager
    def _open_bucket(self) -> "Iterator[Bucket | None]":
        if self._opening is None:
            yield None
            return
        with self._opening.open() as bucket:
            yield bucket

    def _send_anew(self, large: "Large") -> Placed:
        """Send all parts; obstore neither finds those that are there, nor knows conditions here."""
        from feedtool.publish.resume import AT_LEAST, PART  # noqa: PLC0415 - heavy, and seldom

        claim_name(self, large.name, large.headers.sha256)
        if large.name in self.list(large.name):
            raise TakenError(large.name)
        placed = obstore.put(
            self._store,
            large.name,
            read_parts(large.source, large.headers.sha256, large.tally.sent),
            attributes=self._attributes(large.headers),
            chunk_size=PART,
            max_concurrency=AT_LEAST,  # each has the whole line's time-out, however slow it is
        )
        return Placed(_stamp_of(placed), _version_of(placed))

    def delete(self, name: str) -> None:
        """Take a file away, and what claims its name."""
        for each in (name, CLAIMS + name):
            with explained(self.where, name, writes=True), suppress(FileNotFoundError):
                obstore.delete(self._store, each)

    def list_begun(self) -> dict[str, datetime]:
        """List files of unfinished uploads; none where only obstore is let in, or none may look."""
        from feedtool.publish.resume import list_begun  # noqa: PLC0415 - heavy, and seldom

        with explained(self.where, ""), self._open_bucket() as bucket:
            return list_begun(bucket) if bucket else {}

    def give_up(self, name: str) -> None:
        """End all uploads of a file, and free its name."""
        from feedtool.publish.resume import end_uploads  # noqa: PLC0415 - heavy, and seldom

        with explained(self.where, name), self._open_bucket() as bucket:
            if bucket:
                end_uploads(bucket, name)
        with explained(self.where, name), suppress(FileNotFoundError):
            obstore.delete(self._store, CLAIMS + name)

    def sweep(self) -> None:
        """Do nothing: parts of files that were begun have no names."""

    def _put(self, name: str, data: bytes, headers: Headers, mode: Any) -> Placed:
        with explained(self.where, name, writes=True):
            try:
                placed = self._put_again(name, data, headers, mode)
            except (AlreadyExistsError, PreconditionError) as error:
                mine = self._find_own(name, headers)
                if mine is not None:
                    return mine
                is_taken = isinstance(error, AlreadyExistsError)
                raise (TakenError if is_taken else ChangedError)(name) from None
            return Placed(_stamp_of(placed), _version_of(placed))

    def _put_again(self, name: str, data: bytes, headers: Headers, mode: Any) -> Any:
        """Write until there is an answer: obstore gives up a write on a condition that is lost."""
        attributes = self._attributes(headers)
        for pause in _PAUSES:
            try:
                return obstore.put(self._store, name, data, attributes=attributes, mode=mode)
            except BaseError as error:
                if not is_broken_off(error):
                    raise
            time.sleep(pause)
        return obstore.put(self._store, name, data, attributes=attributes, mode=mode)

    def _find_own(self, name: str, headers: Headers) -> Placed | None:
        """Return what this very process wrote: its answer was lost, and it was sent twice."""
        with suppress(FileNotFoundError):
            found = obstore.get(self._store, name, options={"head": True})
            attributes = dict(found.attributes)
            if (attributes.get(_WRITER), attributes.get(_NOTE)) == (self._writer, headers.sha256):
                return Placed(_stamp_of(found.meta), _version_of(found.meta))
        return None

    def _attributes(self, headers: Headers) -> dict[str, str]:
        return {
            "Content-Type": headers.type,
            "Cache-Control": headers.cache,
            _NOTE: headers.sha256,
            _WRITER: self._writer,
        }


def open_cloud(settings: Target) -> CloudStore:
    """Open the store of a target; raises FeedtoolError for options that it does not know."""
    prepare_credentials(os.environ)
    scheme, _, rest = settings.url.partition("://")
    bucket, _, prefix = rest.strip("/").partition("/")
    kind, own = _KINDS[scheme.lower()]
    options = {key: value for key, value in settings.options.items() if key not in _CLIENT}
    client: dict[str, Any] = {"timeout": "120s", "connect_timeout": "10s"}
    client |= {key: value for key, value in settings.options.items() if key in _CLIENT}
    if (settings.endpoint or "").lower().startswith("http://"):
        client["allow_http"] = True
    given = {own.get(key, key): value for key, value in _address_of(settings).items()}
    try:
        store = kind(
            bucket,
            prefix=prefix or None,
            client_options=client,
            retry_config=_RETRIES,
            **{**options, **given},
        )
    except (BaseError, ValueError, TypeError) as error:
        message = f"{settings.url} cannot be opened: {first_line(error)}"
        hint = "look at the environment's variables, and 'options' of the target"
        raise FeedtoolError(message, hint) from None
    opening = find_opening(settings, lambda name: _presign(store, name), prefix)
    return CloudStore(store, settings.url.rstrip("/"), opening)


def _presign(store: Any, name: str) -> str:
    signed: str = obstore.sign(store, "GET", name, timedelta(minutes=1))
    return signed


def _address_of(settings: Target) -> dict[str, Any]:
    """List what the settings say of the service, by obstore's names for S3."""
    style = None if settings.path_style is None else not settings.path_style
    given = {
        "endpoint": settings.endpoint,
        "region": settings.region,
        "virtual_hosted_style_request": style,
    }
    return {key: value for key, value in given.items() if value is not None}


def _attributes_of(store: Any, name: str) -> dict[str, str]:
    return dict(obstore.get(store, name, options={"head": True}).attributes)


def _stamp_of(meta: Any) -> str:
    """Return the ETag bare: Azure quotes it where a file is written, and not where it is listed."""
    return str(meta.get("e_tag") or meta.get("version") or "").strip('"')


def _version_of(meta: Any) -> str:
    return f"{meta.get('e_tag') or ''}\n{meta.get('version') or ''}"
