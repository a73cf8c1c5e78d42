"""Commands used wrongly: one message, exit code 2, nothing written before it is said."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from attacked_show import SPEECH, call

TITLES = [
    *("../../x", "/etc/passwd", "a: b", "'q' \"d\"", "- x", "#x", "{a}", "[a", "*x", "&x", "!x"),
    *("%x", "@x", "`x`", "\\", "a\\nb", "x #y", "---", "...", "null", "true", "1:05", "012", "~"),
    *(
        "日本",
        "😀",
        "-v",
        "--help",
        "NO",
        "<b>",
        "{{x}}",
        "con",
        ".",
        "x" * 10_000,
        "a\nb",
        "a\u2028b",
    ),
]


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "there is no such folder"),
        (["feed.xlm"], "there is no such file or folder"),
        (["empty"], "holds no show.yaml"),
        ([""], "the name of the show's folder is empty"),
        (["episodes/show.yaml"], "is a file"),
        (["/dev/null"], "is a file"),
        (["x" * 300], "File name too long"),
        (["a", "b"], "unexpected extra argument"),
        (["--nope"], "No such option"),
        (["--format", "nope"], "is no format"),
        (["--format", "=x"], "is no format"),
        (["--format", "json=episodes"], "Is a directory"),
        (["--format", "json=episodes/show.yaml/x"], "cannot be written"),
        (["--fail-on", "x"], "is no level"),
        (["--for", ","], "is no platform"),
        (["--workers", "0"], "workers"),
        (["--workers", "65"], "workers"),
        (["--locked=3"], "does not take a value"),
        (["--now", ""], "'' is no time"),
        (["--now", "2024-13-01"], "is no time"),
        (["--now", "99999-01-01"], "is no time"),
        (["--now", "0001-01-01T00:00+14:00"], "is no time"),
        (["--now", "9999-12-31T23:59-14:00"], "is no time"),
    ],
)
def test_wrong_use_is_said_before_anything_is_written(
    show: Path, command: str, arguments: list[str], words: str
) -> None:
    """Every option is judged first; only a report that cannot be written comes after the feed."""
    (show.parent / "empty").mkdir()
    ended = call(show.parent, command, *arguments)

    assert ended.code == 2
    assert words in ended.err
    assert "=episodes" in arguments[-1] or not (show.parent / "feed").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Usage"),
        (["nope"], "No such command"),
        ([""], "No such command"),
        (["explain", ""], "there is no rule ''"),
        (["rules", "ZZ"], "there is no family 'ZZ'"),
        (["schema", "x"], "'x' is no record"),
        (["status", "--format", "x"], "'x' is no format"),
        (["new", ""], "the title is empty"),
        (["new", " \n"], "the title is empty"),
        (["new", "a\x07b"], "a character that no feed allows"),
        (["new", "x", "--audio", "nowhere.mp3"], "there is no such file"),
        (["new", "x", "--audio", "outside.mp3"], "lies outside the show folder"),
        (["new", "x", "--transcript", "episodes"], "there is no such file"),
        (["new", "x", "--show", "nowhere"], "there is no such folder"),
        (["publish", "nowhere.json"], "feedtool plan --out nowhere.json writes one"),
        (["new", "x", "--now", "0001-01-01"], "is no time"),
    ],
)
def test_other_commands_refuse_what_they_cannot_do(
    show: Path, arguments: list[str], words: str
) -> None:
    """One message, exit code 2, and no record is written."""
    (show.parent / "outside.mp3").write_bytes(SPEECH.read_bytes())
    before = sorted(show.iterdir())
    ended = call(show.parent, *arguments)

    assert ended.code == 2
    assert words in ended.err + ended.out
    assert sorted(show.iterdir()) == before


def test_report_goes_where_the_user_says(show: Path) -> None:
    """A missing folder is made, a pipe is written to, and a link stays a link to its device."""
    missing, pipe = show.parent / "a" / "b.json", show.parent / "pipe"
    os.mkfifo(pipe)
    (show.parent / "null").symlink_to("/dev/null")
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:  # noqa: S607
        ended = call(
            show.parent,
            *("check", "--format", f"json={missing}", "--format", f"json={pipe}"),
            *("--format", "json=null"),
        )
        out, _ = reader.communicate(timeout=10)

    assert ended.code == 0
    assert out == missing.read_bytes()
    assert pipe.is_fifo()
    assert (show.parent / "null").is_char_device()


def test_report_on_a_full_disk_is_exit_code_two(show: Path) -> None:
    """A report that could not be written is never taken for one without findings."""
    if not Path("/dev/full").is_char_device():
        pytest.skip("root of Linux devices: /dev/full")
    (show.parent / "full").symlink_to("/dev/full")
    ended = call(show.parent, "check", "--format", "json=full")

    assert ended.code == 2
    assert ended.err == "feedtool: full cannot be written: No space left on device\n"


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_record_that_says_it(show: Path, title: str) -> None:
    """`new` writes into the show folder alone, over nothing, and YAML reads the title back."""
    before = set(show.parent.rglob("*"))
    ended = call(show.parent, "new", "--guest", title, "--", title)
    made = set(show.parent.rglob("*")) - before

    assert ended.code == 0
    assert [path.parent for path in made if path.suffix == ".md"] == [show]
    [path] = [path for path in made if path.suffix == ".md"]
    assert len(path.name) < 80
    text = path.read_text(encoding="utf-8").split("---\n", 1)[1].rpartition("\n---\n")[0]
    assert yaml.safe_load(text)["title"] == " ".join(title.split())


def test_new_never_writes_over_a_record(show: Path) -> None:
    """Where the name is taken, the record that is there stays."""
    (show / "003-a-title.md").write_text("---\ndraft: true\n---\n", encoding="utf-8")
    ended = call(show.parent, "new", "A title")

    assert ended.code == 2
    assert "is there already" in ended.err
    assert (show / "003-a-title.md").read_text(encoding="utf-8") == "---\ndraft: true\n---\n"


def test_init_writes_over_nothing(tmp_path: Path) -> None:
    """A second `init` keeps every file, whatever is in it."""
    show = tmp_path / "episodes"
    assert call(tmp_path, "init", "episodes", "--title", "One").code == 0
    for path in show.rglob("*.*"):
        if path.is_file():
            path.write_text("mine", encoding="utf-8")
    ended = call(tmp_path, "init", "episodes", "--title", "Two")

    assert ended.code == 0
    assert "wrote" not in ended.out
    assert {p.read_text(encoding="utf-8") for p in show.rglob("*.*") if p.is_file()} == {"mine"}


@pytest.mark.parametrize("folder", ["afile", "afile/episodes", "x" * 300])
def test_init_where_no_folder_can_be_is_refused(tmp_path: Path, folder: str) -> None:
    """A file in the way is named and kept."""
    (tmp_path / "afile").write_text("mine", encoding="utf-8")
    ended = call(tmp_path, "init", folder)

    assert ended.code == 2
    assert ended.err.startswith("feedtool: ")
    assert (tmp_path / "afile").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "text", ["a: b", "x\nhosts: [y]", '"', "#", "[", "{a: b}", "*x", "é\u2028"]
)
def test_init_quotes_what_it_is_told(tmp_path: Path, text: str) -> None:
    """No value of an option adds a field to show.yaml or a line to the workflow."""
    options = ("title", "author", "email", "base-url", "language", "category")
    arguments = [word for name in options for word in (f"--{name}", text)]
    folder = f"{text.replace('/', '-')} $(x); y"
    assert call(tmp_path, "init", folder, *arguments).code == 0
    show = yaml.safe_load((tmp_path / folder / "show.yaml").read_text("utf-8"))
    workflow = (tmp_path / ".github" / "workflows" / "podcast.yml").read_text("utf-8")
    jobs = yaml.safe_load(workflow)
    scripts = [step["run"] for step in jobs["jobs"]["check"]["steps"] if "run" in step]
    scripts += [step["run"] for step in jobs["jobs"]["publish"]["steps"] if "run" in step]

    assert [show[name] for name in ("title", "base_url", "language", "author")] == [text] * 4
    assert show["hosts"] == show["categories"] == [text]
    assert show["owner"] == {"name": text, "email": text}
    assert folders_of(scripts, jobs["env"]) == [folder] * 3
    assert call(tmp_path, "init", folder, "--ci", "gitlab").code == 0
    jobs = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text("utf-8"))
    assert jobs["variables"]["SHOW"]["expand"] is False
    scripts = [*jobs["podcast-check"]["script"], *jobs["podcast-publish"]["script"][-1:]]
    variables = {"FEEDTOOL": "", "SHOW": jobs["variables"]["SHOW"]["value"]}
    assert folders_of(scripts, variables) == [folder] * 3


def folders_of(scripts: list[str], variables: dict[str, str]) -> list[str]:
    """Run the steps of a job with commands that only say which folder they got."""
    stubs = "pip() { :; }; feedtool() { printf '%s\\0' \"$2\"; }; exit() { :; }; "
    environment = {"PATH": os.environ["PATH"], **variables}
    command = ["bash", "-c", stubs + "\n".join(scripts)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]
