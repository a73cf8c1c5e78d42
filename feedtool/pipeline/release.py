"""What is out already and stays as it is: its old faults are listed and stop no release."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.published import Published, read_published
from feedtool.git import read_committed
from feedtool.load.folder import Folder
from feedtool.model.finding import Finding, Level
from feedtool.pipeline.document import order_items, render_feed
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.pipeline.workers import Progress

if TYPE_CHECKING:
    from feedtool.pipeline.online.network import Live

_MAX_FEED = 256 * 1024 * 1024
_NEW_BYTES = frozenset({"RL05", "AR11"})
"""Rules about other bytes behind an address that stays: the item says the same, and is not."""


def find_output(folder: Folder, out: Path | None) -> Path:
    """Return the output folder: the one given, else feed/ beside the show folder."""
    if out is not None:
        return out
    path = folder.path
    is_plain = ".." not in path.parts and path != Path()
    return (path if is_plain else path.resolve()).parent / "feed"


def check_release(
    options: Options, out: Path | None, progress: Progress, live: "Live | None" = None
) -> Outcome:
    """Check a show, and mark the faults of what is out and does not change.

    With `live` the addresses of what is new or changed against the feed that is out are asked.
    """

    def find(outcome: Outcome) -> set[str] | None:
        reference = find_reference(options, find_output(outcome.folder, out))
        return None if reference is None else find_settled(outcome, reference)

    asks = None
    if live is not None:
        from feedtool.pipeline.online.show import LiveShow  # noqa: PLC0415 - heavy, and seldom

        asks = LiveShow(live, find)
    outcome = check_show_folder(options, progress, renders=live is not None, asks=asks)
    if not outcome.has_errors and options.against is None:
        return outcome
    reference = find_reference(options, find_output(outcome.folder, out))
    if reference is None or not outcome.has_errors:
        return outcome
    if live is None:
        outcome = check_show_folder(options, progress, renders=True)
    return mark_published(outcome, reference)


def find_reference(options: Options, out: Path) -> Published | None:
    """Read the feed that is out: the one named, else feed.xml of the last commit."""
    against = options.against
    if against is None:
        data = _committed(out / "feed.xml", "HEAD")
    elif against.startswith("git:"):
        data = _committed(out / "feed.xml", against.removeprefix("git:"))
    else:
        data = _read(Path(against))
    published = read_published(data) if data else None
    if published is None and against is not None:
        hint = "name a feed's file, or git:REV for feed.xml of a revision"
        raise FeedtoolError(f"'{against}' holds no feed to compare with", hint)
    return published


def _committed(path: Path, revision: str) -> bytes | None:
    try:
        return read_committed(path, revision)
    except FeedtoolError:
        return None


def _read(path: Path) -> bytes | None:
    try:
        return read_bytes(path, _MAX_FEED)
    except FileNotFoundError:
        return None
    except UnreadableError as error:
        raise FeedtoolError(f"{path}: {error}") from None


def mark_published(outcome: Outcome, reference: Published) -> Outcome:
    """Mark findings about items, and about the channel, that the reference has just the same."""
    settled = find_settled(outcome, reference)
    settled |= set(_unchanged_files(outcome, settled))
    outcome.findings = [
        finding if finding in outcome.live else _mark(finding, settled)
        for finding in outcome.findings
    ]
    return outcome


def find_settled(outcome: Outcome, reference: Published) -> set[str]:
    """Find the records that are out as they are; none where the new feed cannot be written."""
    try:
        new = read_published(render_feed(outcome, order_items(outcome)))
    except FeedtoolError:
        new = None
    return set() if new is None else set(_unchanged_paths(outcome, reference, new))


def _unchanged_paths(outcome: Outcome, old: Published, new: Published) -> Iterable[str]:
    """List the records that are out as they are, or that do not go out now."""
    if old.channel == new.channel:
        yield outcome.show.path
    for digest in outcome.digests:
        if digest.is_broken:
            continue
        is_same = digest.guid in old.items and old.items[digest.guid] == new.items.get(digest.guid)
        if is_same or (not digest.is_due and digest.guid not in old.items):
            yield digest.path


def _unchanged_files(outcome: Outcome, settled: set[str]) -> Iterable[str]:
    """List transcripts and chapters of settled episodes that are as the last commit has them.

    The feed names them and does not hold them: what is in them may change behind the same item.
    """
    folder = outcome.folder
    wrong = {finding.location.path for finding in outcome.findings}
    for digest in outcome.digests:
        for name in digest.files:
            if digest.path in settled and folder.shown + name in wrong:
                path = folder.path / name
                if _committed(path, "HEAD") == _read(path):
                    yield folder.shown + name


def _mark(finding: Finding, settled: set[str]) -> Finding:
    is_out = finding.location.path in settled and finding.code not in _NEW_BYTES
    return replace(finding, is_out=True) if is_out and finding.level is Level.ERROR else finding
