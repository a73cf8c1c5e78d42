"""feedtool tag: what it prints, how it ends, what it says to slips, and what it leaves undone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mutagen import id3
from tagged_show import make_show

from feedtool.cli import run


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a show in the current folder."""
    made = make_show(tmp_path / "episodes", "001.mp3")
    monkeypatch.chdir(tmp_path)
    return made


def test_old_and_new_stand_below_each_other(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A frame is added, changed or taken out; long texts are cut, controls are shown."""
    assert run(["tag"]) == 0
    assert capsys.readouterr().out == "tagged episodes/audio/001.mp3: 22 changes\n1 tagged\n"
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8").replace("Grace Hopper über Motten", "Käfer")
    record.write_text(text, encoding="utf-8")

    assert run(["tag", "--dry-run", "7"]) == 0

    assert capsys.readouterr().out == (
        "episodes/audio/001.mp3\n  ~ TIT2: Grace Hopper über Motten\n      ->  Käfer\n1 to tag\n"
    )
    assert run(["tag", "7"]) == 0
    assert capsys.readouterr().out == "tagged episodes/audio/001.mp3: 1 change\n1 tagged\n"
    assert run(["tag", "7"]) == 0
    assert "nothing to change" in capsys.readouterr().out


@pytest.mark.parametrize("word", ["001-motten", "episodes/audio/001.mp3", "audio/001.mp3"])
def test_a_number_that_a_bonus_has_too_is_no_name(
    word: str, show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are said, nothing is written; a slug or a file means one."""
    text = (show / "001-motten.md").read_text(encoding="utf-8")
    bonus = text.replace("episode: 7", "episode: 7\nepisode_type: bonus")
    bonus = bonus.replace("audio/001.mp3", "audio/bonus.mp3").replace("3f1c9a52", "3f1c9a53")
    (show / "bonus.md").write_text(bonus, encoding="utf-8")
    (show / "audio" / "bonus.mp3").write_bytes((show / "audio" / "001.mp3").read_bytes())

    assert run(["tag", "7"]) == 2
    assert "episodes/001-motten.md, episodes/bonus.md" in capsys.readouterr().err
    assert run(["tag", word]) == 0

    out = capsys.readouterr().out
    assert out.startswith("tagged episodes/audio/001.mp3")
    assert out.endswith("\n1 tagged\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["8"], "there is no episode with audio at hand '8'"),
        (["--id3", "2.2"], "expected 2.3 or 2.4"),
        (["--as", "audio/b.mp3"], "--as is for one episode"),
        (["7", "--as", "audio/001.mp3"], "is there already"),
        (["7", "--as", "audio/b.m4a"], "the extension must stay .mp3"),
        (["7", "--as", "../b.mp3"], "outside the show folder"),
        (["7", "--as", "nowhere/b.mp3"], "nowhere is no folder"),
        (["--against", "nothing.xml"], "nothing.xml"),
        (["--show", "nothing"], "nothing"),
    ],
)
def test_a_slip_is_answered(
    words: list[str], said: str, show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 2, and no byte of the audio has changed."""
    data = (show / "audio" / "001.mp3").read_bytes()

    assert run(["tag", *words]) == 2

    assert said in capsys.readouterr().err
    assert (show / "audio" / "001.mp3").read_bytes() == data
    assert [path.name for path in (show / "audio").iterdir()] == ["001.mp3"]


def test_a_published_file_that_is_named_is_refused(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the way out; left unnamed it is counted, and no failure."""
    url = "https://feeds.technik.example/audio/001.mp3"
    (show.parent / "out.xml").write_text(
        "<rss version='2.0'><channel><title>x</title><item><guid>g</guid>"
        f'<enclosure url="{url}" length="1" type="audio/mpeg"/></item></channel></rss>',
        encoding="utf-8",
    )

    assert run(["tag", "7", "--against", "out.xml"]) == 2
    assert "--as FILE" in capsys.readouterr().err
    assert run(["tag", "--against", "out.xml"]) == 0
    assert capsys.readouterr().out == "0 tagged, 1 published and left alone\n"
    assert run(["tag", "7", "--against", "out.xml", "--as", "audio/001-b.mp3"]) == 0
    assert "tagged episodes/audio/001-b.mp3" in capsys.readouterr().out
    assert "audio: audio/001-b.mp3\n" in (show / "001-motten.md").read_text(encoding="utf-8")


def test_a_pinned_address_is_not_rewritten(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which address the new file will have, nobody can tell."""
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    pinned = 'audio: {file: audio/001.mp3, url: "https://a.example/1.mp3"}'
    record.write_text(text.replace("audio: audio/001.mp3", pinned), encoding="utf-8")

    assert run(["tag", "7", "--as", "audio/b.mp3"]) == 2

    assert "does not name audio/001.mp3 in a way" in capsys.readouterr().err
    assert not (show / "audio" / "b.mp3").exists()


def test_a_new_name_is_shown_before(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the tags are right already: a file would be written, and the record."""
    assert run(["tag"]) == 0
    capsys.readouterr()

    assert run(["tag", "7", "--as", "audio/b.mp3", "--dry-run"]) == 0

    assert capsys.readouterr().out == (
        "episodes/audio/001.mp3 -> episodes/audio/b.mp3\n"
        "  episodes/001-motten.md names it\n1 to tag\n"
    )
    assert not (show / "audio" / "b.mp3").exists()


def test_a_note_has_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be written is said each time, and of which file."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    monkeypatch.chdir(tmp_path)
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8").replace("start: 2.5", "start: 1.2501")
    record.write_text(text, encoding="utf-8")
    assert run(["tag"]) == 0
    assert run(["tag"]) == 0
    *_, path, note, _ = capsys.readouterr().out.splitlines()

    assert path == "episodes/audio/001.m4a: nothing to change"
    assert "two chapters begin at the same time" in note


def test_what_was_said_of_the_old_bytes_goes(show: Path) -> None:
    """Length and duration of the old file are no fields of the new one."""
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    long = "audio:\n  file: audio/001.mp3\n  length: 163003\n  dynamic: false"
    record.write_text(text.replace("audio: audio/001.mp3", long), encoding="utf-8")

    assert run(["tag", "7", "--as", "audio/b.mp3"]) == 0

    assert "audio:\n  file: audio/b.mp3\n  dynamic: false\n" in record.read_text(encoding="utf-8")


def test_broken_audio_is_said(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One broken file ends with 2 and hides no other."""
    (show / "audio" / "001.mp3").write_text("<html>404</html>", encoding="utf-8")

    assert run(["tag"]) == 2

    captured = capsys.readouterr()
    assert "web page (HTML)" in captured.err
    assert captured.out == "0 tagged, 1 that cannot be tagged\n"


def test_files_without_a_show_are_judged_by_themselves(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Private data and chapters that are broken need no record; titles have nothing to fit."""
    assert run(["tag"]) == 0
    path = show / "audio" / "001.mp3"
    tags: Any = id3.ID3(path, translate=False)
    tags.add(id3.PRIV("XMP", b"file:///Users/ada/Desktop/cut.wav"))
    tags.add(id3.TIT2(0, ["Untitled"]))
    tags.save(path, v2_version=3)
    capsys.readouterr()

    assert run(["audio", "episodes/audio/001.mp3", "--format", "concise"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in lines if " TG" in line] == ["PRIV:XMP"]
    assert any("CHAP:chp0: warning CH11" in line for line in lines)


def test_a_wrong_length_in_a_tag_is_written_anew(show: Path) -> None:
    """TLEN is no frame of every tag: where it is there and wrong, it becomes right."""
    path = show / "audio" / "001.mp3"
    tags: Any = id3.ID3()
    tags.add(id3.TLEN(0, ["3600000"]))
    tags.save(path, v2_version=3)

    assert run(["tag"]) == 0

    assert str(id3.ID3(path)["TLEN"]) == "20321"


def test_a_named_episode_costs_no_rules_no_rendering_and_no_other_audio(show: Path) -> None:
    """What is needed for one file is read, and no more; that two records share it is seen."""
    text = (show / "001-motten.md").read_text(encoding="utf-8")
    other = text.replace("episode: 7", "episode: 8").replace("3f1c9a52", "3f1c9a53")
    (show / "002.md").write_text(other.replace("001.mp3", "002.mp3"), encoding="utf-8")
    (show / "audio" / "002.mp3").write_bytes((show / "audio" / "001.mp3").read_bytes())
    heavy = ("feedtool.rules", "feedtool.render", "feedgen", "urllib3", "PIL.PcxImagePlugin")
    program = (
        "import sys; from feedtool.cli import run; code = run(['tag', '7']); "
        f"print(code, [name for name in {heavy} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )

    assert done.stdout.splitlines()[-2:] == ["1 tagged", "0 []"]
    assert "audio/002.mp3" not in (show / "media.lock").read_text(encoding="utf-8")
    (show / "002.md").write_text(other, encoding="utf-8")
    assert run(["tag", "7"]) == 2


def test_a_show_without_its_audio_is_told_so(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clone without its audio is no fault, but nobody should take it for tagged."""
    (show / "audio" / "001.mp3").unlink()

    assert run(["tag"]) == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 tagged, no audio is at hand"


def test_a_file_that_cannot_be_written_is_named_once(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit on the size of files stops it, as a full disk does; the old bytes stay."""
    resource = pytest.importorskip("resource", reason="this system has no limits of processes")
    audio = show / "audio/001.mp3"
    before, limits = audio.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    try:
        code = run(["tag"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    said = capsys.readouterr().err
    assert code == 2
    assert "episodes/audio/001.mp3 stays as it is: it cannot be written: File too large" in said
    assert audio.read_bytes() == before
