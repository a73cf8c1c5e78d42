"""What a release is to do at a target, worked out and done: for every command that changes one."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.pipeline.releasing.target import Aim
from feedtool.pipeline.releasing.wanted import address_files
from feedtool.pipeline.workers import Progress
from feedtool.publish.desk import Seen
from feedtool.publish.history import choose_kept
from feedtool.publish.interruptible import call_interruptibly
from feedtool.publish.job import Done, Feed, Job
from feedtool.publish.ledger import Release, Stored
from feedtool.publish.meter import Meter, Show
from feedtool.publish.steps import (
    Change,
    Present,
    Steps,
    Wanted,
    describe_present,
    list_unknown,
    plan_steps,
)
from feedtool.publish.store import Store

_SHOWN = 10
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Author:
    """Who publishes, and when by their clock: what the history at the target says."""

    name: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Watch:
    """What shows how far a command is, and whether it is only tried."""

    progress: Progress
    show: Show
    is_dry: bool = False


def do_job(aim: Aim, job: Job, watch: Watch) -> Done:
    """Do the steps of a job; raises FeedtoolError."""
    if not job.steps.order:
        return Done()
    from feedtool.net.client import Client  # noqa: PLC0415 - heavy, and only where much is to do
    from feedtool.net.reach import reach_of  # noqa: PLC0415
    from feedtool.publish.public import Public  # noqa: PLC0415
    from feedtool.publish.release import Releasing  # noqa: PLC0415

    meter = Meter(watch.show, job.steps.sends)
    try:
        with Client(reach_of(aim.target.public)) as client:
            public = Public(client, meter.tell)
            releasing = Releasing(aim.store, aim.target.settings, public, meter)
            return call_interruptibly(lambda: releasing.run(job))
    finally:
        meter.end()


def place_feed(data: bytes, aim: Aim, wanted: Sequence[Wanted] = ()) -> Feed:
    """Say where a feed and its files are public."""
    digest = hashlib.sha256(data).hexdigest()
    urls = address_files(wanted, aim.target.public)
    return Feed(data, digest, aim.read_back_url, aim.feed_url, urls)


def make_job(aim: Aim, seen: Seen, feed: Feed, wanted: Sequence[Wanted], note: Release) -> Job:
    """Compare what is wanted with what is at the target, and put the steps in order.

    Where the last release was done to its end, what was written down is believed until anything
    is to do; then the target is listed, for a feed must never name what is gone.
    """
    is_same = seen.feed is not None and seen.feed.data == feed.data
    change = Change(not is_same, seen.is_settled, bool(aim.target.settings.purge))
    there: Mapping[str, Stored] = dict(seen.state.files) if seen.state else {}
    steps = plan_steps(wanted, _trust(wanted, there), change, aim.hubs)
    kept: Sequence[str] | None = None
    if steps.order or not seen.is_settled:
        found = survey(aim.store, wanted, there)
        there, kept = found.there, found.kept
        steps = plan_steps(wanted, found.present, change, aim.hubs)
    return Job(seen, steps, feed, note, {each.name: each for each in wanted}, there, kept)


def make_feed_job(aim: Aim, seen: Seen, data: bytes, note: Release) -> Job:
    """Put another feed in the place of the one that is out, on hold or not; no file is sent.

    Where it is out already, what comes after it is done once more.
    """
    is_same = seen.feed is not None and seen.feed.data == data
    change = Change(not is_same, seen.is_settled, bool(aim.target.settings.purge))
    steps = plan_steps((), {}, change, aim.hubs)
    return Job(seen, steps, place_feed(data, aim), note, is_part=True, ignores_hold=True)


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies at a target: wanted files that are `there` as they should be, or only `present`.

    `kept` are the releases that it keeps.
    """

    there: dict[str, Stored]
    present: dict[str, Present]
    kept: list[str]


def survey(store: Store, wanted: Sequence[Wanted], known: Mapping[str, Stored]) -> Survey:
    """List the target, and look into what nobody wrote down."""
    return call_interruptibly(lambda: _survey(store, wanted, known))


def _survey(store: Store, wanted: Sequence[Wanted], known: Mapping[str, Stored]) -> Survey:
    listed = store.list()
    unknown = list_unknown(wanted, listed, known)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        hashes = dict(zip(unknown, pool.map(store.find_hash, unknown), strict=True))
    present = describe_present(wanted, listed, known, hashes)
    there = {
        each.name: Stored(each.sha256, listed[each.name].size, listed[each.name].stamp)
        for each in wanted
        if each.name in present and present[each.name].sha256 == each.sha256
    }
    return Survey(there, present, choose_kept(listed))


def _trust(wanted: Sequence[Wanted], known: Mapping[str, Stored]) -> dict[str, Present]:
    """Take what was written down for what is there."""
    names = (each.name for each in wanted if each.name in known)
    return {name: Present(known[name].sha256, is_seen=True) for name in names}


def refuse_unready(steps: Steps, store: Store) -> None:
    """Raise FeedtoolError where a name has other bytes, or a file is neither here nor there."""
    if steps.taken:
        message = f"{store.where} holds other bytes as {_list(steps.taken)}"
        hint = "what was published keeps its bytes: give the new file another name"
        raise FeedtoolError(message, hint, ExitCode.FINDINGS)
    if steps.missing:
        message = f"neither here nor at {store.where}: {_list(steps.missing)}"
        raise FeedtoolError(message, "run 'feedtool upload' on the machine that has the files")


def _list(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
