"""Settings, media.lock and their environment: broken ones are named at their place."""

from pathlib import Path

import pytest
from attacked_show import SPEECH, call, make_record

SETTINGS = "episodes/feedtool.toml"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a = \n", ":1:5:", "not readable as TOML"),
        ("foo = 1\n", ":1:1:", "unknown field 'foo'"),
        ("# x\n[target.web]\nurl = 'x'\n", ":2:2:", "did you mean 'targets'?"),
        ("ignor = []\n", ":1:1:", "did you mean 'ignore'?"),
        ("ignore = 3\n", ":1:10:", "ignore must be a list"),
        ("fail_on = 'errors'\n", ":1:11:", "must be one of: error, warning, advice, not 'errors'"),
        ("for = ['aple']\n", ":1:7:", "must be one of: apple, spotify"),
        ("[[ignore]]\ncode = 'EP01'\n", ":1:3:", "'reason' is missing here"),
        ("[[ignore]]\ncode = 'EP01'\nreason = ' '\n", ":3:10:", "say why"),
        ("[[ignore]]\ncode = 'EP99'\nreason = 'x'\n", ":2:8:", "there is no rule 'EP99'"),
        ("[[ignore]]\ncode = ['EP01']\nreason = 'x'\n", ":2:8:", "must be text"),
        ("a = " + "[" * 9000, ":1:1:", "nested more than 40 deep"),
        ("x = 1\na = [\n[" + " " * 20_000 + "\n1]]\n", ":1:1:", "unknown field 'x'"),
        (".".join("a" * 100_000) + " = 1\n", ":1:1:", "nested more than 40 deep"),
        ("# " + "x" * 5_000_000, ":", "at most 4,194,304 are read"),
    ],
)
def test_broken_setting_is_named_at_its_place(
    show: Path, text: str, place: str, words: str
) -> None:
    """A setting that says nothing true is an error where it stands; the show is still checked."""
    (show / "feedtool.toml").write_text(text, encoding="utf-8")
    (show / "003.md").write_text(make_record("zz: 1\n"), encoding="utf-8")
    ended = call(show.parent, "check")
    blocks = [block for block in ended.out.split("\n\n") if block.startswith(SETTINGS + place)]

    assert ended.code == 1
    assert any(words in block for block in blocks)
    assert "unknown field 'zz'" in ended.out
    assert ended.seconds < 5


def test_one_bad_ignore_leaves_the_others(show: Path) -> None:
    """What it lets through is let through still."""
    settings = (show / "feedtool.toml").read_text(encoding="utf-8")
    bad = '[[ignore]]\ncode = "EP01"\n\n'
    (show / "feedtool.toml").write_text(bad + settings, encoding="utf-8")
    ended = call(show.parent, "check")

    assert [head.partition(": ")[0] for head in ended.heads] == ["episodes/feedtool.toml:1:3"]


def test_settings_that_are_not_utf8_are_named(show: Path) -> None:
    """A feedtool.toml in another encoding is RC01."""
    (show / "feedtool.toml").write_bytes("# é\n".encode("latin-1"))
    ended = call(show.parent, "check")

    assert ended.code == 1
    assert f"{SETTINGS}: error RC01 unreadable: the file is not UTF-8" in ended.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = \n", "not readable as TOML"),
        ("tool = 3\n", ""),
        ("[tool]\nfeedtool = 3\n", ""),
        ("[tool.feedtool]\nfoo = 3\n", "unknown field 'foo'"),
    ],
)
def test_pyproject_may_hold_anything(show: Path, text: str, words: str) -> None:
    """What other tools wrote into pyproject.toml is theirs; what it says of us is judged."""
    (show / "feedtool.toml").unlink()
    (show.parent / "pyproject.toml").write_text(text, encoding="utf-8")
    ended = call(show.parent, "check")

    assert ended.code == 1
    assert ("pyproject.toml" in ended.out) == bool(words)
    assert words in ended.out


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a = \n", ":1:5:", "not readable as TOML"),
        ('<<<<<<< HEAD\n["a.mp3"]\n=======\n', ":1:1:", "not readable as TOML"),
        ("a = " + "[" * 9000, ":1:1:", "nested more than 40 deep"),
        ("[" + ".".join("a" * 100_000) + "]\n", ":1:2:", "nested more than 40 deep"),
        ('["a.mp3"]\nlength = 5\n', ":1:2:", "lacks its sha256"),
        ('["a.mp3"]\nlength = "\\u001b[31m"\n', ":2:10:", "must be a whole number"),
        ('["a.mp3"]\nlength = ' + "9" * 6000 + "\n", ":", "not readable as TOML"),
    ],
)
def test_broken_lock_is_named_and_kept(show: Path, text: str, place: str, words: str) -> None:
    """A media.lock that cannot be read is a finding, and is not written over."""
    (show / "a.mp3").write_bytes(SPEECH.read_bytes())
    record = make_record("audio: a.mp3\n", without="audio")
    (show / "003.md").write_text(record, encoding="utf-8")
    (show / "media.lock").write_text(text, encoding="utf-8")
    ended = call(show.parent, "build")

    assert ended.code == 1
    assert any(f"media.lock{place}" in head and words in head for head in ended.heads)
    assert (show / "media.lock").read_text(encoding="utf-8") == text
    assert ended.seconds < 5


@pytest.mark.parametrize("data", [b"# \xe9\n", b"\0", b"\xff\xfe"])
def test_lock_of_other_bytes_is_kept(show: Path, data: bytes) -> None:
    """Bytes that are no TOML at all are refused or named; the file stays as it is."""
    (show / "media.lock").write_bytes(data)
    ended = call(show.parent, "build")

    assert ended.code in (1, 2)
    assert "media.lock" in ended.out + ended.err
    assert (show / "media.lock").read_bytes() == data


@pytest.mark.parametrize(
    "words", [("build",), ("tag",), ("new", "Bread", "--audio", "new.mp3"), ("upload",)]
)
def test_lock_of_two_branches_is_kept(show: Path, words: tuple[str, ...]) -> None:
    """What a merge left holds facts of files that are elsewhere: no command writes it anew."""
    text = '<<<<<<< HEAD\n["audio/001.mp3"]\nlength = 1\n=======\n>>>>>>> other\n'
    (show / "media.lock").write_text(text, encoding="utf-8")
    (show / "feedtool.toml").write_text('[targets.live]\nurl = "../web"\n', encoding="utf-8")
    (show / "new.mp3").write_bytes(SPEECH.read_bytes())
    names = sorted(path.name for path in show.glob("*.md"))
    there = ("--show", str(show)) if words[0] in ("tag", "new", "upload") else ()
    ended = call(show.parent, *words, *there)

    assert ended.code in (1, 2)
    assert "media.lock" in ended.out + ended.err
    assert (show / "media.lock").read_text(encoding="utf-8") == text
    assert sorted(path.name for path in show.glob("*.md")) == names


@pytest.mark.parametrize("epoch", ["x", "1e5", "99999999999999999999", "253402300799"])
def test_clock_that_is_none_is_refused(
    show: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """SOURCE_DATE_EPOCH that is no time ends the run before anything is read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ended = call(show.parent, "build")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"feedtool: SOURCE_DATE_EPOCH '{epoch}' is no time; set seconds since 1970\n"
    )
