"""What a command loads: a start that brings in what it does not need is felt in every hook."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = Path(__file__).parent / "shows" / "plain-interview"
HEAVY = ("asyncio", "http.client", "logging", "obstore", "ssl", "urllib3")


@pytest.mark.parametrize("command", ["check", "build", "status"])
def test_what_asks_no_network_loads_nothing_of_it(command: str, tmp_path: Path) -> None:
    """Nor does it load the readers of transcripts for a show that has none."""
    show = shutil.copytree(SHOW, tmp_path / "show")
    heavy = (*HEAVY, "feedtool.formats.transcript.read", "feedtool.formats.transcript.write")
    program = (
        f"import sys; from feedtool.cli import run; run([{command!r}, {str(show)!r}]); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )

    assert done.stdout.splitlines()[-1] == "[]"
