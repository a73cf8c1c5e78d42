"""A show as another generator keeps it, before it is written as records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from feedtool.formats.record.fields import Fields, read_fields
from feedtool.migrate.record_text import write_episode, write_show
from feedtool.model.scalars import parse_seconds


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


def write_site(site: Site) -> dict[str, str]:
    """Write the files of a show folder."""
    files = {"show.yaml": write_show(site.show), **site.files}
    for episode in site.episodes:
        text, aside = write_episode(episode.values, episode.body)
        files[f"{episode.name}{episode.suffix}"] = text
        if aside:
            files[f"{episode.name}.yaml"] = aside
    return files


def read_pages(texts: Mapping[str, str], folder: str, site: Site) -> Iterable[tuple[str, Fields]]:
    """Read the pages of one folder of a site: stem and fields, keys in small letters.

    A folder in it with an `index` is a page, too. What cannot be read of one is a remark.
    """
    for name in sorted(texts):
        head, _, file = name.rpartition("/")
        stem, _, suffix = file.rpartition(".")
        if not f"{head}/".startswith(f"{folder}/") or suffix not in _SUFFIXES:
            continue
        if stem == "index" and head != folder:
            stem = head.rpartition("/")[2]
        if stem.startswith("_index") or stem == "index":
            continue
        fields = lower_keys(read_fields(texts[name], f".{suffix}"))
        if fields.faults:
            reason = fields.faults[0].problem.message
            site.remarks.append(f"{name}: {reason}: look at what was taken of it")
        yield stem, fields


_SUFFIXES = frozenset({"md", "html", "markdown", "yml", "yaml"})


def lower_keys(fields: Fields) -> Fields:
    """Write keys in small letters, as Hugo reads them."""
    fields.values = {key.lower(): value for key, value in fields.values.items()}
    return fields


def take_text(values: dict[str, Any], *names: str) -> str:
    """Take the first of some fields that holds text; the others go too."""
    found = [values.pop(name, None) for name in names]
    return next((each.strip() for each in found if isinstance(each, str) and each.strip()), "")


def take_list(values: dict[str, Any], name: str) -> list[str]:
    """Take a field that is a list of texts; empty entries are left out."""
    value = values.pop(name, None)
    entries = value if isinstance(value, list) else [value]
    return [each.strip() for each in entries if isinstance(each, str) and each.strip()]


def plain_length(text: str) -> str:
    """Write a size without the commas, dots and spaces that people put between thousands."""
    digits = text.translate(_GROUPING)
    return digits if digits.isascii() and digits.isdigit() else ""


_GROUPING = str.maketrans("", "", ", ._'\u00a0\u202f")


def plain_duration(text: str) -> str:
    """Return a duration that a record can hold, or ""."""
    return text if parse_seconds(text) is not None else ""


def join_address(prefix: str, path: str) -> str:
    """Put an address together; a path that is an address already stays, and so does none."""
    if "://" in path or not prefix or not path:
        return path
    return f"{prefix.rstrip('/')}/{path.lstrip('/')}"


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out fields that say nothing."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
