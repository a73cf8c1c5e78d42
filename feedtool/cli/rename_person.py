"""feedtool rename-person."""

from typing import Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode
from feedtool.formats.plural import count


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rename-person")(rename)


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name as it is written now.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name as it should be.")],
    folder: arguments.ShowFolder = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes; write nothing.")] = False,
) -> None:
    """Give a person one spelling. It goes through records, people and transcripts."""
    from feedtool.pipeline.rename import rename_person
    from feedtool.report.diff import format_diff

    renamed = rename_person(folder, old, new, writes=not diff)
    if diff:
        typer.echo(format_diff(renamed.before, renamed.after), nl=False)
    else:
        files = len(renamed.after)
        say(f"renamed in {count(renamed.places, 'place')} of {count(files, 'file')}")
    for line in renamed.left:
        say(f"left as it is: {line}", to_stderr=True)
    raise typer.Exit(int(ExitCode.FINDINGS if renamed.left else ExitCode.OK))
