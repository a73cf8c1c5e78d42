"""All commands, as typer knows them.

A command's module is imported when it is called, and imports what it needs when it runs; help and
completion know all of them.
"""

from importlib import import_module

import typer

from feedtool.cli.terminal import say
from feedtool.cli.usage import name_arguments
from feedtool.log import listening

COMMANDS = (
    "init new import check build plan publish upload rollback withdraw status tag transcript "
    "chapters audio rename-person explain rules schema".split()
)
"""Every command, in the order of the help; the module of each has its name."""
_MODULES = {"import": "import_show", "rename-person": "rename_person"}
"""Modules of commands whose names are no names of Python."""


def make_app(command: str = "") -> typer.Typer:
    """Make the application: with the one command that is called, or else with all."""
    app = typer.Typer(
        name="feedtool",
        help="A podcast as a folder of text files: checked like code, published without surprises.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    for name in [command] if command in COMMANDS else COMMANDS:
        import_module(f"feedtool.cli.{_MODULES.get(name, name)}").register(app)
    app.callback()(main_options)
    name_arguments(app)
    return app


def _answer_version(wanted: bool) -> None:
    if wanted:
        from feedtool import __version__

        typer.echo(f"feedtool {__version__}")
        raise typer.Exit


def main_options(
    context: typer.Context,
    version: bool = typer.Option(  # noqa: ARG001 - its callback answers
        False,
        "--version",
        "-V",
        help="Print the version and exit.",
        is_eager=True,
        callback=_answer_version,
    ),
    verbose: bool = typer.Option(
        False,
        "--verbose",
        "-v",
        help="Log to stderr what the command reads, asks and starts.",
    ),
) -> None:
    """Take the options that stand before a command."""
    if verbose:
        context.with_resource(listening(lambda line: say(line, to_stderr=True)))
