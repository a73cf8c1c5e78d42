"""Station probe: what is measured of audio files is true, and nothing in them can stop it."""

import io
import os
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import mutagen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import id3

from feedtool.formats.lock_tags import read_tags, write_tags
from feedtool.formats.media_lock import read_lock, write_lock
from feedtool.model.media import AudioFacts
from feedtool.probe.audio import probe_audio
from feedtool.probe.image import probe_image
from feedtool.probe.mp3 import measure_mp3
from feedtool.probe.window import BLOCK, Window

AUDIO = Path(__file__).parent / "data" / "audio"
SEEDS = sorted(path for path in AUDIO.rglob("*") if path.is_file() and path.stat().st_size)
FRAME = b"\xff\xfb\x90\xc4" + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz, mono
SLOW_FRAME = b"\xff\xf3\x48\xc4" + bytes(140)  # MPEG 2 layer III, 32 kbit/s, 16 kHz, mono
FREE_FRAME = b"\xff\xfb\x00\xc4" + bytes(596)  # free format: its length stands nowhere

WHOLE = {
    "speech-mono-cbr64.mp3": ("audio/mpeg", "mp3", "mp3", 20.321, 64.0, 44100, 1, "cbr"),
    "speech-stereo-vbr.mp3": ("audio/mpeg", "mp3", "mp3", 20.321, 66.0, 44100, 2, "vbr"),
    "speech-8khz.mp3": ("audio/mpeg", "mp3", "mp3", 20.321, 16.0, 8000, 1, "cbr"),
    "speech-moovend.m4a": ("audio/x-m4a", "mp4", "aac", 20.321, 50.5, 44100, 1, ""),
    "speech.ogg": ("audio/ogg", "ogg", "vorbis", 20.321, 47.8, 44100, 1, ""),
    "speech.opus": ("audio/opus", "ogg", "opus", 20.321, 24.2, 48000, 1, ""),
    "speech.flac": ("audio/flac", "flac", "flac", 4.0, 146.8, 16000, 1, ""),
    "speech.wav": ("audio/wav", "wav", "pcm", 4.0, 256.0, 16000, 1, ""),
}


def probe_bytes(data: bytes, folder: Path, name: str = "made.mp3") -> AudioFacts:
    """Measure bytes as a file."""
    (folder / name).write_bytes(data)
    return probe_audio(folder / name)


def assert_plausible(facts: AudioFacts) -> None:
    """Check what holds for any file."""
    for seconds in (facts.duration, facts.promised):
        assert seconds is None or 0 <= seconds <= 24 * 3600
    assert facts.missing_bytes >= 0
    assert facts.junk_bytes >= 0
    assert facts.fault or facts.container
    assert all(len(text) <= 300 for tag in facts.tags for text in tag)


@pytest.mark.parametrize("name", WHOLE)
def test_whole_file_is_measured(name: str) -> None:
    """Each container gives its type, codec, seconds, kbit/s, Hz, channels; nothing is missing."""
    facts = probe_audio(AUDIO / name)
    found = (facts.type, facts.container, facts.codec, facts.duration, facts.bit_rate)

    assert (*found, facts.sample_rate, facts.channels, facts.vbr) == WHOLE[name]
    assert facts.length == (AUDIO / name).stat().st_size
    assert (facts.missing_bytes, facts.junk_bytes, facts.fault) == (0, 0, "")
    assert facts.promised is None or facts.promised == pytest.approx(facts.duration, abs=0.01)


@pytest.mark.parametrize("name", WHOLE)
def test_lock_keeps_what_was_measured(name: str) -> None:
    """Built from media.lock or from the file at hand, a feed has the same numbers."""
    facts = probe_audio(AUDIO / name)
    assert facts.tagging is not None
    kept = read_tags(write_tags(facts.tagging))

    assert read_lock(write_lock({name: facts}))[0] == {name: replace(facts, tagging=kept)}


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is the referee, and not here")
@pytest.mark.parametrize("path", sorted(AUDIO.glob("*.mp3")), ids=lambda path: path.name)
def test_mp3_seconds_are_those_of_its_decoded_samples(path: Path) -> None:
    """An MP3 lasts as long as what ffmpeg decodes: also without a header, also cut off."""
    command = ["ffmpeg", "-v", "quiet", "-i", path, "-f", "s16le", "-ac", "1", "-ar", "48000", "-"]
    decoded = subprocess.run(command, capture_output=True, check=False)

    assert (probe_audio(path).duration or 0) == pytest.approx(len(decoded.stdout) / 96000, abs=0.03)


