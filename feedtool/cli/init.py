"""feedtool init."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from feedtool.cli.terminal import say
from feedtool.errors import FeedtoolError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The show folder to make.")
    ] = Path("episodes"),
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="Name of the show.")
    ] = None,
    author: Annotated[
        str | None, typer.Option("--author", metavar="NAME", help="The host's name.")
    ] = None,
    email: Annotated[
        str | None, typer.Option("--email", metavar="ADDRESS", help="A role address.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", "--url", metavar="URL", help="Where the feed will be served."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Such as en.")
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", metavar="NAME", help="Apple's, as Arts.")
    ] = None,
    ci: Annotated[
        list[str] | None,
        typer.Option(
            "--ci",
            metavar="NAME",
            help="Whose jobs to write: github, gitlab or none; left out, github; may be repeated.",
        ),
    ] = None,
) -> None:
    """Make a show folder, with editor settings and CI jobs. Nothing is overwritten."""
    from feedtool.pipeline.ci_jobs import SERVICES
    from feedtool.pipeline.init import ShowDraft, make_show

    for name in ci or ():
        if name not in (*SERVICES, "none"):
            raise FeedtoolError(f"'{name}' is no CI; expected one of: {', '.join(SERVICES)}, none")
    services = dict.fromkeys(ci or ("github",))
    if "none" in services and len(services) > 1:
        raise FeedtoolError("--ci none goes with no other --ci")
    draft = ShowDraft(title, author, email, base_url, language, category)
    for path, is_new in make_show(folder, draft, [each for each in services if each != "none"]):
        say(f"{'wrote' if is_new else 'kept '} {path}")
    say(f"next:\n  1. fill in {folder.as_posix()}/show.yaml")
    say(f'  2. feedtool new "Your first title" --show {quote(folder.as_posix())}')
    say(f"  3. feedtool check {quote(folder.as_posix())}")
