"""`feedtool chapters convert`: every form to every other, losses said, nothing overwritten."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedtool.cli import run
from feedtool.formats.chapter.forms import FORMS, read_chapters

CORPUS = Path(os.environ.get("FEEDTOOL_CORPUS", "no corpus")) / "transcripts"
RICH = {
    "version": "1.2.0",
    "author": "Ada",
    "chapters": [
        {"startTime": 0, "title": "Intro"},
        {"startTime": 130.5, "title": "A moth", "img": "https://a.example/x.png"},
        {"startTime": 600, "title": "A word from the ropeworks", "toc": False},
        {"startTime": 3800, "title": "Words", "url": "https://a.example"},
    ],
}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it said."""

    code: int
    out: str
    err: str


def convert(folder: Path, *arguments: str) -> Ended:
    """Run the command as if typed in `folder`."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["chapters", "convert", *arguments])
    return Ended(code, out.getvalue(), err.getvalue())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a JSON file of chapters."""
    (tmp_path / "rich.json").write_text(json.dumps(RICH), encoding="utf-8")
    return tmp_path


def test_lines_are_printed_and_losses_are_said(folder: Path) -> None:
    """Left to itself, the command prints what a description takes."""
    ended = convert(folder, "rich.json")

    assert ended.code == 0
    assert ended.out == "00:00:00 Intro\n00:02:10 A moth\n01:03:20 Words\n"
    assert ended.err.splitlines() == [
        "lost: rich.json: not carried over: author",
        "lost: lines for a description: 1 chapter hidden from the list left out",
        "lost: lines for a description: 1 chapter with a picture, which is not written",
        "lost: lines for a description: 1 chapter with a link, which is not written",
        (
            "lost: lines for a description: 1 chapter with a fraction of a second, "
            "which is not written"
        ),
    ]


