"""feedtool publish."""

import getpass
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import shared
from feedtool.cli.build import Output
from feedtool.cli.terminal import is_terminal, say
from feedtool.errors import ExitCode

if TYPE_CHECKING:
    from feedtool.pipeline.publish import Published

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DIR] [TARGET]",
        help="The show folder, and the target of feedtool.toml; left out, the only one.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be sent; send nothing.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(publish)


def publish(
    what: What = None,
    output: Output = None,
    dry_run: DryRun = False,
    now: shared.Now = None,
    locked: shared.Locked = False,
) -> None:
    """Bring the show to its target: files first, the feed last, or nothing at all."""
    from feedtool.pipeline.publish import Author, Watch, publish_show  # noqa: PLC0415 - heavy
    from feedtool.pipeline.run import Options  # noqa: PLC0415 - heavy
    from feedtool.pipeline.target import take_aim  # noqa: PLC0415 - heavy

    folder, target = split_words(what)
    options = Options(folder=folder, now=shared.read_now(now), locked=shared.is_locked(locked))
    aim = take_aim(folder, target)
    watch = Watch(shared.make_progress("building"), make_show(), is_dry=dry_run)
    published = publish_show(aim, options, output, Author(who(), shared.read_now(None)), watch)
    if published.built.outcome.findings:
        shared.report(published.built.outcome.findings, None)
    say(_summarise(published))
    raise typer.Exit(int(ExitCode.FINDINGS if published.built.is_stopped else ExitCode.OK))


def split_words(words: list[str] | None) -> tuple[str | None, str | None]:
    """Tell the show folder from the target: one is a folder, the other a name of the settings."""
    from feedtool.errors import FeedtoolError  # noqa: PLC0415 - only here

    folders = [word for word in words or () if Path(word).is_dir() or "/" in word]
    targets = [word for word in words or () if word not in folders]
    if len(folders) > 1 or len(targets) > 1:
        raise FeedtoolError("name one show folder and one target at most")
    return next(iter(folders), None), next(iter(targets), None)


def who() -> str:
    """Name who publishes: the CI's user and run, else the user of this machine."""
    for name, run in (("GITHUB_ACTOR", "GITHUB_RUN_ID"), ("GITLAB_USER_LOGIN", "CI_JOB_ID")):
        if os.environ.get(name):
            return f"{os.environ[name]} (run {os.environ.get(run, '?')})"
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def make_show() -> Callable[[str, int, int], None]:
    """Return what shows bytes and speed on one line of a terminal, and nothing elsewhere."""
    shows = is_terminal(sys.stderr) and not os.environ.get("CI")
    begun = time.monotonic()

    def show(what: str, done: int, total: int) -> None:
        if not shows:
            return
        speed = done / max(0.001, time.monotonic() - begun)
        amount = f" {size(done)} of {size(total)}, {size(speed)}/s" if total else ""
        sys.stderr.write(f"\r\x1b[K{what}{amount}" if what else "\r\x1b[K")
        sys.stderr.flush()

    return show


def size(count: float) -> str:
    """Write bytes as people read them."""
    for unit in ("bytes", "KB", "MB"):
        if count < 1000:  # noqa: PLR2004 - the next unit
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def _summarise(published: "Published") -> str:
    from feedtool.publish.steps import Act  # noqa: PLC0415 - heavy

    where = published.aim.target.store.where
    if published.steps is None:
        return f"stopped: nothing was sent, {where} is unchanged"
    done = published.done
    if not published.steps.order:
        return f"{where}: nothing to do"
    files = [step for step in published.steps.order if step.act in (Act.SEND, Act.REPLACE)]
    lines = [f"  {step.act:8} {step.name} ({size(step.size)})" for step in files[:20]]
    lines += [f"  … and {len(files) - 20} more"] if len(files) > 20 else []  # noqa: PLR2004
    if done is None:
        has_feed = any(step.act is Act.FEED for step in published.steps.order)
        return "\n".join([f"{where}: would change", *lines, *(["  feed.xml"] if has_feed else [])])
    lines = [f"{where}: {'published' if done.has_new_feed else 'the feed is as it was'}", *lines]
    lines += [f"  waited   {seconds:.0f} s until {url} was new" for url, seconds in done.lags]
    return "\n".join([*lines, *(f"  warning  {warning}" for warning in done.warnings)])
