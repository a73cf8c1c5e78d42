"""Station tag: a drafted file written safely: read again, its sound compared, then in its place."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

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


def write_draft(
    old: Old, facts: AudioFacts, draft: Draft, wish: Wish, to: Path | None
) -> AudioFacts:
    """Write the drafted file in place of the old one, or to a new name; return its facts.

    Raises FeedtoolError, and leaves the old file as it was, where the new one does not hold the
    same sound or the wanted tags.
    """
    found: list[AudioFacts] = []

    def check(new: Path) -> None:
        if draft.finish is not None:
            draft.finish(new)
        measured = _measure(new, facts)
        _compare(old, new, facts, measured, draft, wish)
        found.append(measured)

    rewrite(old, draft.pieces, check, to)
    return found[0]


def _measure(new: Path, facts: AudioFacts) -> AudioFacts:
    """Measure the new file; one run of frames is the same wherever it begins."""
    if facts.container not in ONE_RUN:
        return probe_audio(new)
    with new.open("rb") as file:
        size = file.seek(0, 2)
        window = Window(file, size)
        start, end = sound_span(window)
        whole, sound = _digest_both(new, start, end)
        tagging = read_edge_tags(window)
    return replace(facts, length=size, sha256=whole, audio_sha256=sound, tagging=tagging)


def _digest_both(path: Path, start: int, end: int) -> tuple[str, str]:
    """Return the SHA-256 of a file and of a stretch of it, reckoned side by side."""
    with ThreadPoolExecutor(1) as pool:  # hashing lets other threads run
        whole = pool.submit(_digest, path, 0, path.stat().st_size)
        sound = _digest(path, start, end)
        return whole.result(), sound


def _digest(path: Path, start: int, end: int) -> str:
    total = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        while start < end:
            block = file.read(min(_BLOCK, end - start))
            if not block:
                break
            total.update(block)
            start += len(block)
    return total.hexdigest()


def _compare(
    old: Old, new: Path, facts: AudioFacts, measured: AudioFacts, draft: Draft, wish: Wish
) -> None:
    """Raise FeedtoolError where the new file has another sound, or other tags than drafted."""
    is_same = measured.audio_sha256 == facts.audio_sha256 and not measured.fault
    if is_same and draft.is_same is not None:
        with old.path.open("rb") as one, new.open("rb") as other:
            windows = [Window(file, file.seek(0, 2)) for file in (one, other)]
            is_same = draft.is_same(*windows)
    if not is_same:
        raise FeedtoolError(f"{old.path}: tagging would change its sound; nothing was written")
    if measured.tagging is None or list_changes(draft.tagging, measured.tagging, wish):
        raise FeedtoolError(f"{old.path}: the tags would not read back; nothing was written")
