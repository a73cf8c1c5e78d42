"""The way to the terminal: one encoding for all, nothing that drives it, no second failure."""

import contextlib
import io
import os
import sys
from typing import TextIO

_COLUMNS = 78
"""Of a line that is replaced: one that wraps cannot be."""


def prepare_streams() -> None:
    """Let no letter end a command: what the terminal's encoding lacks is shown as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def echo(text: str, *, end: str = "\n", to_stderr: bool = False) -> None:
    """Print a text as it is, at once."""
    stream = sys.stderr if to_stderr else sys.stdout
    if stream is not None:  # closed by whoever started us
        stream.write(text + end)
        stream.flush()


def say(text: str, *, to_stderr: bool = False) -> None:
    """Print lines; a control character in a title or path is shown as what it is."""
    from feedtool.report.text import printable

    echo("\n".join(map(printable, text.split("\n"))), to_stderr=to_stderr)


def say_document(text: str) -> None:
    """Print JSON, XML or text that programs read: UTF-8, and as it is.

    On a terminal nothing of it can drive the terminal.
    """
    if is_terminal(sys.stdout):
        say(text.removesuffix("\n"))
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    echo(text, end="")


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that is closed is none."""
    return stream is not None and not stream.closed and stream.isatty()


def show_status(line: str) -> None:
    """Show what goes on, on one line of stderr that the next one replaces; "" takes it away.

    Only on a terminal: a log has no use for it.
    """
    if not is_terminal(sys.stderr) or os.environ.get("CI"):
        return
    from feedtool.report.text import printable

    sys.stderr.write(f"\r\x1b[K{printable(line)[:_COLUMNS]}")
    sys.stderr.flush()


def wants_colour() -> bool:
    """Say whether stdout takes colour: a terminal, and nobody asked for none."""
    return (
        is_terminal(sys.stdout)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def give_up_output() -> None:
    """Lead stdout nowhere, so that what it did not take does not fail again at the very end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
