"""Options that several commands share, and the way findings leave the process."""

import os
import sys
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli.step_summary import append_step_summary
from feedtool.cli.terminal import is_terminal, say, say_document, wants_colour
from feedtool.errors import ExitCode, FeedtoolError

if TYPE_CHECKING:
    from feedtool.model.finding import Finding
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
    from feedtool.pipeline.loudness import LoudnessMeter  # noqa: PLC0415 - where it is asked for

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
    from feedtool.model.platforms import PLATFORMS  # noqa: PLC0415 - keeps --help quick

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


def is_locked(flag: bool) -> bool:
    """Say whether media.lock must stay as it is."""
    return flag or os.environ.get("CI", "").lower() in ("true", "1")


def make_progress(what: str, least: int = 500) -> Callable[[int, int], None]:
    """Return a reporter of progress: one line on stderr, only on a terminal, only for long work.

    Work of fewer than `least` steps is over at once.
    """
    shows = is_terminal(sys.stderr) and not os.environ.get("CI")

    def report(done: int, total: int) -> None:
        if not shows or total < least:
            return
        end = "\r\x1b[K" if done >= total else ""
        sys.stderr.write(f"\r{what} {done:,} of {total:,}{end}")
        sys.stderr.flush()

    return report


def make_status() -> Callable[[str], None]:
    """Return a teller of what goes on: one line on stderr that the next one replaces.

    Only on a terminal; an empty text takes the line away.
    """
    shows = is_terminal(sys.stderr) and not os.environ.get("CI")

    def tell(line: str) -> None:
        if shows:
            from feedtool.report.text import printable  # noqa: PLC0415 - keeps --help quick

            sys.stderr.write(f"\r\x1b[K{printable(line)[:_STATUS]}")
            sys.stderr.flush()

    return tell


_STATUS = 78
"""Characters of a status line: one that wraps is not replaced."""


def check_choices(formats: list[str] | None, fail_on: str | None) -> None:
    """Refuse unknown formats and levels before any work is done; raises FeedtoolError."""
    from feedtool.model.finding import Level  # noqa: PLC0415 - keeps --help quick

    _check_formats(formats or [])
    levels = [level.value for level in Level]
    if fail_on is not None and fail_on not in levels:
        raise FeedtoolError(f"'{fail_on}' is no level; expected one of: {', '.join(levels)}")


def _check_formats(formats: list[str]) -> None:
    """Refuse formats that are unknown, name no file, or would spoil each other's output."""
    from feedtool.report.formats import FORMATS  # noqa: PLC0415 - keeps --help quick

    chosen = [wanted.partition("=") for wanted in formats]
    for name, separator, file in chosen:
        if name not in FORMATS:
            raise FeedtoolError(f"'{name}' is no format; expected one of: {', '.join(FORMATS)}")
        if separator and not file:
            raise FeedtoolError(f"'{name}=' names no file", f"write {name}=FILE, or {name} alone")
    files = [Path(file) for _, _, file in chosen if file]
    for number, path in enumerate(files):
        if path in files[:number]:
            raise FeedtoolError(f"two formats would be written into {path}")
    printed = [name for name, _, file in chosen if not file]
    document = next((name for name in printed if FORMATS[name].is_document), None)
    if document and len(printed) > 1:
        message = f"{' and '.join(printed)} cannot share stdout: {document} is read as a whole"
        raise FeedtoolError(message, f"write one of them into a file, such as {document}=FILE")


def prints_document(formats: list[str] | None) -> bool:
    """Tell whether stdout is a document, which nothing may be added to."""
    from feedtool.report.formats import FORMATS  # noqa: PLC0415 - keeps --help quick

    return any(wanted in FORMATS and FORMATS[wanted].is_document for wanted in formats or ())


def report(
    findings: list["Finding"],
    formats: list[str] | None,
    *,
    facts: str = "",
    document: Callable[[], str] | None = None,
) -> None:
    """Print and write findings in every format asked for; raises FeedtoolError.

    What is printed comes first: a file that cannot be written must not take it away. `facts` are
    lines that stand before the findings in a text; `document` makes the JSON of a command that
    says more than findings.
    """
    from feedtool.files import write_report  # noqa: PLC0415 - keeps --help quick
    from feedtool.report.formats import FORMATS  # noqa: PLC0415 - keeps --help quick
    from feedtool.report.markdown import format_markdown  # noqa: PLC0415 - keeps --help quick

    def write(name: str) -> str:
        if name == "json" and document is not None:
            return document()
        return (facts if name == "text" else "") + FORMATS[name].write(findings)

    chosen = [wanted.partition("=")[::2] for wanted in formats or ["text"]]
    for name in (name for name, file in chosen if not file):
        if name == "text":
            _print_text(findings, facts)
        else:
            (say_document if FORMATS[name].is_document else _print_lines)(write(name))
    if any(name == "github" for name, _ in chosen):
        append_step_summary(lambda limit: format_markdown(findings, limit=limit))
    for name, file in chosen:
        if file:
            write_report(Path(file), write(name))


def _print_lines(text: str) -> None:
    typer.echo(text, nl=False)


def _print_text(findings: list["Finding"], facts: str) -> None:
    from feedtool.report.text import format_text  # noqa: PLC0415 - keeps --help quick

    typer.echo(facts + format_text(findings, colour=wants_colour()), nl=False)


def exit_code(findings: list["Finding"], fail_on: str | None) -> ExitCode:
    """Decide the exit code of a command that reports findings; raises FeedtoolError."""
    from feedtool.model.finding import Level  # noqa: PLC0415 - keeps --help quick

    legal = [level.value for level in Level]
    if fail_on is not None and fail_on not in legal:
        raise FeedtoolError(f"'{fail_on}' is no level; expected one of: {', '.join(legal)}")
    limit = Level(fail_on or "error").rank
    failing = any(each.level.rank >= limit and each.rest is None for each in findings)
    return ExitCode.FINDINGS if failing else ExitCode.OK
