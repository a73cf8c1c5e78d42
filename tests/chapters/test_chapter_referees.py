"""Others agree: FFmpeg takes the chapters over, and the guide's examples are what they say."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from feedtool.formats.chapter.forms import FORMS, read_chapters
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import read_fields
from feedtool.model.episode import Chapter
from feedtool.model.roster import Roster

ROOT = Path(__file__).resolve().parents[2]
SPEECH = ROOT / "tests" / "data" / "audio" / "speech-mono-cbr64.mp3"
GUIDE = (ROOT / "docs" / "chapters.md").read_text(encoding="utf-8")
CHAPTERS = [
    Chapter(start=0.0, title="Intro"),
    Chapter(start=0.5, title="A = moth; #1 \\ „Ö“"),
    Chapter(start=1.25, title="[CHAPTER]"),
]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize("container", ["mp3", "m4a"])
def test_ffmpeg_takes_the_chapters_over(container: str, tmp_path: Path) -> None:
    """What is written for FFmpeg arrives in the audio, and is read back from what FFmpeg writes."""
    (tmp_path / "c.ffmetadata").write_text(
        FORMS["ffmetadata"].write(CHAPTERS, 2.0), encoding="utf-8"
    )
    codec = ["-c", "copy"] if container == "mp3" else ["-c:a", "aac"]
    audio = str(tmp_path / f"out.{container}")
    ffmpeg = ["ffmpeg", "-v", "error", "-y", "-i"]
    source = [*ffmpeg, str(SPEECH), "-i", "c.ffmetadata", "-map_chapters", "1", *codec, audio]
    subprocess.run(source, cwd=tmp_path, check=True)
    subprocess.run([*ffmpeg, audio, "-f", "ffmetadata", "back.txt"], cwd=tmp_path, check=True)
    reading = read_chapters((tmp_path / "back.txt").read_text(encoding="utf-8"))

    assert reading.form == "ffmetadata"
    assert [each.title for each in reading.entries] == [each.title for each in CHAPTERS]
    # FFmpeg takes an MP3's encoder delay off the times.
    assert [each.start for each in reading.entries] == pytest.approx([0, 0.5, 1.25], abs=0.05)


def test_list_of_the_guide_is_read() -> None:
    """docs/chapters.md: the example of a record has no fault, and each kind of entry."""
    example = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)[0]
    fields = read_fields(example, ".yaml")
    read = EpisodeReader(Roster(), {}).read(fields.values, None, ".yaml")

    assert (fields.faults, read.faults) == ([], [])
    assert read.record.chapters is not None
    assert [each.start for each in read.record.chapters.entries] == [0, 130, 2490, 2640, 3723]


def test_guide_names_every_form() -> None:
    """docs/chapters.md: each word that --to takes stands there."""
    named = GUIDE.partition("`--to` is one of")[2].partition(".")[0]

    assert set(re.findall(r"`(\w+)`", named)) == set(FORMS)


@pytest.mark.parametrize(
    "line",
    ["2:10 T", "(02:10) T", "[02:10] T", "02:10 - T", "00:02:10.000 T", "02:10 T <https://a.b>"],
)
def test_ways_to_write_a_line(line: str) -> None:
    """docs/chapters.md: the ways it shows are read alike."""
    assert [(each.start, each.title) for each in read_chapters(line).entries] == [(130, "T")]
