"""Scalar field types. Every value arrives as text; the field decides what the text means.

A bad value raises a `PydanticCustomError` whose type is the code of the rule that speaks of it.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,30})?", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,9}):)?(\d{1,3}):(\d{2})(\.\d{1,30})?", re.ASCII)
_SECONDS = re.compile(r"\d{1,12}(\.\d{1,30})?", re.ASCII)
# Longer ones are no numbers of a podcast, and Python refuses to read or to round some of them.
_MANY = 12


def _wrong(expected: str, value: Any, code: str = "RC03") -> PydanticCustomError:
    shown = kind_of(value) if isinstance(value, (dict, list)) or value is None else repr(value)
    if isinstance(value, str) and len(value) > _MANY and value.strip().isdigit():
        expected += " with fewer digits"
    template = "must be {expected}, not {shown}"
    return PydanticCustomError(code, template, {"expected": expected, "shown": shown})


def kind_of(value: Any) -> str:
    """Name the shape of a loaded value in a podcaster's words."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, (list, tuple)) else "text"


def read_bool(value: Any) -> bool:
    """Read true, false, yes, no, on, off in any case."""
    if isinstance(value, bool):
        return value
    known = _BOOLS.get(value.strip().lower()) if isinstance(value, str) else None
    if known is None:
        raise _wrong("true or false", value)
    return known


def read_integer(value: Any) -> int:
    """Read decimal digits; `012` is twelve."""
    if isinstance(value, int):
        return value
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        return int(value)
    raise _wrong("a whole number", value)


def read_number(value: Any) -> str:
    """Read a decimal number and keep its digits as written: `72.50` keeps its zero."""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return value.strip()
    raise _wrong("a number", value)


def parse_seconds(text: str) -> float | None:
    """Read `3920`, `65:20`, `1:05:20` or `1:05:20.5` as seconds; None if it is none of these.

    Minutes above 59 are read only where no hours stand before them.
    """
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):  # noqa: PLR2004 - sexagesimal
        return None
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return float(f"{whole}{fraction or ''}")  # a sum of floats would say 3.6470000000000002


def read_seconds(value: Any) -> float:
    """Read a time or duration as seconds (see `parse_seconds`)."""
    if isinstance(value, (int, float)):
        return float(value)
    seconds = parse_seconds(value) if isinstance(value, str) else None
    if seconds is None:
        raise _wrong("seconds, MM:SS or H:MM:SS", value)
    return seconds


def read_duration(value: Any) -> float:
    """Read a duration as seconds; a malformed one is EP10's to name."""
    if isinstance(value, str) and parse_seconds(value) is None:
        raise _wrong("seconds, MM:SS or H:MM:SS with minutes and seconds up to 59", value, "EP10")
    return read_seconds(value)


def read_length(value: Any) -> int:
    """Read a size in bytes; anything but plain digits is AU02's to name."""
    if isinstance(value, int):
        return value
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()) and "-" not in value:
        return int(value)
    raise _wrong("the size in bytes, in digits only", value, "AU02")


def _scalar(reader: Any, plain: str, *texts: str, **more: Any) -> tuple[Any, ...]:
    """Give the reader of a value, and what editors may take: its YAML type, or a text like these.

    The patterns are those of JavaScript, as JSON Schema asks.
    """
    pattern = rf"^\s*({'|'.join(texts)})\s*$"
    schema: dict[str, Any] = {"type": [plain, "string"], "pattern": pattern, **more}
    return BeforeValidator(reader), WithJsonSchema(schema)


def _in_any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


_TIMES = (
    r"\d{1,12}(\.\d{1,30})?",
    r"\d{1,3}:[0-5]\d(\.\d{1,30})?",
    r"\d{1,9}:[0-5]?\d:[0-5]\d(\.\d{1,30})?",
)
Text = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]
Bool = Annotated[bool, *_scalar(read_bool, "boolean", *map(_in_any_case, _BOOLS))]
Integer = Annotated[int, *_scalar(read_integer, "integer", _INTEGER.pattern)]
Number = Annotated[str, *_scalar(read_number, "number", _NUMBER.pattern)]
Seconds = Annotated[float, *_scalar(read_seconds, "number", *_TIMES, minimum=0)]
Duration = Annotated[float, *_scalar(read_duration, "number", *_TIMES, minimum=0)]
Length = Annotated[int, *_scalar(read_length, "integer", r"\+?\d{1,15}", minimum=0)]


def chosen_from(*words: str) -> Any:
    """Text that is one of `words`, white space round it apart; any other is RC03."""

    def choose(value: str) -> str:
        word = value.strip()
        if word not in words:
            raise _wrong(f"one of: {', '.join(words)}", value)
        return word

    return Annotated[str, AfterValidator(choose), WithJsonSchema({"enum": list(words)})]


def one_of(*words: str) -> Any:
    """Text that editors complete from `words`; a rule, not the type, judges other values."""
    return Annotated[str, WithJsonSchema({"enum": list(words)})]
