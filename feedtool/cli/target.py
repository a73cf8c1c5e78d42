"""What the commands share that change a target: its name, who asks, what is shown meanwhile."""

import getpass
import os
import re
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli.terminal import show_status
from feedtool.errors import FeedtoolError

if TYPE_CHECKING:
    from feedtool.pipeline.releasing.job import Author, Watch
    from feedtool.publish.job import Done
    from feedtool.publish.meter import Show
    from feedtool.publish.steps import Step

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DIR] [TARGET]",
        help="The show folder, and the target of feedtool.toml; left out, the only one.",
    ),
]
ToTarget = Annotated[
    str | None,
    typer.Option(
        "--target", metavar="NAME", help="The target of feedtool.toml; left out, the only one."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; do nothing.")]
_CIS = (("GITHUB_ACTOR", "GITHUB_RUN_ID"), ("GITLAB_USER_LOGIN", "CI_JOB_ID"))
_MOST_SHOWN = 20
_DURATION = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?", re.ASCII)


def split_words(words: Sequence[str] | None) -> tuple[str | None, str | None]:
    """Tell the show folder from the target: one is a path, the other a name of the settings.

    A target may be called as a folder is that lies here, such as the one that it publishes to.
    """
    from feedtool.load.folder import SHOW_FILE

    folders = [
        word
        for word in words or ()
        if "/" in word or word in (".", "..") or (Path(word) / SHOW_FILE).is_file()
    ]
    targets = [word for word in words or () if word not in folders]
    if len(folders) > 1 or len(targets) > 1:
        raise FeedtoolError("name one show folder and one target at most")
    return next(iter(folders), None), next(iter(targets), None)


def read_duration(text: str) -> timedelta:
    """Read a time such as 3h, 90m, 45s or 1h30m; raises FeedtoolError."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise FeedtoolError(f"'{text}' is no time to wait; write 3h, 90m or 1h30m")
    hours, minutes, seconds = (int(each or 0) for each in match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def author() -> "Author":
    """Name who asks: the CI's user and run, else the user of this machine; and when."""
    from feedtool.pipeline.releasing.job import Author

    return Author(_who(), arguments.read_now(None))


def _who() -> str:
    for name, run in _CIS:
        if os.environ.get(name):
            return f"{os.environ[name]} (run {os.environ.get(run, '?')})"
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def watch(what: str, *, is_dry: bool = False) -> "Watch":
    """Return what shows progress: on one line of a terminal, and nothing elsewhere."""
    from feedtool.pipeline.releasing.job import Watch

    return Watch(arguments.make_progress(what), _make_show(), is_dry)


def _make_show() -> "Show":
    begun: list[float] = []

    def show(what: str, done: int, total: int, kept: int) -> None:
        begun.extend([time.monotonic()] if total and not begun else [])
        speed = (done - kept) / max(0.001, time.monotonic() - begun[0]) if total else 0.0
        amount = f" {size(done)} of {size(total)}, {size(speed)}/s" if total else ""
        show_status(what + amount)

    return show


def size(count: float) -> str:
    """Write bytes as people read them."""
    for unit in ("bytes", "KB", "MB"):
        if count < 1000:  # noqa: PLR2004 - the next unit
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def list_steps(steps: Sequence["Step"]) -> list[str]:
    """List the files that go out, the first of many."""
    files = [step for step in steps if step.sends]
    return _first_of([f"  {step.act:8} {step.name} ({size(step.size)})" for step in files])


def _first_of(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_SHOWN
    return lines[:_MOST_SHOWN] + ([f"  … and {more} more"] if more > 0 else [])


def list_news(done: "Done | None") -> list[str]:
    """List what was resumed, the waits and the warnings of what was done."""
    if done is None:
        return []
    sizes = {step.name: step.size for step in done.sent}
    resumed = [
        f"  resumed  {name}: {size(kept)} of {size(sizes.get(name, kept))} were there already"
        for name, kept in done.resumed.items()
    ]
    waits = [f"  waited   {seconds:.0f} s until {url} was new" for url, seconds in done.lags]
    warnings = [f"  warning  {warning}" for warning in done.warnings]
    return [*_first_of(resumed), *_first_of(waits), *_first_of(warnings)]
