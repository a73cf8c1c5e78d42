"""Options that several commands share, and how they are read."""

import os
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli.terminal import say, show_status
from feedtool.errors import FeedtoolError

if TYPE_CHECKING:
    from feedtool.pipeline.loudness import LoudnessMeter

ShowFolder = Annotated[
    str | None,
    typer.Argument(metavar="[DIR]", help="The show folder; left out, here or ./episodes."),
]
InShow = Annotated[
    str | None,
    typer.Option("--show", metavar="DIR", help="The show folder; left out, here or ./episodes."),
]
ShowOrFeed = Annotated[
    str | None,
    typer.Argument(
        metavar="[DIR|FEED|URL]",
        help="A show folder (left out, here or ./episodes), or a feed: file, address, - for stdin.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME[=FILE]",
        help="text, concise, json, github, gitlab, sarif, junit or markdown; may be repeated.",
    ),
]
Platforms = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="LIST", help="Platforms: apple,spotify,youtube,psp1,podcastindex."
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="LEVEL", help="Fail from this level on: error, warning, advice."
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULES", help="Run only these rules or families: EP,NO05."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULES", help="Do not run these rules or families."),
]
Changed = Annotated[
    str | None,
    typer.Option(
        "--changed", metavar="REV", help="Report only what differs from this git revision."
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="FEED",
        help="The feed that is out: file, address or git:REV; left out, that of the last commit.",
    ),
]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="TIME", help="The time that decides what is due (RFC 3339)."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=1, max=64, help="Processes; left out, as many as pay."
    ),
]
Locked = Annotated[
    bool, typer.Option("--locked", help="Never change media.lock (default where CI=true).")
]
Loudness = Annotated[
    bool,
    typer.Option("--loudness", help="Measure loudness, peaks and silence with ffmpeg; it is kept."),
]


def open_meter() -> "LoudnessMeter":
    """Return what measures loudness."""
    from feedtool.pipeline.loudness import LoudnessMeter

    return LoudnessMeter()


def tell_notes(meter: "LoudnessMeter | None") -> None:
    """Say once what could not be measured: nothing fails by it."""
    for note in dict.fromkeys(meter.notes if meter else ()):
        say(note, to_stderr=True)


def read_now(text: str | None) -> datetime:
    """Read --now, else SOURCE_DATE_EPOCH, else the clock: the only place that reads it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = None
    try:
        if text is not None:
            moment = datetime.fromisoformat(text)
        elif epoch:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        else:
            return datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        pass
    if moment is None or not MINYEAR < moment.year < MAXYEAR:  # those have no time in every zone
        if text is None:
            raise FeedtoolError(f"SOURCE_DATE_EPOCH '{epoch}' is no time; set seconds since 1970")
        raise FeedtoolError(f"'{text}' is no time; write 2024-05-01T09:00:00Z")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_platforms(text: str | None) -> tuple[str, ...] | None:
    """Read --for; raises FeedtoolError for an unknown platform."""
    from feedtool.model.platforms import PLATFORMS

    if text is None:
        return None
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in PLATFORMS]
    if unknown or not names:
        wrong = unknown[0] if unknown else text
        raise FeedtoolError(f"'{wrong}' is no platform; expected some of: {', '.join(PLATFORMS)}")
    return names


def read_rules(words: list[str] | None) -> tuple[str, ...]:
    """Take the rules apart that --select or --ignore name."""
    listed = (name.strip() for word in words or () for name in word.split(","))
    return tuple(name for name in listed if name)


def read_length(text: str | None) -> float | None:
    """Read the length of an episode, in seconds; raises FeedtoolError."""
    from feedtool.model.scalars import parse_seconds

    seconds = parse_seconds(text) if text is not None else None
    if text is not None and not seconds:
        raise FeedtoolError(f"'{text}' is no length; write 1:02:03, 62:03 or seconds")
    return seconds


def is_locked(flag: bool) -> bool:
    """Say whether media.lock must stay as it is."""
    return flag or os.environ.get("CI", "").lower() in ("true", "1")


def make_progress(what: str, least: int = 500) -> Callable[[int, int], None]:
    """Return a reporter of progress; work of fewer than `least` steps is over at once."""

    def report(done: int, total: int) -> None:
        if total >= least:
            show_status("" if done >= total else f"{what} {done:,} of {total:,}")

    return report
