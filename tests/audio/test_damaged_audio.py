"""Files damaged at random give facts and findings, as scripts/fuzz_audio.py shows for thousands."""

import importlib.util
import random
from pathlib import Path

import pytest
from decoding import NEEDS_FFMPEG, make

from feedtool.pipeline.audio import AudioOptions, check_audio
from feedtool.report.audio import format_audio, format_audio_table
from feedtool.report.audio_json import format_audio_json

HERE = Path(__file__).resolve().parent
AUDIO = HERE.parent / "data" / "audio"
SCRIPT = HERE.parents[1] / "scripts" / "fuzz_audio.py"
FILES = 400

_spec = importlib.util.spec_from_file_location("fuzz_audio", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
fuzz = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fuzz)


@pytest.mark.parametrize("part", range(4))
def test_damaged_files_give_facts_and_findings(part: int, tmp_path: Path) -> None:
    """Nothing is raised, no length is absurd, and every file that cannot be used is named."""
    seeds = fuzz.list_seeds([AUDIO])
    contents = [path.read_bytes() for path in seeds]
    for number in range(part * FILES // 4, (part + 1) * FILES // 4):
        chance = random.Random(number)  # noqa: S311 - the same number, the same file
        index = chance.randrange(len(seeds))
        path = tmp_path / f"damaged{seeds[index].suffix}"
        path.write_bytes(fuzz.damage(contents[index], chance.choice(contents), chance))

        measured = check_audio(AudioOptions((str(path),)))
        said = [write(measured) for write in (format_audio, format_audio_table, format_audio_json)]

        facts, codes = measured[0].facts, {each.code for each in measured[0].findings}
        assert fuzz.judge(facts) == "", number
        assert bool(facts.fault) == ("AU10" in codes), number
        assert all(said)


def test_the_script_says_what_came_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A tally of a few files names the numbers of those that went wrong: none."""
    seeds = fuzz.list_seeds([AUDIO])

    tally = fuzz.run_files((0, 20, seeds, tmp_path))

    assert (tally.files, tally.wrong) == (20, [])
    assert tally.codes
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["speech-mono-cbr64.mp3", "speech-stereo-vbr.mp3"])
def test_less_than_a_second_of_an_mp3_is_missed(name: str, tmp_path: Path) -> None:
    """What its header promises is not all there, and its last frame is no whole one."""
    path = tmp_path / name
    path.write_bytes((AUDIO / name).read_bytes()[:-2100])

    (measured,) = check_audio(AudioOptions((str(path),)))

    assert [each.code for each in measured.findings] == ["AU16"]
    assert measured.findings[0].message == "the file may be cut off: it ends inside a frame"


@NEEDS_FFMPEG
@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.opus", "a.ogg", "a.wav", "a.flac", "a.aiff"])
def test_an_export_without_sound_is_no_episode(name: str, tmp_path: Path) -> None:
    """All headers are there, and nothing follows them: players show an episode of no length."""
    path = make(AUDIO / "speech.wav", tmp_path / name, "-t", "0")

    (measured,) = check_audio(AudioOptions((str(path),)))

    assert [each.code for each in measured.findings] == ["AU10"]
    assert "no sound" in measured.findings[0].message


def test_what_no_audio_can_be_is_named() -> None:
    """The judge of the script can find something."""
    from feedtool.model.media import AudioFacts  # noqa: PLC0415 - made for the judge alone

    assert fuzz.judge(AudioFacts(5, "", duration=-1.0)) == "duration is -1.0"
    assert fuzz.judge(AudioFacts(5, "", duration=1e6)) == "duration is 1000000.0"
    assert "absurd" in fuzz.judge(AudioFacts(5, "", junk_bytes=6))
