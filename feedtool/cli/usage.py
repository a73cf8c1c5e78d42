"""Help that names arguments as the commands do: typer's has brackets and types of its own."""

from typing import Any

import typer
from typer.core import TyperCommand


class Command(TyperCommand):
    """A command whose arguments stand in its help as their `metavar` says."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as in typer
        """Return what stands behind the command's name."""
        return ["[OPTIONS]", *(each.metavar or "" for each in self.params if _is_argument(each))]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as in typer
        """Write the lists of arguments and options."""
        arguments: list[tuple[str, str]] = []
        options: list[tuple[str, str]] = []
        for each in self.get_params(ctx):
            name, words = each.get_help_record(ctx) or ("", "")
            if _is_argument(each):
                arguments.append((each.metavar or name, words))
            elif name:
                options.append((name, words))
        for title, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def name_arguments(app: typer.Typer) -> None:
    """Let all commands of an application write their help so."""
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            name_arguments(group.typer_instance)


def _is_argument(parameter: Any) -> bool:  # noqa: ANN401 - typer keeps the type to itself
    return bool(parameter.param_type_name == "argument")
