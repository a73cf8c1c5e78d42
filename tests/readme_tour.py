"""Plays the README's tour in an empty folder; `python tests/readme_tour.py` writes what it prints.

Fenced blocks count: `console` is a command and its output, `markdown PATH` and `yaml PATH` are
files.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_TOUR = re.compile(r"(?<=<!-- tour -->\n).*?(?=<!-- end -->)", re.DOTALL)
_BLOCK = re.compile(r"```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<body>.*?)```", re.DOTALL)


def tour_of(readme: str) -> str:
    """Cut the tour out of the README."""
    match = _TOUR.search(readme)
    assert match
    return match[0]


def play(tour: str, folder: Path) -> str:
    """Return the tour with the output that its commands print now."""
    return _BLOCK.sub(lambda match: _play_block(match, folder), tour)


def _play_block(match: re.Match[str], folder: Path) -> str:
    if match["kind"] == "console":
        command = match["body"].split("\n", 1)[0].removeprefix("$ ")
        return f"```console\n$ {command}\n{_run(command, folder)}```"
    if match["path"]:
        path = folder / match["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(match["body"], encoding="utf-8")
        _add_media(folder / "episodes")
    return match[0]


def _run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "feedtool"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": "1704186000",
    }
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", *words[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.stdout


def _add_media(show: Path) -> None:
    """Put the recording and the cover where the tour says they are."""
    audio = show / "audio" / "001.mp3"
    if show.is_dir() and not audio.exists():
        audio.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests" / "data" / "audio" / "speech-mono-cbr64.mp3", audio)
        Image.linear_gradient("L").resize((3000, 3000)).convert("RGB").save(show / "artwork.jpg")


def main() -> None:
    """Write the outputs into the README."""
    readme = README.read_text(encoding="utf-8")
    tour = tour_of(readme)
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(readme.replace(tour, play(tour, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
