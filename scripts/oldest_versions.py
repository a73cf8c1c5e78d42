"""Print the oldest versions that pyproject.toml allows, as constraints of pip."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
_BOUND = re.compile(r"([\w.-]+)>=([\d.]+)")


def main() -> None:
    """Print one line a dependency: those of the package, and of its extras."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    for each in (*project["dependencies"], *(one for extra in extras for one in extra)):
        found = _BOUND.match(each)
        if found is None:
            raise SystemExit(f"pyproject.toml: '{each}' has no lower bound")
        print(f"{found[1]}=={found[2]}")


if __name__ == "__main__":
    main()
