"""feedtool transcript: what is written, what is refused, what is said, and the exit codes."""

import json
import os
import stat
from pathlib import Path

import pytest
from calling import Call, stand_in

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "transcripts.md"
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Lovelace>Welcome to the show.

00:00:04.000 --> 00:00:08.000
<v Grace Hopper>Thank you for having me here.
"""
TEXT = "Ada Lovelace: Welcome.\n\nGrace Hopper: Thank you.\n"


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Call:
    """Run `feedtool transcript …` in a folder of its own."""
    (tmp_path / "a.vtt").write_text(VTT)
    (tmp_path / "a.txt").write_text(TEXT)
    return stand_in(tmp_path, "transcript", monkeypatch, capfd)


def files(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_one_source_gives_every_form(call: Call, tmp_path: Path) -> None:
    """The extension says which; a second run changes nothing."""
    arguments = ["convert", "a.vtt"]
    for name in ("b.vtt", "b.srt", "b.json", "b.html", "b.htm", "sub/b.txt"):
        arguments += ["-o", name]
    first = call(*arguments)
    made = files(tmp_path)
    again = call(*arguments)

    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[-1] == "wrote sub/b.txt"
    assert made["b.vtt"].decode() == VTT
    assert made["b.html"] == made["b.htm"]
    assert (again.code, again.out.splitlines()[0]) == (0, "kept  b.vtt")
    assert files(tmp_path) == made


def test_a_source_without_times_gives_the_forms_without_times(call: Call, tmp_path: Path) -> None:
    """The others are named with the first words that lack a time, and the exit code is 1."""
    ended = call("convert", "a.txt", "-o", "b.srt", "-o", "b.html")

    assert ended.code == 1
    assert ended.out == "wrote b.html\n"
    assert ended.err.startswith("a.txt:1:1: b.srt is not written: the source has no times")
    assert not (tmp_path / "b.srt").exists()


def test_starts_are_enough_with_the_length_of_the_episode(call: Call, tmp_path: Path) -> None:
    """What follows is the end of what is said; only the last needs the length."""
    (tmp_path / "c.txt").write_text("[0:01] Ada Lovelace: Hi.\n\n[0:05] Grace Hopper: Hi.\n")
    refused = call("convert", "c.txt", "-o", "c.vtt")
    made = call("convert", "c.txt", "-o", "c.vtt", "--end", "1:02:03")

    assert (refused.code, made.code) == (1, 0)
    assert "--end 1:02:03" in refused.err
    assert "00:00:05.000 --> 01:02:03.000" in (tmp_path / "c.vtt").read_text()


def test_options_of_the_layout(call: Call, tmp_path: Path) -> None:
    """Widths of lines, and times in plain text."""
    call("convert", "a.vtt", "-o", "b.srt", "--srt-columns", "12", "-o", "b.txt", "--times")

    assert "Thank you\nfor having\nme here." in (tmp_path / "b.srt").read_text()
    assert (tmp_path / "b.txt").read_text().startswith("[0:01] Ada Lovelace: Welcome")


def test_a_known_name_is_a_label(call: Call, tmp_path: Path) -> None:
    """A small single word is one only if somebody says so."""
    (tmp_path / "c.txt").write_text(TEXT + "\nbell: Hello.\n")
    call("convert", "c.txt", "-o", "c.html", "--people", "bell hooks")

    assert "<cite>bell:</cite>" in (tmp_path / "c.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["convert", "a.vtt", "-o", "a.vtt"], "a.vtt is the transcript that is read"),
        (["convert", "a.vtt", "-o", "./a.vtt", "--force"], "is the transcript that is read"),
        (["convert", "a.vtt", "-o", "link.vtt", "--force"], "is the transcript that is read"),
        (["convert", "a.vtt", "-o", "a.txt"], "a.txt is there already"),
        (["convert", "a.vtt", "-o", "b.srt", "-o", "a.txt"], "a.txt is there already"),
        (["convert", "a.vtt", "-o", "b.docx"], "does not tell the form"),
        (["convert", "a.vtt", "-o", "b"], "does not tell the form"),
        (["convert", "a.vtt", "-o", "folder.vtt"], "is no file"),
        (["convert", "a.vtt", "-o", "a.txt/b.srt"], "cannot be written"),
        (["convert", "none.vtt", "-o", "b.srt"], "none.vtt: there is no such file"),
        (["convert", "folder.vtt", "-o", "b.srt"], "this is a folder"),
        (["convert", "a.vtt", "-o", "b.srt", "--end", "soon"], "'soon' is no length"),
        (["convert", "a.vtt"], "Missing option"),
        (["convert", "a.vtt", "-o", "b.srt", "--srt-columns", "3"], "--srt-columns"),
        (["stats", "none.txt"], "there is no such file"),
        (["check", "folder.vtt"], "this is a folder"),
        (["check", "none.txt"], "there is no such file"),
        (["stats", "a.txt", "--format", "yaml"], "'yaml' is no format"),
        (["stats"], "Missing argument"),
        (["nonsense"], "No such command"),
    ],
)
def test_what_is_refused_changes_nothing(
    call: Call,
    tmp_path: Path,
    arguments: list[str],
    words: str,
) -> None:
    """Exit code 2, a sentence, and every file as it was."""
    (tmp_path / "folder.vtt").mkdir()
    (tmp_path / "link.vtt").symlink_to("a.vtt")
    before = files(tmp_path)
    ended = call(*arguments)

    assert ended.code == 2
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert files(tmp_path) == before


def test_force_replaces_another_file_whole(call: Call, tmp_path: Path) -> None:
    """Its mode stays; nothing else is left in the folder."""
    target = tmp_path / "b.srt"
    target.write_text("something else")
    target.chmod(0o640)
    names = set(files(tmp_path))
    ended = call("convert", "a.vtt", "-o", "b.srt", "--force")

    assert ended.code == 0
    assert target.read_text().startswith("1\n00:00:01,000 -->")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert set(files(tmp_path)) == names


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(call: Call, tmp_path: Path) -> None:
    """With the reason the system gives."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)

    assert (
        "cannot be written: Permission denied" in call("convert", "a.vtt", "-o", "closed/b.srt").err
    )


