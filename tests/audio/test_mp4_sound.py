"""What an MP4 says of its sound is read where it is surest."""

import struct
from pathlib import Path

import pytest

from feedtool.model.media import AudioFacts
from feedtool.probe.audio import probe_audio
from feedtool.tag.mp4_boxes import make_box

SPEECH = Path(__file__).parents[1] / "data" / "audio" / "speech-moovend.m4a"


def measure(data: bytes, folder: Path) -> AudioFacts:
    """Measure bytes as a file."""
    (folder / "made.m4a").write_bytes(data)
    return probe_audio(folder / "made.m4a")


@pytest.mark.parametrize(
    ("words", "rate", "channels"),
    [
        ("1208", 44100, 1),  # plain AAC
        ("1210", 44100, 2),
        ("1238", 44100, 8),
        ("1200", 44100, 2),  # told elsewhere: the entry says 2
        ("120856e500", 44100, 1),  # nothing was added, it says
        ("120856e598", 48000, 1),  # at 44.1 kHz no parametric stereo goes with SBR
        ("1408", 44100, 2),  # 16 kHz: perhaps half of what is played, and perhaps stereo
        ("140856e500", 16000, 1),
        ("130856e598", 48000, 2),  # SBR makes 48 kHz of 24, perhaps in stereo
        ("2b118800", 48000, 2),  # HE-AAC that says so at once
        ("eb098800", 48000, 2),  # with parametric stereo
        ("f94620", 48000, 2),  # xHE-AAC: its profile takes more bits
        ("f94860", 44100, 3),
        ("12", 44100, 2),
        ("", 44100, 2),
    ],
)
def test_aac_is_as_its_decoder_is_told(
    words: str, rate: int, channels: int, tmp_path: Path
) -> None:
    """The entry says 2 whatever is coded; the words to the decoder decide where they are sure."""
    data = bytearray(SPEECH.read_bytes())
    at = data.index(bytes.fromhex("120856e500"))
    data[at : at + 5] = bytes.fromhex(words).ljust(5, b"\0")
    if len(words) < 4:
        data[at - 5] = 0  # no descriptor of that kind

    facts = measure(bytes(data), tmp_path)

    assert (facts.codec, facts.sample_rate, facts.channels) == ("aac", rate, channels)


def test_mpeg_audio_in_an_mp4_may_say_so_to_its_decoder_alone(tmp_path: Path) -> None:
    """Its profiles (32 to 34) take more than the bits of the others."""
    data = SPEECH.read_bytes().replace(bytes.fromhex("120856e500"), bytes.fromhex("f848400000"))

    assert measure(data, tmp_path).codec == "mp3"


@pytest.mark.parametrize(
    ("kind", "codec"),
    [(0x40, "aac"), (0x67, "aac"), (0x69, "mp3"), (0x6B, "mp3"), (0xA9, "dts"), (0xDD, "vorbis")],
)
def test_sound_in_an_mp4_is_what_its_descriptor_says(kind: int, codec: str, tmp_path: Path) -> None:
    """What is called mp4a need not be AAC: what else a track holds, its descriptor tells."""
    data = bytearray(SPEECH.read_bytes())
    data[data.index(b"\x40\x15", data.index(b"esds"))] = kind

    assert measure(bytes(data), tmp_path).codec == codec


def test_an_mp4_that_an_android_phone_recorded_is_known(tmp_path: Path) -> None:
    """Metadata of QuickTime's kind stand before the tracks there, in a box without a version."""
    data = SPEECH.read_bytes()
    moov = data.rindex(b"moov") - 4
    mvhd = moov + 8 + int.from_bytes(data[moov + 8 : moov + 12], "big")
    key = make_box(b"mdta", b"com.android.version")
    value = make_box(b"data", struct.pack(">II", 1, 0) + b"14")
    meta = make_box(
        b"meta",
        make_box(b"hdlr", bytes(8) + b"mdta" + bytes(13))
        + make_box(b"keys", struct.pack(">II", 0, 1) + key)
        + make_box(b"ilst", make_box(b"\0\0\0\1", value)),
    )
    size = struct.pack(">I", int.from_bytes(data[moov : moov + 4], "big") + len(meta))
    recorded = data[:moov] + size + data[moov + 4 : mvhd] + meta + data[mvhd:]

    facts = measure(recorded, tmp_path)

    assert facts.tagging is not None
    assert ("com.android.version", "14") in [(e.name, e.text) for e in facts.tagging.frames]
    assert (facts.codec, facts.sample_rate, facts.channels) == ("aac", 44100, 1)
    assert facts.audio_sha256 == probe_audio(SPEECH).audio_sha256
