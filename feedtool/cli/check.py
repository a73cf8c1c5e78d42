"""feedtool check."""

import typer

from feedtool.cli import shared


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    folder: shared.ShowFolder = None,
    formats: shared.Formats = None,
    platforms: shared.Platforms = None,
    fail_on: shared.FailOn = None,
    now: shared.Now = None,
    locked: shared.Locked = False,
    workers: shared.Workers = None,
) -> None:
    """Find every fault of the show, at file:line:column, with its cure."""
    from feedtool.pipeline.run import Options, check_show_folder  # noqa: PLC0415 - heavy

    shared.check_choices(formats, fail_on)
    options = Options(
        folder=folder,
        now=shared.read_now(now),
        platforms=shared.read_platforms(platforms),
        locked=shared.is_locked(locked),
        workers=workers,
    )
    outcome = check_show_folder(options, shared.make_progress("checking"))
    shared.report(outcome.findings, formats)
    code = shared.exit_code(outcome.findings, fail_on or outcome.settings.fail_on)
    raise typer.Exit(int(code))
