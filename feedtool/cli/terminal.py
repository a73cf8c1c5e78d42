"""The way to the terminal: one encoding for all, nothing that drives it, no second failure."""

import contextlib
import io
import os
import sys
from typing import TextIO

import typer


def prepare_streams() -> None:
    """Let no letter end a command: what the terminal's encoding lacks is shown as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, *, to_stderr: bool = False) -> None:
    """Print lines; a control character in a title or path is shown as what it is."""
    from feedtool.report.text import printable  # noqa: PLC0415 - keeps --help quick

    typer.echo("\n".join(map(printable, text.split("\n"))), err=to_stderr)


def say_document(text: str) -> None:
    """Print JSON, XML or text that programs read: UTF-8, and as it is.

    On a terminal nothing of it can drive the terminal.
    """
    if is_terminal(sys.stdout):
        say(text.removesuffix("\n"))
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    typer.echo(text, nl=False)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that is closed is none."""
    return stream is not None and not stream.closed and stream.isatty()


def give_up_output() -> None:
    """Lead stdout nowhere, so that what it did not take does not fail again at the very end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
