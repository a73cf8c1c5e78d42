"""Who speaks how much: turns, words and time of every speaker of a transcript."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedtool.model.transcript import Transcript, Turn

_CJK_WORD = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HAS_LETTER = re.compile(r"\w").search
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SpeakerTalk:
    """What one speaker says; `name` is "" for words that nobody is named for.

    `seconds` is None where the transcript does not tell. `share` is the part of all that is said,
    by time where that is known, else by words. `words_per_minute` counts timed words only.
    """

    name: str
    turns: int
    words: int
    seconds: float | None
    share: float
    words_per_minute: float | None


@dataclass(frozen=True, slots=True)
class Talk:
    """What all say; speakers are sorted by their share, then by name."""

    speakers: tuple[SpeakerTalk, ...]
    turns: int
    words: int
    seconds: float | None


@dataclass(slots=True)
class _Sum:
    turns: int = 0
    words: int = 0
    timed_words: int = 0
    seconds: float = 0.0


def count_words(text: str) -> int:
    """Count words; of Chinese and Japanese, which have no spaces, every character is one."""
    characters = 0
    if not text.isascii():
        text, characters = _CJK_WORD.subn(" ", text)
    return characters + sum(
        word.isalnum() or _HAS_LETTER(word) is not None for word in text.split()
    )


def measure_talk(transcript: Transcript) -> Talk:
    """Add up what every speaker says; initials of a legend count as their names."""
    sums: dict[str, _Sum] = {}
    times = _durations(transcript.turns)
    for turn, seconds in zip(transcript.turns, times, strict=True):
        entry = sums.setdefault(transcript.full_name(turn.speaker), _Sum())
        words = count_words(turn.text)
        entry.turns += not turn.goes_on
        entry.words += words
        if seconds is not None:
            entry.seconds += seconds
            entry.timed_words += words
    is_timed = _is_timed(transcript.turns, times)
    total = sum(entry.seconds if is_timed else entry.words for entry in sums.values())
    speakers = [_talk(name, entry, total, is_timed=is_timed) for name, entry in sums.items()]
    speakers.sort(key=lambda each: (-each.share, each.name))
    return Talk(
        tuple(speakers),
        turns=sum(entry.turns for entry in sums.values()),
        words=sum(entry.words for entry in sums.values()),
        seconds=sum(entry.seconds for entry in sums.values()) if is_timed else None,
    )


def _talk(name: str, entry: _Sum, total: float, *, is_timed: bool) -> SpeakerTalk:
    part = entry.seconds if is_timed else entry.words
    rate = entry.timed_words * _MINUTE / entry.seconds if is_timed and entry.seconds else None
    return SpeakerTalk(
        name=name,
        turns=entry.turns,
        words=entry.words,
        seconds=round(entry.seconds, 3) if is_timed else None,
        share=round(part / total, 4) if total else 0.0,
        words_per_minute=round(rate, 1) if rate is not None else None,
    )


def _durations(turns: Sequence[Turn]) -> list[float | None]:
    """Say how long each turn lasts: its cues, else up to its end or to the next turn."""
    following = [*(turn.start for turn in turns[1:]), None]
    return [_duration(turn, after) for turn, after in zip(turns, following, strict=False)]


def _duration(turn: Turn, following: float | None) -> float | None:
    if turn.cues:
        times = [
            (cue.start, cue.end)
            for cue in turn.cues
            if cue.start is not None and cue.end is not None
        ]
        return _cover(times) if len(times) == len(turn.cues) else None
    end = turn.end if turn.end is not None else following
    return max(0.0, end - turn.start) if turn.start is not None and end is not None else None


def _cover(times: Iterable[tuple[float, float]]) -> float:
    """Add up stretches of time; where captions stand at once, the time counts once."""
    total = reach = 0.0
    for start, end in sorted(times):
        total += max(0.0, end - max(start, reach))
        reach = max(reach, end)
    return total


def _is_timed(turns: Sequence[Turn], times: Sequence[float | None]) -> bool:
    """Tell whether times say who speaks how long; only the end of the last turn may be open."""
    spoken = [time for turn, time in zip(turns, times, strict=True) if turn.speaker or turn.cues]
    return any(spoken) and None not in spoken[:-1]
