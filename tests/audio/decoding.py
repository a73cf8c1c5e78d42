"""ffmpeg as the referee: how long a file is when it is decoded, and files as it makes them."""

import shutil
import subprocess
from pathlib import Path

import pytest

NEEDS_FFMPEG = pytest.mark.skipif(
    not shutil.which("ffmpeg"), reason="ffmpeg is the referee, and not here"
)
_RATE = 48_000


def decoded_seconds(path: Path) -> float:
    """Count the samples that ffmpeg decodes of the first sound in a file; 0 where it cannot."""
    command = ["ffmpeg", "-nostdin", "-v", "quiet", "-i", f"file:{path}", "-map", "0:a:0"]
    command += ["-f", "u8", "-ac", "1", "-ar", str(_RATE), "-"]
    return len(subprocess.run(command, capture_output=True, check=False).stdout) / _RATE


def make(source: Path, target: Path, *options: str) -> Path:
    """Let ffmpeg make a file of another."""
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", f"file:{source}", *options]
    subprocess.run([*command, f"file:{target}"], check=True)
    return target


def pipe(source: Path, target: Path, *options: str) -> Path:
    """Let ffmpeg write to a pipe, where it cannot go back and fill in lengths."""
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", f"file:{source}", *options, "-"]
    target.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return target
