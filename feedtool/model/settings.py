"""feedtool.toml: what the user has decided about a show's checks."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from feedtool.model.finding import Level
from feedtool.model.platforms import PLATFORMS
from feedtool.model.scalars import Integer, Text, chosen_from
from feedtool.model.shapes import OneOrMany, Record
from feedtool.model.target import CheckedTarget

_Platform = chosen_from(*PLATFORMS)


def _state_reason(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("RC03", "is empty: say why this is let through")
    return text


def _refuse_none(count: int) -> int:
    if count < 1:
        raise PydanticCustomError("RC03", "must be 1 or more")
    return count


class Ignore(Record):
    """Lets findings of one rule through, in one place or everywhere, for a stated reason."""

    code: Text
    """Code of the rule, such as XM23, or of a family, such as XM."""
    path: Text | None = None
    """Glob of the files it is for, relative to the show folder; left out, all."""
    reason: Annotated[str, AfterValidator(_state_reason)]
    """Why: printed where the ignore is listed."""


class Known(Record):
    """A fault that was there before: its rule, its file, the line it stands in, how many times."""

    code: Text
    """Code of the rule."""
    path: Text
    """File, relative to the show folder."""
    line: Text = ""
    """The line as it was, without white space round it; at most 160 characters of it."""
    count: Annotated[Integer, AfterValidator(_refuse_none)] = 1
    """How many findings of this rule the line has."""


class Baseline(Record):
    """baseline.toml: the faults of an old show that do not count."""

    format: Integer = 1
    """Version of the file's format."""
    known: tuple[Known, ...] = ()
    """Every fault that is let through until it is mended."""


class Settings(Record):
    """Settings of one show; the command line wins over them."""

    select: Annotated[tuple[Text, ...], OneOrMany()] = ()
    """Codes of rules or families that run; left out, all."""
    ignore: tuple[Ignore, ...] = ()
    """Findings let through, each with its reason."""
    platforms: Annotated[tuple[_Platform, ...], OneOrMany(), Field(alias="for")] = ()  # type: ignore[valid-type]
    """Platforms whose demands count: apple, spotify, youtube, psp1, podcastindex."""
    fail_on: chosen_from(*Level) | None = None  # type: ignore[valid-type]
    """Lowest level that makes a command fail: error, warning or advice."""
    targets: dict[str, CheckedTarget] = Field(default_factory=dict)
    """Where `publish` brings the show, by name."""
