"""A show as another generator keeps it, before it is written as records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from feedtool.formats.plural import count
from feedtool.migrate.file_names import keep_names
from feedtool.migrate.record_text import write_episode, write_show


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
    unnamed = sum(not {"guid", "draft"} & each.values.keys() for each in site.episodes)
    if unnamed:
        shown = count(unnamed, "episode")
        yield f"{shown} without a GUID: if the show is out, take those of its feed with --feed"


def write_site(site: Site) -> dict[str, str]:
    """Write the files of a show folder; of two pages with one name the second gets a number."""
    files = {"show.yaml": write_show(site.show), **site.files}
    names = keep_names([episode.name for episode in site.episodes])
    for name, episode in zip(names, site.episodes, strict=True):
        text, aside = write_episode(episode.values, episode.body)
        files[f"{name}{episode.suffix}"] = text
        if aside:
            files[f"{name}.yaml"] = aside
    return files
