"""The pages of a site: front matter in YAML, TOML or JSON, and what stands below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from json import JSONDecoder
from typing import Any

from feedtool.formats.record.fields import read_fields
from feedtool.migrate.sites.site import Site

PAGES = frozenset({".md", ".markdown", ".mdx", ".html"})
DATA = frozenset({".yml", ".yaml"})
_FENCES = ("---", "+++")
_PADDED = "XM13"
"""White space round a text is not taken over."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site: where it lies, and what it says."""

    folder: str
    stem: str
    suffix: str
    values: dict[str, Any]
    body: str


def read_pages(
    texts: Mapping[str, str], folder: str, site: Site, suffixes: frozenset[str] = PAGES
) -> Iterable[Page]:
    """Read the pages of a folder of a site, "" for all of it.

    A folder in it with an `index` is a page, too. What cannot be read of one is a remark.
    """
    for name in sorted(texts):
        head, _, file = name.rpartition("/")
        stem, _, ending = file.rpartition(".")
        suffix = f".{ending}"
        if not f"{head}/".startswith(f"{folder}/" if folder else "") or suffix not in suffixes:
            continue
        if stem == "index" and head != folder:
            head, _, stem = head.rpartition("/")
        if stem.startswith("_") or stem == "index":
            continue
        text = _fenced(texts[name].replace("\r\n", "\n"))
        if suffix in PAGES and not text.startswith(_FENCES):
            continue
        fields = read_fields(text, suffix if suffix in (".yml", ".yaml") else ".md")
        reasons = [each.problem.message for each in fields.faults if each.code != _PADDED]
        if reasons:
            site.remarks.append(f"{name}: {reasons[0]}: look at what was taken of it")
        yield Page(head, stem, suffix, fields.values, (fields.body or "").strip())


def _fenced(text: str) -> str:
    """Put fences round the JSON that opens a page of Hugo's: to YAML it is a mapping."""
    if not text.startswith("{"):
        return text
    try:
        end = JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return text
    return f"---\n{text[:end]}\n---\n{text[end:]}"
