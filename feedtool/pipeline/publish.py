"""A show to its target: looked at, built, planned, then sent; the feed last."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedtool.compose.addresses import public_url
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.files import read_bytes
from feedtool.net.client import Client
from feedtool.net.reach import reach_of
from feedtool.pipeline.build import Built, build_show_folder
from feedtool.pipeline.run import Options
from feedtool.pipeline.target import Aim
from feedtool.pipeline.wanted import address_files, list_wanted
from feedtool.pipeline.workers import Progress
from feedtool.publish.desk import Seen, look, refuse_held
from feedtool.publish.ledger import Release, Stored
from feedtool.publish.meter import Meter, Show
from feedtool.publish.names import FEED
from feedtool.publish.public import Public
from feedtool.publish.release import Done, Feed, Job, Releasing
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

_MAX_FEED = 256 * 1024 * 1024
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Author:
    """Who publishes, and when by his clock: what the history at the target says."""

    name: str
    when: datetime


@dataclass(slots=True)
class Published:
    """What a release came to. One that was stopped by findings has no `done`."""

    aim: Aim
    built: Built
    steps: Steps | None = None
    done: Done | None = None


def publish_show(
    aim: Aim, options: Options, out: Path | None, author: Author, watch: "Watch"
) -> Published:
    """Build a show and bring it to its target; raises FeedtoolError.

    With `watch.is_dry` nothing is sent: the steps are only worked out.
    """
    store = aim.target.store
    seen = look(store)
    refuse_held(seen.control, store.where)
    live = seen.feed.data if seen.feed else None
    built = build_show_folder(options, out, watch.progress, live=live)
    if built.is_stopped:
        return Published(aim, built)
    _refuse_withdrawn(built, seen)
    wanted = list_wanted(built)
    job = make_job(aim, seen, wanted, read_feed(built, aim, wanted), author)
    published = Published(aim, built, job.steps)
    if not watch.is_dry:
        _refuse_unready(job.steps, store)
        published.done = do_job(aim, job, watch)
    return published


@dataclass(frozen=True, slots=True)
class Watch:
    """What shows how far a release is, and whether it is only tried."""

    progress: Progress
    show: Show
    is_dry: bool = False


def do_job(aim: Aim, job: Job, watch: Watch) -> Done:
    """Do the steps of a release; raises FeedtoolError."""
    meter = Meter(watch.show, job.steps.sends)
    with Client(reach_of(aim.target.public)) as client:
        public = Public(client, meter.tell)
        return Releasing(aim.target.store, aim.target.settings, public, meter).run(job)


def read_feed(built: Built, aim: Aim, wanted: list[Wanted]) -> Feed:
    """Read the feed that was built, and say where it and its files are public."""
    data = read_bytes(built.out / FEED, _MAX_FEED)
    public = aim.target.public
    return Feed(
        data,
        hashlib.sha256(data).hexdigest(),
        url=_feed_address(built, aim) if public else "",
        topic=built.outcome.feed.feed_url,
        urls=address_files(wanted, public),
    )


def make_job(aim: Aim, seen: Seen, wanted: Sequence[Wanted], feed: Feed, author: Author) -> Job:
    """Compare what is wanted with what is at the target, and put the steps in order."""
    is_same = seen.feed is not None and seen.feed.data == feed.data
    change = Change(not is_same, seen.is_settled, bool(aim.target.settings.purge))
    hubs = _hubs_of(aim) if feed.url else ()
    known = dict(seen.state.files) if seen.state else {}
    steps = plan_steps(wanted, _trust(wanted, known), change, hubs)
    there: Mapping[str, Stored] = known
    if steps.order or not seen.is_settled:
        there, present = survey(aim.target.store, wanted, known)
        steps = plan_steps(wanted, present, change, hubs)
    files = tuple(sorted(each.name for each in wanted))
    note = Release(0, feed.sha256, author.when, author.name, "published", len(files), files)
    by_name = {each.name: each for each in wanted}
    return Job(seen, steps, by_name, there, feed, note)


def survey(
    store: Store, wanted: Sequence[Wanted], known: Mapping[str, Stored]
) -> tuple[dict[str, Stored], dict[str, Present]]:
    """List the target; look into what nobody wrote down. Return what is there and may stay."""
    listed = store.list()
    hashes = {name: store.find_hash(name) for name in list_unknown(wanted, listed, known)}
    present = describe_present(wanted, listed, known, hashes)
    there = {
        each.name: Stored(each.sha256, listed[each.name].size, listed[each.name].stamp)
        for each in wanted
        if each.name in present and present[each.name].sha256 == each.sha256
    }
    return there, present


def _trust(wanted: Sequence[Wanted], known: Mapping[str, Stored]) -> dict[str, Present]:
    """Take what was written down for what is there."""
    names = (each.name for each in wanted if each.name in known)
    return {name: Present(known[name].sha256, is_seen=True) for name in names}


def _feed_address(built: Built, aim: Aim) -> str:
    """Return where the feed is read back: at its own address, or below the target's."""
    if aim.target.settings.public:
        return public_url(aim.target.public, FEED)
    return built.outcome.feed.feed_url


def _hubs_of(aim: Aim) -> tuple[str, ...]:
    own = (aim.show.hub,) if aim.show.hub else ()
    return tuple(dict.fromkeys((*own, *aim.target.settings.hubs)))


def _refuse_withdrawn(built: Built, seen: Seen) -> None:
    """Raise FeedtoolError where an episode would come back that was taken out for good."""
    gone = {each.guid: each for each in seen.control.withdrawn}
    back = [each for each in built.outcome.digests if each.is_due and each.guid in gone]
    if back:
        since = gone[back[0].guid].since.date()
        message = f"{back[0].path} was withdrawn on {since}, and its GUID is never used again"
        hint = "take it out of the show as 'feedtool withdraw' did, or give it a fresh guid"
        raise FeedtoolError(message, hint, ExitCode.FINDINGS)


def _refuse_unready(steps: Steps, store: Store) -> None:
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
