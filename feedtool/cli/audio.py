"""feedtool audio."""

from functools import partial
from itertools import chain
from typing import Annotated

import typer

from feedtool.cli import arguments, reporting


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audio")(audio)


def audio(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Audio files, or folders of them."),
    ],
    brief: Annotated[bool, typer.Option("--brief", help="One line for each file.")] = False,
    loudness: arguments.Loudness = False,
    select: arguments.Select = None,
    ignore: arguments.Ignore = None,
    formats: arguments.Formats = None,
    fail_on: arguments.FailOn = None,
) -> None:
    """Show what audio files are, and what is wrong with them. Sound is counted frame by frame.

    No show is needed. --format json has all facts; the formats for other programs have the
    findings alone.
    """
    from feedtool.pipeline.audio import AudioOptions, check_audio
    from feedtool.report.audio import format_audio, format_audio_table
    from feedtool.report.audio_json import format_audio_json

    reporting.check_choices(formats, fail_on)
    options = AudioOptions(
        tuple(files),
        arguments.open_meter() if loudness else None,
        arguments.read_rules(select),
        arguments.read_rules(ignore),
    )
    measured = check_audio(options)
    arguments.tell_notes(options.meter)
    findings = list(chain.from_iterable(each.findings for each in measured))
    reporting.report(
        findings,
        formats,
        facts=(format_audio_table if brief else format_audio)(measured) + "\n\n",
        document=partial(format_audio_json, measured),
    )
    raise typer.Exit(int(reporting.exit_code(findings, fail_on)))
