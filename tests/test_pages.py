"""Pages for people lead somewhere, and the README leads to all of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from feedtool.cli.commands import make_app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "benchmarks" / "README.md",
    ROOT / "episodes" / "README.md",
]
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7,}|>{7,}|\|{7,}|={7,})(?: |$)", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """List the anchors of a page's headings, as GitHub and GitLab make them."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in headings}


def commands(group: Any, title: str = "feedtool") -> Iterator[str]:
    """List the full names of all commands that do something."""
    for name, command in group.commands.items():
        full = f"{title} {name}"
        yield from commands(command, full) if hasattr(command, "commands") else (full,)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    """The file is there, and the heading too; no merge has left its marks."""
    text = page.read_text(encoding="utf-8")
    dead = []
    for link in _LINK.findall(_CODE.sub("", text)):
        path, _, anchor = link.partition("#")
        if ":" in path:
            continue
        aim = page.parent / path if path else page
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            dead.append(link)

    assert dead == []
    assert not _CONFLICT.search(text)


def test_the_readme_leads_to_every_page() -> None:
    """What is described is found from the first page."""
    pages = (page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*.md"))

    assert [page for page in pages if f"({page})" not in README] == []


def test_the_readme_names_every_command() -> None:
    """A row of the table begins with a whole command; others of its group follow by their names."""
    known = set(commands(get_command(make_app())))
    table = README.partition("\n## Commands\n")[2].partition("\n## ")[0]
    named = set()
    for row in re.findall(r"^\| (`.+?) \| ", table, re.MULTILINE):
        first, *others = re.findall(r"`([^`]+)`", row)
        whole = next(each for each in known if f"{first} ".startswith(f"{each} "))
        group = whole.rpartition(" ")[0]
        named |= {whole, *(f"{group} {other.split()[0]}" for other in others)}

    assert sorted(known - named) == []
