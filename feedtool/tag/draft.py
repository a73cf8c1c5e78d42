"""Station tag: which writer a container needs, and what a new tag changes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from feedtool.formats.plural import count
from feedtool.formats.tag_names import NUMBERED, group_of
from feedtool.model.media import ONE_RUN, AudioFacts
from feedtool.model.tagging import TagChapter, Tagging, TagPicture
from feedtool.probe.window import Window
from feedtool.tag.wish import CannotTagError, Draft, Wish

_EDGES = ("ID3v1", "APEv2")
_MUCH_ROOM = 250_000
"""Bytes of padding that are worth a new file: a quarter of what TG09 lets tags have."""
_WRITTEN = ("Vorbis", "MP4", "ID3v2")  # a FLAC may have ID3 in front, which stays
_DAMAGED = "its tags or its index are damaged: export it again"
_OGG_CODECS = ("opus", "vorbis", "flac", "speex")
_WRITERS = {  # imported when such a file is met: mutagen takes long
    **dict.fromkeys(ONE_RUN, ("feedtool.tag.mp3", "draft_mp3")),
    "mp4": ("feedtool.tag.mp4", "draft_mp4"),
    "wav": ("feedtool.tag.wav", "draft_wav"),
    "aiff": ("feedtool.tag.aiff", "draft_aiff"),
    "flac": ("feedtool.tag.vorbis", "draft_flac"),
}

Writer = Callable[[Window, Tagging, Wish], Draft]
"""Drafts a file of one kind; may raise anything on damaged bytes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One frame, picture or list: what it says now, and what it will; "" where it is not there."""

    name: str
    old: str
    new: str


def draft_tags(window: Window, facts: AudioFacts, wish: Wish) -> Draft:
    """Draft the file with the wanted tags; raises CannotTagError."""
    before = facts.tagging or Tagging()
    try:
        draft = _draft(window, facts, before, wish)
        if _holds(draft.tagging, wish, before):
            return draft
    except CannotTagError:
        raise
    except Exception as error:  # damaged bytes: mutagen raises more than MutagenError
        raise CannotTagError(_DAMAGED) from error
    raise CannotTagError(_DAMAGED)


def _holds(tagging: Tagging, wish: Wish, before: Tagging) -> bool:
    """Say whether all that is wanted can be read in the new tags, beside the frames that stay."""
    kinds = (kind for kind in _kinds(tagging) if group_of(kind) in _WRITTEN)
    kind = min(kinds, key=lambda each: _WRITTEN.index(group_of(each)))
    said = [frame for frame in tagging.frames if frame.kind == kind]
    return all(
        any(frame.name == target.name and frame.says(target.text) for frame in said)
        for target in wish.targets(kind, before)
        if target.name not in NUMBERED
    )


def _draft(window: Window, facts: AudioFacts, before: Tagging, wish: Wish) -> Draft:
    if facts.container == "ogg" and facts.codec in _OGG_CODECS:
        from feedtool.tag.vorbis import draft_ogg  # noqa: PLC0415 - mutagen takes long to import

        return draft_ogg(facts.codec)(window, before, wish)
    if facts.container not in _WRITERS:
        raise CannotTagError(f"tags are not written into {facts.container.upper() or 'such files'}")
    module, name = _WRITERS[facts.container]
    draft: Writer = getattr(import_module(module), name)
    return draft(window, before, wish)


def list_changes(before: Tagging, after: Tagging, wish: Wish) -> list[Change]:
    """List what differs, frame by frame; another version of ID3 alone only where it was asked."""
    changes = _compare(_frames(before), _frames(after))
    changes += _compare(_pictures(before), _pictures(after))
    if before.chapters != after.chapters or before.contents != after.contents:
        changes += _compare_chapters(before, after)
    if before.padding - after.padding > _MUCH_ROOM:
        changes.append(
            Change("free room", count(before.padding, "byte"), count(after.padding, "byte"))
        )
    old, new = _kinds(before), _kinds(after)
    if old != new and (changes or wish.id3_version is not None or _edges(old) != _edges(new)):
        changes.insert(0, Change("tags", " + ".join(old), " + ".join(new)))
    return changes


def _kinds(tagging: Tagging) -> list[str]:
    return [block.kind for block in tagging.blocks]


def _edges(kinds: list[str]) -> tuple[list[str], int]:
    """Tell tags of other kinds, and how many of ID3v2 there are."""
    return [kind for kind in kinds if kind in _EDGES], sum(k.startswith("ID3v2") for k in kinds)


def _frames(tagging: Tagging) -> dict[str, str]:
    """Write each frame's texts by its label; those of ID3v1 and APEv2 go with their tag."""
    found: dict[str, list[str]] = {}
    for each in tagging.frames:
        if each.kind not in _EDGES:
            more = f"… ({each.digest})" if each.digest else ""
            text = each.text + more if each.text else f"({each.length:,} bytes)"
            found.setdefault(each.label, []).append(text)
    return {label: " / ".join(texts) for label, texts in found.items()}


def _pictures(tagging: Tagging) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for each in tagging.pictures:
        if each.kind not in _EDGES:
            found.setdefault(each.name, []).append(_describe(each))
    return {name: " / ".join(texts) for name, texts in found.items()}


def _describe(picture: TagPicture) -> str:
    size = f"{picture.width}x{picture.height} " if picture.width else ""
    kind = picture.type.removeprefix("image/").upper() or "picture"
    return f"{kind} {size}{picture.length:,} bytes ({picture.sha256[:8]}, kind {picture.role})"


def _compare(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    names = dict.fromkeys([*old, *new])
    pairs = [(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


def _compare_chapters(before: Tagging, after: Tagging) -> list[Change]:
    changes = _compare(_chapters(before), _chapters(after))
    if changes or _contents(before) == _contents(after):
        return changes
    return [Change("CTOC", _say_contents(before), _say_contents(after))]


def _chapters(tagging: Tagging) -> dict[str, str]:
    """Write each chapter by its number; those of MP4 by their form too."""
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    for each in tagging.chapters:
        form = f"{each.kind} " if each.kind in ("chpl", "text") else ""
        counts[form] += 1
        found[f"chapter {form}{counts[form]}"] = _say(each)
    return found


def _contents(tagging: Tagging) -> list[tuple[bool, bool, list[int]]]:
    """Tell what each table lists, by number: the names in it are the file's own."""
    numbers = {each.name: number for number, each in enumerate(tagging.chapters, start=1)}
    return [
        (each.is_top, each.is_ordered, [numbers.get(child, 0) for child in each.children])
        for each in tagging.contents
    ]


def _say_contents(tagging: Tagging) -> str:
    tables = [
        f"{'top, ' * is_top}{'ordered, ' * is_ordered}{count(len(children), 'chapter')}"
        for is_top, is_ordered, children in _contents(tagging)
    ]
    return " / ".join(tables)


def _say(chapter: TagChapter) -> str:
    end = f"-{chapter.end:.3f}" if chapter.end is not None else ""
    link = f" <{chapter.link}>" if chapter.link else ""
    picture = f" [{_describe(chapter.picture)}]" if chapter.picture else ""
    return f"{chapter.start:.3f}{end} {chapter.title}{link}{picture}"
