"""Station tag: a drafted file written safely: read again, its sound found, then in its place."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from feedtool.errors import FeedtoolError
from feedtool.model.media import ONE_RUN, AudioFacts
from feedtool.pieces import hash_pieces, holds_pieces, is_moved
from feedtool.probe.audio import measure_sound, probe_audio
from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import sound_span
from feedtool.probe.window import Window
from feedtool.rewriting import Old, rewrite
from feedtool.tag.draft import list_changes
from feedtool.tag.wish import Draft, Wish

T = TypeVar("T")


def write_draft(
    old: Old, facts: AudioFacts, draft: Draft, wish: Wish, to: Path | None
) -> AudioFacts:
    """Write the drafted file in place of the old one, or to a new name; return its facts.

    Raises FeedtoolError, and leaves the old file as it was, where the new one does not hold the
    same sound or the wanted tags.
    """
    found: list[AudioFacts] = []
    with ThreadPoolExecutor(1) as pool:  # hashing leaves Python to others, and takes longest
        hashed = pool.submit(_hash, old, draft) if draft.finish is None else None

        def check(new: Path) -> None:
            measured = _guard(lambda: _measure(old, new, facts, draft, hashed))
            if measured.tagging is None or list_changes(draft.tagging, measured.tagging, wish):
                raise FeedtoolError("the tags would not read back; nothing was written")
            found.append(measured)

        def finish(new: Path) -> None:
            if draft.finish is not None:
                _guard(partial(draft.finish, new))

        rewrite(old, draft.pieces, check, finish, to)
    return found[0]


def _hash(old: Old, draft: Draft) -> str:
    with old.path.open("rb") as source:
        return hash_pieces(draft.pieces, source)


def _guard(work: Callable[[], T]) -> T:
    """Do work on bytes that may be damaged: mutagen raises more than MutagenError."""
    try:
        return work()
    except (FeedtoolError, OSError):
        raise
    except Exception as error:
        message = "it is damaged: its tags cannot be written; nothing was written"
        raise FeedtoolError(message, "export it again") from error


def _measure(
    old: Old, new: Path, facts: AudioFacts, draft: Draft, hashed: Future[str] | None
) -> AudioFacts:
    """Measure the new file; raises FeedtoolError where it has another sound.

    `hashed` is the SHA-256 of the pieces that it is made of, None where they were worked on.
    """
    if hashed is None:
        measured = probe_audio(new)
        is_same = measured.audio_sha256 == facts.audio_sha256 and not measured.fault
    else:
        measured, is_same = _measure_pieces(old, new, facts, draft)
        measured = replace(measured, sha256=hashed.result(), audio_sha256=facts.audio_sha256)
    if not is_same:
        raise FeedtoolError("tagging would change its sound; nothing was written")
    return measured


def _measure_pieces(
    old: Old, new: Path, facts: AudioFacts, draft: Draft
) -> tuple[AudioFacts, bool]:
    """Read a file of pieces again; return its facts, and whether it has the old one's sound.

    Every byte is compared. So the sound is the same if each stretch of it is found where its piece
    went, and the hash of the pieces is that of the file.
    """
    with old.path.open("rb") as source, new.open("rb") as file:
        if not holds_pieces(draft.pieces, source, file):
            message = "what was written reads back otherwise; the old file stays"
            raise FeedtoolError(message, "the disk may be failing: copy the file, then try there")
        before, after = Window(source, old.facts.st_size), Window(file, new.stat().st_size)
        if facts.container in ONE_RUN:  # the frames are counted: they are the same anywhere
            spans, new_spans = [sound_span(before)], [sound_span(after)]
            measured = replace(facts, length=after.size, tagging=read_edge_tags(after))
        else:
            _, spans = measure_sound(before)
            measured, new_spans = measure_sound(after)
        is_same = is_moved(draft.pieces, spans, new_spans) and not measured.fault
        return measured, is_same and (draft.is_same is None or draft.is_same(before, after))
