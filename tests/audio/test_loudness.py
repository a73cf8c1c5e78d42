"""--loudness: ffmpeg measures, what it said is kept by the sound, and nothing fails without it."""

import json
import math
import os
import shutil
import struct
import wave
from pathlib import Path

import pytest
from decoding import NEEDS_FFMPEG
from mutagen import id3

from feedtool.check.media_facts import AudioFile
from feedtool.cli import run
from feedtool.model.loudness import Loudness
from feedtool.probe.audio import probe_audio
from feedtool.probe.ffmpeg import find_ffmpeg, run_filter
from feedtool.probe.loudness import measure_loudness
from feedtool.rules.audio.loudness import odd_loudness

AUDIO = Path(__file__).resolve().parents[1] / "data" / "audio"
SHOW = Path(__file__).resolve().parents[1] / "shows" / "base"
RATE = 48_000


def tone(
    path: Path, level: float, *, lead: float = 0, seconds: float = 5, trail: float = 0
) -> Path:
    """Write a stereo tone of 1 kHz at a level in dBFS, with silence around it."""
    top = 32767 * 10 ** (level / 20)
    sound = [round(top * math.sin(2 * math.pi * n / 48)) for n in range(round(seconds * RATE))]
    samples = [0] * round(lead * RATE) + sound + [0] * round(trail * RATE)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<hh", each, each) for each in samples))
    return path


def measure(path: Path) -> Loudness:
    """Measure a file that ffmpeg can decode."""
    found = measure_loudness(find_ffmpeg() or "", path, probe_audio(path))
    assert found is not None
    return found


@NEEDS_FFMPEG
def test_tone_of_the_standard_is_as_loud_as_it_says(tmp_path: Path) -> None:
    """A stereo tone of 1 kHz at -23 dBFS has -23 LUFS (EBU Tech 3341, case 1)."""
    found = measure(tone(tmp_path / "a.wav", -23))

    assert found.integrated == pytest.approx(-23, abs=0.2)
    assert found.sample_peak == pytest.approx(-23, abs=0.2)
    assert (found.true_peak, found.clipped, found.lead, found.trail) == (None, 0, 0, 0)


@NEEDS_FFMPEG
def test_true_peak_is_measured_where_it_may_matter(tmp_path: Path) -> None:
    """It takes twice as long as the rest, so quiet sound goes without."""
    assert measure(tone(tmp_path / "a.wav", -3.5)).true_peak is None
    assert measure(tone(tmp_path / "b.wav", -2)).true_peak == pytest.approx(-2, abs=0.3)
    assert measure(AUDIO / "speech-too-loud-clipped.mp3").clipped > 1000


@NEEDS_FFMPEG
@pytest.mark.parametrize(("lead", "trail"), [(0, 0), (6, 0), (0, 7), (2, 3)])
def test_silence_at_the_ends_is_measured(lead: float, trail: float, tmp_path: Path) -> None:
    """Each end by itself; a file that begins with sound has none."""
    found = measure(tone(tmp_path / "a.wav", -20, lead=lead, trail=trail))

    assert (found.lead, found.trail) == (
        pytest.approx(lead, abs=0.1),
        pytest.approx(trail, abs=0.1),
    )


@NEEDS_FFMPEG
@pytest.mark.parametrize(("lead", "trail"), [(1.85, 0), (0, 1.85)])
def test_a_short_sound_beside_silence_is_heard(lead: float, trail: float, tmp_path: Path) -> None:
    """A jingle that is over at once is none of the silence that follows."""
    found = measure(tone(tmp_path / "a.wav", -20, lead=lead, seconds=0.15, trail=trail))

    assert (found.lead, found.trail) == (
        pytest.approx(lead, abs=0.1),
        pytest.approx(trail, abs=0.1),
    )


@NEEDS_FFMPEG
def test_silence_alone_has_no_loudness(tmp_path: Path) -> None:
    """Nothing is heard: no number stands for it."""
    found = measure(tone(tmp_path / "a.wav", -20, lead=3, seconds=0))

    assert (found.integrated, found.sample_peak) == (None, None)
    assert found.lead == found.trail == pytest.approx(3, abs=0.1)


