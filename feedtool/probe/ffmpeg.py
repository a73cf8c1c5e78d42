"""Station probe: ffmpeg, run so that a file can do no harm. Its permission: it starts a program."""

import contextlib
import shutil
import subprocess
import threading
from pathlib import Path

from feedtool.log import tell

_DEMUXERS = {
    "mp1": "mp3",
    "mp2": "mp3",
    "mp3": "mp3",
    "mp4": "mov",
    "ogg": "ogg",
    "wav": "wav",
    "aiff": "aiff",
    "flac": "flac",
    "aac": "aac",
}
_MAX_LOG = 1 << 20  # bytes of what ffmpeg says that are kept
_PART = 1 << 16
_LEAST_TIME, _TIMES_REAL = 60.0, 0.5  # seconds, and of each second of sound


def find_ffmpeg() -> str | None:
    """Return the path of ffmpeg, None where it is not installed."""
    return shutil.which("ffmpeg")


def run_filter(
    program: str, path: Path, container: str, filters: str, seconds: float
) -> str | None:
    """Decode the first sound of a file through a filter, and return what ffmpeg says.

    `seconds` is how long the file lasts: from it follows how long ffmpeg may take. None where the
    container is none it is trusted with, or where it failed or took too long. The reader of the
    container is named, so that nothing in the file can make ffmpeg take it for a playlist; other
    addresses than files are closed to it.
    """
    demuxer = _DEMUXERS.get(container)
    if demuxer is None:
        return None
    command = [program, "-nostdin", "-hide_banner", "-nostats", "-loglevel", "info"]
    command += ["-protocol_whitelist", "file,pipe", "-f", demuxer, "-threads", "1"]
    command += ["-i", f"file:{path.absolute()}", "-map", "0:a:0", "-vn", "-sn", "-dn"]
    command += ["-af", filters, "-f", "null", "-"]
    return _run(command, _LEAST_TIME + _TIMES_REAL * seconds)


def _run(command: list[str], timeout: float) -> str | None:
    tell("%s", " ".join(command))
    try:
        process = subprocess.Popen(  # noqa: S603 - a list, no shell; paths begin with file:
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except OSError:
        return None
    timer = threading.Timer(timeout, process.kill)
    timer.start()
    try:
        with process:
            return _read_log(process) if process.stderr else None
    finally:
        timer.cancel()
        with contextlib.suppress(OSError):
            process.kill()


def _read_log(process: "subprocess.Popen[bytes]") -> str | None:
    """Read all that is said, and keep the end of it: the results stand there."""
    kept = b""
    while process.stderr and (part := process.stderr.read(_PART)):
        kept = (kept + part)[-_MAX_LOG:]
    return kept.decode("utf-8", "replace") if process.wait() == 0 else None
