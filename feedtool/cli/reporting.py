"""The way findings leave the process: in every format asked for, and as the exit code."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.step_summary import append_step_summary
from feedtool.cli.terminal import echo, say_document, wants_colour
from feedtool.errors import ExitCode, FeedtoolError

if TYPE_CHECKING:
    from feedtool.model.finding import Finding


def check_choices(formats: list[str] | None, fail_on: str | None) -> None:
    """Refuse unknown formats and levels before any work is done; raises FeedtoolError."""
    from feedtool.model.finding import Level

    _check_formats(formats or [])
    levels = [level.value for level in Level]
    if fail_on is not None and fail_on not in levels:
        raise FeedtoolError(f"'{fail_on}' is no level; expected one of: {', '.join(levels)}")


def _check_formats(formats: list[str]) -> None:
    """Refuse formats that are unknown, name no file, or would spoil each other's output."""
    from feedtool.report.formats import FORMATS

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
    from feedtool.report.formats import FORMATS

    return any(wanted in FORMATS and FORMATS[wanted].is_document for wanted in formats or ())


def report(
    findings: list["Finding"],
    formats: list[str] | None,
    *,
    facts: str = "",
    document: Callable[[], str] | None = None,
) -> None:
    """Print and write findings in every format asked for; raises FeedtoolError.

    `facts` are lines that stand before the findings in a text; `document` makes the JSON of a
    command that says more than findings.
    """
    from feedtool.report.formats import FORMATS
    from feedtool.report.markdown import format_markdown
    from feedtool.report.text import format_text

    def write(name: str, colour: bool) -> str:
        if name == "text":
            return facts + format_text(findings, colour=colour)
        if name == "json" and document is not None:
            return document()
        return FORMATS[name].write(findings)

    deliver(formats, write, lambda limit: format_markdown(findings, limit=limit))


def deliver(
    formats: list[str] | None,
    write: Callable[[str, bool], str],
    summarise: Callable[[int], str],
) -> None:
    """Print and write a report in every format asked for; raises FeedtoolError.

    `write` takes the format's name, and whether colours are wanted; what it gives drives the
    terminal by its colours alone. `summarise` makes Markdown of so many bytes at most. What is
    printed comes first: a file that cannot be written must not take it away.
    """
    from feedtool.cli.report_file import write_report
    from feedtool.report.formats import FORMATS

    chosen = [wanted.partition("=")[::2] for wanted in formats or ["text"]]
    for name in (name for name, file in chosen if not file):
        if FORMATS[name].is_document:
            say_document(write(name, False))
        else:
            echo(write(name, wants_colour()), end="")
    if any(name == "github" for name, _ in chosen):
        append_step_summary(summarise)
    for name, file in chosen:
        if file:
            write_report(Path(file), write(name, False))


def exit_code(findings: list["Finding"], fail_on: str | None) -> ExitCode:
    """Decide the exit code of a command that reports findings; without a level, errors count."""
    from feedtool.model.finding import Level

    limit = Level(fail_on or "error").rank
    failing = any(each.level.rank >= limit and each.rest is None for each in findings)
    return ExitCode.FINDINGS if failing else ExitCode.OK
