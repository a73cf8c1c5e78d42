"""A new show folder: what it prints can be typed as it stands."""

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from feedtool.cli import run

JOBS = (".github/workflows/podcast.yml", ".gitlab-ci.yml")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], (True, False)),
        (["--ci", "gitlab"], (False, True)),
        (["--ci", "github", "--ci", "gitlab"], (True, True)),
        (["--ci", "none"], (False, False)),
    ],
)
def test_jobs_of_every_service_that_is_named_are_written(
    words: list[str], written: tuple[bool, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left out, those of GitHub."""
    monkeypatch.chdir(tmp_path)

    assert run(["init", *words]) == 0

    assert tuple((tmp_path / name).is_file() for name in JOBS) == written


@pytest.mark.parametrize("words", [["none", "github"], ["github", "jenkins"]])
def test_services_that_cannot_be_are_refused(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written then."""
    monkeypatch.chdir(tmp_path)

    assert run(["init", *(each for word in words for each in ("--ci", word))]) == 2

    assert list(tmp_path.iterdir()) == []


def test_next_steps_of_a_folder_with_a_space_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its name is quoted for the shell."""
    monkeypatch.chdir(tmp_path)
    run(["init", "my show"])
    steps = [line for line in capsys.readouterr().out.splitlines() if ". feedtool " in line]

    codes = [run(shlex.split(step.partition(". feedtool ")[2])) for step in steps]

    assert codes == [0, 1]  # check finds what must be filled in
    assert (tmp_path / "my show/001-your-first-title.md").is_file()


@pytest.mark.parametrize(
    ("folder", "at"), [("shows/one", "shows/one/"), (".", ""), ("my show", "my show/")]
)
def test_editors_find_the_schemas_from_the_top_of_the_repository(
    folder: str, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VS Code reads settings of the folder that is open, which is most often the repository."""
    words = ("git", "init", "-q", str(tmp_path))
    subprocess.run(words, check=True)
    monkeypatch.chdir(tmp_path)
    run(["init", folder, "--ci", "none"])
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))

    assert settings["yaml.schemas"][f"./{at}.schema/show.json"] == f"{at}show.yaml"
    assert all((tmp_path / schema).is_file() for schema in settings["yaml.schemas"])
