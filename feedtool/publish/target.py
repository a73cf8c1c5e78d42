"""A named target of the settings, opened: its store, and where its files are public."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from feedtool.errors import FeedtoolError
from feedtool.formats.nearest import find_nearest
from feedtool.model.target import Target
from feedtool.publish.folder import FolderStore
from feedtool.publish.store import Store


@dataclass(frozen=True, slots=True)
class OpenTarget:
    """A target with its store. `public` is where its files are seen, "" where nobody looks."""

    name: str
    settings: Target
    store: Store
    public: str


def choose_target(
    targets: Mapping[str, Target], name: str | None, where: str
) -> tuple[str, Target]:
    """Choose the target that is named, or the only one; raises FeedtoolError."""
    names = ", ".join(sorted(targets))
    if not targets:
        hint = 'add a table such as [targets.live] with url = "s3://bucket/prefix"'
        raise FeedtoolError(f"{where} names no target to publish to", hint)
    if name is None:
        if len(targets) > 1:
            raise FeedtoolError(f"{where} names several targets: {names}", "name one of them")
        name = next(iter(targets))
    if name not in targets:
        nearest = find_nearest(name, targets)
        hint = f"did you mean '{nearest}'?" if nearest else f"{where} names: {names}"
        raise FeedtoolError(f"there is no target '{name}'", hint)
    return name, targets[name]


def open_target(name: str, settings: Target, base: Path, base_url: str) -> OpenTarget:
    """Open a target; `base` is where paths of its settings begin. Raises FeedtoolError."""
    scheme, separator, _ = settings.url.partition("://")
    if separator and scheme.lower() != "file":
        from feedtool.publish.cloud import open_cloud  # noqa: PLC0415 - obstore may be missing

        return OpenTarget(name, settings, open_cloud(settings), settings.public or base_url)
    path = Path(unquote(urlsplit(settings.url).path)) if separator else _at_home(settings.url)
    return OpenTarget(name, settings, FolderStore(base / path), settings.public or "")


def _at_home(text: str) -> Path:
    """Read a folder's path, in which `~` is the home folder as in a shell."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        message = f"the target {text}: nobody knows the home folder"
        raise FeedtoolError(
            message, "write the whole path, or ./~ for a folder of that name"
        ) from None
