"""Transcripts checked on their own, without a show: all rules that need no record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from feedtool.check.engine import Engine, Subject
from feedtool.check.facts import Digest, Index, RecordFaults, TranscriptFile
from feedtool.check.rule import DEFAULT_PLATFORMS
from feedtool.errors import FeedtoolError
from feedtool.files import replace_text
from feedtool.fix import mend_texts
from feedtool.formats.speakers import Voice
from feedtool.model.catalog import Loaded
from feedtool.model.finding import Finding
from feedtool.model.show import Show
from feedtool.model.transcript import Transcript
from feedtool.pipeline.speech import Speech, read_speech
from feedtool.rules import all_rules

_MAX_PASSES = 5
_RULES = tuple(rule for rule in all_rules() if rule.code[:2] == "TR" or rule.code == "PE10")


@dataclass(slots=True)
class CheckedTranscripts:
    """What checking files found; `before` and `after` are texts that repairs changed."""

    findings: list[Finding]
    before: dict[str, str]
    after: dict[str, str]


def check_transcripts(
    files: Sequence[Path], people: Sequence[str], platforms: Sequence[str] | None = None
) -> list[Finding]:
    """Check transcript files; `people` are those who speak; raises FeedtoolError."""
    return _check(files, people, platforms, {})[0]


def mend_transcripts(
    files: Sequence[Path], people: Sequence[str], *, with_unsafe: bool, writes: bool
) -> CheckedTranscripts:
    """Mend the labels of transcript files as far as it can be done; raises FeedtoolError."""
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    for _ in range(_MAX_PASSES):
        findings, texts = _check(files, people, None, after)
        mended = mend_texts(findings, texts, with_unsafe=with_unsafe)
        if not mended.texts:
            break
        for path in mended.texts:
            before.setdefault(path, texts[path])
        after |= mended.texts
    if writes:
        for path, text in sorted(after.items()):
            if not replace_text(Path(path), before[path], text):
                raise FeedtoolError(f"{path} changed while it was checked", "run it again")
    else:
        findings = _check(files, people, None, {})[0]
    return CheckedTranscripts(findings, before, after)


def _check(
    files: Sequence[Path],
    people: Sequence[str],
    platforms: Sequence[str] | None,
    unsaved: dict[str, str],
) -> tuple[list[Finding], dict[str, str]]:
    voices = tuple(Voice(name, role="person") for name in dict.fromkeys(people) if name.strip())
    engine = Engine(_RULES, tuple(platforms or DEFAULT_PLATFORMS))
    findings: list[Finding] = []
    opened: dict[str, Speech] = {}
    for path in dict.fromkeys(files):
        shown = path.as_posix()
        if not path.is_file():
            raise FeedtoolError(f"{shown}: there is no such file")
        fact = TranscriptFile((), shown, Transcript(()), voices, is_full=False)
        speech = opened[shown] = read_speech(path, shown, fact, unsaved.get(shown))
        facts: dict[type, Any] = {TranscriptFile: speech.fact}
        if speech.loaded.faults:
            facts[RecordFaults] = RecordFaults(tuple(speech.loaded.faults))
        findings += engine.run(Subject(speech.loaded, facts, frozenset(facts)))
    index = Index(tuple(_digest(shown, speech) for shown, speech in sorted(opened.items())))

    def open_record(path: str) -> Loaded[Any]:
        return opened[path].loaded

    findings += engine.run_index(index, open_record, {Show: Show()})
    findings = [_without_lossy_edits(each, opened) for each in findings]
    return sorted(findings, key=lambda finding: finding.sort_key), engine.texts


def _digest(shown: str, speech: Speech) -> Digest:
    return Digest(
        path=shown,
        slug="",
        title="",
        guid="",
        instant=None,
        enclosure="",
        audio_sha256="",
        season="",
        episode="",
        episode_type="full",
        guests=(),
        said=(speech.said,),
    )


def _without_lossy_edits(finding: Finding, opened: dict[str, Speech]) -> Finding:
    """Offer no repair for a file that is not UTF-8: to write it would change all of it."""
    speech = opened.get(finding.location.path)
    is_lossy = speech is not None and any(f.code == "TR01" for f in speech.loaded.faults)
    return replace(finding, edits=()) if is_lossy and finding.edits else finding
