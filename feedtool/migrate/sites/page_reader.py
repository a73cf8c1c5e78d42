"""The pages of a site: front matter in YAML, TOML or JSON, and what stands below it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from feedtool.formats.record.fields import read_fields
from feedtool.migrate.sites.site import Site

PAGES = frozenset({".md", ".markdown", ".mdx", ".html"})
DATA = frozenset({".yml", ".yaml"})
_FENCES = ("---", "+++")
_LABELLED = re.compile(
    r"---[ \t]*(?P<language>json|toml|yaml)[ \t]*\n(?P<front>.*?)^---[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
"""Eleventy and Gatsby let the first fence say which language follows."""
_JSON = json.JSONDecoder(parse_int=str, parse_float=str)
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
        if stem.startswith(("_", ".")) or stem in ("", "index"):
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
    """Put the fences round a front matter that tell YAML and TOML apart; JSON becomes YAML."""
    match = _LABELLED.match(text)
    if match is not None:
        front, rest = match["front"], text[match.end() :]
        if match["language"] != "json":
            fence = "+++" if match["language"] == "toml" else "---"
            return f"{fence}\n{front}{fence}{rest}"
        text = front.strip() + rest
    return _fence_json(text) if text.startswith("{") else text


def _fence_json(text: str) -> str:
    """Write the JSON that opens a page as YAML reads it, without tabs and split characters."""
    try:
        values, end = _JSON.raw_decode(text)
        front = json.dumps(values, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
    whole = front.encode(errors="replace").decode()  # half a character is none in a record
    return f"---\n{whole}\n---\n{text[end:]}"
