"""From checked records to a feed on the disk."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from feedtool import __version__
from feedtool.errors import FeedtoolError
from feedtool.model.feed import Asset
from feedtool.pipeline.chunk import OLDEST, BuiltItem
from feedtool.pipeline.run import Options, Outcome, check_show_folder, save_lock
from feedtool.pipeline.workers import Progress
from feedtool.render.rss import render_document
from feedtool.write import Change, Public, write_feed

GENERATOR = f"feedtool {__version__}"


@dataclass(slots=True)
class Built:
    """What a build did. A stopped one wrote nothing."""

    outcome: Outcome
    out: Path
    changes: list[Change] = field(default_factory=list)
    is_stopped: bool = False
    lock_changed: bool = False


def build_show_folder(
    options: Options, out: Path | None, progress: Progress, *, with_audio: bool = False
) -> Built:
    """Take a show folder through all stations up to write; raises FeedtoolError."""
    outcome = check_show_folder(options, progress, renders=True)
    if out is None:
        folder = outcome.folder.path
        is_plain = ".." not in folder.parts and folder != Path()
        out = (folder if is_plain else folder.resolve()).parent / "feed"
    built = Built(outcome, out)
    if outcome.has_errors:
        built.is_stopped = True
        return built
    items = sorted(outcome.items, key=_newest_first)
    document = _render(outcome, items)
    assets = _assets(outcome, items, with_audio=with_audio)
    listed = [] if with_audio else _audio_entries(outcome, items)
    if not options.locked:  # first: where that fails, the feed that was there is unchanged
        built.lock_changed = save_lock(outcome)
    built.changes = write_feed(out, outcome.folder.path, document, assets, listed)
    return built


def _render(outcome: Outcome, items: list[BuiltItem]) -> bytes:
    """Render the document; raises FeedtoolError where a let-through error makes that impossible."""
    hint = "an [[ignore]] lets an error through that cannot be let through"
    if outcome.unrendered:
        raise FeedtoolError(f"the feed cannot be written as XML: {outcome.unrendered}", hint)
    rendered = [item.rendered for item in items]
    try:
        return render_document(outcome.feed, rendered, GENERATOR, _build_date(outcome, items))
    except (ValueError, LookupError) as error:
        raise FeedtoolError(f"the feed cannot be written as XML: {error}", hint) from None


def _newest_first(item: BuiltItem) -> tuple[bool, float, str]:
    """Order live items first, then by date, newest first; equal dates by path."""
    instant = item.instant or OLDEST
    return (not item.is_live, -(instant - OLDEST).total_seconds(), item.path)


def _build_date(outcome: Outcome, items: list[BuiltItem]) -> datetime:
    """Return lastBuildDate: the newest included date, so that only content moves it.

    A live item may have a date to come, which no build has reached yet.
    """
    past = [item.instant for item in items if item.instant and item.instant <= outcome.now]
    return max(past) if past else outcome.now.astimezone(UTC).replace(microsecond=0)


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