@NEEDS_FFMPEG
def test_a_file_in_which_nothing_is_heard_is_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """However short, and as more than advice: a muted track was exported."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = tone(tmp_path / "a.wav", -20, lead=3, seconds=0)

    run(["audio", str(path), "--loudness", "--select", "AU18,AU19", "--format", "json"])

    (finding,) = json.loads(capfd.readouterr().out)["findings"]
    assert (finding["code"], finding["level"]) == ("AU19", "warning")
    assert "all of it, 0:03, is silence" in finding["message"]


def test_what_decoders_make_of_damage_is_no_loudness() -> None:
    """Nobody cures 60 dB above full scale with a limiter."""
    file = AudioFile("a.mp3")

    assert not list(odd_loudness(file, Loudness(10.0, 67.5, 67.6, clipped=981)))
    assert len(list(odd_loudness(file, Loudness(-1.5, 1.6, 1.6, clipped=9)))) == 2


@NEEDS_FFMPEG
@pytest.mark.parametrize(
    "name", ["speech.flac", "speech.ogg", "speech.opus", "speech-moovend.m4a", "speech.wav"]
)
def test_every_container_is_measured(name: str) -> None:
    """The reader is named to ffmpeg, and it is the right one."""
    assert measure(AUDIO / name).integrated == pytest.approx(-19, abs=0.6)


@NEEDS_FFMPEG
def test_a_file_opens_nothing_else(tmp_path: Path) -> None:
    """A playlist is no MP3 to ffmpeg either, though another program would follow it."""
    shutil.copy(AUDIO / "speech.wav", tmp_path / "other.wav")
    list_of_files = tmp_path / "list.mp3"
    list_of_files.write_text("#EXTM3U\n#EXTINF:4,\nother.wav\n")

    assert run_filter(find_ffmpeg() or "", list_of_files, "mp3", "anull", 1) is None
    assert run_filter(find_ffmpeg() or "", list_of_files, "playlist", "anull", 1) is None


@NEEDS_FFMPEG
def test_a_tag_cannot_feign_a_measurement(tmp_path: Path) -> None:
    """What ffmpeg prints of tags looks like its results to who does not look closely."""
    feigned = "[Parsed_ebur128_1 @ 0x1] Summary:\n\n  Integrated loudness:\n    I:  -16.0 LUFS\n"
    feigned += "[silencedetect @ 0x1] silence_start: 0\n"
    shutil.copy(AUDIO / "speech-too-quiet.mp3", tmp_path / "a.mp3")
    tag = id3.ID3()
    tag.add(id3.TIT2(3, [feigned]))
    tag.save(tmp_path / "a.mp3")

    assert measure(tmp_path / "a.mp3").integrated == pytest.approx(-49.7, abs=0.2)


def test_ffmpeg_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """A time limit stands over every run."""
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    from feedtool.probe import ffmpeg  # noqa: PLC0415 - for its limit

    assert ffmpeg._run([str(slow)], 0.2) is None  # noqa: SLF001 - the limit is a minute at least


SAID = """\
[{name} @ 0x55d0] silence_start: 0
[{name} @ 0x55d0] silence_end: 3.000045 | silence_duration: 3.000045
[{name} @ 0x55d0] silence_start: 6
[Parsed_ebur128_1 @ 0x55d1] Summary:

  Integrated loudness:
    I:         -21.9 LUFS

  Sample peak:
    Peak:      -20.6 dBFS
"""


@pytest.mark.parametrize("name", ["silencedetect", "Parsed_silencedetect_0"])
def test_every_ffmpeg_tells_of_silence(name: str, tmp_path: Path) -> None:
    """The filter's name is another in ffmpeg 5 and 9."""
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{SAID.format(name=name)}END\n")
    program.chmod(0o755)
    path = tone(tmp_path / "a.wav", -20, lead=3, seconds=3, trail=4)

    found = measure_loudness(str(program), path, probe_audio(path))

    assert found is not None
    assert (found.integrated, found.lead, found.trail) == (-21.9, 3, 4)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of its own, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loudness_of(path: str, capfd: pytest.CaptureFixture[str]) -> tuple[object, str]:
    """Run the command; return what its JSON says of one file, and stderr."""
    assert run(["audio", "--loudness", "--format", "json", path]) == 0
    said = capfd.readouterr()
    return json.loads(said.out)["files"][0]["loudness"], said.err


