"""feedtool import."""

from pathlib import Path
from typing import Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli.import_report import list_import, list_update
from feedtool.cli.terminal import say, show_status
from feedtool.errors import FeedtoolError

Source = Annotated[
    str,
    typer.Argument(
        metavar="FEED|URL|DIR",
        help="A feed's file or address, - for stdin, or another generator's folder.",
    ),
]
Destination = Annotated[
    str, typer.Argument(metavar="[DIR]", help="Where the show folder goes: new or empty.")
]
LiveFeed = Annotated[
    str | None,
    typer.Option(
        "--feed", metavar="FEED|URL", help="For a folder: the live feed, for GUIDs and addresses."
    ),
]
Download = Annotated[
    bool, typer.Option("--download", help="Fetch the audio too; what broke off goes on.")
]
Update = Annotated[
    bool,
    typer.Option(
        "--update", help="Add what is new at the old host; records you changed stay as they are."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_show)


def import_show(
    source: Source,
    folder: Destination = "episodes",
    feed: LiveFeed = None,
    download: Download = False,
    update: Update = False,
    now: arguments.Now = None,
) -> None:
    """Turn a feed, or another generator's folder, into a show. It builds the same feed again."""
    from feedtool.pipeline.importing.feed import ImportOptions, import_feed
    from feedtool.pipeline.importing.folder import import_folder

    progress = arguments.make_progress("checking")
    moment = arguments.read_now(now)
    options = ImportOptions(source, Path(folder), moment, download, show_status)
    if Path(source).is_dir():
        if download or update:
            raise FeedtoolError("--download and --update go with a feed, not with a folder")
        taken = import_folder(Path(source), feed, Path(folder), moment, progress)
    elif feed is not None:
        raise FeedtoolError("--feed goes with a folder; a feed is imported by itself")
    elif update:
        from feedtool.pipeline.importing.update import update_show

        say("\n".join(list_update(update_show(options, progress))))
        return
    else:
        taken = import_feed(options, progress)
    say("\n".join(list_import(taken)))
