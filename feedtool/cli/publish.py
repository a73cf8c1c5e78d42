"""feedtool publish."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments
from feedtool.cli import plan as planning
from feedtool.cli import target as shown
from feedtool.cli.build import Output
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.model.plan import Intent, Plan
    from feedtool.pipeline.releasing.publish import Published, Publishing
    from feedtool.pipeline.releasing.target import Aim
    from feedtool.publish.desk import Seen

_MOST_DAYS = 36_500
"""A hundred years: more would lead out of the calendar."""

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DIR] [TARGET] [PLAN.json]",
        help="The show folder, the target of feedtool.toml (left out, the only one), and a plan "
        "that was saved: it is done as it is, or not at all.",
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Publish although a rollback has put the target on hold.")
]
Wait = Annotated[
    str | None,
    typer.Option(
        "--wait", metavar="TIME", help="Stay for so long (3h, 90m), and publish what becomes due."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be sent; write and send nothing.")
]
Prune = Annotated[
    int | None,
    typer.Option(
        "--prune",
        metavar="DAYS",
        min=1,
        max=_MOST_DAYS,
        help="Then delete old releases, and files that no feed of the last DAYS names.",
    ),
]

_MAX_PLAN = 64 * 1024 * 1024
"""Bytes of a plan: one of 10,000 episodes has 4 MB."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(publish)


def publish(
    what: What = None,
    allow: planning.Allow = None,
    moved: planning.MovedOption = None,
    new: planning.New = 1,
    first_release: planning.First = False,
    output: Output = None,
    dry_run: DryRun = False,
    resume: Resume = False,
    wait: Wait = None,
    prune: Prune = None,
    against: planning.Reference = None,
    platforms: arguments.Platforms = None,
    now: arguments.Now = None,
    locked: arguments.Locked = False,
    workers: arguments.Workers = None,
) -> None:
    """Bring the show to its target, or leave all as it was. Files go first, the feed last."""
    from feedtool.model.plan import Intent
    from feedtool.pipeline.releasing.target import take_aim
    from feedtool.publish.desk import begin_look

    words, plan = _take_plan(what or [])
    folder, target = shown.split_words(words)
    stays = _read_stay(wait, now, has_plan=plan is not None)
    intent = Intent(planning.read_allowances(allow), planning.read_moves(moved), new, first_release)
    meant, moment = _choose_intent(plan, intent), plan.now if plan else arguments.read_now(now)
    chosen = arguments.read_platforms(platforms)
    aim = take_aim(folder, target)
    looking = begin_look(aim.store)  # while all that checks a show is loaded

    from feedtool.pipeline.releasing.publish import Publishing
    from feedtool.pipeline.run import Options

    is_locked = arguments.is_locked(locked)
    options = Options(folder, moment, chosen, is_locked, workers=workers, against=against)
    asked = Publishing(options, output, meant, shown.author(), plan, resume)
    published = _publish_until(aim, asked, moment + stays, looking, is_dry=dry_run)
    if prune is not None:
        say(_prune(published, asked, prune, is_dry=dry_run))


def _choose_intent(plan: "Plan | None", intent: "Intent") -> "Intent":
    """Return what is meant: a plan says it itself. Raises FeedtoolError where both do."""
    if plan is None:
        return intent
    if intent != type(intent)():
        message = "a plan says itself what is meant"
        hint = "give --allow, --moved, --new and --first-release to feedtool plan"
        raise FeedtoolError(message, hint)
    return plan.intent


def _read_stay(wait: str | None, now: str | None, *, has_plan: bool) -> timedelta:
    """Read --wait; raises FeedtoolError where another time was given."""
    if has_plan and (now or wait):
        raise FeedtoolError("a plan has its own time: leave --now and --wait out")
    if wait is not None and now:
        raise FeedtoolError("--wait goes by the clock: leave --now out")
    return timedelta() if wait is None else shown.read_duration(wait)


def _take_plan(words: list[str]) -> tuple[list[str], "Plan | None"]:
    """Take a plan's file out of the words, and read it."""
    files = [word for word in words if word.endswith(".json")]
    if not files:
        return words, None
    from feedtool.files import UnreadableError, read_text
    from feedtool.formats.plan_document import read_plan

    if len(files) > 1:
        raise FeedtoolError("name one plan")
    try:
        text = read_text(Path(files[0]), _MAX_PLAN)
    except FileNotFoundError:
        hint = f"feedtool plan --out {files[0]} writes one"
        raise FeedtoolError(f"{files[0]}: there is no such file", hint) from None
    except UnreadableError as error:
        raise FeedtoolError(f"{files[0]}: {error}") from None
    return [word for word in words if word not in files], read_plan(text, files[0])


def _publish_until(
    aim: "Aim",
    asked: "Publishing",
    end: datetime,
    looking: "Callable[[], Seen] | None",
    *,
    is_dry: bool,
) -> "Published":
    """Publish, then again at every moment up to `end` at which an episode becomes due."""
    from feedtool.pipeline.releasing.publish import publish_show

    while True:
        published = publish_show(aim, asked, shown.watch("building", is_dry=is_dry), looking)
        _report(published)
        due = _next_due(published, asked.options.now, end)
        if due is None or is_dry:
            return published
        say(f"waiting until {due.isoformat(' ', 'seconds')}", to_stderr=True)
        while (left := (due - arguments.read_now(None)).total_seconds()) > 0:
            time.sleep(min(left, 60.0))  # a computer that slept in between wakes up late
        moment = max(due, arguments.read_now(None))
        options = replace(asked.options, now=moment, against=None)  # the last release is out
        asked = replace(asked, options=options, author=shown.author(), resumes=False)
        looking = None


def _next_due(published: "Published", now: datetime, end: datetime) -> datetime | None:
    """Return when the next episode becomes due, if that is before `end`."""
    moments = [
        each.instant
        for each in published.outcome.digests
        if each.instant and not each.is_draft and not each.is_broken and now < each.instant <= end
    ]
    return min(moments, default=None)


def _report(published: "Published") -> None:
    """Print the plan and what was done; leaves the command where the release was stopped."""
    planned = published.planned
    if planned is not None and (not planned.plan.is_same or planned.is_stopped):
        planning.report(planned, None)
    if published.steps is None:
        say(f"stopped: nothing was sent, {published.aim.store.where} is unchanged")
        raise typer.Exit(int(ExitCode.FINDINGS))
    say(_summarise(published))


def _summarise(published: "Published") -> str:
    from feedtool.publish.steps import Act

    where, done = published.aim.store.where, published.done
    order = published.steps.order if published.steps else ()
    if not order:
        return f"{where}: nothing to do"
    feed = ["  feed     feed.xml"] if any(step.act is Act.FEED for step in order) else []
    lines = [*shown.list_steps(order), *feed, *shown.list_news(done)]
    if done is None:
        return "\n".join([f"{where}: would change", *lines])
    what = "a new feed is out" if done.has_new_feed else "the feed is as it was"
    return "\n".join([f"{where}: {what}", *lines])


def _prune(published: "Published", asked: "Publishing", days: int, *, is_dry: bool) -> str:
    from feedtool.pipeline.releasing.prune import prune

    digests = published.outcome.digests
    pruned = prune(published.aim, days, digests, asked.author, is_dry=is_dry)
    word = "would delete" if is_dry else "deleted"
    lines = [f"  {word} {name}" for name in pruned.files]
    lines += [f"  {word} the parts of {name}, which never became whole" for name in pruned.begun]
    releases, age = count(pruned.releases, "release"), count(days, "day")
    lines += [f"  {word} {releases} older than {age}"]
    return "\n".join(lines)
