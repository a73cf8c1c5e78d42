"""Station tag: a drafted file written safely: read again, its sound compared, then in its place."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from feedtool.errors import FeedtoolError
from feedtool.model.media import ONE_RUN, AudioFacts
from feedtool.probe.audio import probe_audio
from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import sound_span
from feedtool.probe.window import Window
from feedtool.rewriting import Old, rewrite
from feedtool.tag.draft import list_changes
from feedtool.tag.wish import Draft, Wish

_BLOCK = 1 << 20

T = TypeVar("T")


def write_draft(
    old: Old, facts: AudioFacts, draft: Draft, wish: Wish, to: Path | None
) -> AudioFacts:
    """Write the drafted file in place of the old one, or to a new name; return its facts.

    Raises FeedtoolError, and leaves the old file as it was, where the new one does not hold the
    same sound or the wanted tags.
    """
    found: list[AudioFacts] = []

    def check(new: Path) -> None:
        measured = _guard(old, lambda: _measure(old, new, facts, draft))
        if measured.tagging is None or list_changes(draft.tagging, measured.tagging, wish):
            raise FeedtoolError(f"{old.path}: the tags would not read back; nothing was written")
        found.append(measured)

    def finish(new: Path) -> None:
        if draft.finish is not None:
            _guard(old, partial(draft.finish, new))

    rewrite(old, draft.pieces, check, finish, to)
    return found[0]


def _guard(old: Old, work: Callable[[], T]) -> T:
    """Do work on bytes that may be damaged: mutagen raises more than MutagenError."""
    try:
        return work()
    except (FeedtoolError, OSError):
        raise
    except Exception as error:
        message = f"{old.path} is damaged: its tags cannot be written; nothing was written"
        raise FeedtoolError(message, "export it again") from error


def _measure(old: Old, new: Path, facts: AudioFacts, draft: Draft) -> AudioFacts:
    """Measure the new file; raises FeedtoolError where it has another sound."""
    measured = _measure_run(old, new, facts) if facts.container in ONE_RUN else probe_audio(new)
    is_same = measured.audio_sha256 == facts.audio_sha256 and not measured.fault
    if is_same and draft.is_same is not None:
        with _open(old.path) as before, _open(new) as after:
            is_same = draft.is_same(before, after)
    if not is_same:
        raise FeedtoolError(f"{old.path}: tagging would change its sound; nothing was written")
    return measured


def _measure_run(old: Old, new: Path, facts: AudioFacts) -> AudioFacts:
    """Measure one run of frames: it is the same wherever it begins, if its bytes are the same."""
    with ThreadPoolExecutor(1) as pool:  # hashing lets other threads run
        digest = pool.submit(_hash, new)
        with _open(old.path) as before, _open(new) as after:
            is_same = _has_same_run(before, after)
            tagging, length = read_edge_tags(after), after.size
        sound = facts.audio_sha256 if is_same and old.facts.st_size == facts.length else ""
        return replace(
            facts, length=length, sha256=digest.result(), audio_sha256=sound, tagging=tagging
        )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _has_same_run(before: Window, after: Window) -> bool:
    """Compare the sound of two files byte by byte."""
    (start, end), (new_start, new_end) = sound_span(before), sound_span(after)
    if end - start != new_end - new_start:
        return False
    one, other = before.file, after.file
    one.seek(start)
    other.seek(new_start)
    for place in range(start, end, _BLOCK):
        count = min(_BLOCK, end - place)
        if one.read(count) != other.read(count):
            return False
    return True


@contextmanager
def _open(path: Path) -> Iterator[Window]:
    with path.open("rb") as file:
        yield Window(file, path.stat().st_size)
