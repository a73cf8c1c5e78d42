"""Paths that lead out of the show, files that are none, names nobody should print."""

import hashlib
import os
import random
import re
import shutil
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from attacked_show import HEAD, SPEECH, TAIL, call, find_hidden, make_many, make_record, spawn
from privileges import without_privileges

TOLD = "root:x:0:0: a line that is nobody's business"


@pytest.fixture
def secret(show: Path) -> Path:
    """Put a file beside the show folder that no build may touch or tell."""
    path = show.parent / "secret.txt"
    path.write_text(f"{TOLD}\n", encoding="utf-8")
    return path


def name_file(show: Path, field: str, name: str) -> None:
    """Write a record that names a file."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    text = make_record(f'{field}: "{quoted}"\n', without="audio" if field == "audio" else "")
    (show / "003.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("field", ["audio", "transcript", "chapters", "artwork"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../secret.txt", "leaves the show folder"),
        ("a/../../secret.txt", "leaves the show folder"),
        ("/etc/passwd", "must be relative"),
        ("C:/secret.txt", "must be relative"),
        ("..\\secret.txt", "has a backslash"),
        ("audio\\001.mp3", "has a backslash"),
        (".", "a folder, not a file"),
        ("nowhere.mp3", "does not exist"),
        ("x" * 300, "cannot be opened"),
        ("x/" * 3000, "cannot be opened"),
        ("feed.xml", "feedtool writes"),
        ("./Manifest.JSON", "feedtool writes"),
        (".feedtool-new/0", "feedtool writes"),
        ("cafe\u0301.mp3", "separate accents"),
        ("A.txt", "did you mean 'a.txt'"),
    ],
)
def test_path_that_leads_elsewhere_is_a_finding(
    show: Path, secret: Path, field: str, name: str, words: str
) -> None:
    """RC09 says what is wrong with the path as it is written; the feed is not touched."""
    (show / "a.txt").write_text("mine", encoding="utf-8")
    for taken in ("feed.xml", "manifest.json"):
        (show / taken).write_text("mine", encoding="utf-8")
    name_file(show, field, name)
    ended = call(show.parent, "build", "--with-audio")

    assert ended.code == 1
    assert ended.heads[0].startswith("episodes/003.md:")
    assert "RC09" in ended.heads[0]
    assert words in ended.out
    assert secret.read_text(encoding="utf-8") == f"{TOLD}\n"
    assert not (show.parent / "feed").exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("t/071.vtt", "did you mean 't/071.txt'?"),
        ("t/Caracal.txt", "did you mean 't/caracal.txt'?"),
        ("t/caracel.txt", "did you mean 't/caracal.txt'?"),
        ("T/040.txt", "did you mean 't/040.txt'?"),
        ("t/100.txt", ""),
        ("t/caf\u00e9.txt", "rename the file: its name has letters with separate accents (NFD)"),
    ],
)
def test_the_file_that_was_meant_is_named_among_many(show: Path, name: str, hint: str) -> None:
    """Another number is another episode, and never meant."""
    (show / "t").mkdir()
    others = ("caracal", "cafe\u0301")
    for each in (*(f"{number:03}" for number in range(10, 100)), *others):
        (show / "t" / f"{each}.txt").write_text("Ada: hello", encoding="utf-8")
    if (show / "t" / "CARACAL.txt").exists():
        pytest.skip("this file system knows no case")
    name_file(show, "transcript", name)
    ended = call(show.parent, "check", "--select", "RC09")

    assert len(ended.heads) == 1
    assert re.findall("^  = (.+)$", ended.out, re.MULTILINE) == ([hint] if hint else [])


def test_path_with_a_control_character_is_refused(show: Path) -> None:
    """A line end in a path would tear every list of files in two."""
    (show / "a\nb.mp3").write_bytes(b"x")
    text = make_record('audio: "a\\nb.mp3"\n', without="audio")
    (show / "003.md").write_text(text, encoding="utf-8")
    ended = call(show.parent, "check")

    assert "path 'a\\x0ab.mp3' holds a control character" in ended.heads[0]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, _standing_in(path.parent):
        one.bind(path.name)


class _standing_in:  # noqa: N801 - reads as a phrase
    """Stand in a folder: names of sockets are short."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._before = folder, Path.cwd()

    def __enter__(self) -> None:
        os.chdir(self._folder)

    def __exit__(self, *_: object) -> None:
        os.chdir(self._before)


