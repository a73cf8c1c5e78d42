"""feedtool transcript."""

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments, reporting
from feedtool.cli.terminal import say, say_document
from feedtool.errors import ExitCode, FeedtoolError

if TYPE_CHECKING:
    from feedtool.pipeline.transcript import Note


def _read_people(names: list[str] | None) -> list[str] | None:
    """Refuse a name that seems to be two: no label would be found to be either of them.

    A comma without a space parts what programs read, not a name from its title.
    """
    from feedtool.formats.names import split_people

    for name in names or ():
        parts = [each.strip() for each in name.split(",")]
        is_list = all(parts) and "," in name and ", " not in name
        if several := parts if is_list else split_people(name):
            hint = " ".join(f"--people {shlex.quote(each)}" for each in several)
            raise FeedtoolError(f"'{name}' seems to be {len(several)} people", f"write {hint}")
    return names


People = Annotated[
    list[str] | None,
    typer.Option(
        "--people",
        metavar="NAME",
        callback=_read_people,
        help="Somebody who speaks; once a person.",
    ),
]
Outputs = Annotated[
    list[Path],
    typer.Option(
        "-o",
        "--output",
        metavar="OUT",
        help="A .vtt, .srt, .json, .html or .txt file to write; may be repeated.",
    ),
]
VttColumns = Annotated[
    int,
    typer.Option("--vtt-columns", metavar="N", min=10, max=1000, help="Width of a line in WebVTT."),
]
SrtColumns = Annotated[
    int,
    typer.Option("--srt-columns", metavar="N", min=10, max=1000, help="Width of a line in SubRip."),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Read transcripts of any form, and write any other.")
    group.callback()(transcript)
    group.command("convert")(convert)
    group.command("stats")(stats)
    group.command("check")(check)
    group.command("attach")(attach)
    app.add_typer(group, name="transcript", no_args_is_help=True)


def transcript() -> None:
    """Read transcripts of any form, and write any other."""


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A transcript of any form.")],
    outputs: Outputs,
    people: People = None,
    end: Annotated[
        str | None,
        typer.Option("--end", metavar="TIME", help="Length of the episode, for the last end."),
    ] = None,
    with_times: Annotated[
        bool, typer.Option("--times", help="Put times before the names in a .txt file.")
    ] = False,
    vtt_columns: VttColumns = 65,
    srt_columns: SrtColumns = 32,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Convert a transcript. The form follows from the extension, and no time is made up.

    Exits with 1 where an output does not hold all that the transcript says.
    """
    from feedtool.formats.transcript.write import Layout
    from feedtool.pipeline.transcript import Conversion, convert_transcript

    layout = Layout(vtt_columns, srt_columns, arguments.read_length(end), with_times)
    conversion = Conversion(source, tuple(outputs), layout, tuple(people or ()), force)
    converted = convert_transcript(conversion)
    _say_notes([*converted.notes, *converted.refused])
    for name, is_new in converted.written:
        say(f"{'wrote' if is_new else 'kept '} {name}")
    raise typer.Exit(int(ExitCode.OK if converted.is_whole else ExitCode.FINDINGS))


def stats(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Transcripts.")],
    people: People = None,
    output: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
) -> None:
    """Show who speaks how much. Turns, words, time and share of every speaker."""
    from feedtool.pipeline.transcript import measure_transcripts
    from feedtool.report.talk import format_talk, format_talk_json

    if output not in ("text", "json"):
        raise FeedtoolError(f"'{output}' is no format; expected text or json")
    measured, notes = measure_transcripts(files, tuple(people or ()))
    _say_notes(notes)
    if output == "json":
        say_document(format_talk_json(measured))
    else:
        say(format_talk(measured))


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Transcripts.")],
    people: People = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend labels that surely mean one.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change.")] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Mend also what is likely.")] = False,
    formats: arguments.Formats = None,
    platforms: arguments.Platforms = None,
    fail_on: arguments.FailOn = None,
) -> None:
    """Find words under a wrong name, and promised links. No show is needed."""
    from feedtool.pipeline.transcript_check import (
        check_transcripts,
        mend_transcripts,
    )
    from feedtool.report.diff import format_diff

    reporting.check_choices(formats, fail_on)
    if unsafe and not (fix or diff):
        raise FeedtoolError("--unsafe goes with --fix or --diff", "look first: --diff --unsafe")
    if fix or diff:
        mended = mend_transcripts(files, people or (), with_unsafe=unsafe, writes=not diff)
        findings = mended.findings
        if diff and not reporting.prints_document(formats):
            typer.echo(format_diff(mended.before, mended.after), nl=False)
    else:
        findings = check_transcripts(files, people or (), arguments.read_platforms(platforms))
    if not diff or formats:
        reporting.report(findings, formats)
    raise typer.Exit(int(reporting.exit_code(findings, fail_on)))


def attach(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE... [DIR]",
            help="Transcripts in the show folder; the folder may stand behind them.",
        ),
    ],
    show: arguments.InShow = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes; write nothing.")] = False,
) -> None:
    """Write transcripts into the records of their episodes. By name, number, or who speaks.

    Exits with 1 where a file is left, because no episode or more than one fits it.
    """
    from feedtool.pipeline.attach import attach_transcripts
    from feedtool.report.diff import format_diff

    if show is None and Path(files[-1]).is_dir():
        *files, show = files
    if not files:
        raise FeedtoolError("no transcript is named", "feedtool transcript attach FILE... [DIR]")
    attached = attach_transcripts(show, [Path(each) for each in files], writes=not diff)
    if diff:
        typer.echo(format_diff(attached.before, attached.after), nl=False)
    for line in attached.done:
        say(line, to_stderr=diff)
    for line in attached.left:
        say(f"left as it is: {line}", to_stderr=True)
    raise typer.Exit(int(ExitCode.FINDINGS if attached.left else ExitCode.OK))


def _say_notes(notes: Iterable["Note"]) -> None:
    """Print what is to be known, with places, beside what was asked for."""
    from feedtool.report.text import format_place

    for note in notes:
        code = f"{note.code}: " if note.code else ""
        hint = f"\n  = {note.hint}" if note.hint else ""
        say(f"{format_place(note.location)}: {code}{note.message}{hint}", to_stderr=True)
