"""feedtool withdraw."""

from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli import target as shown
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode
from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.pipeline.releasing.target import Aim
    from feedtool.pipeline.releasing.withdraw import Taken


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("withdraw")(withdraw)


def withdraw(
    episode: Annotated[
        str, typer.Argument(metavar="EPISODE", help="Its file, slug, GUID or number.")
    ],
    folder: arguments.InShow = None,
    target: shown.ToTarget = None,
    delete_audio: Annotated[
        bool,
        typer.Option(
            "--delete-audio", help="Delete its audio, and the other files that only it names."
        ),
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept in show.yaml.")
    ] = "withdrawn",
) -> None:
    """Take an episode out of the feed for good. Its GUID is never used again."""
    from feedtool.pipeline.releasing.target import take_aim
    from feedtool.pipeline.releasing.withdraw import Withdrawal, withdraw_episode
    from feedtool.pipeline.run import Options

    options = Options(folder=folder, now=arguments.read_now(None), locked=True)
    aim = take_aim(folder, target)
    asked = Withdrawal(episode, reason, delete_audio, shown.author())
    taken = withdraw_episode(aim, options, asked, shown.watch("checking"))
    say("\n".join(_summarise(aim, taken)))
    raise typer.Exit(int(ExitCode.FINDINGS if taken.left else ExitCode.OK))


def _summarise(aim: "Aim", taken: "Taken") -> list[str]:
    where, title = aim.store.where, taken.digest.title
    out = f"{where}: '{title}' is out of the feed" if taken.was_out else f"{where} did not have it"
    lines = [out, f"  for ever {taken.digest.guid} is never used again"]
    lines += [f"  deleted  {name}" for name in taken.deleted]
    lines += [f"  written  {name} (commit it)" for name in taken.written]
    lines += [f"  to do    {words}" for words in taken.left]
    lines += shown.list_news(taken.done)
    lines.append("what this cannot reach:")
    lines += [f"  {name} at its address (--delete-audio deletes it)" for name in taken.kept]
    if taken.earlier > 1:
        lines.append(
            f"  {count(taken.earlier - 1, 'earlier feed')} kept at {where} (publish --prune DAYS)"
        )
    days = -(-aim.target.settings.long_cache // 86400)
    lines += [
        "  apps and listeners that have it already, and directories until they read the feed again",
        f"  caches: up to {count(days, 'day')} for audio and pictures",
        "  other targets, archives of the web, and the history of your repository",
    ]
    return lines
