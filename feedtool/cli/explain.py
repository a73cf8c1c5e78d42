"""feedtool explain."""

from typing import Annotated

import typer

from feedtool.errors import FeedtoolError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain")(explain)


def explain(
    rule: Annotated[str, typer.Argument(metavar="CODE", help="A rule's code or name, as AU07.")],
) -> None:
    """Explain a rule: the fault, why it matters, the cure. With a bad and a good example.

    Of a code that nothing checks it says what is asked for, and why it is not checked.
    """
    from feedtool.formats.nearest import find_nearest
    from feedtool.pipeline.catalogue import explain_unchecked
    from feedtool.rules import all_rules, find_rule

    found = find_rule(rule)
    unchecked = explain_unchecked(rule) if found is None else None
    if unchecked is not None:
        typer.echo(unchecked)
        return
    if found is None:
        known = [word for each in all_rules() for word in (each.code, each.name)]
        nearest = find_nearest(rule, known)
        hint = f"did you mean {nearest}?" if nearest else "feedtool rules lists them all"
        raise FeedtoolError(f"there is no rule '{rule}'", hint)
    level = found.level.value
    levels = ", ".join(f"{each.value} for {name}" for name, each in found.by_platform.items())
    online = "check --online" if found.needs_online else ""
    typer.echo(f"{found.code} {found.name} ({'; '.join(filter(None, (level, levels, online)))})\n")
    typer.echo(found.documentation)