STRANGE: dict[str, Callable[[Path], None]] = {
    "pipe": _pipe,
    "socket": _socket,
    "folder": lambda path: path.mkdir(),
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "link out": lambda path: path.symlink_to(path.parent.parent / "secret.txt"),
    "circle": lambda path: path.symlink_to(path.name),
    "dangling": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize(
    "name",
    [
        "003.md",
        "001.yaml",
        "people/ada.md",
        "audio.mp3",
        "t.vtt",
        "cover.jpg",
        "media.lock",
        "feedtool.toml",
    ],
)
def test_what_is_no_file_of_the_show_never_blocks_and_is_never_told(
    show: Path, secret: Path, name: str, make: Callable[[Path], None]
) -> None:
    """Pipes, devices, folders and links are named in a second, wherever a file is expected."""
    assert secret.exists()
    (show / "people").mkdir()
    fields = "transcript: t.vtt\nartwork: cover.jpg\naudio: audio.mp3\n"
    named = make_record(fields, without="audio")
    (show / ("004.md" if name == "003.md" else "003.md")).write_text(named, encoding="utf-8")
    (show / name).unlink(missing_ok=True)
    make(show / name)
    ended = call(show.parent, "build")

    assert ended.code in (1, 2)
    assert ended.seconds < 5
    assert name in ended.out + ended.err or name == "media.lock"
    assert TOLD not in ended.out
    assert not (show.parent / "feed").exists()


@pytest.mark.parametrize("kind", ["people", "sponsors"])
def test_folder_of_people_may_not_lead_out(show: Path, tmp_path: Path, kind: str) -> None:
    """A link in place of people/ or sponsors/ is RC01; nothing behind it is read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "ada.md").write_text(f"---\nname: {TOLD}\n---\n", encoding="utf-8")
    (show / kind).symlink_to(outside)
    ended = call(show.parent, "check")

    assert ended.code == 1
    assert f"{kind}/ is a link that leaves the show folder" in ended.out
    assert TOLD not in ended.out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "a web page (HTML)"),
        (b"\x1aE\xdf\xa3" + b"x" * 5000, "Matroska or WebM"),
        (b"\0" * 500_000, "begins with zeros"),
        (b"\xff\xfb\x90\x00" * 500_000, "not a kind of audio"),
        (b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"\0" * 5000, "cut off"),
        (b"OggS" + b"\0" * 5000, "no sound that is known"),
        (hashlib.shake_128(b"noise").digest(500_000), "not a kind of audio"),
    ],
)
def test_audio_that_is_none_is_named(show: Path, data: bytes, words: str) -> None:
    """What is not sound is AU10 with what it is instead, and is never published."""
    (show / "a.mp3").write_bytes(data)
    name_file(show, "audio", "a.mp3")
    ended = call(show.parent, "build")

    assert ended.code == 1
    assert any("AU10" in line and words in line for line in ended.heads)


@pytest.mark.parametrize(
    "name",
    ["a b.md", "😀.md", "-v.md", "--help.md", "x" * 250 + ".md", "a.b.md", "'q\".md", "%41.md"],
)
def test_odd_names_of_records_are_just_names(show: Path, name: str) -> None:
    """Spaces, emoji, hyphens and quotes in the name of a record are no fault."""
    chapters = "chapters: ['00:00 Intro', '02:00 More', '05:00 End']\n"
    (show / name).write_text(make_record(chapters), encoding="utf-8")
    ended = call(show.parent, "build")

    assert (ended.code, ended.err) == (0, "")
    assert "Alan Perlis" in call(show.parent, "status").out


@pytest.mark.skipif(sys.platform == "darwin", reason="this file system refuses such names")
@pytest.mark.parametrize(
    "name", [b"a\nb.md", b"a\x1b[31mb.md", b"\x7f.md", b"caf\xe9.md", "\x9bm.md".encode()]
)
@pytest.mark.parametrize("text", [HEAD + TAIL, "nothing", HEAD.replace("title", "titel") + TAIL])
def test_names_that_could_drive_a_terminal_are_refused(show: Path, name: bytes, text: str) -> None:
    """A control character, or a byte that is not UTF-8, in a record's name is one RC01."""
    with open(os.fsencode(show) + b"/" + name, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(text.encode())
    ended = call(show.parent, "build")

    assert ended.code == 1
    assert len(ended.heads) == 1
    assert "RC01" in ended.heads[0]
    assert "rename it" in ended.heads[0]
    assert not find_hidden(ended.out)


def test_unreadable_files_are_named(show: Path) -> None:
    """A record, a picture or a folder that this user may not read is a finding, not silence."""
    privileges = without_privileges()
    (show / "people").mkdir()
    shutil.copy(SPEECH, show / "a.mp3")
    name_file(show, "audio", "a.mp3")
    for name in ("001.md", "a.mp3", "people"):
        (show / name).chmod(0)
    ended = spawn(show.parent, "build", prepare=privileges)
    (show / "people").chmod(0o755)

    assert ended.code == 1
    assert re.search(r"001\.md: error RC01 .*Permission denied", ended.out)
    assert "file 'a.mp3' cannot be read: permission denied" in ended.out
    assert "people/ cannot be read: permission denied" in ended.out


def test_a_folder_that_cannot_be_listed_still_holds_its_files(show: Path) -> None:
    """Whoever may open a file by its name can publish it."""
    privileges = without_privileges()
    (show / "sound").mkdir()
    shutil.copy(SPEECH, show / "sound" / "a.mp3")
    name_file(show, "audio", "sound/a.mp3")
    (show / "sound").chmod(0o311)
    ended = spawn(show.parent, "check", "--select", "RC09", prepare=privileges)
    (show / "sound").chmod(0o755)

    assert ended.heads == []


@pytest.mark.parametrize("mode", [0, 0o111, 0o444])
def test_show_folder_that_cannot_be_entered_ends_the_run(show: Path, mode: int) -> None:
    """Without the right to list or enter the folder there is one message and exit code 2."""
    privileges = without_privileges()
    show.chmod(mode)
    ended = spawn(show.parent, "check", prepare=privileges)
    show.chmod(0o755)

    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "Permission denied" in ended.err


def test_records_that_change_while_they_are_read(tmp_path: Path) -> None:
    """Files that vanish, or become folders or other bytes, during a build are findings."""
    show = tmp_path / "episodes"
    make_many(show, 250)
    stop = threading.Event()
    churning = threading.Thread(target=_churn, args=(show, stop))
    churning.start()
    try:
        codes = {spawn(tmp_path, "build", "--workers", str(n)).code for n in (1, 2, 1)}
    finally:
        stop.set()
        churning.join()

    assert codes <= {0, 1}


def _churn(show: Path, stop: threading.Event) -> None:
    chance = random.Random(1)  # noqa: S311 - nothing here is secret
    while not stop.is_set():
        path = show / f"{chance.randrange(250):04}.md"
        try:
            if path.is_dir():
                path.rmdir()
            elif chance.random() < 0.4:
                path.unlink()
                path.mkdir()
            else:
                path.write_bytes(b"---\ntitle: \xe9\n---\n" if chance.random() < 0.5 else b"---\n")
        except OSError:
            continue


@pytest.mark.parametrize(("name", "beside"), [("003.MD", "003.YAML"), ("003.Html", "003.yml")])
def test_names_in_capitals_are_records_too(show: Path, name: str, beside: str) -> None:
    """An episode must not be missing from the feed because of a letter's case."""
    (show / name).write_text(make_record(without="summary"), encoding="utf-8")
    (show / beside).write_text("summary: Alan Perlis on epigrams, from the file beside.\n", "utf-8")
    ended = call(show.parent, "build")

    assert (ended.code, ended.heads) == (0, [])
    feed = (show.parent / "feed" / "feed.xml").read_text(encoding="utf-8")
    assert "Alan Perlis and the value of epigrams" in feed


@pytest.mark.parametrize(("name", "code"), [("003.MP3", ""), ("003.Flac", "AU11")])
def test_audio_in_capitals_is_what_its_name_says(show: Path, name: str, code: str) -> None:
    """Extensions have no case: neither for types nor for what the bytes must be."""
    data = SPEECH if not code else SPEECH.parent / "speech.flac"
    (show / name).write_bytes(data.read_bytes())
    record = make_record(f"audio: {name}\n", without="audio")
    (show / "003.md").write_text(record, encoding="utf-8")
    ended = call(show.parent, "check", "--select", "AU01,AU04,AU05,AU06,AU11")

    assert [head.split(": error ")[1][:4] for head in ended.heads] == ([code] if code else [])


def test_flac_called_mp3_is_disguised(show: Path) -> None:
    """Whatever the case of its name; the cure leads to what apps play."""
    (show / "003.MP3").write_bytes((SPEECH.parent / "speech.flac").read_bytes())
    record = make_record("audio: 003.MP3\n", without="audio")
    (show / "003.md").write_text(record, encoding="utf-8")
    ended = call(show.parent, "check", "--select", "AU")

    assert len(ended.heads) == 1
    assert "AU06 disguised-audio: the file is called '.mp3', but its bytes are FLAC" in ended.out
    assert "convert it to MP3 or AAC: apps play no FLAC" in ended.out
