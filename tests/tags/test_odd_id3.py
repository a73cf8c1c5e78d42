"""ID3 as other programs leave it: odd names, packed frames, several tags. Nothing of it is lost."""

import struct
from pathlib import Path

import pytest
from mutagen import apev2
from tagged_show import AUDIO, check, codes, make_show, measure, tag

SOUND = (AUDIO / "speech-mono-cbr64.mp3").read_bytes()
ENCRYPTED, COMPRESSED = b"\0\x40", b"\0\x80"


def safe(number: int) -> bytes:
    """Write a number with seven bits in each byte."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def frame(name: bytes, content: bytes, version: int = 3, flags: bytes = bytes(2)) -> bytes:
    """Write a frame of ID3v2.3 or 2.4."""
    size = safe(len(content)) if version == 4 else struct.pack(">I", len(content))
    return name + size + flags + content


def id3(frames: bytes, version: int = 3, flags: int = 0) -> bytes:
    """Write a tag."""
    return b"ID3" + bytes([version, 0, flags]) + safe(len(frames)) + frames


def show_with(folder: Path, recording: bytes) -> Path:
    """Make the show with an MP3 of these bytes."""
    show = make_show(folder / "episodes", "001.mp3")
    (show / "audio" / "001.mp3").write_bytes(recording)
    return show


def tagged(show: Path) -> bytes:
    """Tag the MP3 and return its bytes."""
    tag(show)
    return (show / "audio" / "001.mp3").read_bytes()


@pytest.mark.parametrize("names", [[b"TCP\0"], [b"TS2 "], [b"abcd"], [b"TCP\0", b"TS2\0"]])
def test_frames_behind_one_with_an_odd_name_are_kept_and_judged(
    names: list[bytes], tmp_path: Path
) -> None:
    """ITunes left names of ID3v2.2 in tags of 2.3: what stands behind them is no padding."""
    odd = b"".join(frame(name, b"\x001") for name in names)
    private = frame(b"PRIV", b"editor\0/Users/ada/Desktop/motten.sesx")
    show = show_with(tmp_path, id3(frame(b"TIT2", b"\0Motten") + odd + private) + SOUND)
    assert "TG12" in codes(check(show))

    data = tagged(show)

    assert odd + private in data
    assert codes(check(show)) == ["TG12"]


@pytest.mark.parametrize("flags", [ENCRYPTED, COMPRESSED])
def test_packed_frames_of_one_name_all_stay(flags: bytes, tmp_path: Path) -> None:
    """Nobody sees what is in them, so they are not taken for the same."""
    packed = [frame(b"GEOB", bytes([0, 0, 0, 9]) + data, 3, flags) for data in (b"aaa", b"bbb")]
    show = show_with(tmp_path, id3(b"".join(packed)) + SOUND)

    data = tagged(show)

    assert [data.count(each) for each in packed] == [1, 1]


@pytest.mark.parametrize("versions", [(3, 4, 3), (3, 4, 4), (4, 3, 3), (4, 4, 4), (3, 3)])
def test_tags_of_any_versions_become_one(versions: tuple[int, ...], tmp_path: Path) -> None:
    """Frames that mutagen does not know are among those of each tag."""
    tags = [
        id3(frame(b"TXXX", b"\0of%d\0%d" % (n, n), v) + frame(b"XRV%d" % n, b"own", v), v)
        for n, v in enumerate(versions)
    ]
    show = show_with(tmp_path, b"".join(tags) + SOUND)

    tag(show)

    tagging = measure(show, "001.mp3").tagging
    assert tagging is not None
    assert len(tagging.blocks) == 1
    assert {each.description: each.text for each in tagging.find("TXXX")} == {
        f"of{n}": str(n) for n in range(len(versions))
    }
    names = {each.name for each in tagging.frames}
    assert names >= {f"XRV{n}" for n in range(len(versions))}


def test_tags_behind_the_sound_are_brought_to_its_front(tmp_path: Path) -> None:
    """ID3 with a foot becomes part of the one tag, APEv2 and ID3v1 go, Lyrics3 alone stays."""
    old = id3(frame(b"TIT2", b"\0Motten", 4) + frame(b"TXXX", b"\0own\0kept", 4), 4, 0x10)
    foot = b"3DI" + old[3:10]
    lyrics = b"LYRICSBEGININD0000200LYR00005hello"
    lyrics += b"%06dLYRICS200" % len(lyrics)
    show = show_with(tmp_path, SOUND)
    path = show / "audio" / "001.mp3"
    ape = apev2.APEv2()
    ape["Title"], ape["Mood"] = "Motten", "calm"
    ape.save(path)
    path.write_bytes(path.read_bytes() + old + foot + lyrics + b"TAG" + bytes(125))
    before = measure(show, "001.mp3")

    data = tagged(show)

    assert codes(check(show)) == []
    assert data.endswith(SOUND[-400:] + lyrics)
    after = measure(show, "001.mp3")
    assert after.tagging is not None
    assert [each.kind for each in after.tagging.blocks] == ["ID3v2.3", "Lyrics3"]
    own = {each.description: each.text for each in after.tagging.find("TXXX")}
    assert own == {"own": "kept", "Mood": "calm"}
    assert (after.duration, after.audio_sha256) == (before.duration, before.audio_sha256)


def test_more_frames_than_anybody_reads_do_not_hide_cover_and_chapters(tmp_path: Path) -> None:
    """They stand behind the others, and are found."""
    many = b"".join(frame(b"TXXX", b"\0k%d\0v" % number) for number in range(6000))
    show = show_with(tmp_path, id3(many) + SOUND)

    tag(show)

    assert codes(check(show)) == []


def test_room_that_nobody_needs_goes(tmp_path: Path) -> None:
    """Although nothing else differs; the cure that TG09 names for heavy tags does what it says."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    path = show / "audio" / "001.mp3"
    data = path.read_bytes()
    size = len(data) - len(SOUND) - 10 + 1_100_000
    path.write_bytes(data[:6] + safe(size) + data[10 : -len(SOUND)] + bytes(1_100_000) + SOUND)
    (heavy,) = (each for each in check(show).findings if each.code == "TG09")
    assert "free room" in heavy.message
    assert heavy.hint == "run feedtool tag"

    (done,) = tag(show)

    assert [each.name for each in done.changes] == ["free room"]
    assert path.read_bytes() == data
    assert codes(check(show)) == []


