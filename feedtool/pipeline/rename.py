"""One person renamed through the records, the people and the transcripts of a show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, leaves_folder, read_text
from feedtool.formats.nearest import find_nearest
from feedtool.formats.record.edit import apply_edits, splice
from feedtool.formats.record.fields import Fields, read_fields
from feedtool.formats.record.rename_person import Renaming
from feedtool.load.folder import SHOW_FILE, Folder, find_folder, list_records
from feedtool.model.place import dotted
from feedtool.pipeline.replacing import replace_texts

_REGISTRIES = ("people", "sponsors")


@dataclass(slots=True)
class Renamed:
    """What was renamed: the texts before and after by path, and how many places.

    `left` are the files in which a place could not be changed, each with the reason.
    """

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    places: int = 0
    left: list[str] = field(default_factory=list)


def rename_person(given: str | None, old: str, new: str, *, writes: bool) -> Renamed:
    """Rename a person in every file of a show; raises FeedtoolError."""
    if not old.strip() or not new.strip():
        raise FeedtoolError(
            "a name is empty", "write: feedtool rename-person 'Old Name' 'New Name'"
        )
    folder = find_folder(given)
    renaming = Renaming(old, new)
    renamed = Renamed()
    names: set[str] = set()
    transcripts: dict[str, None] = {}
    for name in _records_of(folder):
        text = _read(folder, name, renamed)
        if text is None:
            continue
        fields = read_fields(text, Path(name).suffix.lower())
        if fields.is_broken:
            renamed.left.append(
                f"{folder.shown}{name}: it cannot be read: feedtool check tells why"
            )
            continue
        names |= set(_names_in(fields))
        transcripts |= dict.fromkeys(_transcripts_of(fields))
        _rename_record(folder.shown + name, text, fields, renaming, renamed)
    for name in transcripts:
        _rename_transcript(folder, name, renaming, renamed)
    if not renamed.places and not renamed.left:
        nearest = find_nearest(old, names)
        hint = f"did you mean '{nearest}'?" if nearest else "write the name as the records have it"
        raise FeedtoolError(f"no record and no transcript names '{old}'", hint)
    if writes:
        untouched = replace_texts(folder, renamed.before, renamed.after)
        renamed.left += [f"{path}: it changed meanwhile, or is a link" for path in untouched]
    return renamed


def _records_of(folder: Folder) -> Iterator[str]:
    records, sidecars = list_records(folder)
    yield SHOW_FILE
    yield from records
    yield from sorted(sidecars.values())
    for kind in _REGISTRIES:
        if not leaves_folder(folder.path / kind, folder.path):
            for path in sorted((folder.path / kind).glob("*.[mM][dD]")):
                yield f"{kind}/{path.name}"


def _names_in(fields: Fields) -> Iterator[str]:
    """List the names a record gives people, for the answer to a slip."""
    people = fields.values.get("people")
    entries = list(people.values()) if isinstance(people, dict) else []
    for kind in ("hosts", "guests", "credits"):
        value = fields.values.get(kind)
        entries += value if isinstance(value, list) else [value]
    for entry in entries:
        name = entry.get("name") if isinstance(entry, dict) else entry
        if isinstance(name, str):
            yield name


def _transcripts_of(fields: Fields) -> Iterator[str]:
    """List the local transcripts that a record names."""
    value = fields.values.get("transcript")
    for entry in value if isinstance(value, list) else [value]:
        name = entry.get("file") if isinstance(entry, dict) else entry
        if isinstance(name, str) and "://" not in name:
            yield name


def _rename_record(
    path: str, text: str, fields: Fields, renaming: Renaming, renamed: Renamed
) -> None:
    """Make the edits of one record from its end, each on its own: one may not be possible."""
    after = text
    suffix = Path(path).suffix.lower()
    for edit in reversed(list(renaming.edits_of(fields.values, fields.body))):
        changed = apply_edits(after, suffix, [edit])
        if changed is None:
            where = dotted(edit.at)
            renamed.left.append(f"{path}: {where} is written in a way that needs a hand")
        else:
            after = changed
            renamed.places += 1
    if after != text:
        renamed.before[path], renamed.after[path] = text, after


def _rename_transcript(folder: Folder, name: str, renaming: Renaming, renamed: Renamed) -> None:
    if ".." in name.split("/") or leaves_folder(folder.path / name, folder.path):
        return
    text = _read(folder, name, renamed)
    edits = renaming.spans_of(text) if text is not None else []
    after = splice(text, edits) if text is not None and edits else None
    if text is not None and after is not None:
        path = folder.shown + name
        renamed.before[path], renamed.after[path] = text, after
        renamed.places += len(edits)


def _read(folder: Folder, name: str, renamed: Renamed) -> str | None:
    try:
        return read_text(folder.path / name)
    except FileNotFoundError:
        return None
    except UnreadableError as error:
        renamed.left.append(f"{folder.shown}{name}: {error}")
        return None
