"""The command line: options in, one pipeline call, report out, exit code.

Commands import what they need when they run, so that help and completion stay quick.
"""

import contextlib

import typer

from feedtool.cli import (
    audio,
    build,
    chapters,
    check,
    explain,
    import_show,
    init,
    new,
    plan,
    publish,
    rename_person,
    rollback,
    rules,
    schema,
    status,
    tag,
    transcript,
    upload,
    withdraw,
)
from feedtool.cli.terminal import give_up_output, prepare_streams, say
from feedtool.errors import ExitCode, FeedtoolError

app = typer.Typer(
    name="feedtool",
    help="A podcast as a folder of text files: checked like code, published without surprises.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for module in (
    init,
    new,
    import_show,
    check,
    build,
    plan,
    publish,
    upload,
    rollback,
    withdraw,
    status,
    tag,
    transcript,
    chapters,
    audio,
    rename_person,
    explain,
    rules,
    schema,
):
    module.register(app)


@app.callback()
def main_options(
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and exit."),
) -> None:
    """Answer --version among other options."""
    if version:
        from feedtool import __version__  # noqa: PLC0415 - only here

        typer.echo(f"feedtool {__version__}")
        raise typer.Exit


def run(arguments: list[str]) -> int:
    """Run one command; every way out is an exit code of the one table."""
    prepare_streams()
    try:
        app(arguments, prog_name="feedtool")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ExitCode.OK)
    except FeedtoolError as error:
        hint = f"\n  {error.hint}" if error.hint else ""
        say(f"feedtool: {error.message}{hint}", to_stderr=True)
        return int(error.code)
    except OSError as error:
        give_up_output()
        with contextlib.suppress(OSError):
            what = error.filename or "the output"
            say(f"feedtool: {what}: {error.strerror or error}", to_stderr=True)
        return int(ExitCode.USAGE)
    return int(ExitCode.OK)
