"""A show as another generator keeps it, before it is written as records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from itertools import count as count_up
from json import JSONDecoder
from typing import Any

from feedtool.formats.plural import count
from feedtool.formats.record.amount_repair import mend_duration
from feedtool.formats.record.fields import read_fields
from feedtool.formats.record.other_names import fold_name
from feedtool.migrate.record_text import write_episode, write_show
from feedtool.model.scalars import parse_seconds

PAGES = frozenset({".md", ".markdown", ".mdx", ".html"})
DATA = frozenset({".yml", ".yaml"})
_FENCES = ("---", "+++")
_PADDED = "XM13"
"""White space round a text is not taken over."""


@dataclass(slots=True)
class SiteEpisode:
    """One episode: the name of its file without suffix, its fields, its notes."""

    name: str
    values: dict[str, Any]
    body: str = ""
    suffix: str = ".md"


@dataclass(slots=True)
class Site:
    """A show: fields of show.yaml, episodes, further files, and what could not be told."""

    kind: str
    show: dict[str, Any] = field(default_factory=dict)
    episodes: list[SiteEpisode] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def find_unnamed(site: Site) -> Iterable[str]:
    """Say how many episodes apps would take for new ones, if the show is out."""
    unnamed = sum("guid" not in each.values for each in site.episodes)
    if unnamed:
        shown = count(unnamed, "episode")
        yield f"{shown} without a GUID: if the show is out, take those of its feed with --feed"


def write_site(site: Site) -> dict[str, str]:
    """Write the files of a show folder; of two pages with one name the second gets a number."""
    files = {"show.yaml": write_show(site.show), **site.files}
    taken: set[str] = set()
    for episode in site.episodes:
        text, aside = write_episode(episode.values, episode.body)
        tries = (f"{episode.name}-{number}" for number in count_up(2))
        name = next(each for each in chain((episode.name,), tries) if each not in taken)
        taken.add(name)
        files[f"{name}{episode.suffix}"] = text
        if aside:
            files[f"{name}.yaml"] = aside
    return files


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
    except ValueError:
        return text
    return f"---\n{text[:end]}\n---\n{text[end:]}"


def lower_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write keys in small letters, as Hugo reads them."""
    return {key.lower(): value for key, value in values.items()}


def take_text(values: dict[str, Any], *names: str, read: Callable[[str], str] = str) -> str:
    """Take the first of some fields whose text `read` makes something of; the others stay.

    Names are compared as `fold_name` writes them.
    """
    by_fold = {fold_name(name): name for name in values}
    for name in (by_fold.get(fold_name(each), "") for each in names):
        value = values.get(name)
        found = read(value.strip()) if isinstance(value, str) else ""
        if found:
            del values[name]
            return found
    return ""


def take_list(values: dict[str, Any], name: str) -> list[str]:
    """Take a field that is a list of texts; empty entries are left out, one of other data stays."""
    value = values.get(name)
    entries = value if isinstance(value, list) else [value]
    if any(isinstance(each, (dict, list)) for each in entries):
        return []
    values.pop(name, None)
    return [each.strip() for each in entries if isinstance(each, str) and each.strip()]


def plain_length(text: str) -> str:
    """Write a size without the commas, dots and spaces that people put between thousands."""
    digits = text.translate(_GROUPING)
    return digits if digits.isascii() and digits.isdigit() else ""


_GROUPING = str.maketrans("", "", ", ._'\u00a0\u202f")


def plain_bool(text: str) -> str:
    """Return what Apple's yes, no and clean mean as true or false, or ""."""
    return _YES_NO.get(text.lower(), "")


_YES_NO = {"yes": "true", "true": "true", "no": "false", "false": "false", "clean": "false"}


def plain_duration(text: str) -> str:
    """Return a duration as a record can hold it, `PT30M` too, or ""."""
    return text if parse_seconds(text) is not None else mend_duration(text)


def join_address(prefix: str, path: str) -> str:
    """Put an address together; a path that is an address already stays, and so does none."""
    if "://" in path or not prefix or not path:
        return path
    return f"{prefix.rstrip('/')}/{path.lstrip('/')}"


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out fields that say nothing."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
