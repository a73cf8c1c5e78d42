"""The texts of a WAV (LIST INFO): read, compared with the record, written beside the ID3 tag."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from tagged_show import AUDIO, check, codes, make_show, measure, tag
from test_tag_referees import SHOW, TITLE, ask, decode, needs_exiftool, needs_ffmpeg

from feedtool.probe.audio import probe_audio


def chunk(name: bytes, content: bytes) -> bytes:
    """Write a chunk."""
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) & 1)


def add_texts(path: Path, *entries: tuple[bytes, bytes]) -> None:
    """Put texts between the header of a WAV and its sound, as ffmpeg does."""
    data = path.read_bytes()
    texts = chunk(b"LIST", b"INFO" + b"".join(chunk(*entry) for entry in entries))
    size = struct.pack("<I", len(data) + len(texts) - 8)
    path.write_bytes(data[:4] + size + data[8:12] + texts + data[12:])


def texts(path: Path) -> dict[str, str]:
    """Return the texts by name."""
    tagging = probe_audio(path).tagging
    assert tagging is not None
    return {each.name: each.text for each in tagging.frames if each.kind == "INFO"}


@needs_ffmpeg
def test_texts_are_those_ffmpeg_writes(tmp_path: Path) -> None:
    """Each under its name; other lists (cue points) hold none."""
    path = tmp_path / "a.wav"
    command: list[str | Path] = ["ffmpeg", "-v", "error", "-i", AUDIO / "speech.wav", "-c", "copy"]
    command += ["-metadata", "title=Käfer", "-metadata", "artist=Ada", "-bitexact", path]
    subprocess.run(command, check=True)
    path.write_bytes(path.read_bytes() + chunk(b"LIST", b"adtl" + chunk(b"labl", b"....x")))

    assert texts(path) == {"INAM": "Käfer", "IART": "Ada"}


def test_old_letters_of_windows_and_broken_entries_are_read(tmp_path: Path) -> None:
    """What is no UTF-8 is taken for Windows' old code; an entry that is too long ends the list."""
    path = shutil.copy(AUDIO / "speech.wav", tmp_path / "a.wav")
    add_texts(path, (b"INAM", b"K\xe4fer\0"), (b"ICMT", b"a\0rest"))
    data = path.read_bytes()
    assert texts(path) == {"INAM": "Käfer", "ICMT": "a"}

    path.write_bytes(data.replace(b"ICMT\6", b"ICMT\xff"))

    assert texts(path) == {"INAM": "Käfer"}


@needs_ffmpeg
def test_wrong_texts_are_found_and_written_anew(tmp_path: Path) -> None:
    """Other titles are findings; what is not in the record stays; the sound is the same."""
    show = make_show(tmp_path / "episodes", "001.wav")
    path = show / "audio" / "001.wav"
    tag(show)
    assert codes(check(show)) == []
    shutil.copy(AUDIO / "speech.wav", path)
    add_texts(path, (b"INAM", b"Untitled\0"), (b"ISFT", b"Cutter 3\0"), (b"ITRK", b"2\0"))
    before, sound = decode(path), measure(show, "001.wav").audio_sha256
    assert "TG11" in codes(check(show))

    (done,) = tag(show)

    found = texts(path)
    assert (done.fault, codes(check(show)), tag(show)[0].changes) == ("", [], [])
    assert (found["INAM"], found["IPRD"], found["IPRT"], found["ISFT"]) == (
        TITLE,
        SHOW,
        "7",
        "Cutter 3",
    )
    assert "ITRK" not in found
    assert (decode(path), measure(show, "001.wav").audio_sha256) == (before, sound)
    (asked,) = [ask("ffprobe", "-v", "error", "-of", "json", "-show_format", str(path))["format"]]
    assert asked["tags"]["title"] == TITLE


@needs_exiftool
def test_exiftool_reads_the_texts(tmp_path: Path) -> None:
    """They are in UTF-8."""
    show = make_show(tmp_path / "episodes", "001.wav")

    tag(show)

    path = str(show / "audio" / "001.wav")
    names = ("-RIFF:Title", "-RIFF:Product", "-RIFF:Artist")
    (found,) = ask("exiftool", "-j", "-charset", "RIFF=UTF8", *names, path)
    assert (found["Title"], found["Product"], found["Artist"]) == (TITLE, SHOW, "Ada Lovelace")


def test_private_texts_can_be_taken_out(tmp_path: Path) -> None:
    """A path of somebody's computer is found, and goes where it is asked for."""
    show = make_show(tmp_path / "episodes", "001.wav")
    path = show / "audio" / "001.wav"
    add_texts(path, (b"ISRC", b"/home/ada/cuts/a.wav\0"))
    assert "TG12" in codes(check(show))

    tag(show, strips_private=True)

    assert "ISRC" not in texts(path)


@pytest.mark.parametrize("size", [0, 3, 1 << 31])
def test_a_list_of_any_size_is_no_fault(size: int, tmp_path: Path) -> None:
    """Empty, cut in its name, or longer than the file."""
    path = tmp_path / "a.wav"
    data = (AUDIO / "speech.wav").read_bytes()
    path.write_bytes(data + b"LIST" + struct.pack("<I", size) + b"INF"[:size])

    assert texts(path) == {}
    assert probe_audio(path).fault == ""
