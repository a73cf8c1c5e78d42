"""Every style and form of tests/data/transcripts is read as the .told file beside it says.

To drop a file and its .told in the folder is the test; `transcript_telling.py` says what it holds.
"""

from pathlib import Path

import pytest
from transcript_telling import tell

from feedtool.formats.transcript.read import read_transcript
from feedtool.model.transcript import Transcript

DATA = Path(__file__).parent.parent / "data" / "transcripts"
FILES = sorted(path for path in DATA.iterdir() if path.suffix != ".told")
KNOWN = ("Ada Lovelace", "Grace Hopper", "bell hooks", "deadmau5")
KEEPS_PLACES = [path for path in FILES if path.name != "broken.json"]
"""JSON that breaks off inside a text tells the character it meets there."""


def read(data: bytes, path: Path) -> Transcript:
    """Read a file of the folder; only one of them is read with names that are known."""
    return read_transcript(data, path.name, KNOWN if path.stem == "known" else ())


def expected(path: Path) -> str:
    """Read what a file is to be read as."""
    return Path(f"{path}.told").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_turns_and_places(path: Path) -> None:
    """Who says what when, where each label stands, and what is wrong."""
    assert tell(read(path.read_bytes(), path)) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_label_is_what_stands_at_its_place(path: Path) -> None:
    """The span of a label covers the name, no sign more or less."""
    transcript = read(path.read_bytes(), path)
    labels = [(turn.label, turn.speaker) for turn in transcript.turns if turn.label]
    labels += [(cue.label, cue.speaker) for cue in transcript.cues() if cue.label]

    for span, speaker in labels:
        written = transcript.text[span.start : span.end]
        assert written.replace("&amp;", "&") == speaker or f"Speaker {written}" == speaker


@pytest.mark.parametrize("end", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", KEEPS_PLACES, ids=lambda path: path.name)
def test_line_ends_change_nothing(path: Path, end: bytes) -> None:
    """Not the turns, and not the lines and columns."""
    assert tell(read(path.read_bytes().replace(b"\n", end), path)) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_byte_order_mark_changes_nothing(path: Path) -> None:
    """Columns count from the character behind it."""
    assert tell(read(b"\xef\xbb\xbf" + path.read_bytes(), path)) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_missing_last_line_end_changes_nothing(path: Path) -> None:
    """An editor may leave it out."""
    data = path.read_bytes().rstrip(b"\n")

    assert read(data, path) == read(path.read_bytes(), path)


ENCODED = [
    (path, encoding)
    for path in FILES
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")
    if encoding in ("utf-16", "utf-32") or path.read_text(encoding="utf-8").isascii()
]
"""Without a mark only Latin letters tell UTF-16 from other bytes."""


@pytest.mark.parametrize(
    ("path", "encoding"), ENCODED, ids=[f"{path.name}-{encoding}" for path, encoding in ENCODED]
)
def test_utf_16_is_read_and_named(path: Path, encoding: str) -> None:
    """The text is all there, and one fault more says what is wrong with the file."""
    transcript = read(path.read_text(encoding="utf-8").encode(encoding), path)

    assert transcript == read(path.read_bytes(), path)
    assert [fault.code for fault in transcript.faults].count("TR01") == 1
