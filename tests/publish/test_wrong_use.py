"""Options and settings that cannot be meant so are refused before anything is sent."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from shows import Clone

FOLDER = '[targets.live]\nurl = "../web"'


@pytest.mark.parametrize(
    "words", [("--allow", "RL02"), ("--new", "3"), ("--first-release",), ("--prune", "36501")]
)
def test_a_plan_stands_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    """What would be passed over beside a plan is refused, as are days before the calendar."""
    clone = Clone(tmp_path, FOLDER)
    clone.publish()
    clone.edit("000-trailer.md", "summary: ", "summary: Anew. ")
    feed = str(tmp_path / "web/feed.xml")
    assert clone.run("plan", "--against", feed, "--out", "plan.json").returncode == 0

    done = clone.run("publish", "plan.json", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert clone.run("publish", "plan.json").returncode == 0


def test_what_a_target_holds_is_compared_with(tmp_path: Path) -> None:
    """A reference beside it would be passed over."""
    clone = Clone(tmp_path, FOLDER)
    clone.publish()
    clone.edit("000-trailer.md", "summary: ", "summary: Anew. ")

    done = clone.run("publish", "--against", "old.xml")

    assert done.returncode == 2
    assert "leave --against out" in done.stderr


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ('[targets.live]\nurl = "../web', "not readable as TOML"),
        ('[targets.live]\nurl = "file://host/srv/feed"', "a folder of this machine"),
        ('[targets.live]\nurl = "../web\\u200b"', "cannot be seen"),
        ('[targets.live]\nurl = "s3:///show"', "names no bucket"),
        ('[targets.live]\nurl = "circle"', "circle"),
    ],
)
def test_a_target_that_cannot_be_is_refused(target: str, words: str, tmp_path: Path) -> None:
    """One sentence says what is wrong with it."""
    clone = Clone(tmp_path, target)
    (clone.show / "circle").symlink_to("circle")

    done = clone.run("publish", "--first-release")

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_at_home_is_found(tmp_path: Path) -> None:
    """`~` is what it is in a shell, and no folder of that name below the show."""
    clone = Clone(tmp_path, '[targets.live]\nurl = "~/web"')
    clone.variables["HOME"] = str(tmp_path / "home")
    (tmp_path / "home" / "web").mkdir(parents=True)
    clone.publish()

    assert (tmp_path / "home" / "web" / "feed.xml").is_file()
    assert not list(clone.show.glob("~*"))


def test_a_home_of_nobody_is_refused(tmp_path: Path) -> None:
    """Another user's home is found only if there is that user."""
    clone = Clone(tmp_path, '[targets.live]\nurl = "~nobody-of-this-name/web"')
    done = clone.run("publish", "--first-release")

    assert done.returncode == 2
    assert "nobody knows the home folder" in done.stderr


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_plan_of_no_time_is_refused(moment: str, tmp_path: Path) -> None:
    """A time at the edge of the calendar is none in every zone."""
    clone = Clone(tmp_path, FOLDER)
    assert clone.run("plan", "--first-release", "--out", "plan.json").returncode == 0
    path = tmp_path / "plan.json"
    document = json.loads(path.read_text(encoding="utf-8")) | {"now": moment}
    path.write_text(json.dumps(document), encoding="utf-8")

    done = clone.run("publish", "plan.json")

    assert done.returncode == 2
    assert "is no year to plan in" in done.stderr


@pytest.mark.parametrize("name", ["episodes/show.yaml", "plan", "episodes/media.lock", "."])
def test_a_plan_is_written_over_no_record(name: str, tmp_path: Path) -> None:
    """Its name ends as publish expects it."""
    clone = Clone(tmp_path, FOLDER)
    before = sorted((path, path.read_bytes()) for path in clone.show.glob("*.*"))

    done = clone.run("plan", "--first-release", "--out", name)

    assert done.returncode == 2
    assert "ends with .json" in done.stderr
    assert sorted((path, path.read_bytes()) for path in clone.show.glob("*.*")) == before


def test_an_upload_says_what_it_leaves(tmp_path: Path) -> None:
    """Media that are elsewhere are counted, and those of an episode that is named are missed."""
    clone = Clone(tmp_path, FOLDER)
    (clone.show / "audio/072.mp3").unlink()

    done = clone.run("upload")
    again = clone.run("upload", "072-sebastian-raschka")
    (clone.show / "images/072.png").unlink()
    named = clone.run("upload", "072-sebastian-raschka")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "web: sent; 1 file not at hand\n" in done.stdout
    assert again.stdout == "web: all is there already; 1 file not at hand\n"
    assert (named.returncode, named.stdout) == (2, "")
    assert "not at hand of '072-sebastian-raschka': audio/072.mp3, images/072.png" in named.stderr


def test_an_upload_needs_records_that_can_be_read(tmp_path: Path) -> None:
    """Else nobody knows which audio is theirs: nothing is sent, and nothing said to be there."""
    clone = Clone(tmp_path, FOLDER)
    record = clone.show / "072-sebastian-raschka.md"
    record.write_bytes(record.read_bytes() + b"\xff")

    for words in (("upload",), ("upload", "072-sebastian-raschka")):
        done = clone.run(*words)

        assert done.returncode == 1, done.stdout + done.stderr
        assert "RC01" in done.stdout
        assert "stopped: nothing was sent" in done.stdout
    assert not (tmp_path / "web").exists()


def test_a_target_may_be_called_as_a_folder_that_lies_here(tmp_path: Path) -> None:
    """Its name is no path: only a folder with a show in it is taken for one."""
    clone = Clone(tmp_path, '[targets.public]\nurl = "../public"')
    (tmp_path / "public").mkdir()

    assert clone.run("publish", "public", "--first-release").returncode == 0
    assert clone.run("rollback", "public", "episodes", "--list").stdout.startswith("release 1 ")
    done = clone.run("publish", ".", "public")
    assert (done.returncode, "no show folder" in done.stderr) == (2, True)


def change_transcript(clone: Clone) -> Path:
    """Put another word into a transcript."""
    clone.edit("transcripts/072.vtt", "tells", "told")
    return clone.show / "transcripts/072.vtt"


def change_audio(clone: Clone) -> Path:
    """Change a recording that never went out, but not its length."""
    path = clone.show / "audio/072.mp3"
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + data[middle : middle + 200][::-1] + data[middle + 200 :])
    return path


@pytest.mark.parametrize("change", [change_transcript, change_audio])
def test_a_plan_is_about_the_files_that_the_feed_names(
    change: Callable[[Clone], Path], tmp_path: Path
) -> None:
    """The feed does not hold their bytes; what was looked at goes out, or nothing."""
    clone = Clone(tmp_path, FOLDER)
    assert clone.run("plan", "--first-release", "--out", "plan.json").returncode == 0
    before = {path: path.read_bytes() for path in clone.show.glob("*/072.*")}
    path = change(clone)
    assert before[path] != path.read_bytes()

    done = clone.run("publish", "plan.json")
    assert (done.returncode, "a file that the feed names" in done.stderr) == (4, True)

    path.write_bytes(before[path])
    assert clone.run("publish", "plan.json").returncode == 0
    change_transcript(clone)
    assert clone.run("publish", "plan.json").returncode == 4
