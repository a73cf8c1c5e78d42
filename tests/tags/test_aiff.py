"""AIFF: measured by its chunks, and tagged with an ID3 chunk of its own."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from mutagen.aiff import AIFF
from tagged_show import AUDIO, check, codes, make_show, tag
from test_tag_referees import CHAPTERS, TITLE, ask, decode, needs_ffmpeg

from feedtool.probe.audio import probe_audio

pytestmark = needs_ffmpeg
KINDS = {
    "a.aiff": ((), "pcm"),
    "b.aif": (("-c:a", "pcm_s24be"), "pcm"),
    "c.aifc": (("-c:a", "pcm_s16le", "-f", "aiff"), "pcm"),
    "d.aiff": (("-c:a", "pcm_f32be"), "pcm"),
    "e.aiff": (("-ac", "1", "-c:a", "adpcm_ima_qt"), "ima4"),
}


def make(path: Path, *options: str) -> None:
    """Let ffmpeg write the recording as an AIFF."""
    command: list[str | Path] = ["ffmpeg", "-y", "-v", "error", "-i", AUDIO / "speech.wav"]
    subprocess.run([*command, *options, path], check=True)


@pytest.mark.parametrize("name", KINDS)
def test_facts_are_those_of_the_sound(name: str, tmp_path: Path) -> None:
    """Length, rate and channels; the coding that AIFF-C names."""
    path = tmp_path / name
    options, codec = KINDS[name]
    try:
        make(path, *options)
    except subprocess.CalledProcessError:
        pytest.skip("this ffmpeg writes no such AIFF")
    source = probe_audio(AUDIO / "speech.wav")

    facts = probe_audio(path)

    assert (facts.fault, facts.container, facts.codec) == ("", "aiff", codec)
    assert (facts.sample_rate, facts.missing_bytes) == (source.sample_rate, 0)
    if codec == "pcm":
        assert (facts.duration, facts.channels) == (source.duration, source.channels)


def test_a_cut_off_file_lasts_as_long_as_what_is_left(tmp_path: Path) -> None:
    """Its header promises more; without its sound it is no audio."""
    path = tmp_path / "a.aiff"
    make(path)
    whole, data = probe_audio(path), path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    cut = probe_audio(path)

    assert cut.duration is not None
    assert cut.promised == whole.duration
    assert cut.duration == pytest.approx((whole.duration or 0) / 2, abs=0.01)
    assert cut.missing_bytes > 0
    path.write_bytes(data[:30])
    assert "cut off" in probe_audio(path).fault


def test_tags_and_chapters_are_written_and_the_sound_stays(tmp_path: Path) -> None:
    """Independent readers find them; what else is in the file stays; the second run is idle."""
    show = make_show(tmp_path / "episodes", "001.wav")
    path = show / "audio" / "001.aiff"
    make(path, "-metadata", "title=Another")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("audio/001.wav", "audio/001.aiff"), encoding="utf-8")
    before, sound = decode(path), probe_audio(path).audio_sha256

    (done,) = tag(show)

    assert (done.fault, tag(show)[0].changes, codes(check(show))) == ("", [], [])
    assert (decode(path), probe_audio(path).audio_sha256) == (before, sound)
    found: Any = AIFF(path)
    assert str(found.tags["TIT2"]) == TITLE
    asked = ask("ffprobe", "-v", "error", "-of", "json", "-show_chapters", str(path))
    assert [(float(c["start_time"]), c["tags"]["title"]) for c in asked["chapters"]] == CHAPTERS
    assert b"NAME" in path.read_bytes()
