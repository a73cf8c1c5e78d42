"""`feedtool rename-person` gives a person one spelling, wherever the show writes the name."""

import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """\
title: Talk
people:
  rash: {name: Sebastian Rashka, aliases: [Seb, Sebastian Rashka]}
x-own: Sebastian Rashka
"""
EPISODE = """\
---
title: "Sebastian Rashka: on trees"  # Sebastian Rashka, again
guid: Sebastian Rashka 1
guests:
  - {name: 'Sebastian Rashka', link: "https://a.example/Sebastian Rashka"}
audio: audio/Sebastian Rashka.mp3
transcript: [t/1.vtt, t/1.json, https://a.example/1.txt]
links:
  - Sebastian Rashka's page: https://a.example/
chapters:
  - 00:00 Sebastian Rashka says hello
summary: >
  With Sebastian
  Rashka, not Sebastian Rashkas.
---
**Sebastian Rashka**, mail Sebastian Rashka@a.example, [Sebastian Rashka](https://x.example/rashka).
"""
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Sebastian Rashka>I am Sebastian\nRashka.\n"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Make a show that spells a guest wrongly."""
    folder = tmp_path / "episodes"
    (folder / "t").mkdir(parents=True)
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8")
    (folder / "001.md").write_text(EPISODE, encoding="utf-8")
    (folder / "t" / "1.vtt").write_bytes(b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode())
    (folder / "t" / "1.json").write_text('{"speaker": "Sebastian Rashka"}', encoding="utf-8")
    return folder


def rename(show: Path, old: str, new: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "feedtool", "rename-person", old, new, *more]
    return subprocess.run(command, cwd=show.parent, capture_output=True, text=True, check=False)


def test_name_is_changed_everywhere_but_in_identities(show: Path) -> None:
    """Words change; the GUID, paths, addresses and own fields stay."""
    done = rename(show, "Sebastian Rashka", "Sebastian Raschka")

    assert done.returncode == 1, "one place is folded over two lines"
    assert done.stdout == "renamed in 11 places of 4 files\n"
    assert done.stderr == (
        "left as it is: episodes/001.md: summary is written in a way that needs a hand\n"
    )
    assert (show / "show.yaml").read_text(encoding="utf-8") == SHOW.replace("Rashka", "Raschka", 2)
    text = (show / "001.md").read_text(encoding="utf-8")
    assert text == (
        EPISODE.replace('"Sebastian Rashka: on', '"Sebastian Raschka: on')
        .replace("'Sebastian Rashka'", "'Sebastian Raschka'")
        .replace("- Sebastian Rashka's", "- Sebastian Raschka's")
        .replace("00:00 Sebastian Rashka", "00:00 Sebastian Raschka")
        .replace("**Sebastian Rashka**", "**Sebastian Raschka**")
        .replace("[Sebastian Rashka](", "[Sebastian Raschka](")
    )
    vtt = (show / "t" / "1.vtt").read_bytes()
    assert vtt == b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").replace("Rashka", "Raschka").encode()
    assert '"Sebastian Raschka"' in (show / "t" / "1.json").read_text(encoding="utf-8")


def test_diff_writes_nothing(show: Path) -> None:
    """`--diff` shows every line and leaves the files."""
    before = {path: path.read_bytes() for path in show.rglob("*") if path.is_file()}

    done = rename(show, "Sebastian Rashka", "Sebastian Raschka", "--diff")

    assert {path: path.read_bytes() for path in show.rglob("*") if path.is_file()} == before
    assert "+<v Sebastian Raschka>I am Sebastian\n" in done.stdout
    assert "-**Sebastian Rashka**" in done.stdout


@pytest.mark.parametrize(("old", "new"), [("Sebastian Rashca", "X Y"), ("", "X"), ("X", " ")])
def test_nonsense_is_refused(show: Path, old: str, new: str) -> None:
    """A name that nobody has is a slip: the nearest one is named."""
    done = rename(show, old, new)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    if "Rashca" in old:
        assert "did you mean 'Sebastian Rashka'?" in done.stderr


def test_names_beyond_ascii(show: Path) -> None:
    """Letters with accents and names without spaces are found, in escaped JSON too."""
    (show / "001.md").write_text(
        "---\ntitle: Zoë 王小明 und Zoës\nguests: [Zoë, 王小明]\ntranscript: t/1.json\n---\n",
        encoding="utf-8",
    )
    (show / "t" / "1.json").write_text('{"speaker": "Zo\\u00eb"}', encoding="utf-8")

    assert rename(show, "Zoë", "Zoé").stdout == "renamed in 3 places of 2 files\n"
    assert "title: Zoé 王小明 und Zoës" in (show / "001.md").read_text(encoding="utf-8")
    assert (show / "t" / "1.json").read_text(encoding="utf-8") == '{"speaker": "Zo\\u00e9"}'