def test_a_broken_source_is_saved_as_far_as_can_be(call: Call, tmp_path: Path) -> None:
    """What is wrong is said with its place; exit code 1 says that something is lost."""
    (tmp_path / "c.vtt").write_text(VTT.replace("00:00:08.000", "00:0x:08.000"))
    text = call("convert", "c.vtt", "-o", "c.txt")
    captions = call("convert", "c.vtt", "-o", "c.srt")

    assert text.code == captions.code == 1
    assert "c.vtt:6:1: TR09: the times '00:00:04.000 --> 00:0x:08.000' cannot be read" in text.err
    assert "Thank you for having me here." in (tmp_path / "c.txt").read_text()
    assert not (tmp_path / "c.srt").exists()


def test_what_loses_nothing_is_only_said(call: Call, tmp_path: Path) -> None:
    """The JSON of a speech recogniser is what one converts from."""
    segments = [
        {"start": 0.0, "end": 1.5, "text": " Hi."},
        {"start": 2.0, "end": 3.0, "text": "Oh."},
    ]
    (tmp_path / "c.json").write_text(json.dumps({"text": "", "segments": segments}))
    ended = call("convert", "c.json", "-o", "c.vtt")

    assert ended.code == 0
    assert "TR13: this is the JSON of Whisper" in ended.err
    assert "00:00:00.000 --> 00:00:01.500\nHi." in (tmp_path / "c.vtt").read_text()


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 50, b"\xff\xfe", b"\x89PNG\r\n\x1a\n" + bytes(range(256))]
)
def test_what_is_no_transcript_gives_no_file(call: Call, tmp_path: Path, data: bytes) -> None:
    """Nothing ends in a traceback."""
    (tmp_path / "c.vtt").write_bytes(data)
    ended = call("convert", "c.vtt", "-o", "c.srt")

    assert ended.code == 1
    assert "c.vtt" in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "c.srt").exists()


