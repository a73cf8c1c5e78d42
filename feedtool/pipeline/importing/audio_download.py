"""The audio of a feed onto the disk: a few files at a time, each resumed where it broke off."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from feedtool.errors import FeedtoolError
from feedtool.formats.media_types import BY_EXTENSION, extension_of, plain_type
from feedtool.formats.numbers import read_size
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.formats.web_address import host_of, join_address, split_address
from feedtool.migrate.feed.mapped import Mapped

if TYPE_CHECKING:
    from feedtool.net.client import Client

AUDIO = "audio"
_AT_A_TIME = 4
_OTHER_NAMES = {"audio/mp3": "mp3", "audio/mp4": "m4a"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One audio file: the record it belongs to, its path in the show folder, address and size."""

    record: str
    file: str
    url: str
    length: int | None


@dataclass(slots=True)
class Fetched:
    """Which files are there now, by record, and what was strange about any of them.

    `hosts` are those that sent the bytes in the end.
    """

    files: dict[str, str] = field(default_factory=dict)
    size: int = 0
    hosts: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


Tell = Callable[[str], None]
"""Takes a line that tells how far the work is."""


def list_audio(names: Sequence[str], items: Sequence[Mapped], base: str) -> list[Wanted]:
    """List the audio of items; `base` is the feed's address, for relative ones.

    Statistics prefixes are left out: a copy for the show's owner is no download to be counted.
    """
    found: list[Wanted] = []
    for name, item in zip(names, items, strict=True):
        audio = item.values.get("audio", {})
        url = split_prefix(join_address(base, audio.get("url", "")))[1]
        if not url:
            continue
        size = read_size(audio.get("length", "")) or None  # a feed that knows none says 0
        suffix = _suffix_of(url, audio.get("type", ""))
        found.append(Wanted(name, f"{AUDIO}/{name}.{suffix}", url, size))
    return found


def _suffix_of(url: str, kind: str) -> str:
    """Return the ending that the address has, or that goes with the type; else that of MP3."""
    path = re.split(r"[?#]", split_address(url).rest, maxsplit=1)[0]
    ending = extension_of(unquote(path))
    if BY_EXTENSION.get(ending, "").startswith(("audio/", "video/")):
        return ending
    plain = plain_type(kind)
    known = next((name for name, each in BY_EXTENSION.items() if each == plain), "")
    return known or _OTHER_NAMES.get(plain, "mp3")


def fetch_audio(wanted: Sequence[Wanted], folder: Path, client: "Client", tell: Tell) -> Fetched:
    """Download files that are not there yet; what does not come is named, and the rest goes on."""
    fetched = Fetched()
    pool = ThreadPoolExecutor(_AT_A_TIME)
    try:
        results = pool.map(lambda each: _fetch_one(each, folder, client), wanted)
        for number, (each, result) in enumerate(zip(wanted, results, strict=True), start=1):
            _note(fetched, each, result)
            size = fetched.size / 1_000_000
            tell(f"downloading audio: {number} of {len(wanted)} files, {size:,.0f} MB")
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return fetched


@dataclass(frozen=True, slots=True)
class _Result:
    size: int = 0
    host: str = ""
    trouble: str = ""


def _fetch_one(wanted: Wanted, folder: Path, client: "Client") -> _Result:
    from feedtool.net.download import download  # noqa: PLC0415 - heavy, and only for --download

    path = folder / wanted.file
    try:
        if path.is_file() and path.stat().st_size:
            return _Result(path.stat().st_size)
        found = download(client, wanted.url, path)
    except FeedtoolError as error:
        return _Result(trouble=error.message)
    return _Result(found.size, host_of(found.answer.url))


def _note(fetched: Fetched, wanted: Wanted, result: _Result) -> None:
    if result.trouble:
        fetched.failed.append(f"{wanted.record}: {result.trouble}")
        return
    fetched.files[wanted.record] = wanted.file
    fetched.size += result.size
    if result.host:
        fetched.hosts.add(result.host)
    if wanted.length is not None and wanted.length != result.size:
        words = f"{wanted.file} has {result.size:,} bytes, the feed says {wanted.length:,}"
        fetched.differing.append(words)
