"""docs/ci.md: its files are what GitHub, GitLab and pre-commit accept, and its commands run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from bad_input.attacked_show import call, copy_base, make_record
from ci_schemas import GITHUB_WORKFLOW, GITLAB_CI, find_faults

from feedtool.pipeline.ci_jobs import SERVICES, write_jobs
from feedtool.report.formats import FORMATS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```\w+ (?P<path>\S+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"feedtool check (?:episodes|\"\$SHOW\") --format[^'\n]*")
FILES = {match["path"]: match["body"] for match in _BLOCK.finditer(PAGE)}
COMMANDS = sorted(
    {
        match[0].replace('"$SHOW"', "episodes")
        for match in _COMMAND.finditer("\n".join(FILES.values()))
    }
)
WORKFLOWS = sorted(path for path in FILES if path.startswith(".github/"))


def read_page_file(path: str) -> str:
    """Return a file that the page shows."""
    return FILES[path]


def read_workflow(path: str) -> dict[str, Any]:
    """Read a workflow of the page."""
    return parse_workflow(FILES[path])


def parse_workflow(text: str) -> dict[str, Any]:
    """Read a workflow; YAML 1.1 takes its key `on` for true."""
    workflow = yaml.safe_load(text)
    return {"on" if key is True else key: value for key, value in workflow.items()}


def test_page_knows_every_format() -> None:
    """The first table has a row for each format, in the order of the one table."""
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(FORMATS)
    for name in FORMATS:
        assert any(f"--format {name}" in command for command in COMMANDS) or name in (
            "concise",
            "json",
        )


@pytest.mark.parametrize("path", WORKFLOWS)
def test_workflow_is_one_of_github(path: str) -> None:
    """The schema takes it; what it may do is written out."""
    workflow = read_workflow(path)

    assert find_faults(GITHUB_WORKFLOW, workflow) == []
    assert workflow["permissions"] == {}
    assert all(job["permissions"] for job in workflow["jobs"].values())


def test_schemas_are_awake() -> None:
    """A workflow with a permission that is none, and a job without a script, are refused."""
    workflow = read_workflow(WORKFLOWS[0])
    workflow["permissions"] = {"security-event": "write"}

    assert find_faults(GITHUB_WORKFLOW, workflow) != []
    assert find_faults(GITLAB_CI, {"podcast": {"artifacts": {"reports": {"junit": 3}}}}) != []


def test_upload_of_sarif_has_its_permission() -> None:
    """Only the workflow that uploads may write security events, and it uploads what was written."""
    workflow = read_workflow(".github/workflows/code-scanning.yml")
    *_, check, upload = workflow["jobs"]["check"]["steps"]

    assert workflow["jobs"]["check"]["permissions"]["security-events"] == "write"
    assert f"--format sarif={upload['with']['sarif_file']}" in check["run"]
    assert upload["if"] == "${{ !cancelled() }}"
    assert PAGE.count("security-events: write") == 1


def test_init_writes_the_workflow_of_the_page() -> None:
    """The page shows what `feedtool init` gives, but for the version that it names."""
    for service, path in SERVICES.items():
        assert unversioned(FILES[path.as_posix()]) == unversioned(write_jobs(service, "episodes"))


def unversioned(text: str) -> str:
    """Leave out which version of feedtool is named."""
    return re.sub(r"(feedtool\[cloud\]==).*", r"\1", text)


def test_gitlab_job_names_the_reports_it_writes() -> None:
    """The artifacts of the job are the files of its command."""
    settings = yaml.safe_load(FILES[".gitlab-ci.yml"])
    job = settings["podcast-check"]
    reports = job["artifacts"]["reports"]

    assert f"--format gitlab={reports['codequality']}" in job["script"][1]
    assert f"--format junit={reports['junit']}" in job["script"][1]


def test_pre_commit_takes_the_configuration(tmp_path: Path) -> None:
    """pre-commit itself says so, and the hook is the one of the manifest."""
    path = tmp_path / "config.yaml"
    path.write_text(FILES[".pre-commit-config.yaml"], encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())

    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert yaml.safe_load(path.read_text())["repos"][0]["hooks"][0]["id"] == hook["id"]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_writes_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Each command finds the fault, and leaves every file that it names."""
    monkeypatch.delenv("CI", raising=False)
    show = copy_base(tmp_path / "episodes")
    (show / "003.md").write_text(make_record("guest: [Grace Hopper]\n"), encoding="utf-8")
    words = shlex.split(command)
    ended = call(tmp_path, *words[1:])
    named = sorted(word.partition("=")[2] for word in words if "=" in word)

    assert (ended.code, ended.err) == (1, "")
    assert "RC02" in ended.out
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["episodes", *named])
