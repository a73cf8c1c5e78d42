"""Lists of commands say each in one line that is whole, in a terminal of 80 columns."""

import re
from pathlib import Path

import pytest

from feedtool.cli import run

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
USAGES = re.findall(
    r"^## feedtool (.+)\n(?s:.*?)```sh\n(.*)\n", PAGE.read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("group", [[], ["transcript"], ["chapters"]])
def test_no_command_is_cut_off_in_the_list_of_commands(
    group: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line ends with the full stop of its sentence."""
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*group, "--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:")[2].splitlines()[1:]
    assert listed
    assert not [line for line in listed if not line.endswith(".")], listed
    assert not [line for line in listed if line.endswith("...")], listed


@pytest.mark.parametrize(("command", "usage"), USAGES)
def test_help_and_documentation_name_the_same_arguments(
    command: str, usage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever typer thinks of brackets: it had them twice."""
    assert run([*command.split(), "--help"]) == 0
    said, _, rest = capsys.readouterr().out.partition("\n\n")
    words = [each for each in said.split() if each not in ("[OPTIONS]", "[ARGS]...")]
    assert words == ["Usage:", *usage.replace("[OPTIONS] ", "").split()]
    assert "<" not in rest.partition("Options:")[0]
