"""Lists of commands say each in one line that is whole, in a terminal of 80 columns."""

import pytest

from feedtool.cli import run


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
