"""feedtool build."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments, reporting
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode
from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.pipeline.releasing.build import Built

Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="OUT", help="Output folder; left out, feed/ beside DIR."
    ),
]
WithAudio = Annotated[
    bool, typer.Option("--with-audio", help="Copy the audio files into the output folder too.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build)


def build(
    folder: arguments.ShowFolder = None,
    output: Output = None,
    with_audio: WithAudio = False,
    select: arguments.Select = None,
    ignore: arguments.Ignore = None,
    against: arguments.Against = None,
    formats: arguments.Formats = None,
    platforms: arguments.Platforms = None,
    fail_on: arguments.FailOn = None,
    now: arguments.Now = None,
    locked: arguments.Locked = False,
    workers: arguments.Workers = None,
) -> None:
    """Check the show, then write the feed and all it points to."""
    from feedtool.pipeline.releasing.build import build_show_folder
    from feedtool.pipeline.run import Options

    reporting.check_choices(formats, fail_on)
    options = Options(
        folder=folder,
        now=arguments.read_now(now),
        platforms=arguments.read_platforms(platforms),
        locked=arguments.is_locked(locked),
        workers=workers,
        select=arguments.read_rules(select),
        ignore=arguments.read_rules(ignore),
        against=against,
    )
    progress = arguments.make_progress("building")
    built = build_show_folder(options, output, progress, with_audio=with_audio)
    findings = built.outcome.findings
    if findings or formats:
        reporting.report(findings, formats)
    code = reporting.exit_code(findings, fail_on or built.outcome.settings.fail_on)
    if not reporting.prints_document(formats):
        say(_summarise(built))
    raise typer.Exit(int(ExitCode.FINDINGS if built.is_stopped else code))


def _summarise(built: "Built") -> str:
    """Say what was written, what was held back, and what is not at hand."""
    from feedtool.report.text import printable

    if built.is_stopped:
        return "stopped: nothing was written, the feed that was there is unchanged"
    digests = built.outcome.digests
    out = sum(digest.is_due for digest in digests)
    lines = [f"{built.out}/feed.xml: {count(out, 'episode')}"]
    if built.changes:
        lines += [f"  {change.action:8} {change.name}" for change in built.changes[:20]]
        more = len(built.changes) - 20
        lines += [f"  … and {more} more"] if more > 0 else []
    else:
        lines.append("  nothing changed, nothing was written")
    for digest in digests:
        if digest.is_draft:
            lines.append(f"  draft    {digest.path}")
        elif not digest.is_due and not digest.is_broken:
            when = digest.instant.isoformat(" ", "minutes") if digest.instant else "unknown"
            lines.append(f"  held     {digest.path} until {when}")
    if built.lock_changed:
        lines.append("  written  media.lock (commit it: a clone without the audio builds from it)")
    return "\n".join(map(printable, lines))
