"""Runs one command and says what it took: time, processor time, memory.

Times come from `os.wait4`, which counts the command and every descendant it has waited for.
`wait4` gives the memory of the largest single process. What all processes hold together is
sampled from /proc (Linux) in a run of its own, so that the sampling costs no timed run anything.
"""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
SAMPLING_INTERVAL = 0.02  # seconds
KIB = 1024
_NO_BYTECODE = frozenset({"PYTHONDONTWRITEBYTECODE"})


class RunError(Exception):
    """A command that failed, or did not do what was asked; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run took: seconds, seconds of user and system time, MiB of the largest process."""

    wall: float
    cpu: float
    memory: float


def start(command: Sequence[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command in the repository's root and in a process group of its own.

    Python may keep its bytecode, as it does where feedtool is installed; the warm-up run writes it.
    """
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in _NO_BYTECODE},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        process_group=0,
    )


def measure_run(command: Sequence[str]) -> Sample:
    """Run a command to its end. Raises RunError if it fails."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = start(command, output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        require_success(process, output)
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIB)


def measure_memory(command: Sequence[str]) -> float | None:
    """Run a command; gives the most MiB that its processes held together, None without /proc.

    Pages that processes share count once (proportional set size), so forked workers are not
    charged twice for what they inherit. Raises RunError if the command fails.
    """
    with tempfile.TemporaryFile() as output:
        process = start(command, output)
        peak = sample_until(process.pid, lambda: process.poll() is not None)
        require_success(process, output)
    return peak / KIB if peak else None


def sample_until(group: int, ended: Callable[[], bool]) -> int:
    """Sample the memory of a process group until it has ended; gives the peak in KiB."""
    pause, peak = threading.Event(), 0
    while not ended():
        peak = max(peak, sum(read_memory(folder) for folder in list_processes(group)))
        pause.wait(SAMPLING_INTERVAL)
    return peak


def list_processes(group: int) -> Iterator[Path]:
    """List the /proc folders of the processes of a group."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name stands in brackets and may hold anything; the group is the 3rd field after.
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[2]) == group:
            yield stat.parent


def read_memory(process: Path) -> int:
    """Read the proportional set size of a process in KiB; 0 if it has ended."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def require_success(process: subprocess.Popen[bytes], output: IO[bytes]) -> None:
    """Raise RunError, with the last lines of the output, unless the command went well."""
    if process.returncode == 0:
        return
    output.seek(0)
    lines = output.read().decode(errors="replace").splitlines()
    raise RunError(f"exit code {process.returncode}: {' / '.join(lines[-3:])}")
