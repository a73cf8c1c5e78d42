"""Station probe: loudness, peaks and silence, by ffmpeg's filters (EBU R 128).

An hour of sound takes some ten seconds of processor time: it is done when asked for, and kept.
"""

import re
from pathlib import Path

from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts
from feedtool.probe.ffmpeg import run_filter

SILENCE = -50
"""dBFS below which sound is silence."""

_SHORTEST = 1  # seconds of silence that are noticed
_NEAR_PEAK = -3.0  # dBFS; below it a true peak above -1 dBTP does not come about
_SLACK = 0.2  # seconds that a silence may be away from an end,
_SHARE, _LEAST_SLACK = 0.01, 0.05  # fewer where that is much of the file, which a jingle may be
_TOO_QUIET = -69.0  # LUFS; the filter gives -70 for what it cannot measure

_FIRST = (
    f"silencedetect=noise={SILENCE}dB:duration={_SHORTEST},ebur128=framelog=verbose:peak=sample"
)
_SECOND = (
    "ebur128=framelog=verbose:peak=true,aformat=sample_fmts=s16,"
    "astats=measure_overall=Peak_count:measure_perchannel=none"
)
_SILENCE = re.compile(  # ffmpeg 9 has the longer name, as the other filters do
    r"^\[(?:silencedetect|Parsed_silencedetect_\d) @ [^]]+\] silence_(start|end): (-?[\d.]+)",
    re.MULTILINE,
)
_SUMMARY = re.compile(r"^\[Parsed_ebur128_\d @ [^]]+\] Summary:$", re.MULTILINE)
_INTEGRATED = re.compile(r"^ +I: +(-?[\d.]+) LUFS$", re.MULTILINE)
_PEAK = re.compile(r"^ +Peak: +(-?[\d.]+|-?inf) dBFS$", re.MULTILINE)
_COUNT = re.compile(r"^\[Parsed_astats_\d @ [^]]+\] Peak count: ([\d.]+)$", re.MULTILINE)


def measure_loudness(program: str, path: Path, facts: AudioFacts) -> Loudness | None:
    """Measure the sound of a file with ffmpeg; None where ffmpeg cannot decode it."""
    seconds = facts.duration or 0.0
    log = run_filter(program, path, facts.container, _FIRST, seconds)
    summary = _find_summary(log)
    if log is None or summary is None:
        return None
    integrated, peak = _number(_INTEGRATED, summary), _number(_PEAK, summary)
    lead, trail = _silent_ends(log, seconds)
    true_peak, clipped = None, 0
    if peak is not None and peak > _NEAR_PEAK:
        second = run_filter(program, path, facts.container, _SECOND, seconds)
        true_peak = _number(_PEAK, _find_summary(second) or "")
        count = _number(_COUNT, second or "")
        clipped = int(count) if count and peak >= 0 else 0
    return Loudness(
        integrated if integrated is not None and integrated > _TOO_QUIET else None,
        peak,
        true_peak,
        lead,
        trail,
        clipped,
        facts.channels,
    )


def _find_summary(log: str | None) -> str | None:
    """Return what the last summary says: a tag, which is printed before, cannot feign one."""
    found = list(_SUMMARY.finditer(log or ""))
    return (log or "")[found[-1].end() :] if found else None


def _number(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(text)
    if found is None or "inf" in found[1]:
        return None
    return float(found[1])


def _silent_ends(log: str, seconds: float) -> tuple[float, float]:
    """Return seconds of silence at the start and at the end."""
    spans: list[tuple[float, float]] = []
    start = None
    for which, text in _SILENCE.findall(log):
        if which == "start":
            start = max(float(text), 0.0)
        elif start is not None:
            spans.append((start, float(text)))
            start = None
    if start is not None:
        spans.append((start, seconds))
    slack = min(_SLACK, max(seconds * _SHARE, _LEAST_SLACK))
    lead = next((end for begin, end in spans[:1] if begin <= slack), 0.0)
    trail = next((seconds - begin for begin, end in spans[-1:] if end >= seconds - slack), 0.0)
    return round(lead, 1), round(max(trail, 0.0), 1)
