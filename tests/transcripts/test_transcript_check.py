"""`feedtool transcript check`: without a show, as JSON, and with repairs byte for byte."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from feedtool.cli import run

PEOPLE = ("--people", "Ada Lovelace", "--people", "Grace Hopper")
VTT = """WEBVTT

1
00:01.000 --> 00:04.000 align:start
<v Ada Lovelace>We talk  with Grace &amp; others.</v>

NOTE Grace Hoper is written wrong here, and stays so.

00:04.000 --> 00:09.000
<v.loud Grace Hoper>Nobody believed in them.
And so nobody touched mine.

00:09.000 --> 00:11.000
<v Grace Hoper>Grace Hoper is how they wrote me.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
Ada Lovelace: We talk about
compilers.

2
00:00:04,000 --> 00:00:09,000
Grace Hoper: Nobody believed
in them.

3
00:00:09,000 --> 00:00:11,000
Grace Hoper: Grace Hoper is what they wrote.
"""
JSON = """{"version": "1.0.0", "segments": [
  {"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4, "body": "We talk."},
  {"startTime": 4,  "speaker":"Grace Hoper", "endTime": 9, "body": "Grace Hoper, they wrote."},
  {"speaker": "Grace Hoper", "startTime": 9, "endTime": 11, "body": "Nobody \\u0062elieved."}
]}
"""
HTML = """<cite>Ada Lovelace:</cite> <time>0:01</time>
<p>We talk.</p>
<cite>Grace Hoper:</cite>
<time>0:04</time> <p>Grace Hoper, they wrote.</p>
<cite>Ada Lovelace:</cite> <p>And then?</p>
<cite>Grace Hoper:</cite> <p>Nobody believed.</p>
"""
TEXT = """Ada Lovelace: We talk of compilers.

Grace Hoper: Grace Hoper is what they wrote.

Ada Lovelace: And then?

Grace Hoper: Nobody believed in them, and so nobody touched mine.
"""
LABEL = {
    "talk.vtt": " Grace Hoper>",
    "talk.srt": "\nGrace Hoper: ",
    "talk.json": '"speaker": "Grace Hoper"',
    "talk.html": "<cite>Grace Hoper:",
    "talk.txt": "\nGrace Hoper: ",
}
TEXTS = {"talk.vtt": VTT, "talk.srt": SRT, "talk.json": JSON, "talk.html": HTML, "talk.txt": TEXT}


def check(*arguments: str) -> tuple[int, str]:
    """Run the command; give its exit code and what it printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = run(["transcript", "check", *arguments])
    return code, out.getvalue()


def mended(text: str, name: str) -> str:
    """Rename the labels, and nothing that only looks like them."""
    wrong = LABEL[name]
    right = text.replace(wrong, wrong.replace("Hoper", "Hopper"))
    return right.replace('"speaker":"Grace Hoper"', '"speaker":"Grace Hopper"')


@pytest.mark.parametrize("end", ["\n", "\r\n", ""], ids=["lf", "crlf", "no last end"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("name", TEXTS)
def test_labels_are_renamed_and_nothing_else(
    name: str, mark: bytes, end: str, tmp_path: Path
) -> None:
    """Every label that means one person gets the name; all other bytes stay."""
    before, after = TEXTS[name], mended(TEXTS[name], name)
    if not end:
        before, after = before.removesuffix("\n"), after.removesuffix("\n")
    path = tmp_path / name
    path.write_bytes(mark + before.replace("\n", end or "\n").encode())

    code, _ = check(str(path), *PEOPLE, "--fix")

    assert path.read_bytes() == mark + after.replace("\n", end or "\n").encode()
    assert code == 0
    assert "Hoper" not in check(str(path), *PEOPLE, "--format", "concise")[1].replace("talk", "")


def test_one_turn_is_renamed_where_the_neighbours_leave_one_person(tmp_path: Path) -> None:
    """That is a guess, so that it takes --unsafe; --diff shows it and writes nothing."""
    path = tmp_path / "talk.txt"
    before = TEXT.replace("Grace Hoper: Grace", "Alan Kay: Grace").replace("Hoper", "Hopper")
    path.write_text(before, encoding="utf-8")

    assert check(str(path), *PEOPLE, "--fix")[0] == 1
    assert path.read_text(encoding="utf-8") == before
    _, diff = check(str(path), *PEOPLE, "--diff", "--unsafe")
    assert "-Alan Kay: Grace Hopper is what they wrote." in diff
    assert path.read_text(encoding="utf-8") == before
    assert check(str(path), *PEOPLE, "--fix", "--unsafe")[0] == 0
    assert path.read_text(encoding="utf-8") == before.replace("Alan Kay: ", "Grace Hopper: ")


def test_a_file_that_is_not_utf_8_is_left_alone(tmp_path: Path) -> None:
    """To write it would change all of it."""
    path = tmp_path / "talk.vtt"
    path.write_bytes(VTT.encode("utf-16"))

    assert check(str(path), *PEOPLE, "--fix")[0] == 1
    assert path.read_bytes() == VTT.encode("utf-16")


def test_json_is_that_of_check(tmp_path: Path) -> None:
    """The same keys as for a show: docs/json.md holds for both."""
    path = tmp_path / "talk.txt"
    path.write_text(TEXT.replace("Grace Hoper", "Alan Kay"), encoding="utf-8")

    code, printed = check(str(path), *PEOPLE, "--format", "json")

    document = json.loads(printed)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(["check", str(Path(__file__).parents[1] / "shows" / "base"), "--format", "json"])
    of_show = json.loads(out.getvalue())
    assert code == 1
    assert document.keys() == of_show.keys()
    assert document["schema"] == of_show["schema"] == 1
    stranger = next(each for each in document["findings"] if each["code"] == "TR16")
    assert (stranger["path"], stranger["line"], stranger["column"]) == (path.as_posix(), 3, 1)


def test_nobody_is_strange_where_nobody_is_named(tmp_path: Path) -> None:
    """Without --people only the form is judged."""
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert check(str(path))[0] == 0


def test_wrong_use_is_said(tmp_path: Path) -> None:
    """A file that is not there, a format that is unknown, --unsafe alone: exit code 2."""
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert check(str(tmp_path / "none.vtt"))[0] == 2
    assert check(str(path), "--format", "yaml")[0] == 2
    assert check(str(path), "--unsafe")[0] == 2


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Ada Lovelace,Grace Hopper", "--people 'Ada Lovelace' --people 'Grace Hopper'"),
        ("Ada Lovelace and Grace Hopper", "--people 'Ada Lovelace' --people 'Grace Hopper'"),
        ("Ada,Grace", "--people Ada --people Grace"),
    ],
)
def test_two_people_under_one_name_are_asked_back(
    name: str, cure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No label would be found to be either; what a name ends with is none of its own."""
    path = tmp_path / "talk.txt"
    path.write_text(TEXT.replace("Hoper:", "Hopper:"), encoding="utf-8")

    assert run(["transcript", "check", str(path), "--people", name]) == 2
    assert cure in capsys.readouterr().err
    assert check(str(path), "--people", "Ada Lovelace, Ph. D.", "--people", "Grace Hopper")[0] == 0
