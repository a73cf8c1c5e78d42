"""baseline.toml in the show folder: read before findings are counted, written when asked for."""

from collections.abc import Iterable
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_text, refuse_link_out, write_text
from feedtool.formats.baseline import FORMAT, read_baseline, write_baseline
from feedtool.formats.toml_tree import TomlPlaces
from feedtool.load.folder import Folder
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.place import Source
from feedtool.model.settings import Baseline

BASELINE = "baseline.toml"
_MAX_BASELINE = 64 * 1024 * 1024


def load_baseline(folder: Folder) -> Loaded[Baseline]:
    """Read the baseline of a show folder; raises FeedtoolError for one that cannot be read."""
    shown = folder.shown + BASELINE
    path = folder.path / BASELINE
    try:
        refuse_link_out(path)
        text = read_text(path, _MAX_BASELINE)
    except FileNotFoundError:
        return no_baseline(folder)
    except UnreadableError as error:
        raise FeedtoolError(f"{shown}: {error}", "restore it from git") from None
    baseline = read_baseline(shown, BASELINE, text)
    if baseline.record.format > FORMAT:
        message = f"{shown} has format {baseline.record.format}; this feedtool reads {FORMAT}"
        raise FeedtoolError(message, "use a newer feedtool")
    return baseline


def no_baseline(folder: Folder) -> Loaded[Baseline]:
    """Stand for a baseline that knows nothing."""
    shown = folder.shown + BASELINE
    return Loaded(shown, BASELINE, Baseline(), Source(shown, "", TomlPlaces("")))


def save_baseline(folder: Folder, findings: Iterable[Finding]) -> Path:
    """Write findings as the baseline of a show folder; raises FeedtoolError."""
    path = folder.path / BASELINE
    write_text(path, write_baseline(findings, folder.shown))
    return path


def add_to_baseline(folder: Folder, findings: Iterable[Finding]) -> None:
    """Add findings to the end of a baseline, or begin one; raises FeedtoolError."""
    path = folder.path / BASELINE
    added = write_baseline(findings, folder.shown)
    try:
        before = read_text(path, _MAX_BASELINE)
    except FileNotFoundError:
        before = ""
    except UnreadableError as error:
        raise FeedtoolError(f"{path}: {error}", "restore it from git") from None
    entries = added[added.find("\n[[known]]") :] if "\n[[known]]" in added else ""
    if entries:
        write_text(path, f"{before.rstrip()}\n{entries}" if before else added)