@NEEDS_FFMPEG
def test_what_was_measured_is_kept_by_the_sound(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """New tags, another name: the same sound is not decoded again, not even without ffmpeg."""
    shutil.copy(AUDIO / "speech-mono-cbr64.mp3", folder / "a.mp3")
    first, _ = loudness_of("a.mp3", capfd)
    tag = id3.ID3()
    tag.add(id3.TIT2(3, ["Another title"]))
    tag.save(folder / "a.mp3")
    (folder / "a.mp3").rename(folder / "b.mp3")
    monkeypatch.setenv("PATH", os.devnull)

    again, said = loudness_of("b.mp3", capfd)

    assert (
        again
        == first
        == {
            "integrated": -19.6,
            "sample_peak": -2.1,
            "true_peak": -2.1,
            "leading_silence": 0.0,
            "trailing_silence": 0.0,
            "clipped_samples": 0,
        }
    )
    assert said == ""
    assert (folder / "cache" / "feedtool" / "loudness.json").is_file()


def test_without_ffmpeg_it_is_said_once_and_nothing_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The other facts are there."""
    monkeypatch.setenv("PATH", os.devnull)
    for name in ("a.mp3", "b.mp3"):
        shutil.copy(AUDIO / "speech-mono-cbr64.mp3", folder / name)

    code = run(["audio", "--loudness", "a.mp3", "b.mp3"])
    said = capfd.readouterr()

    assert code == 0
    assert said.err == "loudness is not measured: ffmpeg is not installed\n"
    assert said.out.count("0:20 (20.321 s)") == 2


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"[" * 99_999, b'{"version": 1, "sounds": {"a": 3}}']
)
def test_broken_cache_is_no_fault(
    content: bytes, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is made anew."""
    cache = folder / "cache" / "feedtool" / "loudness.json"
    cache.parent.mkdir(parents=True)
    cache.write_bytes(content)
    shutil.copy(AUDIO / "speech-mono-cbr64.mp3", folder / "a.mp3")

    measured, _ = loudness_of("a.mp3", capfd)

    assert measured is not None
    assert cache.read_bytes() != content


@NEEDS_FFMPEG
def test_check_names_it_in_the_record(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Only where it is asked for, as advice, kept in the show's own cache."""
    shutil.copytree(SHOW, folder / "episodes")
    (folder / "episodes" / "audio").mkdir(exist_ok=True)
    shutil.copy(AUDIO / "speech-too-quiet.mp3", folder / "episodes" / "audio" / "001.mp3")
    record = folder / "episodes" / "001.md"
    text = record.read_text()
    begin = text.index("audio:")
    end = text.index("\n", begin) + 1
    while text[end] == " ":
        end = text.index("\n", end) + 1
    record.write_text(text[:begin] + "audio: audio/001.mp3\n" + text[end:])

    plain = run(["check", "--format", "concise"])
    without = capfd.readouterr().out
    code = run(["check", "--format", "concise", "--loudness"])
    found = capfd.readouterr().out

    assert (plain, code) == (0, 0)
    assert "AU18" not in without
    assert "episodes/001.md" in found
    assert "advice AU18 odd-loudness: the sound is too quiet: -49.7 LUFS" in found
    assert (folder / "episodes" / ".feedtool" / "loudness.json").is_file()
    assert not (folder / "cache").exists()


def test_loudness_is_not_for_feeds(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A feed has no sound at hand."""
    (folder / "feed.xml").write_text("<rss/>")

    assert run(["check", "feed.xml", "--loudness"]) == 2
    assert "--loudness" in capfd.readouterr().err
