"""Rules about files, on files as ffmpeg makes them: whole, cut off, joined, called otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest
from decoding import NEEDS_FFMPEG, make

from feedtool.pipeline.audio import AudioOptions, check_audio

AUDIO = Path(__file__).resolve().parents[1] / "data" / "audio"
SPEECH = AUDIO / "speech-moovend.m4a"
FILM = ("-f", "lavfi", "-i", "testsrc=duration=2:size=64x64:rate=10", "-t", "2")
COVER = (
    *FILM[:4],
    *("-map", "0:a", "-map", "1:v", "-frames:v", "1", "-c:v", "mjpeg"),
    *("-disposition:v:0", "attached_pic", "-c:a", "copy"),
)
Found = list[tuple[str, str]]
Check = Callable[..., Found]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Make a file with ffmpeg and return the codes and levels of what is found in it."""

    def run(name: str, *options: str, after: Callable[[bytes], bytes] = bytes) -> Found:
        path = make(SPEECH, tmp_path / name, *options)
        path.write_bytes(after(path.read_bytes()))
        findings = check_audio(AudioOptions((str(path),)))[0].findings
        return [(each.code, each.level.value) for each in findings]

    return run


@NEEDS_FFMPEG
@pytest.mark.parametrize(
    ("name", "options", "found"),
    [
        ("whole.mp3", ("-b:a", "96k"), []),
        ("whole.m4a", ("-c", "copy"), []),
        ("fragments.m4a", ("-c", "copy", "-movflags", "frag_keyframe+empty_moov"), []),
        ("cover.m4a", COVER, []),
        ("slow.mp3", ("-ar", "22050", "-b:a", "64k"), [("AU12", "warning")]),
        ("thinner.mp3", ("-ac", "2", "-ar", "44100", "-b:a", "48k"), [("AU13", "warning")]),
        ("round.m4a", ("-ac", "6", "-c:a", "aac"), [("AU17", "warning")]),
        ("lossless.m4a", ("-c:a", "alac"), [("AU11", "advice")]),
        ("unsaid.mp3", ("-q:a", "5", "-write_xing", "0"), [("AU14", "error")]),
        ("film.mp4", (*FILM, "-map", "0:a", "-map", "1:v", "-c:v", "mpeg4"), []),
        (
            "film.m4a",
            (*FILM, "-map", "0:a", "-map", "1:v", "-c:v", "mpeg4", "-f", "mp4"),
            [("AU06", "error")],
        ),
        ("film.mkv", (*FILM, "-map", "0:a", "-map", "1:v", "-c:v", "mpeg4"), [("AU10", "error")]),
        ("sound.aiff", (), [("AU11", "advice")]),
        ("sound.wma", ("-c:a", "wmav2"), [("AU10", "error")]),
        ("opus.ogg", ("-c:a", "libopus"), [("AU11", "advice")]),
        ("mpeg.wav", ("-c:a", "libmp3lame"), []),
    ],
)
def test_what_is_wrong_is_found(
    name: str, options: tuple[str, ...], found: Found, check: Check
) -> None:
    """And nothing else: each file has one fault, or none."""
    assert check(name, *options) == found


