"""From checked records to a feed on the disk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_start
from feedtool.formats.other_show import find_other_show
from feedtool.load.folder import find_output
from feedtool.model.feed import Asset
from feedtool.model.show import Show
from feedtool.pipeline.chunk.task import BuiltItem
from feedtool.pipeline.document import order_items, render_pieces
from feedtool.pipeline.releasing.release import settle
from feedtool.pipeline.run import Options, Outcome, check_show_folder, save_lock
from feedtool.pipeline.workers import Progress
from feedtool.write import Change, Public, Written, compare_feed, write_feed

_FEED = "feed.xml"
_HEAD = 65_536
"""Bytes of a feed in which what it says of its show ends."""


@dataclass(slots=True)
class Built:
    """What a build did. A stopped one wrote nothing."""

    outcome: Outcome
    out: Path
    written: Written = field(default_factory=Written)
    is_stopped: bool = False
    lock_changed: bool = False

    @property
    def changes(self) -> list[Change]:
        """What was done to files of the output folder."""
        return self.written.changes


def build_show_folder(
    options: Options, out: Path | None, progress: Progress, *, with_audio: bool = False
) -> Built:
    """Take a show folder through all stations up to write; raises FeedtoolError."""
    outcome = check_show_folder(options, progress, renders=True)
    out = find_output(outcome.folder, out)
    outcome = settle(outcome, options, out)
    if outcome.has_errors:
        return Built(outcome, out, is_stopped=True)
    items = order_items(outcome)
    document = render_pieces(outcome, items)
    built = Built(outcome, out)
    write_build(built, items, document, options, with_audio=with_audio)
    return built


def write_build(
    built: Built,
    items: list[BuiltItem],
    document: Sequence[bytes],
    options: Options,
    *,
    with_audio: bool = False,
) -> None:
    """Write what was rendered, a document in pieces, and media.lock; raises FeedtoolError."""
    outcome = built.outcome
    _refuse_other_show(outcome.show.record, built.out)
    assets = _assets(outcome, items, with_audio=with_audio)
    listed = [] if with_audio else _audio_entries(outcome, items)
    if not options.locked:  # first: where that fails, the feed that was there is unchanged
        built.lock_changed = save_lock(outcome)
    built.written = write_feed(built.out, outcome.folder.path, document, assets, listed)


def _refuse_other_show(show: Show, out: Path) -> None:
    """Raise FeedtoolError where the feed of another show lies: of two side by side, one is lost.

    A show that changes its title keeps its page or its author, and may change its GUID.
    """
    feed = out / _FEED
    try:
        start = read_start(feed, _HEAD) if feed.is_file() else b""  # of a pipe nothing may come
    except (OSError, UnreadableError):
        return
    head, item, _ = start.decode("utf-8", "ignore").partition("<item>")
    nameless = show.model_copy(update={"guid": None})
    other = find_other_show(f"{head}</channel></rss>", nameless) if item else ""
    if other:
        hint = f"name another folder with -o, or delete {feed} if it is no longer needed"
        raise FeedtoolError(f"{out} holds the feed of another show: {other}", hint)


def compare_build(
    outcome: Outcome, out: Path, items: list[BuiltItem], document: Sequence[bytes]
) -> Built:
    """Say what `write_build` would write, and write nothing; raises FeedtoolError."""
    _refuse_other_show(outcome.show.record, out)
    assets = _assets(outcome, items, with_audio=False)
    listed = _audio_entries(outcome, items)
    return Built(outcome, out, compare_feed(out, outcome.folder.path, document, assets, listed))


def _assets(outcome: Outcome, items: list[BuiltItem], *, with_audio: bool) -> list[Asset]:
    """List every file the feed points to once, sorted by name; raises FeedtoolError."""
    found: dict[str, Asset] = {}
    everything = [*outcome.feed.assets, *(asset for item in items for asset in item.assets)]
    if with_audio:
        everything += [
            Asset(entry.name, entry.type, source=entry.source)
            for entry in _audio_entries(outcome, items)
        ]
    for asset in everything:
        known = found.setdefault(asset.name, asset)
        if (known.source, known.content) != (asset.source, asset.content):
            message = f"two different files would be published as {asset.name}"
            raise FeedtoolError(message, "rename one of the records, or one of the files")
    return [found[name] for name in sorted(found)]


def _audio_entries(outcome: Outcome, items: list[BuiltItem]) -> list[Public]:
    """List the audio files, which stay where they are, for the manifest."""
    entries: list[Public] = []
    for name in dict.fromkeys(name for item in items for name in item.audio):
        facts = outcome.fresh.get(name) or outcome.lock.get(name)
        if facts:
            entries.append(Public(name, name, facts.sha256, facts.type, stays=True))
    return entries
