"""feedtool new."""

from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from feedtool.cli import arguments
from feedtool.cli.terminal import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new")(new)


def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Title, without number.")],
    folder: arguments.InShow = None,
    guest: Annotated[
        list[str] | None, typer.Option("--guest", metavar="NAME", help="A guest; may be repeated.")
    ] = None,
    audio: Annotated[
        Path | None, typer.Option("--audio", metavar="FILE", help="The audio, in the show folder.")
    ] = None,
    transcript: Annotated[
        Path | None,
        typer.Option("--transcript", metavar="FILE", help="The transcript, in the show folder."),
    ] = None,
    now: arguments.Now = None,
) -> None:
    """Write the record of a new episode, with a fresh GUID. What its files tell is filled in."""
    from feedtool.pipeline.new import Draft, make_episode
    from feedtool.pipeline.run import Options

    options = Options(
        folder=folder, now=arguments.read_now(now), locked=arguments.is_locked(flag=False)
    )
    made = make_episode(options, Draft(title, tuple(guest or ()), audio, transcript), uuid4())
    say(f"wrote {made.path}\nnext:")
    for number, step in enumerate(made.next_steps, start=1):
        say(f"  {number}. {step}")
