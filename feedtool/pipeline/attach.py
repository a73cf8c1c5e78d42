"""Transcripts that lie in a show folder, each written into the record of its episode."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.files import UnreadableError, read_text
from feedtool.formats.episode_match import Candidate, Matcher
from feedtool.formats.record.edit import apply_edits
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.transcript.spots import collect_labels
from feedtool.load.episode import EpisodeLoader
from feedtool.load.folder import Folder, find_folder, list_records
from feedtool.load.show import load_show
from feedtool.load.transcript import load_transcript, refuse_missing
from feedtool.model.episode import Episode
from feedtool.model.finding import Add
from feedtool.model.loaded import Loaded
from feedtool.model.transcript import Form
from feedtool.pipeline.replacing import replace_texts

_ORDER = {form: number for number, form in enumerate(Form)}
"""Forms with times come first: all others can be made of them."""
_SHOWN = 5
"""Candidates that are named."""


@dataclass(slots=True)
class Attached:
    """What was attached: records before and after by path, a line a file, and what was left."""

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file and the episode that it belongs to."""

    name: str
    form: Form
    path: str
    clue: str


def attach_transcripts(given: str | None, files: Sequence[Path], *, writes: bool) -> Attached:
    """Write each file into the record of its episode; raises FeedtoolError."""
    folder = find_folder(given)
    records = {each.path: each for each in _load(folder)}
    matcher = Matcher([_candidate(each) for each in records.values() if not each.is_broken])
    attached = Attached()
    known = {link.file: each.path for each in records.values() for link in each.record.transcript}
    claims: dict[str, list[_Claim]] = {}
    for path in dict.fromkeys(files):
        name = _name_in(folder, path, attached)
        if name is not None and name in known:
            attached.done.append(f"{path}: {known[name]} names it already")
        elif name is not None:
            claim = _claim(path, name, matcher, attached)
            if claim is not None:
                claims.setdefault(claim.path, []).append(claim)
    for record, claimed in sorted(claims.items()):
        _attach(folder, records[record], claimed, attached)
    if writes:
        untouched = replace_texts(folder, attached.before, attached.after)
        attached.left += [f"{path}: it changed meanwhile, or is a link" for path in untouched]
    return attached


def _load(folder: Folder) -> Iterator[Loaded[Episode]]:
    show = load_show(folder)
    names, sidecars = list_records(folder)
    reader = EpisodeReader(show.roster, show.show.record.namespaces)
    loader = EpisodeLoader(folder, reader, sidecars)
    return map(loader.load, names)


def _candidate(loaded: Loaded[Episode]) -> Candidate:
    episode = loaded.record
    audio = (episode.audio.file or episode.audio.url or "") if episode.audio else ""
    is_full = episode.episode_type == "full"
    number, season = episode.episode, episode.season
    return Candidate(
        loaded.path,
        stems=tuple(stem for stem in (_stem(loaded.path), _stem(audio)) if stem),
        title=episode.title or "",
        season=(season.number or "") if season else "",
        number=(number.number or "") if number and is_full else "",
        guests=tuple(
            name for each in episode.guests for name in (each.name, *each.aliases) if name
        ),
    )


def _stem(path: str) -> str:
    return path.partition("?")[0].rpartition("/")[2].rpartition(".")[0]


def _name_in(folder: Folder, path: Path, attached: Attached) -> str | None:
    """Return the path of a file inside the show folder; raises FeedtoolError where there is none.

    What lies elsewhere cannot be published, and is left.
    """
    refuse_missing(path)
    root, resolved = folder.path.resolve(), path.resolve()
    if not resolved.is_relative_to(root):
        where = f"{folder.shown}transcripts/{path.name}"
        attached.left.append(f"{path}: it lies outside the show folder; copy it to {where}")
        return None
    return resolved.relative_to(root).as_posix()


def _claim(path: Path, name: str, matcher: Matcher, attached: Attached) -> _Claim | None:
    """Find the episode of one file, or say why it is left."""
    _, transcript = load_transcript(path)
    labels = [transcript.full_name(label) for label in collect_labels(transcript)]
    found = matcher.find(_stem(name), labels, transcript.text)
    paths = [each.path for each in found.candidates]
    if len(paths) == 1:
        return _Claim(name, transcript.form, paths[0], found.clue)
    if paths:
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        episodes = ", ".join(paths[:_SHOWN]) + more
        attached.left.append(f"{path}: by {found.clue} it may belong to {episodes}")
    else:
        attached.left.append(f"{path}: neither its name nor who speaks tells the episode")
    return None


def _attach(
    folder: Folder, loaded: Loaded[Episode], claims: list[_Claim], attached: Attached
) -> None:
    """Write the best of the files that belong to an episode into its record."""
    claims = sorted(claims, key=lambda claim: (_ORDER[claim.form], claim.name))
    best, others = claims[0], claims[1:]
    rivals = [claim for claim in others if claim.form is best.form]
    if loaded.record.transcript:
        attached.left += [f"{c.name}: {loaded.path} has a transcript already" for c in claims]
        return
    if rivals:
        names = ", ".join(claim.name for claim in claims)
        attached.left.append(f"{names}: all belong to {loaded.path}; name one of them")
        return
    text = _read(folder, loaded)
    suffix = Path(loaded.name).suffix.lower()
    after = apply_edits(text, suffix, [Add(("transcript",), best.name)]) if text else None
    if text is None or after is None:
        attached.left.append(f"{best.name}: {loaded.path} is written in a way that needs a hand")
        return
    attached.before[loaded.path], attached.after[loaded.path] = text, after
    attached.done.append(f"{best.name} -> {loaded.path}, by {best.clue}")
    attached.left += [
        f"{c.name}: {loaded.path} gets {best.name}, of which a build makes the other forms"
        for c in others
    ]


def _read(folder: Folder, loaded: Loaded[Episode]) -> str | None:
    try:
        return read_text(folder.path / loaded.name)
    except (FileNotFoundError, UnreadableError):
        return None
