"""docs/rules.md: every rule in full, then a table of every code of the catalogue."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.check.rule import Rule
from feedtool.rules import FAMILIES, all_rules

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "feedtool" / "catalogue.toml"
PROOFS = ROOT / "tests" / "test_by_construction.py"
_PROOF = re.compile(r"^def (test_([A-Z]{2}\d{2})_\w+)", re.MULTILINE)
_INTRODUCTION = """\
# Rules

Generated from the rules themselves by `scripts/generate_docs.py`. `feedtool explain CODE` prints
the same text. Both examples of a rule are run as tests: *Bad* is found by this rule alone, *Good*
is clean under all rules. They are laid over the show in `tests/shows/base`.

An **error** stops a build: a platform refuses it, or listeners are harmed. A **warning** is worth
mending, **advice** worth a thought. A level may depend on the platforms chosen with `--for`.
One finding is let through in `feedtool.toml`, with its reason:

```toml
[[ignore]]
code = "XM23"
path = "001-*.md"
reason = "The address is that of a workshop sample."
```
"""


class CatalogueError(Exception):
    """The catalogue does not agree with the rules or the tests."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue: what must hold, what is done about it, and where that ends."""

    code: str
    level: str
    title: str
    status: str
    note: str = ""


def describe_rules() -> str:
    """Write docs/rules.md; raises CatalogueError."""
    rules = all_rules()
    parts = [_INTRODUCTION, _contents(rules)]
    for prefix, title in FAMILIES.values():
        chosen = [each for each in rules if each.code.startswith(prefix)]
        if chosen:
            parts += [f"## {prefix} {title}\n", *map(_describe_rule, chosen)]
    parts.append(_describe_catalogue(rules))
    return "\n".join(parts)


def _contents(rules: tuple[Rule, ...]) -> str:
    lines = []
    for prefix, title in FAMILIES.values():
        links = [f"[{each.code}](#{_anchor(each)})" for each in rules if each.code[:2] == prefix]
        if links:
            lines.append(f"- **{prefix}** {title}: {', '.join(links)}")
    return "\n".join([*lines, "- [Every code of the catalogue](#every-code-of-the-catalogue)", ""])


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _describe_rule(rule: Rule) -> str:
    examples = [f"{name}:\n\n```yaml\n{rule.examples[name]}```\n" for name in ("Bad", "Good")]
    head = f"### {rule.code} {rule.name}\n\n*{_levels(rule)}*\n"
    return "\n".join([head, rule.text + "\n", *examples])


def _levels(rule: Rule) -> str:
    special = [f"{level.value} for {name}" for name, level in rule.by_platform.items()]
    online = ["`check --online`"] if rule.needs_online else []
    return "; ".join([rule.level.value, *special, *online])


def _describe_catalogue(rules: tuple[Rule, ...]) -> str:
    catalogue = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    entries = list_entries(catalogue, rules, _PROOF.findall(PROOFS.read_text(encoding="utf-8")))
    states = [entry.status.partition(":")[0].partition(" by ")[0] for entry in entries]
    counts = {state: states.count(state) for state in ("checked", "impossible", "not judged")}
    said = ", ".join(f"{count} {state}" for state, count in counts.items())
    parts = [
        "## Every code of the catalogue\n",
        f"{len(entries)} codes: {said}. *Impossible* means that a feed written by feedtool cannot",
        "have the fault, whatever the record says: the test named proves it.\n",
    ]
    for prefix, title in catalogue["families"].items():
        rows = [entry for entry in entries if entry.code.startswith(prefix)]
        parts += [f"### Family {prefix}: {title}\n", "| code | what must hold | level | status |"]
        parts.append("|---|---|---|---|")
        parts += map(_describe_entry, rows)
        parts.append("")
    return "\n".join(parts)


def _describe_entry(entry: Entry) -> str:
    said = f"{entry.status}. {entry.note}" if entry.note else entry.status
    return f"| {entry.code} | {entry.title} | {entry.level} | {said} |"


def list_entries(
    catalogue: dict[str, Any], rules: tuple[Rule, ...], proofs: list[tuple[str, str]]
) -> list[Entry]:
    """Give each code its status; raises CatalogueError where one has none."""
    checked = {each.code: each for each in rules}
    proven = {code: test for test, code in proofs}
    codes = {
        code: entry for family in catalogue["codes"].values() for code, entry in family.items()
    }
    unknown = sorted((checked.keys() | proven.keys()) - codes.keys())
    if unknown:
        raise CatalogueError(f"feedtool/catalogue.toml lacks {', '.join(unknown)}")
    entries = []
    for code, entry in codes.items():
        level = entry["level"]
        if code in checked:
            rule = checked[code]
            level, status = _levels(rule), f"checked by [{rule.name}](#{_anchor(rule)})"
        elif code in proven:
            status = f"impossible: `{proven[code]}`"
        elif "unjudged" in entry:
            status = f"not judged: {catalogue['reasons'][entry['unjudged']]}"
        else:
            raise CatalogueError(f"{code} has neither rule nor test nor a reason")
        entries.append(Entry(code, level, entry["title"], status, entry.get("note", "")))
    return entries
