"""Station tag: Vorbis comments in Ogg (Vorbis, Opus, FLAC, Speex) and FLAC, through mutagen.

mutagen numbers the pages of an Ogg anew where the comments grow; it works on the new file.
"""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mutagen import flac, oggflac, oggopus, oggspeex, oggvorbis

from feedtool.formats.clock import write_exact_time
from feedtool.formats.tag_names import replaced_by
from feedtool.model.tagging import FRONT_COVER, Tagging, join
from feedtool.probe.comments import CHAPTER, PICTURE, open_with, read_comments
from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.pictures import type_of
from feedtool.probe.tag_texts import make_frame
from feedtool.probe.window import Window
from feedtool.tag.cover import choose_cover
from feedtool.tag.wish import Draft, Wish

_READERS: dict[str, Any] = {
    "opus": oggopus.OggOpus,
    "vorbis": oggvorbis.OggVorbis,
    "flac": oggflac.OggFLAC,
    "speex": oggspeex.OggSpeex,
}
_COVER_ROLES = (0, FRONT_COVER)
_MOST_CHAPTERS = 1000  # three digits count them

Pairs = list[tuple[str, str]]


def draft_ogg(codec: str) -> Callable[[Window, Tagging, Wish], Draft]:
    """Return what drafts an Ogg file of this codec."""

    def draft(window: Window, before: Tagging, wish: Wish) -> Draft:
        file = open_with(_READERS[codec], window)
        notes: list[str] = []
        pairs = _merge(list(file.tags or ()), before, wish, notes)
        pairs += _cover_comment(file.tags, wish)
        return Draft(
            read_comments(pairs),
            [(0, window.size)],
            finish=lambda path: _save(_READERS[codec](path), pairs),
            notes=notes,
        )

    return draft


def draft_flac(window: Window, before: Tagging, wish: Wish) -> Draft:
    """Draft a FLAC file; its pictures are blocks of their own."""
    file = open_with(flac.FLAC, window)
    notes: list[str] = []
    pairs = _merge(list(file.tags or ()), before, wish, notes)
    pictures = _pictures(file.pictures, wish)

    def finish(path: Path) -> None:
        kind: Any = flac.FLAC
        made = kind(path)
        made.clear_pictures()
        for picture in pictures:
            made.add_picture(picture)
        _save(made, pairs)

    tagging = join([read_edge_tags(window), read_comments(pairs, pictures)])
    return Draft(tagging, [(0, window.size)], finish=finish, notes=notes)


def _save(file: Any, pairs: Pairs) -> None:
    if file.tags is None:
        file.add_tags()
    file.tags[:] = pairs
    file.save()


def _merge(old: Pairs, before: Tagging, wish: Wish, notes: list[str]) -> Pairs:
    """Put the wanted comments before those that stay, in their order."""
    targets = wish.targets("Vorbis", before)
    replaced = {name for name, _ in replaced_by(targets)}
    chapters = _chapters(wish, notes)
    kept = [
        (name, text)
        for name, text in old
        if name.upper() not in replaced
        and not (chapters and CHAPTER.fullmatch(name.upper()))
        and not (wish.cover and name.upper() == PICTURE and _is_cover(text))
        and not wish.drops(make_frame("Vorbis", name.upper(), text))
    ]
    return [(each.name, each.text) for each in targets] + kept + chapters


def _chapters(wish: Wish, notes: list[str]) -> Pairs:
    chapters = wish.wanted.chapters
    if len(chapters) > _MOST_CHAPTERS:
        notes.append(f"only the first {_MOST_CHAPTERS:,} chapters are in it: no more are counted")
    pairs: Pairs = []
    for number, each in enumerate(chapters[:_MOST_CHAPTERS]):
        name = f"CHAPTER{number:03d}"
        pairs += [(name, write_exact_time(each.start)), (f"{name}NAME", each.title)]
        pairs += [(f"{name}URL", each.link)] if each.link else []
    return pairs


def _is_cover(text: str) -> bool:
    picture = _decode(text)
    return picture is not None and picture.type in _COVER_ROLES


def _decode(text: str) -> Any:
    kind: Any = flac.Picture
    try:
        return kind(base64.b64decode(text))
    except Exception:  # noqa: BLE001 - mutagen raises more than its own on damaged bytes
        return None


def _cover_comment(tags: Any, wish: Wish) -> Pairs:
    """Write the cover as a comment, the one that is there if it shows the same."""
    if wish.cover is None:
        return []
    coded = [text for name, text in tags or () if name.upper() == PICTURE]
    present = [each.data for each in map(_decode, coded) if each is not None]
    cover = choose_cover(wish.cover, present)
    picture = _picture(cover or wish.cover)
    return [(PICTURE, base64.b64encode(picture.write()).decode("ascii"))]


def _pictures(old: list[Any], wish: Wish) -> list[Any]:
    if wish.cover is None:
        return old
    cover = choose_cover(wish.cover, [each.data for each in old if each.type in _COVER_ROLES])
    return [_picture(cover or wish.cover), *(p for p in old if p.type not in _COVER_ROLES)]


def _picture(data: bytes) -> Any:
    kind: Any = flac.Picture
    picture = kind()
    picture.type, picture.mime, picture.data = FRONT_COVER, type_of(data), data
    return picture
