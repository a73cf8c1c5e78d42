"""Files that hold what is no sound, or claim more than can be there: crafted, or badly damaged."""

import struct
from pathlib import Path

import pytest
from decoding import NEEDS_FFMPEG, make

from feedtool.model.media import AudioFacts
from feedtool.pipeline.audio import AudioOptions, check_audio
from feedtool.probe.audio import probe_audio

AUDIO = Path(__file__).resolve().parents[1] / "data" / "audio"
JUNK = b"\x00\x11no sound" * 500
ID3 = b"ID3\3\0\0\0\0\0\x14" + bytes(20)


def box(kind: bytes, content: bytes) -> bytes:
    """Write a box of an MP4."""
    return struct.pack(">I", len(content) + 8) + kind + content


def probe_bytes(path: Path, data: bytes) -> AudioFacts:
    """Measure bytes under a name."""
    path.write_bytes(data)
    return probe_audio(path)


@pytest.mark.parametrize(
    ("name", "front", "end", "junk"),
    [
        ("speech-mono-cbr64.mp3", JUNK, b"", len(JUNK)),
        ("speech-mono-cbr64.mp3", JUNK, JUNK, 2 * len(JUNK)),
        ("speech-mono-cbr64.mp3", ID3 + JUNK, b"", len(JUNK)),
        ("speech.opus", b"", JUNK, len(JUNK)),
        ("speech.ogg", ID3, JUNK, len(JUNK)),
        ("speech.ogg", ID3, b"", 0),
    ],
)
def test_bytes_beside_the_sound_are_counted(
    name: str, front: bytes, end: bytes, junk: int, tmp_path: Path
) -> None:
    """Wherever they stand; tags are none of them, and the length stays."""
    whole = probe_audio(AUDIO / name)

    found = probe_bytes(tmp_path / name, front + (AUDIO / name).read_bytes() + end)

    assert found.junk_bytes == whole.junk_bytes + junk
    assert found.duration == whole.duration


@NEEDS_FFMPEG
@pytest.mark.parametrize("front", [b"ICY 200 OK\r\nicy-br:64\r\n\r\n", b"\x21\x1a" * 99])
def test_a_recording_of_a_stream_of_aac_is_known(front: bytes, tmp_path: Path) -> None:
    """It begins within a frame, or with the words of the server."""
    path = make(AUDIO / "speech.wav", tmp_path / "a.aac")
    whole = probe_audio(path)

    found = probe_bytes(path, front + path.read_bytes())

    assert (found.codec, found.duration) == ("aac", whole.duration)
    assert (found.junk_bytes, found.gap_bytes) == (len(front), 0)


@pytest.mark.parametrize("name", ["speech.opus", "speech.ogg"])
def test_a_broken_page_is_found_by_its_checksum(name: str, tmp_path: Path) -> None:
    """Decoders leave it out, and so nobody hears what is in it."""
    data = bytearray((AUDIO / name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(data)

    (measured,) = check_audio(AudioOptions((str(tmp_path / name),), ignore=("AU11",)))

    assert [each.code for each in measured.findings] == ["AU16"]
    assert "pages in it are missing or broken" in measured.findings[0].message


@NEEDS_FFMPEG
def test_samples_without_bytes_are_no_sound(tmp_path: Path) -> None:
    """A run in a fragment that claims two billion samples adds nothing, and is not listed."""
    options = ("-c", "copy", "-movflags", "frag_keyframe+empty_moov", "-frag_duration", "1000000")
    path = make(AUDIO / "speech-moovend.m4a", tmp_path / "a.m4a", *options)
    whole = probe_audio(path)
    header = box(b"tfhd", struct.pack(">4I", 0x8, 1, 1024, 0)[:12])
    run = box(b"trun", struct.pack(">2I", 0, 2**31 - 1))
    fragment = box(b"moof", box(b"traf", header + run))

    found = probe_bytes(path, path.read_bytes() + 2000 * fragment)

    assert (found.duration, found.fault) == (whole.duration, "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "blocks.flac",
            (AUDIO / "speech.flac").read_bytes()[:4]
            + b"\0"
            + (AUDIO / "speech.flac").read_bytes()[5:42]
            + b"\4\0\0\0" * 5000,
        ),
        ("tracks.m4a", box(b"ftyp", b"M4A ") + box(b"moov", box(b"trak", b"") * 200_000)),
    ],
)
def test_more_parts_than_any_file_has_are_a_fault(name: str, data: bytes, tmp_path: Path) -> None:
    """Each would cost memory, and none is sound."""
    assert "damaged" in probe_bytes(tmp_path / name, data).fault


def test_chapters_in_chapters_hide_no_sound(tmp_path: Path) -> None:
    """However deep they go, the file is measured, and the first one is read."""
    content = b""
    for _ in range(3000):
        inner = b"a\0" + struct.pack(">4I", 0, 900, 0, 0) + content
        content = b"CHAP" + struct.pack(">I", len(inner)) + b"\0\0" + inner
    size = bytes(len(content) >> shift & 0x7F for shift in (21, 14, 7, 0))
    sound = (AUDIO / "speech-mono-cbr64.mp3").read_bytes()

    found = probe_bytes(tmp_path / "a.mp3", b"ID3\3\0\0" + size + content + sound)

    assert found.fault == ""
    assert found.tagging is not None
    assert [each.name for each in found.tagging.chapters] == ["a"]


@NEEDS_FFMPEG
def test_a_track_of_one_picture_is_no_film(tmp_path: Path) -> None:
    """A cover that a program put into a track: no player shows moving pictures."""
    options = ("-f", "lavfi", "-i", "color=size=64x64:duration=1", "-map", "1:v", "-map", "0:a")
    options += ("-frames:v", "1", "-c:v", "mjpeg", "-c:a", "copy", "-f", "mp4")
    path = make(AUDIO / "speech-moovend.m4a", tmp_path / "a.m4a", *options)

    (measured,) = check_audio(AudioOptions((str(path),)))

    assert not measured.facts.has_video
    assert not measured.findings


@NEEDS_FFMPEG
@pytest.mark.parametrize("name", ["a.m4a", "a.opus"])
def test_a_chapter_behind_the_end_is_found_in_every_kind_of_list(name: str, tmp_path: Path) -> None:
    """Not in ID3 alone; once a list."""
    metadata = tmp_path / "chapters.txt"
    starts = ((0, 5000), (900_000, 901_000), (901_000, 902_000))
    parts = [f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={a}\nEND={b}\ntitle=At {a}\n" for a, b in starts]
    metadata.write_text(";FFMETADATA1\n" + "".join(parts))
    options = ("-i", str(metadata), "-map_metadata", "1", "-map_chapters", "1")
    path = make(AUDIO / "speech.wav", tmp_path / name, *options)

    (measured,) = check_audio(AudioOptions((str(path),), select=("CH11",)))

    lists = {"a.m4a": ["chpl", "text"], "a.opus": ["Vorbis"]}[name]
    assert [each.location.frame for each in measured.findings] == lists
    assert all("'At 900000' starts at 15:00" in each.message for each in measured.findings)
