"""feedtool import."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import shared
from feedtool.cli.terminal import say
from feedtool.errors import FeedtoolError

if TYPE_CHECKING:
    from feedtool.pipeline.import_feed import Taken

_MOST = 12


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_show)


def import_show(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FEED|DIR", help="A feed's file, - for stdin, or another generator's folder."
        ),
    ],
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help="Where the show folder goes: new or empty.")
    ] = "episodes",
    feed: Annotated[
        str | None,
        typer.Option(
            "--feed", metavar="FEED", help="For a folder: the live feed, for GUIDs and addresses."
        ),
    ] = None,
    now: shared.Now = None,
) -> None:
    """Turn a feed, or another generator's folder, into a show folder that builds it again."""
    from feedtool.pipeline.import_feed import import_feed  # noqa: PLC0415 - heavy
    from feedtool.pipeline.import_folder import import_folder  # noqa: PLC0415 - heavy

    progress = shared.make_progress("checking")
    moment = shared.read_now(now)
    if Path(source).is_dir():
        taken = import_folder(Path(source), feed, Path(folder), moment, progress)
    elif feed is not None:
        raise FeedtoolError("--feed goes with a folder; a feed is imported by itself")
    else:
        taken = import_feed(source, Path(folder), moment, progress)
    say("\n".join(_lines(taken)))


def _lines(taken: "Taken") -> list[str]:
    """Tell what was done, what was changed in form, and what the author must say."""
    count = taken.episodes
    lines = [f"wrote {taken.folder}: {count} episode{'' if count == 1 else 's'} of {taken.kind}"]
    lines += [f"  note: {remark}" for remark in taken.remarks]
    if taken.faults:
        words = f"the feed's XML had {taken.faults} fault{'' if taken.faults == 1 else 's'}"
        lines.append(f"  {words}: feedtool check FEED names them")
    lines += [f"  spelt anew: {each}" for each in taken.normalised]
    if taken.replaced:
        lines.append(f"  written by every build: {', '.join(taken.replaced)}")
    if taken.carried:
        lines.append(f"  carried along as they are: {_listed(dict(taken.carried.most_common()))}")
    if taken.empty:
        lines.append(f"  left out: {taken.empty} elements that say nothing")
    if taken.prefix:
        lines.append(f"  statistics prefix: {taken.prefix}")
    if taken.hosts:
        lines.append(f"  the audio lies at: {_listed(dict(taken.hosts.most_common()))}")
    return lines + _next_steps(taken)


def _listed(counts: dict[str, int]) -> str:
    parts = [f"{name} ({count})" for name, count in list(counts.items())[:_MOST]]
    more = len(counts) - _MOST
    return ", ".join(parts) + (f" and {more} more kinds" if more > 0 else "")


def _next_steps(taken: "Taken") -> list[str]:
    steps: list[str] = []
    count = len(taken.findings)
    faults = f"{count} fault{'' if count == 1 else 's'}"
    if taken.has_baseline:
        steps.append(f"{faults} in baseline.toml, which stop nothing: mend what you can")
    elif count:
        steps.append(f"{faults} to mend first: feedtool check {taken.folder}")
    if taken.guests:
        words = f"{taken.guests} title{' seems' if taken.guests == 1 else 's seem'} to name a guest"
        steps.append(f"{words}: the records offer them as comments")
    steps.append(
        "no feed tells speakers, transcripts' names or the audio's tags: add what you have"
    )
    steps.append(f"feedtool build {taken.folder}")
    return ["next:", *(f"  {number}. {step}" for number, step in enumerate(steps, start=1))]