def test_a_file_without_end_is_refused(call: Call, tmp_path: Path) -> None:
    """More than sixteen megabytes are no transcript; a pipe is no file."""
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    os.mkfifo(tmp_path / "pipe.txt")

    assert "at most" in call("convert", "big.txt", "-o", "c.html").err
    assert "not a file" in call("stats", "pipe.txt").err


def test_stats_with_times(call: Call) -> None:
    """Shares are of the time; the bar shows them."""
    ended = call("stats", "a.vtt")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.replace("a.vtt", "072.vtt") in GUIDE.read_text(encoding="utf-8")
    assert ended.out == (
        "a.vtt: 2 turns, 10 words, 0:07\n"
        "SPEAKER       TURNS  WORDS  TIME  WORDS/MIN  SHARE\n"
        "Grace Hopper      1      6  0:04         90    57%  ##############\n"
        "Ada Lovelace      1      4  0:03         80    43%  ##########\n"
    )


def test_stats_without_times(call: Call) -> None:
    """Shares are of the words, and the first line says so; several files are several tables."""
    ended = call("stats", "a.txt", "a.vtt")

    assert ended.out.startswith(
        "a.txt: 2 turns, 3 words, no times: shares are of the words\n"
        "SPEAKER       TURNS  WORDS  TIME  WORDS/MIN  SHARE\n"
        "Grace Hopper      1      2     -          -    67%  ################\n"
        "Ada Lovelace      1      1     -          -    33%  ########\n"
        "\n"
        "a.vtt: 2 turns"
    )


def test_stats_as_json(call: Call) -> None:
    """The same for programs, sorted by share."""
    document = json.loads(call("stats", "a.vtt", "--format", "json").out)

    assert document["schema"] == 1
    assert document["transcripts"][0] | {"speakers": None} == {
        "path": "a.vtt",
        "type": "text/vtt",
        "turns": 2,
        "words": 10,
        "seconds": 7.0,
        "speakers": None,
    }
    assert document["transcripts"][0]["speakers"][0] == {
        "name": "Grace Hopper",
        "turns": 1,
        "words": 6,
        "seconds": 4.0,
        "share": 0.5714,
        "words_per_minute": 90.0,
    }


def test_stats_count_words_of_any_script(call: Call, tmp_path: Path) -> None:
    """Characters where there are no spaces; a dash is no word; wide names keep the columns."""
    (tmp_path / "c.txt").write_text(
        "田中：今日は – 晴れ。\n鈴木：It’s 3 o’clock.\n田中：はい\n鈴木：한국어 자막\n",
        encoding="utf-8",
    )
    lines = call("stats", "c.txt").out.splitlines()

    assert lines[2:] == [
        "田中         2      7     -          -    58%  ##############",
        "鈴木         2      5     -          -    42%  ##########",
    ]


def test_stats_show_nothing_raw(call: Call, tmp_path: Path) -> None:
    """A name cannot drive the terminal."""
    (tmp_path / "c.json").write_text(
        '{"version": "1.0.0", "segments": [{"speaker": "A\\u001b[31m\\u202e", "startTime": 1,'
        ' "endTime": 2, "body": "x"}]}'
    )
    ended = call("stats", "c.json")

    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out


def test_the_help_names_both_commands(call: Call) -> None:
    """Without arguments too."""
    assert "convert" in call("--help").out
    assert "stats" in (call().out + call().err)


def test_time_in_which_captions_overlap_counts_once(call: Call, tmp_path: Path) -> None:
    """Rolling captions stand on the screen longer than they are spoken."""
    (tmp_path / "a.srt").write_text(
        "1\n00:00:01,000 --> 00:00:05,000\nHello.\n\n2\n00:00:03,000 --> 00:00:07,000\nOh.\n"
    )
    ended = call("stats", "a.srt", "--format", "json")

    assert json.loads(ended.out)["transcripts"][0]["seconds"] == 6


@pytest.mark.parametrize("text", ["", "WEBVTT\n", "1\n"])
def test_nothing_said_has_no_share(call: Call, tmp_path: Path, text: str) -> None:
    """An empty file is named; it has nobody who speaks."""
    (tmp_path / "a.vtt").write_text(text)
    ended = call("stats", "a.vtt")

    assert "a.vtt:1:1: TR" in ended.err
    assert "Traceback" not in ended.err
