"""Long files onto the disk: resumed where they broke off, whole or not there at all."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from feedtool.net.answer import Answer, NetworkError, Reason, shown_address
from feedtool.net.client import Client, Opened
from feedtool.part_file import PartFile

_BLOCK = 256 * 1024
_PATIENCE = 60.0
"""Seconds that one block may take: below 4 KiB a second a server is as good as silent."""
_MOST = 8 * 1024**3
Progress = Callable[[int, int | None], None]
"""Takes the bytes that are there and those there will be, if that is known."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that was fetched: its bytes, those of them that an earlier try had brought."""

    answer: Answer
    size: int
    resumed: int


def download(
    client: Client, url: str, path: Path, progress: Progress = lambda _done, _total: None
) -> Downloaded:
    """Fetch a file to `path`, which is replaced when all of it is there; raises FeedtoolError.

    What broke off stays beside it as `NAME.part`, and the next try asks for the rest, if the
    server still has the same version (RFC 9110, section 13.1.5).
    """
    part = PartFile(path)
    have, version = part.size_of(url)
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": version}
    with client.open("GET", url, headers) as opened:
        answer = opened.answer
        is_rest = have and answer.status == HTTPStatus.PARTIAL_CONTENT
        if have and answer.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            is_whole = answer.size == have
        else:
            _refuse_page(answer.require_ok())
            if not is_rest:
                have = 0
                part.begin(url, _version_of(answer))
            size = _take(opened, part, have, progress)
            is_whole = answer.size in (None, size)
    trouble = _find_trouble(part.size, is_whole=is_whole)
    if trouble:
        part.discard()
        raise NetworkError(Reason.BROKEN, f"{shown_address(url)} {trouble[0]}", trouble[1])
    part.finish()
    return Downloaded(answer, path.stat().st_size, have)


def _find_trouble(size: int, *, is_whole: bool) -> tuple[str, str] | None:
    """Say why what came is no file, and what helps."""
    if not is_whole:
        words = "is not what it was: its size differs from what came"
        return words, "try again: it is fetched from the start"
    return None if size else ("answers with no bytes at all", "the file may be lost there")


def _refuse_page(answer: Answer) -> None:
    """Refuse a web page that a server sends, with a status of success, for a file it has lost."""
    if answer.media_type in ("text/html", "application/xhtml+xml"):
        message = f"{shown_address(answer.url)} answers with a web page, not with a file"
        raise NetworkError(Reason.STATUS, message, hops=answer.hops)


def _take(opened: Opened, part: PartFile, have: int, progress: Progress) -> int:
    """Write the body behind what is there; return the bytes of the file."""
    size = have
    with part.appending() as file:
        while True:
            opened.call.extend(_PATIENCE)
            block = opened.read(_BLOCK)
            if not block:
                return size
            size += len(block)
            if size > _MOST:
                message = f"{shown_address(opened.answer.url)} has more than {_MOST:,} bytes"
                raise NetworkError(Reason.TOO_LARGE, message)
            part.write(file, block)
            progress(size, opened.answer.size)


def _version_of(answer: Answer) -> str:
    """Return what If-Range takes: a strong ETag, else the date."""
    known = answer.known
    return known.last_modified if not known.etag or known.etag.startswith("W/") else known.etag
