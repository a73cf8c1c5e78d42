"""The hook for pre-commit, proven by pre-commit: a fault stops a commit, a mended record passes."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from bad_input.attacked_show import copy_base, make_record

from feedtool.formats.media_types import BY_EXTENSION

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ".pre-commit-hooks.yaml"
PACKAGE = ("feedtool", "pyproject.toml", "README.md", "LICENSE", MANIFEST)
FAULTY = make_record("guest: [Grace Hopper]\n")
NO_INDEX = re.compile(
    "No matching distribution|Could not find a version|name resolution|new connection|timed out"
)
"""What pip says where it reaches no packages."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with an environment that knows nothing of the user's own."""

    path: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository, its output and errors together."""
        return subprocess.run(
            command,
            cwd=self.path,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit all there is, through the hooks."""
        self.git("add", "--all")
        return self.run("git", "commit", "--message", "a change")


def make_environment(home: Path) -> dict[str, str]:
    """Keep what finds programs and packages; what is the user's own goes into an empty home.

    What pip has fetched before is used again, so that it is fetched once.
    """
    ours = ("GIT_", "PYTHON", "PRE_COMMIT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    asked = [sys.executable, "-m", "pip", "cache", "dir"]
    cache = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    reused = {"PIP_CACHE_DIR": cache} if cache else {}
    author = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org"}
    return {
        **kept,
        **reused,
        **author,
        **{name.replace("AUTHOR", "COMMITTER"): value for name, value in author.items()},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]]),
        "HOME": str(home),
        "XDG_CONFIG_HOME": kept.get("XDG_CONFIG_HOME", str(Path.home() / ".config")),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
    }


def make_hook_repository(folder: Path, environment: dict[str, str]) -> Repository:
    """Commit feedtool as it is in the working tree."""
    folder.mkdir()
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    hook = Repository(folder, environment)
    hook.git("init", "--quiet")
    hook.commit()
    return hook


@pytest.fixture(scope="module")
def podcast(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make a repository with a show, and let pre-commit install the hook: once, it takes time."""
    folder = tmp_path_factory.mktemp("hook")
    environment = make_environment(folder / "home")
    hook = make_hook_repository(folder / "feedtool", environment)
    copy_base(folder / "podcast" / "episodes")
    podcast = Repository(folder / "podcast", environment)
    config = {
        "repo": str(hook.path),
        "rev": hook.git("rev-parse", "HEAD"),
        "hooks": [{"id": "feedtool"}],
    }
    text = yaml.safe_dump({"repos": [config]})
    (podcast.path / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    podcast.git("init", "--quiet")
    done = podcast.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if NO_INDEX.search(done.stdout):
        pytest.skip("pip reaches no package index, so pre-commit can install nothing")
    assert done.returncode == 0, done.stdout
    first = podcast.commit()
    assert first.returncode == 0, first.stdout
    return podcast


def test_fault_stops_the_commit_until_it_is_mended(podcast: Repository) -> None:
    """The finding is shown with its place and cure; with it mended the commit is made."""
    record = podcast.path / "episodes" / "003.md"
    before = podcast.git("rev-parse", "HEAD")
    record.write_text(FAULTY, encoding="utf-8")
    stopped = podcast.commit()

    assert stopped.returncode == 1
    assert "feedtool check" in stopped.stdout
    assert "episodes/003.md:9:1: error RC02 unknown-field: unknown field 'guest'" in stopped.stdout
    assert "= did you mean 'guests'?" in stopped.stdout
    assert podcast.git("rev-parse", "HEAD") == before

    record.write_text(make_record(), encoding="utf-8")
    passed = podcast.commit()

    assert (passed.returncode, "Passed" in passed.stdout) == (0, True)
    assert podcast.git("rev-parse", "HEAD~1") == before
    assert podcast.git("status", "--porcelain") == ""


def test_commit_of_other_files_does_not_wait(podcast: Repository) -> None:
    """What cannot change a finding does not run the hook."""
    (podcast.path / "site.css").write_text("body {}\n", encoding="utf-8")
    done = podcast.commit()

    assert (done.returncode, "Skipped" in done.stdout) == (0, True)


def test_folder_is_an_argument(podcast: Repository) -> None:
    """`args: [FOLDER]` checks a show that is not ./episodes."""
    config = podcast.path / ".pre-commit-config.yaml"
    before = config.read_text(encoding="utf-8")
    shutil.copytree(podcast.path / "episodes", podcast.path / "other")
    (podcast.path / "other" / "004.md").write_text(FAULTY, encoding="utf-8")
    settings = yaml.safe_load(before)
    settings["repos"][0]["hooks"][0]["args"] = ["other"]
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    stopped = podcast.commit()
    config.write_text(before, encoding="utf-8")
    shutil.rmtree(podcast.path / "other")

    assert stopped.returncode == 1
    assert "other/004.md:9:1: error RC02" in stopped.stdout


def test_manifest_is_valid() -> None:
    """pre-commit itself takes the manifest."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("episodes/show.yaml", True),
        ("072-some-guest.md", True),
        ("podcasts/one/072.html", True),
        ("episodes/people/ada.yml", True),
        ("episodes/media.lock", True),
        ("episodes/feedtool.toml", True),
        ("pyproject.toml", True),
        ("episodes/audio/072.MP3", True),
        *((f"episodes/072.{extension}", True) for extension in BY_EXTENSION),
        ("site.css", False),
        ("feed/feed.xml", False),
        ("tool.py", False),
        ("mp3", False),
    ],
)
def test_hook_runs_for_what_a_show_is_made_of(name: str, *, runs: bool) -> None:
    """Records, settings, media and what they point to, in any folder."""
    (hook,) = yaml.safe_load((ROOT / MANIFEST).read_text(encoding="utf-8"))

    assert bool(re.search(hook["files"], name)) is runs
