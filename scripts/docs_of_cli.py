"""docs/cli.md: every command with its arguments and options.

The words are those of `--help`; the layout is ours, so that a new typer does not change the file.
"""

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from feedtool.cli.commands import make_app
from feedtool.errors import ExitCode

_EXIT_CODES = {
    ExitCode.OK: "nothing at or above `--fail-on` (left out: error)",
    ExitCode.FINDINGS: "such findings remain, or a release has a DANGER",
    ExitCode.USAGE: "wrong usage, no show, or a file that cannot be read or written",
    ExitCode.NETWORK: "the network or the store failed",
    ExitCode.CHANGED: "the target changed since the plan, or is on hold",
}
_INTRODUCTION = """\
# Commands

Generated from the commands themselves by `scripts/generate_docs.py`; `feedtool COMMAND --help`
says the same.

Findings go to stdout, progress to stderr and only on a terminal. `NO_COLOR`, pipes and CI get
plain text; `CI=true` turns `--locked` on. `SOURCE_DATE_EPOCH` stands for `--now`. `feedtool -v
COMMAND` logs to stderr what is read, asked and started, without logins and queries.
"""
_ENDED = """\
A command that is broken off ends as shells expect: 130 after Ctrl-C, 141 where nobody reads its
output any more, as behind `| head`.
"""


def describe_commands() -> str:
    """Write docs/cli.md."""
    group: Any = get_command(make_app())
    codes = [f"| {code.value} | {meaning} |" for code, meaning in _EXIT_CODES.items()]
    table = "\n".join(["| exit code | meaning |", "|---|---|", *codes, ""])
    parts = [_INTRODUCTION, table, _ENDED]
    parts.append(_describe("feedtool", group, "COMMAND"))
    for title, command in _list_commands("feedtool", group):
        parts.append(_describe(title, command, "COMMAND" if hasattr(command, "commands") else ""))
    return "\n".join(parts)


def _list_commands(title: str, group: Any) -> Iterator[tuple[str, Any]]:
    """Give the commands of a group, each group before its own commands."""
    for name, command in group.commands.items():
        yield f"{title} {name}", command
        if hasattr(command, "commands"):
            yield from _list_commands(f"{title} {name}", command)


def _describe(title: str, command: Any, rest: str) -> str:
    places = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each not in places]
    usage = [title, *(["[OPTIONS]"] if options else []), *map(_placeholder, places), rest]
    rows = [f"| `{_placeholder(each)}` | {each.help} |" for each in places]
    rows += [f"| `{spelling}` | {text} |" for spelling, text in _option_rows(options)]
    table = ["| argument or option | meaning |", "|---|---|", *rows, ""] if rows else []
    head = f"## {title}\n\n{command.help}\n\n```sh\n{' '.join(usage).strip()}\n```\n"
    return "\n".join([head, *table])


def _placeholder(argument: Any) -> str:
    """Return what stands for an argument: `[DIR]` where it may be left out."""
    return str(argument.metavar or argument.name.upper())


def _option_rows(options: list[Any]) -> Iterator[tuple[str, str]]:
    for option in options:
        if option.name in ("install_completion", "show_completion"):
            continue
        value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
        yield ", ".join(option.opts) + value, option.help