@NEEDS_FFMPEG
@pytest.mark.parametrize(
    ("name", "options", "level"),
    [
        ("a.mp3", ("-b:a", "96k"), "error"),
        ("a.flac", (), "error"),
        ("a.opus", ("-c:a", "libopus"), "error"),
        ("a.wav", (), "error"),
        ("a.m4a", ("-c", "copy", "-movflags", "+faststart"), "error"),
        ("a.aac", ("-c", "copy"), "error"),
        ("unsaid.mp3", ("-b:a", "96k", "-write_xing", "0"), "warning"),
    ],
)
def test_half_a_file_is_found(
    name: str, options: tuple[str, ...], level: str, check: Check
) -> None:
    """Whatever the container, if it says anywhere where it ends."""
    found = check(name, *options, after=lambda data: data[: len(data) // 2 + 100])

    assert ("AU16", level) in found
    assert {code for code, _ in found} <= {"AU16", "AU11"}


@NEEDS_FFMPEG
@pytest.mark.parametrize("place", [-100, 5000], ids=["end", "inside"])
def test_an_m4a_that_lacks_few_bytes_is_found(place: int, check: Check) -> None:
    """Its index tells where each sample stands: behind a hole nothing is where it should be."""

    def lose(data: bytes) -> bytes:
        at = place % len(data)
        return data[:at] + data[at + 100 :]

    options = ("-c", "copy", "-movflags", "+faststart")
    assert check("a.m4a", *options, after=lose) == [("AU16", "error")]


@NEEDS_FFMPEG
def test_ogg_cut_between_pages_may_be_cut_off(check: Check) -> None:
    """No page is broken, but none says that it is the last."""
    found = check("a.ogg", "-c:a", "libvorbis", after=lambda data: data[: data.rfind(b"OggS")])

    assert ("AU16", "warning") in found


@NEEDS_FFMPEG
@pytest.mark.parametrize(("hole", "found"), [(60, []), (4000, [("AU16", "warning")])])
def test_hole_in_an_mp3_is_found_where_it_is_heard(hole: int, found: Found, check: Check) -> None:
    """Some bytes spoil a frame or two; thousands are a gap."""

    def spoil(data: bytes) -> bytes:
        middle = len(data) // 2
        return data[:middle] + bytes(hole) + data[middle + hole :]

    assert check("a.mp3", "-b:a", "96k", after=spoil) == found


@NEEDS_FFMPEG
def test_joined_mp3_promises_the_first_part_alone(check: Check) -> None:
    """Players believe the first header, and stop there."""
    assert check("a.mp3", "-b:a", "96k", after=lambda data: data * 2) == [("AU15", "error")]


@NEEDS_FFMPEG
def test_ogg_that_lacks_a_page_is_damaged_inside(check: Check) -> None:
    """Pages are counted: its last one is there, and tells nothing of the gap."""

    def leave_out(data: bytes) -> bytes:
        pages = data.split(b"OggS")
        return b"OggS".join(pages[: len(pages) // 2] + pages[len(pages) // 2 + 1 :])

    assert ("AU16", "warning") in check("a.ogg", "-c:a", "libvorbis", after=leave_out)


@NEEDS_FFMPEG
def test_flac_without_a_frame_cannot_be_used(check: Check) -> None:
    """The length that its header promises is nobody's to hear."""

    def leave_metadata(data: bytes) -> bytes:
        place, is_last = 4, False
        while not is_last:
            is_last = data[place] >= 0x80
            place += 4 + int.from_bytes(data[place + 1 : place + 4], "big")
        return data[:place]

    assert check("a.flac", after=leave_metadata) == [("AU10", "error")]


def test_free_format_is_named(tmp_path: Path) -> None:
    """Its frames can be counted, and browsers cannot play them."""
    path = tmp_path / "a.mp3"
    path.write_bytes((b"\xff\xfb\x00\xc4" + bytes(1040)) * 200)
    file = check_audio(AudioOptions((str(path),)))[0]

    assert [each.code for each in file.findings] == ["AU11"]


@NEEDS_FFMPEG
def test_raw_aac_under_another_name_goes_into_an_m4a(tmp_path: Path) -> None:
    """To call it .aac would make it a file that Apple does not know; the cure does what it says."""
    raw = make(SPEECH, tmp_path / "raw.aac", "-c", "copy").rename(tmp_path / "a.mp3")
    (measured,) = check_audio(AudioOptions((str(raw),)))
    (finding,) = measured.findings
    assert (finding.code, finding.hint) == (
        "AU06",
        "put it into an M4A: ffmpeg -i old -c:a copy new.m4a",
    )

    (mended,) = check_audio(AudioOptions((str(make(raw, tmp_path / "new.m4a", "-c:a", "copy")),)))

    assert mended.findings == ()


@NEEDS_FFMPEG
@pytest.mark.parametrize(("seconds", "codes"), [("2", ["AU12"]), ("0.5", [])])
def test_parts_of_different_sample_rates_are_named(
    seconds: str, codes: list[str], tmp_path: Path
) -> None:
    """Players go on at the first rate: the second part sounds too fast. A moment is no part."""
    ours = make(SPEECH, tmp_path / "a.mp3", "-ar", "44100", "-b:a", "96k", "-write_xing", "0")
    theirs = ("-ar", "48000", "-b:a", "96k", "-write_xing", "0", "-t", seconds)
    advert = make(SPEECH, tmp_path / "b.mp3", *theirs, "-id3v2_version", "0")
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(ours.read_bytes() + advert.read_bytes())

    (measured,) = check_audio(AudioOptions((str(joined),)))

    assert [each.code for each in measured.findings] == codes
