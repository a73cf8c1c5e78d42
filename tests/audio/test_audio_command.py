"""feedtool audio: what is shown of files, what is found in them, and the exit codes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from calling import Call, stand_in
from mutagen import id3

from feedtool.pipeline import measuring

AUDIO = Path(__file__).resolve().parents[1] / "data" / "audio"


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Call:
    """Run `feedtool audio …` in a folder of its own."""
    return stand_in(tmp_path, "audio", monkeypatch, capfd)


def put(folder: Path, **names: str) -> None:
    """Put audio files of the tests into a folder, under other names."""
    for name, source in names.items():
        target = folder / name.replace("__", "/").replace("_", ".")
        target.parent.mkdir(exist_ok=True)
        shutil.copy(AUDIO / source, target)


def test_facts_of_a_file_stand_in_a_block(call: Call, tmp_path: Path) -> None:
    """Container, codec, exact length, bytes, bit rate, sample rate, channels, state."""
    put(tmp_path, a_mp3="speech-mono-cbr64.mp3")

    ended = call("a.mp3")

    assert ended.code == 0
    assert ended.out == (
        "a.mp3\n"
        "  kind      MP3, audio/mpeg\n"
        "  length    0:20 (20.321 s)\n"
        "  size      163,003 bytes\n"
        "  sound     64 kbit/s constant, 44.1 kHz, mono\n"
        "  state     whole\n"
        "\nno findings\n"
    )


def test_tags_pictures_and_chapters_are_shown(call: Call, tmp_path: Path) -> None:
    """Each frame has its line; chapters stand in their order, with their links."""
    put(tmp_path, a_mp3="speech-mono-cbr64.mp3")
    tag = id3.ID3()
    tag.add(id3.TIT2(3, ["Grace\x1b[31m Hopper"]))
    tag.add(id3.CHAP("c2", 9000, 20000, sub_frames=[id3.TIT2(3, ["The end"])]))
    tag.add(id3.CHAP("c1", 0, 9000, sub_frames=[id3.TIT2(3, ["Beginning"])]))
    tag.save(tmp_path / "a.mp3", v2_version=3)

    out = call("a.mp3").out
    found = json.loads(call("a.mp3", "--format", "json").out)["files"][0]

    assert "    TIT2  Grace" in out
    assert "\x1b" not in out
    assert "  chapters  2\n" in out
    assert {each["title"]: each["start"] for each in found["chapters"]} == {
        "Beginning": 0,
        "The end": 9,
    }
    assert {"kind": "ID3v2.3", "name": "TIT2"}.items() <= found["tags"][0].items()


def test_json_has_every_fact_and_every_finding(call: Call, tmp_path: Path) -> None:
    """One object: files in the order they were named, findings, and their number."""
    put(tmp_path, b_m4a="speech-moovend.m4a", a_mp3="broken-truncated.mp3")

    ended = call("b.m4a", "a.mp3", "--format", "json")
    document = json.loads(ended.out)
    whole, cut = document["files"]

    assert (ended.code, list(document)) == (1, ["schema", "files", "findings", "summary"])
    assert whole["path"] == "b.m4a"
    assert (whole["container"], whole["codec"], whole["type"]) == ("mp4", "aac", "audio/x-m4a")
    assert (whole["duration"], whole["bytes"], whole["bit_rate"]) == (20.321, 132645, 50.5)
    assert (whole["sample_rate"], whole["channels"], whole["vbr"]) == (44100, 1, None)
    assert (whole["complete"], whole["fault"]) == (True, None)
    assert (cut["complete"], cut["missing_bytes"], cut["vbr"]) == (False, 108669, False)
    assert [each["code"] for each in document["findings"]] == ["AU16"]
    assert document["findings"][0]["path"] == "a.mp3"
    assert document["summary"] == {"error": 1, "warning": 0, "advice": 0}


@pytest.mark.parametrize(
    ("source", "name", "codes"),
    [
        ("broken-empty.mp3", "a.mp3", ["AU10"]),
        ("broken-html-as.mp3", "a.mp3", ["AU10"]),
        ("broken-truncated.m4a", "a.m4a", ["AU16"]),
        ("joined-old-header.mp3", "a.mp3", ["AU15"]),
        ("speech-vbr-noxing.mp3", "a.mp3", ["AU14"]),
        ("speech-8khz.mp3", "a.mp3", ["AU12"]),
        ("speech-moovend.m4a", "a.mp3", ["AU06"]),
        ("speech-mono-cbr64.mp3", "a.opus", ["AU06"]),
        ("speech.wav", "a.mp3", ["AU06"]),
        ("speech.opus", "a.opus", ["AU11"]),
        ("speech-moovend.m4a", "a.m4a", []),
    ],
)
def test_each_fault_is_named(
    source: str, name: str, codes: list[str], call: Call, tmp_path: Path
) -> None:
    """What is wrong with a file alone is found without a show, with its cure."""
    shutil.copy(AUDIO / source, tmp_path / name)

    found = json.loads(call(name, "--format", "json").out)["findings"]

    assert [each["code"] for each in found] == codes
    assert all(each["hint"] and each["path"] == name for each in found)


def test_foreign_codec_is_advice_only_where_the_name_tells_it(call: Call, tmp_path: Path) -> None:
    """An Opus is no fault by itself; a WAV that calls itself MP3 is."""
    put(tmp_path, a_opus="speech.opus", a_mp3="speech.wav")

    assert (call("a.opus").code, call("a.mp3").code) == (0, 1)


def test_folders_and_patterns_are_expanded(call: Call, tmp_path: Path) -> None:
    """A folder gives its audio and that of its folders; no pattern is left to the shell alone."""
    put(tmp_path, in__b_mp3="speech-8khz.mp3", in__a_opus="speech.opus", c_mp3="speech-8khz.mp3")
    (tmp_path / "in" / ".hidden.mp3").write_bytes(b"")
    (tmp_path / "in" / "cover.jpg").write_bytes(b"")

    def names(*arguments: str) -> list[str]:
        document = json.loads(call(*arguments, "--format", "json").out)
        return [each["path"] for each in document["files"]]

    (tmp_path / "pictures").mkdir()
    assert names("in") == ["in/a.opus", "in/b.mp3"]
    assert names("pictures", "in") == ["in/a.opus", "in/b.mp3"]
    assert names("*.mp3", "in/*.mp3", "c.mp3") == ["c.mp3", "in/b.mp3"]


@pytest.mark.parametrize("name", ["absent.mp3", "absent/*.mp3", "empty"])
def test_what_is_not_there_is_said(name: str, call: Call, tmp_path: Path) -> None:
    """A name without a file is a slip of the command, not of the audio."""
    (tmp_path / "empty").mkdir()

    ended = call(name)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"feedtool: {name}: ")


def test_brief_is_one_line_for_each_file(call: Call, tmp_path: Path) -> None:
    """Columns of many files can be compared."""
    put(tmp_path, a_mp3="speech-8khz.mp3", b_mp3="broken-empty.mp3")

    lines = call("--brief", "a.mp3", "b.mp3").out.splitlines()

    assert lines[0].split() == ("FILE KIND LENGTH SECONDS BYTES KBIT/S KHZ SOUND STATE".split())
    assert lines[1].split() == "a.mp3 MP3 0:20 20.321 41,256 16 8 mono whole".split()
    assert lines[2].split()[:2] == ["b.mp3", "-"]
    assert lines[2].endswith("the file is empty")


def test_rules_formats_and_levels_are_chosen_as_everywhere(call: Call, tmp_path: Path) -> None:
    """--select, --ignore, --fail-on and --format mean what they mean in check."""
    put(tmp_path, a_mp3="speech-8khz.mp3")

    assert call("a.mp3", "--fail-on", "warning").code == 1
    assert call("a.mp3", "--fail-on", "warning", "--ignore", "AU12").code == 0
    assert "no findings" in call("a.mp3", "--select", "AU10").out
    assert call("a.mp3", "--format", "concise").out.startswith("a.mp3: warning AU12")
    assert call("a.mp3", "--format", "xml").code == 2
    assert call("a.mp3", "--select", "AU99").code == 2
    ended = call("a.mp3", "--format", "json=facts.json", "--format", "text=facts.txt")
    assert ended.out == ""
    assert json.loads((tmp_path / "facts.json").read_text())["files"][0]["path"] == "a.mp3"
    assert (tmp_path / "facts.txt").read_text().startswith("a.mp3\n  kind      MP3")


def test_names_alone_are_answered_as_with_options(call: Call, tmp_path: Path) -> None:
    """The short way, which loads no reader of options, prints the same and ends the same."""
    put(tmp_path, a_mp3="speech-8khz.mp3", b_mp3="broken-truncated.mp3")

    for names in (["a.mp3"], ["a.mp3", "b.mp3"], ["absent.mp3"], ["."]):
        assert call(*names) == call(*names, "--format", "text")
    assert call("").code == call("", "--format", "text").code == 2


def test_names_alone_load_neither_typer_nor_records() -> None:
    """They take longer to load than an hour of sound to measure."""
    code = (
        "import sys; from feedtool.cli import run; run(['audio', sys.argv[1]]);"
        "print({'typer', 'pydantic', 'mutagen', 'lxml'} & sys.modules.keys())"
    )
    command = [sys.executable, "-c", code, AUDIO / "speech-mono-cbr64.mp3"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert said.endswith("no findings\nset()\n")


def test_many_bytes_are_measured_side_by_side(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes are started where that pays; the facts are the same, in the same order."""
    put(tmp_path, c_mp3="speech-8khz.mp3", a_mp3="broken-truncated.mp3", b_opus="speech.opus")
    (tmp_path / "d.mp3").symlink_to(tmp_path / "gone.mp3")
    alone = call("c.mp3", "a.mp3", "b.opus", "d.mp3", "--format", "json")
    monkeypatch.setattr(measuring, "_WORTH_FORKING", 0)

    assert call("c.mp3", "a.mp3", "b.opus", "d.mp3", "--format", "json") == alone
