"""baseline.toml: the faults an old show had when checking began, so that only new ones count.

An entry names a fault by rule, file and the line it stands in, not by its number: it stays with
the line when others come and go, and is stale when the line is mended.
"""

from collections import Counter
from collections.abc import Iterable

from feedtool.formats.record.validation import validate, validate_each
from feedtool.formats.toml_text import quote_toml
from feedtool.formats.toml_tree import TomlPlaces, read_toml
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.place import Source
from feedtool.model.settings import Baseline, Known

FORMAT = 1
_HEAD = """\
# Faults that were there when this file was written: `feedtool check` says nothing about them.
# Written by `feedtool check --write-baseline`; delete what is mended, or write it again.
format = 1
"""
NEVER_KNOWN = frozenset({"RC10", "RC11", "RC12"})
"""Rules about what lets findings through: to let those through would end in a circle."""
Key = tuple[str, str, str]
"""Rule, file and line of a fault."""


def read_baseline(path: str, name: str, text: str) -> Loaded[Baseline]:
    """Read baseline.toml; what is wrong with it becomes faults, and the other entries count."""
    value, faults = read_toml(text)
    values = value if isinstance(value, dict) else {}
    known, found = validate_each(Known, values.pop("known", ()), ("known",))
    reading = validate(Baseline, values)
    source = Source(path, text, TomlPlaces(text))
    record = reading.record.model_copy(update={"known": known})
    return Loaded(path, name, record, source, [*faults, *reading.faults, *found])


def write_baseline(findings: Iterable[Finding], shown: str) -> str:
    """Write the findings as a baseline, sorted; `shown` is cut off their paths."""
    counts = Counter(key_of(each, shown) for each in findings if each.code not in NEVER_KNOWN)
    return _HEAD + "".join(_write(key, counts[key]) for key in sorted(counts, key=_order))


def key_of(finding: Finding, shown: str) -> Key:
    """Return what an entry of the baseline knows a finding by."""
    return finding.code, finding.location.path.removeprefix(shown), finding.excerpt.strip()


def key_of_entry(entry: Known) -> Key:
    """Return the same of an entry."""
    return entry.code, entry.path, entry.line


def _order(key: Key) -> tuple[str, str, str]:
    code, path, line = key
    return path, code, line


def _write(key: Key, count: int) -> str:
    code, path, line = key
    fields = [f"code = {quote_toml(code)}", f"path = {quote_toml(path)}"]
    fields += [f"line = {quote_toml(line)}"] if line else []
    fields += [f"count = {count}"] if count > 1 else []
    return "\n[[known]]\n" + "".join(f"{each}\n" for each in fields)
