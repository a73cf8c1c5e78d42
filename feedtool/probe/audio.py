"""Station probe: an audio file to its facts. Never raises for what a file holds."""

import contextlib
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from feedtool.model.media import AudioFacts
from feedtool.probe.opening import open_facts
from feedtool.probe.sniff import find_container
from feedtool.probe.sound import Measure, Sound
from feedtool.probe.window import Window

_MAX_SECONDS = 24 * 3600.0
_READERS = {  # imported when such a file is met: mutagen costs 30 ms
    "mp3": ("feedtool.probe.mp3", "measure_mp3"),
    "mp4": ("feedtool.probe.mp4", "measure_mp4"),
    "ogg": ("feedtool.probe.ogg", "measure_ogg"),
    "wav": ("feedtool.probe.riff", "measure_wav"),
    "flac": ("feedtool.probe.flac", "measure_flac"),
    "aac": ("feedtool.probe.flac", "measure_aac"),
}


def probe_audio(path: Path) -> AudioFacts:
    """Measure an audio file; whatever is wrong with it is the `fault` of the facts.

    Seconds are rounded to milliseconds and kbit/s to tenths, so that media.lock keeps them whole.
    """
    return open_facts(path, AudioFacts, _probe_open)


def _probe_open(file: BinaryIO, length: int, sha256: str) -> AudioFacts:
    window = Window(file, length)
    sound = _measure(window)
    ranges = [] if sound.fault else sound.ranges
    audio_sha256 = sha256 if ranges == [(0, length)] else window.digest(ranges)
    return _to_facts(sound, length, sha256, audio_sha256 if ranges else "")


def _measure(window: Window) -> Sound:
    container = ""
    # mutagen raises more than MutagenError on damaged bytes: IndexError, ValueError and others.
    with contextlib.suppress(Exception):
        container, fault = find_container(window)
        if fault:
            return Sound("", fault=fault)
        module, name = _READERS[container]
        measure: Measure = getattr(import_module(module), name)
        return measure(window)
    return Sound(container, fault=f"the {container.upper()} file is damaged: it cannot be read")


def _to_facts(sound: Sound, length: int, sha256: str, audio_sha256: str) -> AudioFacts:
    duration = _plausible(sound.duration)
    bit_rate = sound.bit_rate
    if bit_rate is None and duration:
        bit_rate = sound.sound_bytes / duration / 125
    return AudioFacts(
        length=length,
        sha256=sha256,
        type=sound.type,
        container=sound.container,
        codec=sound.codec,
        duration=duration,
        promised=_plausible(sound.promised),
        audio_sha256=audio_sha256,
        bit_rate=round(float(bit_rate), 1) if bit_rate else None,
        sample_rate=sound.sample_rate,
        channels=sound.channels,
        vbr=sound.vbr,
        has_video=sound.has_video,
        missing_bytes=sound.missing_bytes,
        junk_bytes=sound.junk_bytes,
        tagging=None if sound.fault else sound.tagging,
        fault=sound.fault,
    )


def _plausible(seconds: float | None) -> float | None:
    """Round to milliseconds; what is no length of an episode is not known."""
    if seconds is None or not 0 < seconds <= _MAX_SECONDS:
        return None
    return round(seconds, 3)
