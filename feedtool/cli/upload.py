"""feedtool upload."""

from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments, reporting
from feedtool.cli import target as shown
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode
from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.pipeline.releasing.upload import Uploaded

Episode = Annotated[
    str | None,
    typer.Argument(
        metavar="[EPISODE]", help="An episode's file, slug, GUID or number; left out, all of them."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("upload")(upload)


def upload(
    episode: Episode = None,
    folder: arguments.InShow = None,
    target: shown.ToTarget = None,
    dry_run: shown.DryRun = False,
    locked: arguments.Locked = False,
) -> None:
    """Send audio and pictures alone; the feed stays as it is. For the machine that has them."""
    from feedtool.pipeline.releasing.target import take_aim
    from feedtool.pipeline.releasing.upload import upload_media
    from feedtool.pipeline.run import Options

    options = Options(
        folder=folder, now=arguments.read_now(None), locked=arguments.is_locked(locked)
    )
    aim = take_aim(folder, target)
    watch = shown.watch("checking", is_dry=dry_run)
    uploaded = upload_media(aim, options, episode, shown.author(), watch)
    if uploaded.findings:
        reporting.report(uploaded.findings, None)
        say(f"stopped: nothing was sent to {aim.store.where}")
        raise typer.Exit(int(ExitCode.FINDINGS))
    sent = shown.list_steps(uploaded.steps.order)
    lines = [f"{aim.store.where}: {_summarise(uploaded, is_dry=dry_run)}", *sent]
    lines += shown.list_news(uploaded.done)
    lines += [f"  left     {path}: a draft" for path in uploaded.drafts]
    if uploaded.lock_changed:
        lines.append("  written  media.lock (commit it: a clone without the files publishes by it)")
    say("\n".join(lines))


def _summarise(uploaded: "Uploaded", *, is_dry: bool) -> str:
    """Say what was sent of what is at hand, and how much is not."""
    order, absent = uploaded.steps.order, uploaded.absent
    what = ("would be sent" if is_dry else "sent") if order else "all is there already"
    return f"{what}; {count(len(absent), 'file')} not at hand" if absent else what
