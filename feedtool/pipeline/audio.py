"""Audio files on their own, without a show: measured, and judged by the rules about files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.check.engine import Engine, Subject
from feedtool.check.media_facts import AudioFile, AudioTags, MediaFault
from feedtool.check.rule import Rule, rules_in
from feedtool.errors import FeedtoolError
from feedtool.formats.media_types import type_of
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts
from feedtool.model.place import InFrames, NoText, Source
from feedtool.model.tagging import WantedTags
from feedtool.pipeline.measuring import measure_files
from feedtool.report.audio import MeasuredAudio
from feedtool.rules.audio import coding, soundness
from feedtool.rules.audio import loudness as loud
from feedtool.rules.chapters import in_audio
from feedtool.rules.tags import contents, form

if TYPE_CHECKING:
    from feedtool.pipeline.loudness import LoudnessMeter

_MODULES = (coding, loud, soundness, in_audio, contents, form)
_OF_SHOWS = frozenset({"TG01"})
"""Whether a file needs tags, its show decides."""
_WILD = "*?["


@dataclass(frozen=True, slots=True)
class _NoRecord:
    """Stands for the record of a file that no show names."""

    model_fields_set: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AudioOptions:
    """What to measure: files, folders of files, or patterns; and the rules to run.

    With a `meter` loudness is measured.
    """

    names: tuple[str, ...]
    meter: "LoudnessMeter | None" = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def check_audio(options: AudioOptions) -> list[MeasuredAudio]:
    """Measure audio files and judge them, in the order they are named; raises FeedtoolError."""
    engine = Engine(_choose_rules(options))
    paths = list(dict.fromkeys(_find_files(options.names)))
    if not paths:
        raise FeedtoolError(f"{', '.join(options.names)}: no audio file is in there")
    facts = measure_files(paths, hashes=options.meter is not None)
    shown = [path.as_posix() for path in paths]
    files = list(zip(paths, facts, strict=True))
    loudness = options.meter.measure(files, shown) if options.meter else [None] * len(files)
    return [_judge(*each, engine) for each in zip(shown, facts, loudness, strict=True)]


def _choose_rules(options: AudioOptions) -> list[Rule]:
    rules = [rule for module in _MODULES for rule in rules_in(vars(module))]
    rules = [rule for rule in rules if rule.code not in _OF_SHOWS]
    if not options.select and not options.ignore:
        return rules
    from feedtool.pipeline.selection import choose_codes  # noqa: PLC0415 - loads every rule

    codes = choose_codes(options.select, options.ignore)
    return [rule for rule in rules if rule.code in codes]


def _find_files(names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        if not name:
            raise FeedtoolError("the name of a file is empty")
        path = Path(name)
        for each in [path] if path.exists() or path.is_symlink() else _expand(name):
            if each.is_dir():
                yield from _list_folder(each)
            else:
                yield each


def _expand(name: str) -> list[Path]:
    """Expand a pattern that the shell has left, as those of Windows do."""
    is_pattern = any(char in name for char in _WILD)
    found = glob(name, recursive=True) if is_pattern else []  # noqa: PTH207 - may be absolute
    if not found:
        raise FeedtoolError(f"{name}: there is no such file")
    return [Path(each) for each in sorted(found)]


def _list_folder(folder: Path) -> list[Path]:
    """List the audio of a folder and of those in it, hidden ones left out."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if type_of(path.name).startswith(("audio/", "video/"))
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]


def _judge(
    path: str, facts: AudioFacts, loudness: Loudness | None, engine: Engine
) -> MeasuredAudio:
    """Run the rules about one file; its findings are placed at the file as a whole."""
    subject: dict[type, Any] = {AudioFile: AudioFile(path, facts=facts)}
    if facts.fault:
        subject[MediaFault] = MediaFault("audio", path, facts.fault, ())
    else:
        subject[AudioFacts] = facts
    if loudness is not None:
        subject[Loudness] = loudness
    loaded = Loaded[Any](path, path, _NoRecord(), Source(path, "", NoText()))
    findings: list[Finding] = engine.run(Subject(loaded, subject, frozenset(subject)))
    findings += _judge_tags(path, facts, engine)
    findings.sort(key=lambda each: each.sort_key)
    return MeasuredAudio(path, facts, tuple(findings), loudness)


def _judge_tags(path: str, facts: AudioFacts, engine: Engine) -> list[Finding]:
    """Run the rules about tags that need no record; their findings are placed at frames."""
    if facts.fault or facts.tagging is None:
        return []
    tags = AudioTags(path, facts, facts.tagging, WantedTags(genre=""))
    loaded = Loaded[Any](path, path, _NoRecord(), Source(path, "", InFrames()))
    return engine.run(Subject(loaded, {AudioTags: tags}, frozenset({AudioTags})))
