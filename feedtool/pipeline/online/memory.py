"""Answers without a fault, kept for a while in `.feedtool/answers.json`: none is asked twice.

What was found faulty is not kept: whoever mends a server wants to see it at once.
"""

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import ClassVar

from pydantic import AwareDatetime, ConfigDict, TypeAdapter, ValidationError

from feedtool import __version__
from feedtool.cache_folder import cache_of_show, read_kept, write_kept
from feedtool.model.exchange import Kind, Reply

_FILE = "answers.json"
_MAX_BYTES = 64 << 20
_LIFETIME = timedelta(hours=1)
_LIFETIME_OF_LINKS = timedelta(days=1)
Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """One answer, and when it was given."""

    kind: Kind
    url: str
    at: AwareDatetime
    reply: Reply


@dataclass(frozen=True, slots=True)
class _Stored:
    """The content of the file."""

    __pydantic_config__: ClassVar = ConfigDict(strict=True, allow_inf_nan=False)

    feedtool: str
    answers: list[_Kept]


class Memory:
    """The answers of one show; without a folder nothing is kept. `now` ages them."""

    def __init__(self, root: Path | None, now: datetime) -> None:
        self._root, self._now = root, now
        kept = _read_stored(root) if root else []
        self._kept = {(each.kind, each.url): each for each in kept if self._is_young(each)}

    def _is_young(self, kept: _Kept) -> bool:
        lifetime = _LIFETIME_OF_LINKS if kept.kind in (Kind.LINK, Kind.PAGE) else _LIFETIME
        return timedelta() <= self._now - kept.at < lifetime

    def recall(self, key: Key) -> Reply | None:
        """Return what an address answered a short while ago."""
        kept = self._kept.get(key)
        return kept.reply if kept else None

    def keep(self, key: Key, reply: Reply) -> None:
        """Keep an answer in which no fault was found; the feed's own is always asked anew."""
        if key[0] is not Kind.FEED and key not in self._kept:
            # A certificate is looked at once a host and run: the next run does it again.
            self._kept[key] = _Kept(*key, self._now, replace(reply, certificate_days=None))

    def save(self) -> None:
        """Write what is known; a file that cannot be written is no fault."""
        if self._root is None:
            return
        stored = _Stored(__version__, sorted(self._kept.values(), key=lambda k: (k.kind, k.url)))
        data = _adapter().dump_json(stored, exclude_defaults=True)
        write_kept(cache_of_show(self._root), _FILE, data)


@cache
def _adapter() -> TypeAdapter[_Stored]:
    return TypeAdapter(_Stored)


def _read_stored(root: Path) -> list[_Kept]:
    data = read_kept(cache_of_show(root), _FILE, _MAX_BYTES)
    with contextlib.suppress(ValidationError):
        stored = _adapter().validate_json(data)
        if stored.feedtool == __version__:
            return stored.answers
    return []
