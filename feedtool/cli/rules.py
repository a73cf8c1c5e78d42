"""feedtool rules."""

import json
from typing import Annotated

import typer

from feedtool.errors import FeedtoolError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rules")(rules)


def rules(
    family: Annotated[
        str | None, typer.Argument(metavar="[FAMILY]", help="Only one family, such as EP.")
    ] = None,
    output: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
) -> None:
    """List every rule with its level and its fault."""
    from feedtool.rules import FAMILIES, all_rules

    prefixes = [prefix for prefix, _ in FAMILIES.values()]
    if family is not None and family.upper() not in prefixes:
        raise FeedtoolError(
            f"there is no family '{family}'; expected one of: {', '.join(prefixes)}"
        )
    chosen = [r for r in all_rules() if family is None or r.code.startswith(family.upper())]
    if output == "json":
        entries = [
            {"code": r.code, "name": r.name, "level": r.level.value, "summary": r.summary}
            for r in chosen
        ]
        typer.echo(json.dumps({"schema": 1, "rules": entries}, indent=2))
        return
    if output != "text":
        raise FeedtoolError(f"'{output}' is no format; expected text or json")
    for each in chosen:
        typer.echo(f"{each.code}  {each.level.value:8} {each.name:28} {each.summary}")
