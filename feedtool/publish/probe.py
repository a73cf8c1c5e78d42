"""Whether a store keeps its word: a write on a condition that does not hold must be refused."""

import secrets
from contextlib import suppress

from feedtool.errors import FeedtoolError
from feedtool.publish.names import PROBES
from feedtool.publish.store import ChangedError, Store, TakenError, own_headers

_HINT = "two publishers could overwrite each other: choose a store with conditional writes"


def probe_conditions(store: Store) -> None:
    """Try both kinds of condition on a file of our own; raises FeedtoolError if one is ignored."""
    name = f"{PROBES}{secrets.token_hex(8)}"
    try:
        _probe(store, name)
    except FeedtoolError:
        with suppress(FeedtoolError):  # what was found first is told
            store.delete(name)
        raise
    store.delete(name)


def _probe(store: Store, name: str) -> None:
    try:
        first = store.create(name, b"1", own_headers(b"1"))
        if not _refuses_taken(store, name):
            raise FeedtoolError(f"{store.where} writes over what it should only create", _HINT)
        store.replace(name, b"3", own_headers(b"3"), first.version)
        if not _refuses_stale(store, name, first.version):
            raise FeedtoolError(f"{store.where} replaces what has changed since", _HINT)
    except (TakenError, ChangedError):
        message = f"{store.where} refuses a condition that holds"
        raise FeedtoolError(message, _HINT) from None


def _refuses_taken(store: Store, name: str) -> bool:
    try:
        store.create(name, b"2", own_headers(b"2"))
    except TakenError:
        return True
    return False


def _refuses_stale(store: Store, name: str, version: str) -> bool:
    try:
        store.replace(name, b"4", own_headers(b"4"), version)
    except ChangedError:
        return True
    return False
