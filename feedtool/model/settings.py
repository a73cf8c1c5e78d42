"""feedtool.toml: what the user has decided about a show's checks."""

from typing import Annotated

from pydantic import Field

from feedtool.model.scalars import Text
from feedtool.model.shapes import OneOrMany, Record


class Ignore(Record):
    """Lets findings of one rule through, in one place or everywhere, for a stated reason."""

    code: Text
    """Code of the rule, such as XM23."""
    path: Text | None = None
    """Glob of the files it is for, relative to the show folder; left out, all."""
    reason: Text
    """Why: printed where the ignore is listed."""


class Settings(Record):
    """Settings of one show; the command line wins over them."""

    ignore: tuple[Ignore, ...] = ()
    """Findings let through, each with its reason."""
    platforms: Annotated[tuple[Text, ...], OneOrMany(), Field(alias="for")] = ()
    """Platforms whose demands count: apple, spotify, youtube, psp1, podcastindex."""
    fail_on: Text | None = None
    """Lowest level that makes a command fail: error, warning or advice."""
