"""A show to its target: looked at, planned, built, then sent; the feed last."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.load.folder import find_output
from feedtool.model.plan import FeedIdentity, Intent, Plan
from feedtool.pipeline.releasing import reference
from feedtool.pipeline.releasing.build import Built, compare_build, write_build
from feedtool.pipeline.releasing.comparison import Release as Planning
from feedtool.pipeline.releasing.job import (
    Author,
    Watch,
    do_job,
    make_job,
    place_feed,
    refuse_unready,
)
from feedtool.pipeline.releasing.named_files import hash_files
from feedtool.pipeline.releasing.plan import Planned, find_released, plan_release, render_release
from feedtool.pipeline.releasing.target import Aim, read_target_feed
from feedtool.pipeline.releasing.wanted import list_wanted
from feedtool.pipeline.run import Options, Outcome
from feedtool.publish.desk import Seen, change_control, look, refuse_held
from feedtool.publish.folder import FolderStore
from feedtool.publish.job import Done
from feedtool.publish.ledger import Release
from feedtool.publish.names import FEED
from feedtool.publish.steps import Steps
from feedtool.staging import BusyError


@dataclass(frozen=True, slots=True)
class Publishing:
    """What is asked of a release: `out` is the folder that is built into.

    `plan` is one that was made before: it is done as it is, or not at all. With `resumes` a hold
    of the target ends.
    """

    options: Options
    out: Path | None
    intent: Intent
    author: Author
    plan: Plan | None = None
    resumes: bool = False


@dataclass(slots=True)
class Published:
    """What a release came to.

    `planned` says what it changes for subscribers; where that stops it, there are no `steps`.
    """

    aim: Aim
    outcome: Outcome
    planned: Planned | None = None
    steps: Steps | None = None
    done: Done | None = None


def publish_show(
    aim: Aim, asked: Publishing, watch: Watch, looking: Callable[[], Seen] | None = None
) -> Published:
    """Plan a release, build it, and bring it to its target; raises FeedtoolError.

    With `watch.is_dry` nothing is written or sent: the steps are only worked out. `looking` waits
    for what `begin_look` began.
    """
    if isinstance(aim.store, FolderStore):
        aim.store.refuse_inside(aim.folder.path, find_output(aim.folder, asked.out))
    seen = looking() if looking else look(aim.store)
    if not asked.resumes:
        refuse_held(seen.control, aim.store.where)
    planning = render_release(asked.options, asked.out, watch.progress)
    outcome, document = planning.outcome, planning.document
    published = Published(aim, outcome)
    if asked.plan is not None:
        _refuse_other_build(asked.plan, planning)
    if outcome.has_errors or seen.feed is None or seen.feed.data != document:
        released, tried = _find_released(aim, seen, planning, asked)
        planning = replace(planning, seen=released, tried=tried)
        published.planned = plan_release(planning, asked.options, asked.intent)
        if asked.plan is not None:
            _refuse_other_feed(asked.plan, published.planned.plan)
        if published.planned.is_stopped:
            return published
    _refuse_withdrawn(outcome, seen)
    if watch.is_dry:
        built = compare_build(outcome, planning.out, planning.items, [document])
    else:
        built = _build(planning, asked.options)
    _send(published, built, document, seen, asked, watch)
    return published


def _build(planning: Planning, options: Options) -> Built:
    """Write the output folder; who builds there just now may publish, too, and was first."""
    built = Built(planning.outcome, planning.out)
    try:
        write_build(built, planning.items, [planning.document], options)
    except BusyError as error:
        hint = "nothing was sent: look at what is out when it has ended, then run the command again"
        raise FeedtoolError(error.message, hint, ExitCode.CHANGED) from None
    return built


def _send(
    published: Published,
    built: Built,
    document: bytes,
    seen: Seen,
    asked: Publishing,
    watch: Watch,
) -> None:
    """Work out the steps, and do them."""
    aim, author = published.aim, asked.author
    wanted = list_wanted(built)
    feed = place_feed(document, aim, wanted)
    names = tuple(sorted(each.name for each in wanted))
    count = len(built.outcome.items)
    note = Release(0, feed.sha256, author.when, author.name, "published", count, names)
    job = make_job(aim, seen, feed, wanted, note)
    published.steps = job.steps
    if watch.is_dry:
        return
    refuse_unready(job.steps, aim.store)
    if asked.resumes and seen.control.hold:
        change_control(aim.store, replace(seen.control, hold=None), seen.control_version)
    published.done = do_job(aim, job, watch)


def _find_released(
    aim: Aim, seen: Seen, planning: Planning, asked: Publishing
) -> tuple[reference.Seen | None, tuple[str, ...]]:
    """Find the feed that is out: the target's, else the one that is served or committed."""
    if seen.feed is None:
        try:
            against = asked.options.against
            return find_released(against, planning.outcome, planning.out, asked.intent)
        except FeedtoolError as error:
            if error.code is not ExitCode.NETWORK:
                raise
            hint = "if no feed is out yet: --first-release; else name it with --against"
            raise FeedtoolError(error.message, hint, error.code) from None
    source = f"{aim.store.where}/{FEED}"
    if asked.options.against is not None:
        message = f"{source} is the feed that is out, and what is compared with"
        raise FeedtoolError(message, "leave --against out")
    feed = read_target_feed(aim, seen.feed.data)
    items = feed.episode_count
    identity = FeedIdentity(source, feed.sha256, feed.length, items, seen.feed.version)
    files = seen.state.files if seen.state and seen.is_settled else {}
    hashes = {name: stored.sha256 for name, stored in files.items()}
    return reference.Seen(identity, feed, aim.read_back_url, hashes), ()


def _refuse_other_build(asked: Plan, planning: Planning) -> None:
    """Raise FeedtoolError where what would go out is not exactly what was planned."""
    if asked.next.sha256 != _hash(planning.document):
        raise _other_plan("the records or the files have changed since, and with them the feed")
    if asked.files and asked.files != hash_files(planning.outcome, planning.items):
        raise _other_plan("a file that the feed names has changed since")


def _refuse_other_feed(asked: Plan, made: Plan) -> None:
    """Raise FeedtoolError where the feed that is out is not the one that was planned against."""
    before = asked.previous.sha256 if asked.previous else ""
    if before != (made.previous.sha256 if made.previous else ""):
        raise _other_plan("the feed that is out has changed since")


def _other_plan(why: str) -> FeedtoolError:
    message = f"the plan cannot be done as it is: {why}"
    return FeedtoolError(message, "look at a new one: feedtool plan", ExitCode.CHANGED)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refuse_withdrawn(outcome: Outcome, seen: Seen) -> None:
    """Raise FeedtoolError where an episode would come back that was taken out for good."""
    gone = {each.guid: each for each in seen.control.withdrawn}
    back = [each for each in outcome.digests if each.is_due and each.guid in gone]
    if back:
        since = gone[back[0].guid].since.date()
        message = f"{back[0].path} was withdrawn on {since}, and its GUID is never used again"
        hint = "take it out of the show as 'feedtool withdraw' did, or give it a fresh guid"
        raise FeedtoolError(message, hint, ExitCode.FINDINGS)
