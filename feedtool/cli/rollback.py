"""feedtool rollback."""

from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import target as shown
from feedtool.cli.terminal import say
from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.publish.ledger import Release


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rollback")(rollback)


def rollback(
    what: shown.What = None,
    to: Annotated[
        int | None,
        typer.Option(
            "--to", metavar="N", min=1, help="Number of the release; left out, the one before."
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever publishes next.")
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", help="List the releases that are kept; do nothing.")
    ] = False,
    dry_run: shown.DryRun = False,
) -> None:
    """Put an earlier feed back, and hold the target. It is held until `publish --resume`."""
    from feedtool.pipeline.releasing.rollback import list_releases, roll_back
    from feedtool.pipeline.releasing.target import take_aim

    folder, target = shown.split_words(what)
    aim = take_aim(folder, target)
    if listed:
        kept = [_describe(each) for each in list_releases(aim)]
        say("\n".join(kept) or f"{aim.store.where} keeps no release")
        return
    watch = shown.watch("", is_dry=dry_run)
    back = roll_back(aim, to, reason, shown.author(), watch)
    if back.done is None:
        say(f"would put back {_describe(back.release)}")
        return
    lines = [f"{aim.store.where}: put back {_describe(back.release)}"]
    if back.still_gone:
        lines.append(f"  without  {back.still_gone} withdrawn since")
    lines += shown.list_news(back.done)
    lines.append("  on hold  nothing is published until: feedtool publish --resume")
    say("\n".join(lines))


def _describe(release: "Release") -> str:
    when = release.when.isoformat(" ", "minutes")
    items = count(release.items, "episode")
    return f"release {release.number} of {when} by {release.by}: {items}, {release.what}"