def test_vbr_without_a_header_is_exact_and_named() -> None:
    """Players guess such a file's length from its first frame; counting frames is exact."""
    facts = probe_audio(AUDIO / "speech-vbr-noxing.mp3")

    assert (facts.vbr, facts.duration, facts.promised) == ("vbr-without-header", 20.349, 6.982)


@pytest.mark.parametrize(
    ("name", "duration", "promised"),
    [
        ("broken-truncated.mp3", 6.741, 20.321),
        ("broken-truncated.m4a", 9.776, 20.322),
        ("broken-truncated.opus", 9.993, None),
    ],
)
def test_cut_off_file_lacks_bytes(name: str, duration: float, promised: float | None) -> None:
    """A file that was cut lasts as long as what is left, and tells how much is missing."""
    facts = probe_audio(AUDIO / name)

    assert (facts.duration, facts.promised) == (duration, promised)
    assert facts.missing_bytes > 0


@pytest.mark.parametrize("size", [0, 0x7FFF0000, 0x7FFFEFFC, 0x80000000, 0xFFFFFFDB, 0xFFFFFFFF])
def test_a_wav_that_was_streamed_is_whole(size: int, tmp_path: Path) -> None:
    """Each program that could not tell the length has another number for it."""
    data = (AUDIO / "speech.wav").read_bytes()
    place = data.index(b"data") + 4
    made = data[:place] + size.to_bytes(4, "little") + data[place + 4 :]

    facts, plain = probe_bytes(made, tmp_path, "made.wav"), probe_audio(AUDIO / "speech.wav")

    assert (facts.missing_bytes, facts.duration) == (0, plain.duration)
    assert facts.audio_sha256 == plain.audio_sha256


