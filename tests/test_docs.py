"""What docs/ says is true: generated pages are current, examples are read without a fault."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from typer.main import get_command

from feedtool.cli.commands import make_app
from feedtool.formats.media_lock import write_lock
from feedtool.model.episode import Episode
from feedtool.model.media import AudioFacts
from feedtool.model.show import Show
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.report.json_report import format_json
from feedtool.rules import all_rules

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
_EXAMPLE = re.compile(r"^```\w+ (?P<path>\S+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_JSON = re.compile(r"^```json\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    """Read a page of docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


def test_generated_pages_are_current() -> None:
    """`python scripts/generate_docs.py` would write nothing new."""
    script = [sys.executable, str(ROOT / "scripts" / "generate_docs.py"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_every_command_and_option_is_described() -> None:
    """docs/cli.md knows what the command line knows."""
    text = page("cli.md")
    group = get_command(make_app())

    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"## feedtool {name}\n" in text
        section = text.partition(f"## feedtool {name}\n")[2].partition("\n## ")[0]
        for parameter in command.params:
            assert parameter.opts[-1] in section or parameter.metavar in section


@pytest.mark.parametrize("model", [Show, Episode])
def test_every_field_is_described(model: type[Show | Episode]) -> None:
    """docs/fields.md has a line for each field, and each line says what the field means."""
    text = page("fields.md")

    for name in model.model_fields:
        assert re.search(rf"^\| `{name}` \| .+ \| .* \| \S.* \|$", text, re.MULTILINE), name


def test_guide_says_of_every_field_where_it_goes() -> None:
    """The last tables of docs/records.md name each field; of the notes the whole guide speaks."""
    text = page("records.md").partition("## What needs no `elements`")[2]
    fields = (Show.model_fields.keys() | Episode.model_fields.keys()) - {
        "elements",
        "notes",
        "notes_format",
    }

    assert [name for name in sorted(fields) if f"`{name}`" not in text] == []


def test_every_rule_is_described() -> None:
    """docs/rules.md has a heading for each rule."""
    text = page("rules.md")

    assert [
        each.code for each in all_rules() if f"\n### {each.code} {each.name}\n" not in text
    ] == []


def lay_examples(folder: Path) -> list[str]:
    """Write the named examples of docs/records.md, and the media they name."""
    examples = list(_EXAMPLE.finditer(page("records.md")))
    text = "".join(match["body"] for match in examples)
    for match in examples:
        path = folder / match["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(match["body"], encoding="utf-8")
    recordings = sorted(set(re.findall(r"audio/\d+\.mp3", text)))
    facts = {name: recording(number) for number, name in enumerate(recordings)}
    (folder / "media.lock").write_text(write_lock(facts), encoding="utf-8")
    for name in set(re.findall(r"transcripts/\d+\.vtt", text)):
        (folder / name).parent.mkdir(exist_ok=True)
        words = f"{name}\nwith Grace Hopper, John Backus and Kay McNulty."
        (folder / name).write_text(f"WEBVTT\n\n00:00.000 --> 30:00.000\n{words}\n")
    Image.linear_gradient("L").resize((3000, 3000)).convert("RGB").save(folder / "artwork.png")
    return [match["path"] for match in examples]


def recording(number: int) -> AudioFacts:
    """Make the facts of half an hour of sound, which stand for a file that is not at hand."""
    return AudioFacts(
        length=14_400_000,
        sha256=f"{number:064x}",
        type="audio/mpeg",
        container="mp3",
        codec="mp3",
        duration=1800.0,
        audio_sha256=f"{number + 100:064x}",
        bit_rate=64.0,
        sample_rate=44_100,
        channels=1,
        vbr="cbr",
    )


def check(folder: Path) -> Outcome:
    """Check a show folder."""
    return check_show_folder(Options(str(folder), NOW), lambda _done, _all: None)


def test_examples_of_the_guide_are_a_show_without_faults(tmp_path: Path) -> None:
    """docs/records.md: what it shows is read as it says, every file of it."""
    names = lay_examples(tmp_path)
    outcome = check(tmp_path)

    assert [f"{f.location.path}: {f.code} {f.message}" for f in outcome.findings] == []
    records = [name for name in names if "/" not in name and name[0].isdigit()]
    assert len(outcome.digests) == len({name.partition(".")[0] for name in records}) == 6
    guests = {each.title: each.guests for each in outcome.digests}
    assert guests["Grace Hopper answers your letters"] == ("Grace Hopper",)
    assert guests["Kay McNulty: six women and a machine"] == ("Kay McNulty",)


def test_json_page_shows_the_keys_that_are_written(tmp_path: Path) -> None:
    """docs/json.md: the object of findings has the keys, in the order, of the example."""
    lay_examples(tmp_path)
    record = tmp_path / "001-grace-hopper.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(f"{text}\nHer notes are [here](/notes).\n", encoding="utf-8")
    written = json.loads(format_json(check(tmp_path).findings))
    shown = json.loads(_JSON.findall(page("json.md"))[0])

    assert list(written) == list(shown)
    assert list(written["findings"][0]) == list(shown["findings"][0])
    assert written["findings"][0]["message"] == shown["findings"][0]["message"]
    assert written["summary"] == shown["summary"]
