"""feedtool schema."""

import json
from typing import Annotated

import typer

from feedtool.errors import FeedtoolError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(
    record: Annotated[
        str, typer.Argument(metavar="[RECORD]", help="episode, show or person.")
    ] = "episode",
) -> None:
    """Print the JSON Schema of a record, for editors."""
    from feedtool.formats.record.schema import SCHEMAS, make_schema

    if record not in SCHEMAS:
        raise FeedtoolError(f"'{record}' is no record; expected one of: {', '.join(SCHEMAS)}")
    typer.echo(json.dumps(make_schema(record), indent=2, ensure_ascii=False))
