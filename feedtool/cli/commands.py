"""All commands, as typer knows them.

They import what they need when they run, so that help and completion stay quick.
"""

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