def test_an_aiff_that_was_streamed_is_whole(tmp_path: Path) -> None:
    """The number of its samples is as little known as their bytes."""
    rate = (16383 + 12).to_bytes(2, "big") + (8000 << 51).to_bytes(8, "big")
    form = b"\0\1" + (0x7F000000 // 2).to_bytes(4, "big") + b"\0\x10" + rate
    data = b"FORM\x7f\0\0\x50AIFFCOMM\0\0\0\x12" + form + b"SSND\x7f\0\0\x08" + bytes(8 + 16000)

    facts = probe_bytes(data, tmp_path, "made.aiff")

    assert (facts.duration, facts.promised, facts.missing_bytes) == (1.0, 1.0, 0)


def test_what_is_cut_off_before_its_sound_shares_it_with_no_file(tmp_path: Path) -> None:
    """No byte of sound has a hash, too: that of another such file would be the same."""
    facts = probe_bytes((AUDIO / "speech.wav").read_bytes()[:44], tmp_path, "made.wav")

    assert facts.missing_bytes > 0
    assert facts.audio_sha256 == ""


@pytest.mark.parametrize("behind", [b"TAG" + b"Title".ljust(125, b"\0"), b"x", b"no box at all"])
def test_what_stands_behind_the_boxes_of_an_mp4_is_junk(behind: bytes, tmp_path: Path) -> None:
    """An ID3v1 tag there claims, read as a box, that a gigabyte is missing: nothing is."""
    data = (AUDIO / "speech-moovend.m4a").read_bytes()

    facts = probe_bytes(data + behind, tmp_path, "made.m4a")

    assert (facts.missing_bytes, facts.junk_bytes) == (0, len(behind))
    assert facts.audio_sha256 == probe_audio(AUDIO / "speech-moovend.m4a").audio_sha256


def test_damage_inside_an_mp3_is_counted(tmp_path: Path) -> None:
    """Bytes that are no frames are junk; the frames behind them still count."""
    data = bytearray((AUDIO / "speech-mono-cbr64.mp3").read_bytes())
    data[80_000:83_000] = bytes(3000)

    facts = probe_bytes(bytes(data), tmp_path)

    assert 3000 <= facts.junk_bytes < 3500
    assert facts.duration == pytest.approx(20.321 - 0.4, abs=0.1)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "the file is empty"),
        (b" <!DOCTYPE html><html>404</html>", "a web page (HTML)"),
        (b'<?xml version="1.0"?><Error/>', "an XML document"),
        (b"Not found\n", "a text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "a JPEG picture"),
        (b"FORM\0\0\0\x10AIFF" + bytes(99), "AIFF"),
        (b"ID3\x04\0\0\0\0\x7f\x7fTIT2", "cut off inside its ID3 tag"),
        (b"ID3\x04\0\0\0\0\0\0", "holds tags only"),
        (bytes(4096), "the file begins with zeros"),
        (b"\0\0\0\x14ftypM4A \0\0\0\0M4A \0\0\1\0mdat" + bytes(9), "index (moov) is not whole"),
        (b"ID3\4\0\0\0\0\0\0" + (AUDIO / "speech-moovend.m4a").read_bytes(), "an ID3 tag stands"),
        (b"\xfe\xdc\xba\x98" * 999, "not a kind of audio that is known"),
        ((AUDIO / "speech.wav").read_bytes()[44:], "not a kind of audio that is known"),
    ],
)
def test_what_is_no_audio_is_named(data: bytes, fault: str, tmp_path: Path) -> None:
    """A file that cannot be sound says what it is instead, whatever its name."""
    facts = probe_bytes(data, tmp_path)

    assert fault in facts.fault
    assert facts.length == len(data)


def test_what_is_no_readable_file_is_named(tmp_path: Path) -> None:
    """Folders, pipes, absent files and impossible names are faults, and nothing waits."""
    os.mkfifo(tmp_path / "pipe")

    assert "a folder" in probe_audio(tmp_path).fault
    assert "a pipe" in probe_audio(tmp_path / "pipe").fault
    assert "not there" in probe_audio(tmp_path / "absent.mp3").fault
    assert "name" in probe_image(tmp_path / "a\0.png").fault


def test_the_extension_is_not_believed(tmp_path: Path) -> None:
    """An M4A named .mp3 is an M4A."""
    facts = probe_bytes((AUDIO / "speech-moovend.m4a").read_bytes(), tmp_path, "named.mp3")

    assert (facts.container, facts.type) == ("mp4", "audio/x-m4a")


@given(
    parts=st.lists(
        st.tuples(st.sampled_from([FRAME, SLOW_FRAME]), st.integers(4, 20), st.integers(0, 50)),
        min_size=1,
        max_size=5,
    )
)
def test_every_frame_counts(parts: list[tuple[bytes, int, int]]) -> None:
    """Runs of frames of any stream, with junk after each, last as long as all their frames."""
    data = b"".join(frame * count + bytes(junk) for frame, count, junk in parts)
    seconds = {FRAME: 1152 / 44100, SLOW_FRAME: 576 / 16000}

    sound = measure_mp3(Window(io.BytesIO(data), len(data)))

    assert sound.duration == pytest.approx(sum(seconds[f] * count for f, count, _ in parts))
    assert sound.junk_bytes == sum(junk for _, _, junk in parts)


@pytest.mark.parametrize("frame", [FRAME, FREE_FRAME])
def test_long_file_is_walked_over_the_blocks_it_is_read_in(frame: bytes) -> None:
    """No frame is lost where one block in memory ends, nor in free format."""
    count = 3 * BLOCK // len(frame)
    data = b"ID3\x03\0\0\0\0\0\x05" + bytes(5) + frame * count + b"TAG" + bytes(125)

    sound = measure_mp3(Window(io.BytesIO(data), len(data)))

    assert sound.duration == pytest.approx(count * 1152 / 44100)
    assert (sound.ranges, sound.junk_bytes) == ([(15, len(data) - 128)], 0)


