"""Transcripts checked on their own, without a show: all rules that need no record."""

import gc
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from feedtool.check.engine import Engine, Subject
from feedtool.check.facts import Digest, Index, RecordFaults, Said, TranscriptFile
from feedtool.errors import FeedtoolError
from feedtool.files import replace_text
from feedtool.fix import mend_texts
from feedtool.formats.speakers import Voice
from feedtool.load.transcript import OpenTranscript, open_transcript, refuse_missing
from feedtool.model.finding import Finding
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.model.show import Show
from feedtool.model.transcript import Transcript
from feedtool.pipeline.chunk.speech import Speech, make_speech, names_of
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
    """Check files one after the other, then all together; what was read of each is let go."""
    gc.disable()  # thousands of transcripts are many objects, and none of them are cycles
    voices = tuple(Voice(name, role="person") for name in dict.fromkeys(people) if name.strip())
    known = names_of(voices)
    engine = Engine(_RULES, tuple(platforms or DEFAULT_PLATFORMS))
    findings: list[Finding] = []
    said: dict[str, Said] = {}
    lossy: set[str] = set()

    def read(shown: str) -> OpenTranscript:
        return open_transcript(Path(shown), shown, shown, known, unsaved.get(shown))

    for path in dict.fromkeys(files):
        shown = path.as_posix()
        refuse_missing(path)
        fact = TranscriptFile((), shown, Transcript(()), voices, is_full=False)
        speech = make_speech(read(shown), fact)
        said[shown] = speech.said
        findings += engine.run(_subject(speech))
        if any(fault.code == "TR01" for fault in speech.loaded.faults):
            lossy.add(shown)
    index = Index(tuple(_digest(shown, each) for shown, each in sorted(said.items())))
    # The findings of a rule come file by file: each is read once for them.
    reread = lru_cache(maxsize=1)(read)
    findings += engine.run_index(index, lambda path: reread(path).loaded, {Show: Show()})
    findings = [_without_lossy_edits(each, lossy) for each in findings]
    return sorted(findings, key=lambda finding: finding.sort_key), engine.texts


def _subject(speech: Speech) -> Subject:
    facts: dict[type, Any] = {TranscriptFile: speech.fact}
    if speech.loaded.faults:
        facts[RecordFaults] = RecordFaults(tuple(speech.loaded.faults))
    return Subject(speech.loaded, facts, frozenset(facts))


def _digest(shown: str, said: Said) -> Digest:
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
        said=(said,),
    )


def _without_lossy_edits(finding: Finding, lossy: Collection[str]) -> Finding:
    """Offer no repair for a file that is not UTF-8: to write it would change all of it."""
    is_lossy = finding.edits and finding.location.path in lossy
    return replace(finding, edits=()) if is_lossy else finding
