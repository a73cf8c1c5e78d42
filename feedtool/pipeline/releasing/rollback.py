"""An earlier feed put back, and the target kept from the next release until somebody says so."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.feed.cut import count_items, cut_items, list_named
from feedtool.pipeline.releasing.job import Author, Watch, do_job, make_feed_job
from feedtool.pipeline.releasing.target import Aim
from feedtool.publish.desk import Seen, change_control, look
from feedtool.publish.history import (
    digest_of,
    digest_of_feed,
    list_kept,
    number_of,
    read_feed,
    read_one,
)
from feedtool.publish.job import Done
from feedtool.publish.ledger import Hold, Release
from feedtool.publish.names import FEED

_BACK = "put back: "


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What was put back: its release, the episodes that stay withdrawn, and what was done."""

    release: Release
    still_gone: int
    done: Done | None


def list_releases(aim: Aim) -> list[Release]:
    """List the releases that are kept, newest first; raises FeedtoolError."""
    found = (read_one(aim.store, stem) for stem in reversed(list_kept(aim.store)))
    return [each for each in found if each is not None]


def roll_back(
    aim: Aim, number: int | None, reason: str, author: Author, watch: Watch
) -> RolledBack:
    """Put an earlier feed back, the one before by default; raises FeedtoolError.

    The hold comes first: a release that began before it finds another feed than it saw, or the
    hold. It names the release until all is done: whoever repeats a rollback that was ended from
    outside brings that one to its end, and does not go further back.
    """
    seen = look(aim.store)
    if seen.feed is None:
        raise FeedtoolError(f"{aim.store.where} has no feed that could be replaced")
    begun = seen.control.hold.release if seen.control.hold else 0
    stem, release = _choose(aim, seen, number or begun or None)
    data, still_gone = _read_without_withdrawn(aim, seen, stem)
    if data == seen.feed.data and release.number != begun:
        raise FeedtoolError("this feed is the one that is out", "name another with --to")
    _refuse_gone_files(aim, release, data)
    if watch.is_dry:
        return RolledBack(release, still_gone, None)
    reason = reason or f"rolled back to release {release.number}"
    hold = Hold(author.when, author.name, reason, release.number)
    control = replace(seen.control, hold=hold)
    version = change_control(aim.store, control, seen.control_version)
    done = do_job(aim, make_feed_job(aim, seen, data, _note(release, data, author)), watch)
    with suppress(FeedtoolError):  # the next rollback would do this one again, which harms nobody
        change_control(aim.store, replace(control, hold=replace(hold, release=0)), version)
    return RolledBack(release, still_gone, done)


def _note(release: Release, data: bytes, author: Author) -> Release:
    return replace(
        release,
        sha256=hashlib.sha256(data).hexdigest(),
        when=author.when,
        by=author.name,
        what=f"{_BACK}{_origin(release)}",
        items=count_items(data),
    )


def _choose(aim: Aim, seen: Seen, number: int | None) -> tuple[str, Release]:
    """Choose the release that is named, else the newest before the one that is out."""
    kept = list_kept(aim.store)
    current = digest_of_feed(seen.feed.data if seen.feed else b"")
    wanted = [stem for stem in kept if number_of(stem) == number]
    if number is None:
        out = [stem for stem in kept if digest_of(stem) == current]
        newest = read_one(aim.store, out[-1]) if out else None
        limit = _origin(newest) if newest else number_of(kept[-1]) + 1 if kept else 0
        older = [stem for stem in kept if number_of(stem) < limit]
        wanted = [stem for stem in older if digest_of(stem) != current]
    release = read_one(aim.store, wanted[-1]) if wanted else None
    if release is None:
        what = "feed before the one that is out" if number is None else f"release {number}"
        hint = "feedtool rollback --list names what is kept"
        raise FeedtoolError(f"{aim.store.where} keeps no {what}", hint)
    return wanted[-1], release


def _origin(release: Release) -> int:
    """Return the number of the release whose feed this one put back, or its own."""
    number = release.what.removeprefix(_BACK)
    return int(number) if number.isdecimal() else release.number


def _read_without_withdrawn(aim: Aim, seen: Seen, stem: str) -> tuple[bytes, int]:
    data = read_feed(aim.store, stem)
    if data is None:
        raise FeedtoolError(f"{aim.store.where} has lost {stem}.xml", "name another with --to")
    try:
        cut = cut_items(data, [each.guid for each in seen.control.withdrawn])
    except ValueError as error:
        message = f"{stem}.xml holds a withdrawn episode, and cannot be written without: {error}"
        raise FeedtoolError(message, "name another with --to") from None
    return cut.data, len(cut.items)


def _refuse_gone_files(aim: Aim, release: Release, data: bytes) -> None:
    """Raise FeedtoolError where the feed names a file that is no longer at the target."""
    named = list_named(data.decode("utf-8", "replace"), *aim.bases) - {FEED}
    listed = aim.store.list()
    gone = sorted(
        name
        for name in named
        if name not in listed and (name in release.files or not release.files)
    )
    if gone:
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        message = f"release {release.number} names {gone[0]}{more}, which {aim.store.where} lacks"
        raise FeedtoolError(message, "name another with --to", ExitCode.FINDINGS)
