"""Station probe: an audio file to its facts. Never raises for what a file holds."""

import contextlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from feedtool.files import hash_file
from feedtool.model.media import AudioFacts
from feedtool.probe.opening import open_facts
from feedtool.probe.sniff import find_container
from feedtool.probe.sound import Measure, Sound
from feedtool.probe.window import Window

_MAX_SECONDS = 24 * 3600.0
_WORTH_A_THREAD = 4 << 20  # bytes
_READERS = {  # imported when such a file is met: mutagen costs 30 ms
    "mp3": ("feedtool.probe.mp3", "measure_mp3"),
    "mp4": ("feedtool.probe.mp4", "measure_mp4"),
    "ogg": ("feedtool.probe.ogg", "measure_ogg"),
    "wav": ("feedtool.probe.riff", "measure_wav"),
    "aiff": ("feedtool.probe.aiff", "measure_aiff"),
    "flac": ("feedtool.probe.flac", "measure_flac"),
    "aac": ("feedtool.probe.adts", "measure_aac"),
}


def probe_audio(path: Path, *, hashes: bool = True) -> AudioFacts:
    """Measure an audio file; whatever is wrong with it is the `fault` of the facts.

    Seconds are rounded to milliseconds and kbit/s to tenths, so that media.lock keeps them whole.
    Without `hashes` the facts have none: they take longer than all the rest.
    """

    def measure(file: BinaryIO, length: int) -> AudioFacts:
        window = Window(file, length)
        if not hashes:
            return measure_sound(window)[0]
        wait_for_hash = _start_hash(path, length)
        sound = _measure(window)
        # What was cut off before its sound has none that another file could share.
        ranges = [] if sound.fault else [part for part in sound.ranges if part[0] < part[1]]
        is_all = ranges == [(0, length)]
        audio_sha256 = window.digest(ranges) if ranges and not is_all else ""
        sha256 = wait_for_hash()
        return _to_facts(sound, length, sha256, sha256 if is_all else audio_sha256)

    return open_facts(path, AudioFacts, measure)


def measure_sound(window: Window) -> tuple[AudioFacts, list[tuple[int, int]]]:
    """Measure without hashing; return the facts, and the stretches whose hash is the sound's."""
    sound = _measure(window)
    return _to_facts(sound, window.size), sound.ranges


def _start_hash(path: Path, length: int) -> Callable[[], str]:
    """Hash a large file beside other work, which hashing leaves Python to."""
    if length < _WORTH_A_THREAD:
        sha256 = hash_file(path)
        return lambda: sha256
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for large files alone

    pool = ThreadPoolExecutor(1)
    hashing = pool.submit(hash_file, path)
    pool.shutdown(wait=False)
    return hashing.result


def _measure(window: Window) -> Sound:
    container = ""
    # mutagen raises more than MutagenError on damaged bytes: IndexError, ValueError and others.
    with contextlib.suppress(Exception):
        container, fault = find_container(window)
        if fault:
            return Sound("", fault=fault)
        module, name = _READERS[container]
        measure: Measure = getattr(import_module(module), name)
        sound = measure(window)
        is_cut = sound.missing_bytes > 0 or sound.ending == "cut"
        if not (sound.fault or sound.duration or is_cut):
            what = f"the {container.upper()} file holds no sound"
            sound.fault = f"{what}: a download or an export went wrong"
        return sound
    return Sound(container, fault=f"the {container.upper()} file is damaged: it cannot be read")


def _to_facts(sound: Sound, length: int, sha256: str = "", audio_sha256: str = "") -> AudioFacts:
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
        gap_bytes=sound.gap_bytes,
        ending=sound.ending,
        tagging=None if sound.fault else sound.tagging,
        fault=sound.fault,
    )


def _plausible(seconds: float | None) -> float | None:
    """Round to milliseconds; what is no length of an episode is not known."""
    if seconds is None or not 0 < seconds <= _MAX_SECONDS:
        return None
    return round(seconds, 3)
