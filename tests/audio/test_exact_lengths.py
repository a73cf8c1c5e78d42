"""A file lasts as long as what is decoded of it: whole or cut off, whatever its header says."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from decoding import NEEDS_FFMPEG, decoded_seconds, make, pipe

from feedtool.model.media import AudioFacts
from feedtool.probe.audio import probe_audio

AUDIO = Path(__file__).resolve().parents[1] / "data" / "audio"
SPEECH = AUDIO / "speech-moovend.m4a"
MEASURED = ("mp1", "mp2", "mp3", "mp4", "ogg", "flac", "wav", "aac")

MADE: dict[str, tuple[str, ...]] = {
    "cbr.mp3": ("-b:a", "128k"),
    "vbr.mp3": ("-q:a", "5"),
    "no-header.mp3": ("-write_xing", "0", "-b:a", "96k"),
    "vbr-no-header.mp3": ("-write_xing", "0", "-q:a", "5"),
    "mpeg2.mp3": ("-ar", "22050", "-ac", "1", "-b:a", "32k"),
    "mpeg2.5.mp3": ("-ar", "11025", "-ac", "1", "-b:a", "16k"),
    "layer2.mp2": ("-c:a", "mp2"),
    "fragments.mp4": ("-c", "copy", "-movflags", "frag_keyframe+empty_moov"),
    "short-fragments.mp4": (
        *("-c", "copy", "-movflags", "dash+frag_every_frame+default_base_moof"),
        *("-frag_duration", "1000000"),
    ),
    "index-first.m4a": ("-c", "copy", "-movflags", "+faststart"),
    "lossless.m4a": ("-c:a", "alac"),
    "raw.aac": ("-c", "copy"),
    "opus.opus": ("-c:a", "libopus"),
    "vorbis.ogg": ("-c:a", "libvorbis"),
    "flac.oga": ("-c:a", "flac"),
    "speex.spx": ("-c:a", "libspeex", "-ar", "16000", "-ac", "1"),
    "whole.flac": ("-c:a", "flac"),
    "plain.wav": ("-c:a", "pcm_s24le"),
    "float.wav": ("-c:a", "pcm_f32le"),
    "long.wav": ("-rf64", "always"),
    "adpcm.wav": ("-c:a", "adpcm_ms"),
    "ima.wav": ("-c:a", "adpcm_ima_wav"),
    "law.wav": ("-c:a", "pcm_mulaw"),
    "mpeg.wav": ("-c:a", "libmp3lame", "-f", "wav"),
}
PIPED = {
    "streamed.flac": ("-f", "flac"),
    "streamed.wav": ("-f", "wav"),
    "streamed.ogg": ("-f", "ogg", "-c:a", "libvorbis"),
}
INDEX_LAST = ("lossless.m4a",)
"""Cut, such a file has no index: nothing can be measured or played."""

EXCEPTIONS: dict[str, str] = {}
"""Names of files that are off by more than a second, with the reason: there are none."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a file of every kind, once, and a copy of each that lacks its last third."""
    folder = tmp_path_factory.mktemp("made")
    source = make(SPEECH, tmp_path_factory.mktemp("source") / "a.m4a", "-t", "6", "-c", "copy")
    for name, options in MADE.items():
        make(source, folder / name, *options)
    for name, options in PIPED.items():
        pipe(source, folder / name, *options)
    for path in list(folder.iterdir()):
        data = path.read_bytes()
        (folder / f"cut-{path.name}").write_bytes(data[: len(data) * 2 // 3])
    return folder


@NEEDS_FFMPEG
@pytest.mark.parametrize("name", [*MADE, *PIPED])
def test_every_kind_is_exact(name: str, folder: Path) -> None:
    """Nothing is cut off where nothing is missing."""
    facts = probe_audio(folder / name, hashes=False)

    assert facts.duration == pytest.approx(decoded_seconds(folder / name), abs=0.06)
    assert (facts.fault, facts.is_cut_off, facts.ending) == ("", False, "")
    if facts.promised is not None and facts.vbr != "vbr-without-header":
        assert facts.promised == pytest.approx(facts.duration, abs=0.06)


@NEEDS_FFMPEG
@pytest.mark.parametrize("name", [name for name in (*MADE, *PIPED) if name not in INDEX_LAST])
def test_cut_off_it_is_exact_too(name: str, folder: Path) -> None:
    """What is left is measured, not what was promised."""
    cut = folder / f"cut-{name}"
    facts = probe_audio(cut, hashes=False)

    assert facts.duration == pytest.approx(decoded_seconds(cut), abs=0.06)
    assert facts.is_cut_off or facts.ending or _tells_no_end(facts)


def _tells_no_end(facts: AudioFacts) -> bool:
    """Say whether the container has no mark of its end: a WAV of unknown length, whole frames."""
    return facts.container in ("wav", "mp2", "mp3") and not facts.missing_bytes


@NEEDS_FFMPEG
@pytest.mark.parametrize("name", INDEX_LAST)
def test_mp4_without_its_index_is_a_fault(name: str, folder: Path) -> None:
    """No app can play it, and that is said."""
    assert "no app can play it" in probe_audio(folder / f"cut-{name}").fault


@NEEDS_FFMPEG
@pytest.mark.parametrize(
    "names",
    [
        ("opus.opus", "opus.opus"),  # the same stream number twice
        ("vorbis.ogg", "opus.opus"),
        ("cbr.mp3", "mpeg2.mp3"),  # another sample rate
        ("vbr.mp3", "vbr.mp3"),
        ("raw.aac", "raw.aac"),
    ],
)
def test_joined_files_last_as_long_as_both(
    names: tuple[str, str], folder: Path, tmp_path: Path
) -> None:
    """Files that were put one behind the other are measured to the end."""
    joined = tmp_path / names[0]
    joined.write_bytes(b"".join((folder / name).read_bytes() for name in names))
    each = sum(decoded_seconds(folder / name) for name in names)

    assert probe_audio(joined).duration == pytest.approx(each, abs=0.1)


@NEEDS_FFMPEG
def test_voices_of_one_ogg_play_together(folder: Path, tmp_path: Path) -> None:
    """Two streams side by side last as long as one, those behind each other as long as both."""
    both = ("-map", "0:a", "-map", "0:a", "-c", "copy")
    path = make(folder / "opus.opus", tmp_path / "two.ogg", *both)
    one = probe_audio(folder / "opus.opus").duration

    assert probe_audio(path).duration == one
    path.write_bytes(path.read_bytes() * 2)
    assert probe_audio(path).duration == pytest.approx(2 * (one or 0), abs=0.01)


@NEEDS_FFMPEG
@pytest.mark.parametrize("start", ["1.5", "4"])
@pytest.mark.parametrize("name", ["opus.opus", "vorbis.ogg", "flac.oga", "speex.spx"])
def test_a_piece_of_an_ogg_keeps_its_positions(
    name: str, start: str, folder: Path, tmp_path: Path
) -> None:
    """Cut out without coding it anew, it counts on from where it was in the recording."""
    piece = tmp_path / name
    command = ["ffmpeg", "-nostdin", "-v", "error", "-ss", start, "-i", f"file:{folder / name}"]
    subprocess.run([*command, "-c", "copy", "-copyts", f"file:{piece}"], check=True)

    assert probe_audio(piece).duration == pytest.approx(decoded_seconds(piece), abs=0.06)


@NEEDS_FFMPEG
def test_mp4_that_begins_with_silence_lasts_longer(folder: Path, tmp_path: Path) -> None:
    """An empty edit is played as silence: players count it, and the header does."""
    late = ("-c", "copy", "-output_ts_offset", "2")
    facts = probe_audio(make(folder / "index-first.m4a", tmp_path / "late.m4a", *late))

    assert facts.duration == pytest.approx(decoded_seconds(folder / "index-first.m4a") + 2, abs=0.1)
    assert facts.promised == pytest.approx(facts.duration, abs=0.06)


@NEEDS_FFMPEG
@pytest.mark.parametrize("junk", [b"junk" * 125, b"\xff\xf8" * 4500, b"x" * (2 << 20)])
def test_junk_behind_a_flac_is_no_end(junk: bytes, folder: Path, tmp_path: Path) -> None:
    """All samples are there that its header tells: what stands behind them hides nothing."""
    whole = folder / "whole.flac"
    path = tmp_path / "a.flac"
    path.write_bytes(whole.read_bytes() + junk)

    facts = probe_audio(path)

    assert facts.duration == probe_audio(whole).duration
    assert (facts.ending, facts.junk_bytes) == ("", len(junk))


@NEEDS_FFMPEG
@pytest.mark.parametrize("share", [1.0, 0.6])
def test_a_piece_of_a_flac_keeps_its_numbers(share: float, folder: Path, tmp_path: Path) -> None:
    """Cut out without coding it anew, its first frame is not the first of the recording."""
    piece = ("-ss", "2", "-c", "copy")
    path = make(folder / "whole.flac", tmp_path / "piece.flac", *piece)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    assert probe_audio(path).duration == pytest.approx(decoded_seconds(path), abs=0.2)


@NEEDS_FFMPEG
@pytest.mark.parametrize("fill", [b"", bytes(9000), b"\xff\xf8" * 4500])
def test_a_hole_in_a_flac_is_seen(fill: bytes, folder: Path, tmp_path: Path) -> None:
    """Frames have numbers: what is missing, or was written over, is not counted."""
    data = (folder / "whole.flac").read_bytes()
    path = tmp_path / "holed.flac"
    half = len(data) // 2
    path.write_bytes(data[:half] + fill + data[half + 9000 :])

    facts = probe_audio(path)

    assert facts.ending == "holed"
    assert facts.duration == pytest.approx(decoded_seconds(path), abs=0.4)


def _compare(path: Path) -> tuple[str, float | None, float] | None:
    facts = probe_audio(path, hashes=False)
    if facts.container not in MEASURED:
        return None
    seconds = decoded_seconds(path)
    return (path.name, facts.duration, seconds) if seconds else None


@NEEDS_FFMPEG
@pytest.mark.skipif("FEEDTOOL_CORPUS" not in os.environ, reason="FEEDTOOL_CORPUS names no folder")
def test_odd_files_of_others_are_within_a_second() -> None:
    """Every file that ffmpeg decodes, of six projects that read tags or decode sound."""
    corpus = Path(os.environ["FEEDTOOL_CORPUS"])
    paths = [p for part in ("audio", "audio-made") for p in sorted((corpus / part).rglob("*"))]
    with ThreadPoolExecutor(2) as pool:
        compared = [each for each in pool.map(_compare, filter(Path.is_file, paths)) if each]
    wrong = [each for each in compared if each[1] is None or abs(each[1] - each[2]) > 1]

    assert len(compared) > 250
    assert {name for name, _, _ in wrong} == set(EXCEPTIONS), wrong
