"""What a transcript still holds of the machine that wrote it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.conflicts import find_conflicts, name_conflict
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.placeholders import find_placeholder
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span
from feedtool.model.transcript import Turn

_INAUDIBLE = re.compile(
    r"[\[(]\s*(?:inaudible|unintelligible|unclear|unverständlich)\b", re.IGNORECASE
)
_CREDIT = lazy_pattern(
    r"^[(\[ \t]*(?P<words>transcribed by (?:https?://otter\.ai|turboscribe)[^\n]{0,80}$"
    r"|this editable transcript was computer generated[^\n]*"
    r"|[^\n]{0,60}\b(?:subt[i\u00ed]t|untertitel|sous-titr|legenda|sottotit)[^\n]{0,40}"
    r"\b(?:amara\.org|des zdf)\b[^\n]{0,40}$)",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that programs add, and those of films that Whisper writes where nobody speaks."""
_PROGRAMS = ("otter.ai", "turboscribe", "amara.org", "des zdf", "computer generated")
_PER_WORDS = 1000
_FEW_WORDS = 1000
_ROLLING = 0.3
_FEW_CUES = 20
_RARE = 0.01
_ENDS = ".?!…"
_LONG_SENTENCE = 50
"""Words to a full stop that nobody writes."""
_CASED = re.compile(r"[^\W\d_]")


@rule("TR25", Level.WARNING)
def unfinished_transcript(speech: TranscriptFile) -> Iterable[Problem]:
    """A transcript shows that nobody has read it: placeholders, gaps, no sentences.

    Apple expects transcripts without errors of spelling and punctuation, and readers leave. Found
    are placeholders (`TODO`, `{{ … }}`), marks of a merge conflict, lines that the program added
    (`Transcribed by …`), `[inaudible]` more than once in a thousand words, times that are all
    zero, captions that roll on as YouTube's do, each repeating the last, and a long text in lower
    case without a full stop. Read it over, or transcribe it anew.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with {{ guest }} about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.
    """
    transcript = speech.transcript
    yield from (fault.problem for fault in transcript.faults if fault.code == "TR25")
    yield from map(name_conflict, find_conflicts(transcript.text))
    placeholder = find_placeholder(transcript.text)
    if placeholder is not None:
        words = transcript.text[placeholder.start : placeholder.end]
        yield Problem(placeholder, f"{words!r} was never filled in")
    yield from _find_credits(transcript.text)
    turns = transcript.turns
    count = sum(len(turn.text.split()) for turn in turns)
    gaps = list(_INAUDIBLE.finditer(transcript.text))
    if len(gaps) > max(1, count / _PER_WORDS):
        first = Span(gaps[0].start(), gaps[0].end())
        yield Problem(first, f"{len(gaps)} passages are inaudible in {count:,} words")
    yield from _judge_times(speech)
    if count > _FEW_WORDS and _is_raw(turns, count):
        yield Problem(turns[0].span, "the text has neither full stops nor capital letters")


def _find_credits(text: str) -> Iterable[Problem]:
    folded = text.lower()  # looked at first: to search all of it takes long
    if any(name in folded for name in _PROGRAMS):
        for credit in _CREDIT.finditer(text):
            message = f"{credit['words'].strip()!r} is of a program; nobody says it"
            yield Problem(Span(*credit.span("words")), message, "delete it")


def _judge_times(speech: TranscriptFile) -> Iterable[Problem]:
    cues = speech.transcript.cues()
    if len(cues) < 2:  # noqa: PLR2004 - one caption may well begin at zero
        return
    if all(cue.start == cue.end == 0 for cue in cues):
        yield Problem(cues[0].span, "all times are zero", "transcribe it with times, or as text")
    if len(cues) >= _FEW_CUES:
        rolling = sum(
            bool(before.text) and cue.text.startswith(before.text.rpartition("\n")[2])
            for before, cue in pairwise(cues)
        )
        if rolling > _ROLLING * len(cues):
            message = f"{rolling:,} of {len(cues):,} captions repeat the words of the one before"
            yield Problem(cues[1].span, message, "export captions that do not roll")


def _is_raw(turns: Sequence[Turn], words: int) -> bool:
    """Tell a text in lower case without punctuation; scripts without case are left alone."""
    text = " ".join(turn.text for turn in turns)
    ends = sum(text.count(end) for end in _ENDS)
    if ends * _LONG_SENTENCE >= words:  # looked at first: letters are costly to count
        return False
    letters = _CASED.findall(text)
    lower = sum(map(str.islower, letters))
    upper = sum(map(str.isupper, letters))
    return lower >= _FEW_WORDS and upper <= _RARE * lower
