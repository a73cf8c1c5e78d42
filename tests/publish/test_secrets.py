"""A secret in a settings file is refused, and no report repeats it."""

import json
from pathlib import Path

import pytest

from feedtool.cli import run
from feedtool.report.formats import FORMATS

SECRET = "wJalrXUtnFEMIbPxRfi"  # noqa: S105 - made up, and what the test is about
URL = 'url = "s3://bucket/show"'


@pytest.mark.parametrize(
    "table",
    [
        f'[targets.live]\n{URL}\nsecret_access_key = "{SECRET}"',
        f'[targets.live]\n{URL}\nsecret_acces_key = "{SECRET}"',
        f'targets = {{live = {{{URL}, secret_access_key = "{SECRET}"}}}}',
        f'[targets.live]\n{URL}\n[targets.live.options]\naccount_key = "{SECRET}"',
        f'[targets.live]\n{URL}\nendpoint = "https://me:{SECRET}@store.example/"',
        f'[targets.live]\nurl = "az://box/show?sig={SECRET}"',
    ],
)
def test_no_format_repeats_a_secret(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """RC13 is found, in every spelling, and the value stands in no output."""
    (tmp_path / "show.yaml").write_text("title: A\n", encoding="utf-8")
    (tmp_path / "feedtool.toml").write_text(table + "\n", encoding="utf-8")

    for name in FORMATS:
        run(["check", str(tmp_path), "--select", "RC", "--format", name])
        out = capsys.readouterr()
        assert "RC13" in out.out
        assert SECRET not in out.out + out.err
    assert run(["publish", str(tmp_path)]) == 2
    out = capsys.readouterr()
    assert SECRET not in out.out + out.err


@pytest.mark.parametrize(
    ("table", "field", "line"),
    [
        (f'[targets.live]\n{URL}\nsecret_access_key = "{SECRET}"', "secret_access_key", 3),
        (
            f'[targets.live]\n{URL}\n[targets.live.options]\nkey = "{SECRET}"',
            "options.key",
            4,
        ),
        (f'[targets.live]\n{URL}\nhubs = ["https://me:{SECRET}@hub.example/"]', "hubs.0", 3),
        (f'[targets]\nlive = {{{URL}, secret_access_key = "{SECRET}"}}', "secret_access_key", 2),
    ],
)
def test_a_secret_has_the_place_of_its_field(
    table: str, field: str, line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line to delete is named, not the beginning of the table."""
    (tmp_path / "show.yaml").write_text("title: A\n", encoding="utf-8")
    (tmp_path / "feedtool.toml").write_text(table + "\n", encoding="utf-8")

    run(["check", str(tmp_path), "--select", "RC13", "--format", "json"])

    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert found["message"].startswith(f"targets.live.{field} holds a secret")
    assert found["line"] == line


def test_a_target_without_a_secret_is_nobodys_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Regions, commands and switches are no secrets."""
    (tmp_path / "show.yaml").write_text("title: A\n", encoding="utf-8")
    table = f'[targets.live]\n{URL}\nregion = "eu-central-1"\npurge = "purge-cdn --all"\n'
    table += "options = {skip_signature = true}\n"
    (tmp_path / "feedtool.toml").write_text(table, encoding="utf-8")

    run(["check", str(tmp_path), "--select", "RC", "--format", "json"])

    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN"])
def test_a_key_with_a_line_break_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was copied with the end of its line is told by the variable's name alone."""
    (tmp_path / "show.yaml").write_text("title: A\n", encoding="utf-8")
    (tmp_path / "feedtool.toml").write_text(f"[targets.live]\n{URL}\n", encoding="utf-8")
    monkeypatch.setenv(name, f"{SECRET}\n")

    assert run(["publish", str(tmp_path)]) == 2
    out = capsys.readouterr()
    assert f"the variable {name} holds a line break" in out.err
    assert SECRET not in out.out + out.err
