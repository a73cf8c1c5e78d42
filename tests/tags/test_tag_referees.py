"""Independent readers see tags, picture and chapters in order; the sound is the same."""

import hashlib
import json
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest
from tagged_show import RECORDINGS, make_show, tag

from feedtool.errors import FeedtoolError
from feedtool.model.tagging import Tagging, WantedChapter, WantedTags
from feedtool.probe.audio import probe_audio
from feedtool.probe.window import Window
from feedtool.rewriting import open_old
from feedtool.tag.draft import draft_tags, list_changes
from feedtool.tag.wish import CannotTagError, Wish
from feedtool.tag.write import write_draft

needs_ffmpeg = pytest.mark.skipif(
    not shutil.which("ffmpeg") or not shutil.which("ffprobe"), reason="ffmpeg is the referee"
)
needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is the referee")
TITLE, SHOW = "Grace Hopper über Motten", "Größen der Technik"
CHAPTERS = [
    (0.0, "Anfang"),
    (1.25, "Ein längerer Titel für das zweite Kapitel"),
    (2.5, "Die Motte"),
]
CUT_INTO_A_TAG = frozenset({"rare_frames.mp3"})
"""Its last frame is cut off, so that ffmpeg takes the ID3v1 tag behind it for sound."""


def decode(path: Path, *options: str) -> str:
    """Return the MD5 of the samples that ffmpeg decodes, "" for none."""
    command = [
        "ffmpeg",
        "-v",
        "quiet",
        "-i",
        str(path),
        "-map",
        "0:a",
        *options,
        "-f",
        "s16le",
        "-",
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    return hashlib.md5(done.stdout, usedforsecurity=False).hexdigest() if done.stdout else ""


def ask(*command: str) -> Any:
    """Return the JSON that a program prints."""
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


@needs_ffmpeg
@pytest.mark.parametrize("name", RECORDINGS)
def test_ffprobe_reads_what_was_written_and_decodes_the_same(name: str, tmp_path: Path) -> None:
    """Title, show, date, picture, and chapters in the order of their times."""
    show = make_show(tmp_path / "episodes", name)
    path = show / "audio" / name
    before = decode(path)

    tag(show)

    assert decode(path) == before != ""
    print_json = ("-v", "quiet", "-of", "json")
    asked = ask(
        "ffprobe", *print_json, "-show_format", "-show_streams", "-show_chapters", str(path)
    )
    spoken = next(each for each in asked["streams"] if each["codec_type"] == "audio")
    found = {**spoken.get("tags", {}), **asked["format"].get("tags", {})}
    tags = {key.lower(): text for key, text in found.items()}
    assert (tags["title"], tags["album"], tags["genre"]) == (TITLE, SHOW, "Podcast")
    assert tags["date"].startswith("2024")
    assert [(float(c["start_time"]), c["tags"]["title"]) for c in asked["chapters"]] == CHAPTERS
    pictures = [each for each in asked["streams"] if each["codec_type"] == "video"]
    if not name.endswith("wav"):  # ffprobe shows no pictures of a WAV
        assert [(each["codec_name"], each["width"]) for each in pictures] == [("mjpeg", 600)]


@needs_exiftool
@pytest.mark.parametrize("name", ["001.mp3", "001.m4a", "001.flac", "001.opus", "001.ogg"])
def test_exiftool_reads_what_was_written(name: str, tmp_path: Path) -> None:
    """Title, show and author; the cover where it knows of one."""
    show = make_show(tmp_path / "episodes", name)

    tag(show)

    (found,) = ask("exiftool", "-j", "-charset", "utf8", str(show / "audio" / name))
    assert (found["Title"], found["Album"], found["Artist"]) == (TITLE, SHOW, "Ada Lovelace")
    assert found["Genre"] == "Podcast"
    if name.endswith((".mp3", ".flac")):
        assert found["PictureType"] == "Front Cover"
    if name.endswith(".m4a"):
        assert "CoverArt" in found
        assert found["PodcastURL"] == "https://feeds.technik.example/feed.xml"


@pytest.mark.filterwarnings("ignore:Parsing dates:DeprecationWarning")  # eyeD3's own
@pytest.mark.parametrize("version", [3, 4])
def test_eyed3_reads_what_was_written(version: int, tmp_path: Path) -> None:
    """Tags, Apple's frames, the picture, chapters with links and pictures, and their table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import eyed3  # noqa: PLC0415 - it warns when it is imported
    show = make_show(tmp_path / "episodes", "001.mp3")

    tag(show, id3_version=version)

    found: Any = eyed3.load(show / "audio" / "001.mp3").tag
    assert found.version[:2] == (2, version)
    assert (found.title, found.album, found.artist) == (TITLE, SHOW, "Ada Lovelace")
    assert (found.album_artist, found.genre.name) == ("Ada Lovelace", "Podcast")
    assert (found.track_num[0], found.disc_num[0]) == (7, 2)
    assert found.frame_set[b"WFED"][0].text == "https://feeds.technik.example/feed.xml"
    assert found.frame_set[b"TGID"][0].text == "3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41"
    assert [(each.picture_type, each.mime_type) for each in found.images] == [(3, "image/jpeg")]
    chapters = list(found.frame_set[b"CHAP"])
    assert [(each.times[0] / 1000, each.title) for each in chapters] == CHAPTERS
    assert chapters[0].user_url == "https://technik.example/1"
    assert len(chapters[0].sub_frames[b"APIC"][0].image_data) > 1000
    (table,) = found.frame_set[b"CTOC"]
    assert (table.toplevel, table.ordered) == (True, True)
    assert table.child_ids == [each.element_id for each in chapters]


@needs_ffmpeg
@pytest.mark.skipif("FEEDTOOL_CORPUS" not in os.environ, reason="FEEDTOOL_CORPUS names no folder")
@pytest.mark.parametrize(
    "folder", ["audio-made", "audio/AntennaPod+AntennaPod", "audio/taglib+taglib"]
)
def test_files_of_others_keep_their_sound(folder: str, tmp_path: Path) -> None:
    """Odd and broken files are tagged with the same samples, or refused and left as they were."""
    wanted = WantedTags(
        title=TITLE,
        album=SHOW,
        date="2024-01-02",
        comment="Kurz. " * 99,
        feed_url="https://technik.example/feed.xml",
        chapters=(WantedChapter(0, 1, "Eins"), WantedChapter(1, 2, "Zwei")),
    )
    tagged = 0
    for source in sorted((Path(os.environ["FEEDTOOL_CORPUS"]) / folder).rglob("*")):
        facts = probe_audio(source)
        if not facts.container or facts.fault:
            continue
        path = Path(shutil.copyfile(source, tmp_path / source.name))
        try:
            with path.open("rb") as file:
                draft = draft_tags(Window(file, facts.length), facts, Wish(wanted))
            if list_changes(facts.tagging or Tagging(), draft.tagging, Wish(wanted)):
                write_draft(open_old(path, tmp_path), facts, draft, Wish(wanted), None)
        except (CannotTagError, FeedtoolError):
            assert path.read_bytes() == source.read_bytes(), source
            continue
        assert measure_sound(path) == facts.audio_sha256, source
        before = decode(source)
        if before and source.name not in CUT_INTO_A_TAG:
            assert decode(path) == before, source
        tagged += 1
    assert tagged > 10


def measure_sound(path: Path) -> str:
    """Return the hash of a file's sound."""
    return probe_audio(path).audio_sha256
