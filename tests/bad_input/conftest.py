"""A show to spoil, and a machine that says nothing of CI or of another time."""

from pathlib import Path

import pytest
from attacked_show import copy_base


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take out what would change media.lock's rule, the clock or the colours."""
    for name in ("CI", "SOURCE_DATE_EPOCH", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Copy the base show, which has no findings; its folder is `episodes`."""
    return copy_base(tmp_path / "episodes")
