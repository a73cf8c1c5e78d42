"""Writes what is generated under docs/: rules, commands, fields, schemas.

`python scripts/generate_docs.py` writes; with `--check` it only lists what is stale, and ends
with 1 if anything is.
"""

import json
import sys
from pathlib import Path

from docs_of_cli import describe_commands
from docs_of_fields import describe_fields
from docs_of_rules import describe_rules

from feedtool.formats.record.schema import SCHEMAS, make_schema

DOCS = Path(__file__).resolve().parent.parent / "docs"


def generate() -> dict[str, str]:
    """Return every generated file: its path under docs/ and its text."""
    schemas = {
        f"schema/{name}.json": json.dumps(make_schema(name), indent=2, ensure_ascii=False) + "\n"
        for name in SCHEMAS
    }
    return {
        "rules.md": describe_rules(),
        "cli.md": describe_commands(),
        "fields.md": describe_fields(),
        **schemas,
    }


def find_stale(files: dict[str, str]) -> list[str]:
    """List the files whose text on the disk is another one."""
    return [name for name, text in files.items() if read(DOCS / name) != text]


def read(path: Path) -> str:
    """Return a file's text, "" where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    """Write or check; return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: generate_docs.py [--check]", file=sys.stderr)
        return 2
    files = generate()
    stale = find_stale(files)
    for name in stale:
        if not arguments:
            path = DOCS / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], encoding="utf-8")
        print(f"{'stale' if arguments else 'wrote'} docs/{name}")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
