"""A file that is no transcript is named for what it is; none of its bytes pass for words."""

from pathlib import Path

import pytest
from calling import Call, stand_in

from feedtool.formats.transcript.read import read_transcript
from feedtool.pipeline.transcript_check import mend_transcripts

FOREIGN = {
    "talk.docx": (b"PK\x03\x04\x14\x00\x06\x00word/document.xml Ada: Hello", "Word"),
    "talk.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    "talk.rtf": (b"{\\rtf1\\ansi Ada: Hello\\par}", "RTF"),
    "talk.pdf": (b"%PDF-1.7\n", "PDF"),
    "talk.ass": (b"\xef\xbb\xbf[Script Info]\nTitle: Talk\n", "SubStation"),
    "talk.ttml": (b'<?xml version="1.0"?>\n<!-- x -->\n<tt xml:lang="en"><body/></tt>', "TTML"),
    "talk.dfxp": (b'<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"></tt:tt>', "TTML"),
    "talk.smi": (b"<SAMI>\n<BODY>Hello</BODY></SAMI>", "SAMI"),
    "talk.scc": (b"Scenarist_SCC V1.0\n\n00:00:00:00\t9420", "Scenarist"),
    "talk.tsv": (b"start\tend\ttext\n0\t4000\tHello\n", "TSV"),
    "talk.mp3": (b"ID3\x03\x00\x00\x00\x00\x00\x00", "audio"),
    "talk.m4a": (b"\x00\x00\x00\x20ftypM4A ", "audio"),
    "talk.txt": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
}


@pytest.mark.parametrize("name", list(FOREIGN))
def test_what_is_no_transcript_is_named(name: str) -> None:
    """One fault, without a word taken from it."""
    data, words = FOREIGN[name]
    transcript = read_transcript(data, name)

    assert transcript.turns == ()
    assert [fault.code for fault in transcript.faults] == ["TR01"]
    assert words in transcript.faults[0].problem.message


@pytest.mark.parametrize("text", ["<ttable>", "ID 3 says: hello", "Script Info: none", "RIFFraff"])
def test_words_that_only_look_like_it_are_read(text: str) -> None:
    """Few letters decide, so they must be the right ones."""
    codes = [fault.code for fault in read_transcript(text).faults]

    assert "TR01" not in codes


def test_the_hint_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The command can be copied; nothing is written, and the exit code is 1."""
    (tmp_path / "talk.ass").write_bytes(FOREIGN["talk.ass"][0])
    call: Call = stand_in(tmp_path, "transcript", monkeypatch, capfd)
    ended = call("convert", "talk.ass", "-o", "talk.vtt")

    assert ended.code == 1
    assert "ffmpeg -i talk.ass talk.vtt" in ended.err
    assert not (tmp_path / "talk.vtt").exists()


@pytest.mark.parametrize(
    ("text", "encoding", "is_wrong"),
    [
        ("Café à la carte, s'il vous plaît, très bientôt.", "cp1252", False),
        ("Grüße an Jörg, Ümit und Zoë.", "cp1252", False),
        ("Ада: Привет, как дела?", "cp1251", True),
        ("דנה: שלום, מה שלומך?", "cp1255", True),
        ("田中：こんにちは。元気ですか。", "shift_jis", True),
        ("你好，今天怎么样？", "gb18030", True),
    ],
)
def test_letters_of_another_encoding_are_not_taken_for_western(
    text: str, encoding: str, *, is_wrong: bool
) -> None:
    """What nobody writes is said to be wrong, with a way out."""
    problem = read_transcript(text.encode(encoding)).faults[0].problem

    assert ("surely wrong" in problem.message) is is_wrong
    assert ("iconv" in problem.hint) is is_wrong


def test_a_label_that_stands_once_for_many_words_is_mended(tmp_path: Path) -> None:
    """Amazon Transcribe names who speaks beside the words."""
    data = Path(__file__).parents[1] / "data" / "transcripts" / "amazon-words.json"
    wrong = data.read_text(encoding="utf-8").replace("spk_0", "Ada Lovelce")
    path = tmp_path / "talk.json"
    path.write_text(wrong.replace("spk_1", "Grace Hopper"), encoding="utf-8")

    mend_transcripts([path], ("Ada Lovelace", "Grace Hopper"), with_unsafe=False, writes=True)

    first = path.read_text(encoding="utf-8").splitlines()[2]
    assert '"end_time": "0.8", "speaker_label": "Ada Lovelace"' in first
