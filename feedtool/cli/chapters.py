"""feedtool chapters."""

from pathlib import Path
from typing import Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli.terminal import say, say_document, wants_colour
from feedtool.errors import ExitCode
from feedtool.formats.plural import count


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Read chapters of any form, and write any other.")
    group.callback()(chapters)
    group.command("convert")(convert)
    app.add_typer(group, name="chapters", no_args_is_help=True)


def chapters() -> None:
    """Read chapters of any form, and write any other."""


def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="A chapters file, a record, or show notes.")
    ],
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", metavar="OUT", help="A file to write; may be repeated."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORM",
            help="json, psc, lines, mp4chaps, ffmetadata, webvtt, labels or record.",
        ),
    ] = None,
    duration: Annotated[
        str | None,
        typer.Option("--duration", metavar="TIME", help="Length of the audio, for the last end."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Convert chapters. The form follows from the extension, or from --to.

    Without -o they are printed, as lines for a description if --to does not say otherwise.
    """
    from feedtool.pipeline.chapters import Conversion, convert_chapters
    from feedtool.report.text import format_text

    conversion = Conversion(source, tuple(output or ()), to, arguments.read_length(duration), force)
    converted = convert_chapters(conversion)
    if converted.findings:
        colour = wants_colour()
        typer.echo(format_text(converted.findings, colour=colour), err=True, nl=False)
    for loss in converted.losses:
        say(f"lost: {loss}", to_stderr=True)
    if converted.left_out:
        words = count(converted.left_out, "chapter")
        say(f"{words} of {source} could not be read and left out", to_stderr=True)
    if converted.text:
        say_document(converted.text)
    for line in converted.written:
        say(f"wrote {line}")
    raise typer.Exit(int(ExitCode.FINDINGS if converted.left_out else ExitCode.OK))