def test_what_weighs_most_is_named(tmp_path: Path) -> None:
    """A long text is not cured by smaller pictures."""
    show = show_with(tmp_path, id3(frame(b"TXXX", b"\0log\0" + b"a" * 1_000_000)) + SOUND)

    (heavy,) = (each for each in check(show).findings if each.code == "TG09")

    assert "1,000,005 of them in TXXX:log" in heavy.message
    assert heavy.hint == "take TXXX:log out, or shorten it"


def test_a_tag_that_claims_more_than_the_file_is_left_alone(tmp_path: Path) -> None:
    """Already in a dry run: beside it no other tag would be read."""
    damaged = bytearray(id3(frame(b"TIT2", b"\0Motten")))
    damaged[7] = 0x1C
    show = show_with(tmp_path, bytes(damaged) + SOUND)

    (done,) = tag(show, is_dry=True)

    assert done.fault == "its ID3 tag does not end where it says: export it again"


def test_a_tag_too_large_to_read_whole_is_left_alone(tmp_path: Path) -> None:
    """Of what is not read nothing could be kept."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    with path.open("wb") as file:
        file.write(
            b"ID3\3\0\0" + safe(65 << 20) + frame(b"GEOB", b"")[:4] + struct.pack(">I", 1 << 26)
        )
        file.seek(10 + (65 << 20))
        file.write(SOUND)

    (done,) = tag(show)

    assert not done.written
    assert "its ID3 tag has 68,157,450 bytes" in done.fault