def test_several_files_at_once(folder: Path) -> None:
    """The extension tells the form, --to the rest."""
    ended = convert(
        folder, "rich.json", *("-o", "a.psc", "-o", "b.vtt", "-o", "c/d.ffmetadata", "-o", "e.txt"),
        *("--to", "mp4chaps", "--duration", "1:10:00"),
    )  # fmt: skip

    assert ended.code == 0
    assert ended.out.splitlines() == [
        "wrote a.psc: Podlove Simple Chapters 1.2, 3 chapters",
        "wrote b.vtt: WebVTT chapters, 3 chapters",
        "wrote c/d.ffmetadata: FFmpeg metadata, 3 chapters",
        "wrote e.txt: mp4chaps, 3 chapters",
    ]
    assert "01:03:20.000 --> 01:10:00.000\nWords\n" in (folder / "b.vtt").read_text("utf-8")
    assert "END=4200000\n" in (folder / "c" / "d.ffmetadata").read_text("utf-8")
    assert (folder / "e.txt").read_text("utf-8").startswith("00:00:00.000 Intro\n00:02:10.500 A")
    assert "the end of the last chapter" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing.json",), "nothing.json: there is no such file"),
        (("rich.json", "--to", "word"), "'word' is no form of chapters"),
        (("rich.json", "-o", "a.txt"), "the name a.txt does not tell the form"),
        (("rich.json", "-o", "rich.json"), "rich.json is there already"),
        (("rich.json", "--duration", "long"), "'long' is no length"),
        ((".",), "this is a folder, not a file"),
        (("notes.md",), "notes.md holds no chapters"),
        (("link.yaml",), "the chapters of link.yaml are at https://a.example/c.json"),
        (("lost.yaml",), "file 'c.txt' does not exist"),
        (("wrong.yaml",), "the chapters of wrong.yaml cannot be read"),
        (("broken.yaml",), "the chapters of broken.yaml cannot be read"),
        (("out.yaml",), "leaves the show folder"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    """One sentence, exit code 2, nothing written."""
    for name, text in {
        "notes.md": "Words at 10:30.\n",
        "link.yaml": "chapters: https://a.example/c.json\n",
        "lost.yaml": "chapters: c.txt\n",
        "wrong.yaml": "chapters: [x Title]\n",
        "broken.yaml": "a: [b\n",
        "out.yaml": "chapters: ../c.txt\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    ended = convert(folder, *arguments)

    assert ended.code == 2
    assert words in ended.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_force_replaces_and_mends(folder: Path) -> None:
    """A careless JSON file becomes a right one in its own place, if asked by name."""
    (folder / "x.json").write_text('[{"start": "02:10", "title": "A"}]', encoding="utf-8")
    ended = convert(folder, "x.json", "-o", "x.json", "--force")

    assert ended.code == 0
    assert "x.json:1:3: error CH03" in ended.err
    assert json.loads((folder / "x.json").read_text("utf-8")) == {
        "version": "1.2.0",
        "chapters": [{"startTime": 130, "title": "A"}],
    }


def test_what_is_left_out_is_counted(folder: Path) -> None:
    """Unreadable lines are placed and counted, out of order ones sorted; the exit code says so."""
    (folder / "x.txt").write_text("05:00 B\n99:99 No\n00:00 A\n", encoding="utf-8")
    ended = convert(folder, "x.txt")

    assert (ended.code, ended.out) == (1, "00:00 A\n05:00 B\n")
    assert "x.txt:2:1: error CH03" in ended.err
    assert "1 chapter of x.txt could not be read and left out" in ended.err


def test_file_without_chapters_writes_nothing(folder: Path) -> None:
    """There is nothing to write: the reason is placed, the exit code is 1."""
    (folder / "x.json").write_text('{"version": "1.2.0"', encoding="utf-8")
    ended = convert(folder, "x.json", "-o", "y.vtt")

    assert (ended.code, ended.out) == (1, "")
    assert "x.json:1:20: error CH02" in ended.err
    assert not (folder / "y.vtt").exists()


def test_record_gives_its_list_its_file_or_its_notes(folder: Path) -> None:
    """A record is asked first for `chapters`, then for the times in its notes."""
    head = "audio: {url: https://a.example/1.mp3, duration: 10:00}\n"
    (folder / "a.md").write_text(
        f"---\n{head}chapters:\n  - 00:00 Intro\n  - {{start: 02:10, title: A, image: i/x.png}}\n"
        "---\n00:00 Other\n01:00 List\n",
        encoding="utf-8",
    )
    (folder / "b.yaml").write_text("chapters: c.txt\n", encoding="utf-8")
    (folder / "c.txt").write_text("00:00 From a file\n", encoding="utf-8")
    (folder / "d.md").write_text(f"---\n{head}---\n- 00:00 Intro\n- 02:10 A\n", encoding="utf-8")
    (folder / "e.html").write_text("<p>0:00 Intro<br>2:10 A</p>", encoding="utf-8")

    listed = convert(folder, "a.md", "--to", "webvtt")
    assert "00:02:10.000 --> 00:10:00.000\nA\n" in listed.out
    assert "pictures of the show folder are written as paths" in listed.err
    assert convert(folder, "b.yaml").out == "00:00 From a file\n"
    assert convert(folder, "d.md", "--to", "record").out == (
        "chapters:\n  - 00:00 Intro\n  - 02:10 A\n"
    )
    assert convert(folder, "e.html").out == "00:00 Intro\n02:10 A\n"


def test_finding_in_notes_stands_at_its_line(folder: Path) -> None:
    """Places count from the start of the record, not of its notes."""
    (folder / "a.md").write_text("---\ntitle: Ü\n---\n\n01:00 Intro\n02:10 A\n", encoding="utf-8")

    assert "a.md:5:1: warning CH04" in convert(folder, "a.md").err


def test_piped_json_is_utf_8_and_whole(folder: Path) -> None:
    """What goes into a pipe is the document, letter by letter."""
    title = "שלום \u200f\u00a0 \x9b31m"
    (folder / "x.txt").write_text(f"00:00 {title}\n", encoding="utf-8")
    command = [sys.executable, "-m", "feedtool", "chapters", "convert", "x.txt", "--to", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)

    assert json.loads(done.stdout)["chapters"][0]["title"] == title


@pytest.mark.skipif(not CORPUS.is_dir(), reason="FEEDTOOL_CORPUS names no corpus")
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ns-chapters-example.json", 9),
        ("ns-chapters-exampleComplex.json", 11),
        ("feedparser-psc-atomsimplechapter.xml", 4),
        ("feedparser-psc-rss2.0simplechapter.xml", 4),
        ("feedparser-psc-rss2.0simplechapter2items.xml", 2),
        ("feedparser-psc-ignore_multiple_psc_chapters.xml", 4),
        ("feedparser-psc-version_1.0_keyerror.xml", 1),
        ("feedparser-psc-atomsimplechapterexternal.xml", 0),
        ("../feeds/macieklamberski+feedsmith--rss-ns.xml", 5),
    ],
)
def test_files_of_others_are_read(name: str, count: int) -> None:
    """The namespace's own examples are JSON chapters without a fault; psc is read as others do."""
    text = (CORPUS / name).read_text(encoding="utf-8")
    reading = read_chapters(text)

    assert len(reading.entries) == count
    assert {fault.code for fault in reading.faults} <= {"CH10", *(() if count else ("CH02",))}
    assert reading.form != "json" or reading.faults == []
    for form in FORMS.values():
        again = read_chapters(form.write(reading.entries, None)).entries if count else []
        assert len(again) >= count - 1 or not count or form.name == "record"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="FEEDTOOL_CORPUS names no corpus")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("webvtt-*")), ids=lambda path: path.name)
def test_foreign_captions_never_fail(path: Path) -> None:
    """Captions are no chapters, but nobody is kept from trying."""
    reading = read_chapters(path.read_text(encoding="utf-8", errors="replace"))

    assert len(reading.spans) == len(reading.entries)
