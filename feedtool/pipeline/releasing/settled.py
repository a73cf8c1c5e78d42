"""What is out already and stays as it is: its old faults are listed and stop no release."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from feedtool.check.facts import Digest
from feedtool.compare.difference import is_same_item
from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.feed.published import NoFeedError, read_published
from feedtool.git import read_committed
from feedtool.model.finding import Finding, Level, Rest
from feedtool.model.published import PublishedFeed, PublishedItem
from feedtool.pipeline.document import order_items, render_feed
from feedtool.pipeline.releasing.published_audio import advise_about_audio
from feedtool.pipeline.run import Outcome

_MAX_FILE = 256 * 1024 * 1024
_NEW_BYTES = frozenset({"RL05", "AR11", "TG15"})
"""Rules about other bytes behind an address that stays: the item says the same, and is not."""
_TWINS = frozenset({"AU07", "AU20", "ID02", "TR23"})
"""Rules about two records that are alike: whichever they name, the other may be the new one."""


Settled = Mapping[str, Rest]
"""Paths of records, and why their faults stop no release."""


def mark_published(outcome: Outcome, reference: PublishedFeed) -> Outcome:
    """Mark findings about items, and about the channel, that the reference has just the same."""
    outcome = advise_about_audio(outcome, reference)
    return mark_settled(outcome, find_settled(outcome, reference))


def mark_settled(outcome: Outcome, settled: Settled) -> Outcome:
    """Mark findings in records that are out as they are or do not go out now, and their files."""
    settled = {**settled, **dict(_unchanged_files(outcome, settled))}
    outcome.findings = [
        finding if finding in outcome.live else _mark(finding, settled)
        for finding in outcome.findings
    ]
    return outcome


def find_settled(outcome: Outcome, reference: PublishedFeed) -> Settled:
    """Find the records that are out as they are; none where the new feed cannot be written."""
    try:
        new = read_published(render_feed(outcome, order_items(outcome)))
    except (FeedtoolError, NoFeedError):
        return {}
    return dict(_list_settled(outcome, reference, new))


def rest_of(digest: Digest, *, was_out: bool) -> Rest | None:
    """Say why an episode does not go out now, unless it was out, and is missed."""
    if digest.is_broken or digest.is_due or was_out:
        return None
    return Rest.DRAFT if digest.is_draft else Rest.SCHEDULED


def _list_settled(
    outcome: Outcome, old: PublishedFeed, new: PublishedFeed
) -> Iterable[tuple[str, Rest]]:
    if old.channel == new.channel:
        yield outcome.show.path, Rest.OUT
    old_items, new_items = _by_guid(old), _by_guid(new)
    for digest in outcome.digests:
        if digest.is_broken:
            continue
        before, after = old_items.get(digest.guid, []), new_items.get(digest.guid, [])
        is_same = len(before) == len(after) > 0 and all(
            is_same_item(*pair, old.said) for pair in zip(before, after, strict=True)
        )
        rest = Rest.OUT if is_same else rest_of(digest, was_out=bool(before))
        if rest:
            yield digest.path, rest


def _by_guid(feed: PublishedFeed) -> dict[str, list[PublishedItem]]:
    """List the items of each GUID: of twins it cannot be told which record is which."""
    found: dict[str, list[PublishedItem]] = {}
    for item in feed.items:
        if item.guid:
            found.setdefault(item.guid, []).append(item)
    return found


def _unchanged_files(outcome: Outcome, settled: Settled) -> Iterable[tuple[str, Rest]]:
    """List transcripts and chapters of settled episodes that are as the last commit has them.

    The feed names them and does not hold them: what is in them may change behind the same item.
    """
    folder = outcome.folder
    errors = (finding for finding in outcome.findings if finding.level is Level.ERROR)
    wrong = {finding.location.path for finding in errors}
    for digest in outcome.digests:
        for name in digest.files:
            if digest.path in settled and folder.shown + name in wrong:
                path = folder.path / name
                if _committed(path) == _read(path):
                    yield folder.shown + name, settled[digest.path]


def _committed(path: Path) -> bytes | None:
    try:
        return read_committed(path)
    except FeedtoolError:
        return None


def _read(path: Path) -> bytes | None:
    try:
        return read_bytes(path, _MAX_FILE)
    except FileNotFoundError:
        return None
    except UnreadableError as error:
        raise FeedtoolError(f"{path}: {error}") from None


def _mark(finding: Finding, settled: Settled) -> Finding:
    rest = settled.get(finding.location.path)
    if finding.level is not Level.ERROR or finding.code in _NEW_BYTES:
        return finding
    if finding.code in _TWINS and not settled.keys() >= set(finding.others):
        return finding
    return replace(finding, rest=rest) if rest else finding