@pytest.mark.parametrize("word", [b"\xff\xfb\x90\0", b"\xff\xfe\2\0\xff\xfe\0\0"])
def test_false_sync_words_cost_no_time(word: bytes, tmp_path: Path) -> None:
    """A file made of headers without frames is given up soon."""
    begin = time.process_time()

    facts = probe_bytes(FRAME * 9 + word * (1 << 20), tmp_path)

    assert facts.container == "mp3"
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("name", [name for name in WHOLE if not name.endswith("wav")])
def test_retagging_keeps_the_hash_of_the_sound(name: str, tmp_path: Path) -> None:
    """`audio_sha256` is the sound's alone; `sha256` is the file's."""
    shutil.copy(AUDIO / name, tmp_path / name)
    before = probe_audio(tmp_path / name)
    file = mutagen.File(tmp_path / name, easy=True)
    if file.tags is None:
        file.add_tags()
    file["title"] = "A new title " * 500
    file.save()

    after = probe_audio(tmp_path / name)

    assert after.sha256 != before.sha256
    assert after.audio_sha256 == before.audio_sha256
    assert after.duration == before.duration
    assert ("A new title " * 25) in [text for _, text in after.tags]


@pytest.mark.parametrize("encoding", [0, 1, 2, 3])
@pytest.mark.parametrize("version", [3, 4])
def test_texts_of_id3_are_those_mutagen_reads(encoding: int, version: int, tmp_path: Path) -> None:
    """Frames, comments, own fields and addresses come back; of lyrics, the beginning."""
    tag = id3.ID3()
    tag.add(id3.TIT2(encoding, ["Ärger mit dem Ton"]))
    tag.add(id3.COMM(encoding, "deu", "Notiz", ["Größe"]))
    tag.add(id3.TXXX(encoding, "Eigenes", ["Straße"]))
    tag.add(id3.WXXX(encoding, "Ort", "https://example.com/"))
    tag.add(id3.WOAF("https://example.com/1"))
    tag.add(id3.PCST(1))
    tag.add(id3.USLT(encoding, "deu", "", "Text " * 99))
    tag.add(id3.APIC(encoding, "image/png", 3, "", bytes(500)))
    tag.save(tmp_path / "made.mp3", v2_version=version)

    facts = probe_bytes((tmp_path / "made.mp3").read_bytes() + FRAME * 9, tmp_path)

    assert facts.tags == (
        ("COMM:Notiz:deu", "Größe"),
        ("PCST", "1"),
        ("TIT2", "Ärger mit dem Ton"),
        ("TXXX:Eigenes", "Straße"),
        ("USLT::deu", ("Text " * 99)[:300]),
        ("WOAF", "https://example.com/1"),
        ("WXXX:Ort", "https://example.com/"),
    )


@settings(deadline=None, max_examples=300)
@given(path=st.sampled_from(SEEDS), data=st.data())
def test_damaged_bytes_never_raise(
    path: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Flipped and cut bytes, near the head or anywhere, give facts or a fault."""
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 12))):
        near = data.draw(st.sampled_from([64, 4096, len(content)]))
        place = data.draw(st.integers(0, min(near, len(content)) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    made = tmp_path_factory.getbasetemp() / "damaged.mp3"
    made.write_bytes(content[:cut])

    assert_plausible(probe_audio(made))


@pytest.mark.skipif("FEEDTOOL_CORPUS" not in os.environ, reason="FEEDTOOL_CORPUS names no folder")
def test_corpus_is_measured_soon_and_without_nonsense() -> None:
    """Odd, old and broken files of other projects never raise, and take less than 2 s each."""
    for path in sorted(Path(os.environ["FEEDTOOL_CORPUS"]).rglob("*")):
        begin = time.process_time()
        assert_plausible(probe_audio(path))
        assert probe_image(path).length >= 0
        assert time.process_time() - begin < 2, path
