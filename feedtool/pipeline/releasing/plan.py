"""From a show folder and the feed that is out to a plan: what a release would change."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from feedtool.check.rule import Rule
from feedtool.compare.words import describe_fresh, describe_lost, describe_match, describe_show
from feedtool.formats.feed.published_pages import find_next_page
from feedtool.load.folder import find_output
from feedtool.model.finding import Finding, Level
from feedtool.model.plan import Change, Danger, FeedIdentity, Intent, Judged, Plan
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.pipeline.chunk.task import BuiltItem
from feedtool.pipeline.document import order_items, render_feed
from feedtool.pipeline.releasing.comparison import Release, compare_release
from feedtool.pipeline.releasing.dangers import Subjects, judge_release
from feedtool.pipeline.releasing.reference import (
    FEED,
    Seen,
    fetch_live,
    find_reference,
    read_revision,
)
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.pipeline.workers import Progress
from feedtool.rules import all_rules


@dataclass(slots=True)
class Planned:
    """A plan, and all that made it: `publish` writes `document` and the files of `items`.

    `judged` is what release rules found, allowed or not; `stopping` are errors in what is new or
    changed, which stop a release as they stop a build. `unused` are allowances nothing needed.
    """

    plan: Plan
    outcome: Outcome
    out: Path
    document: bytes
    items: list[BuiltItem]
    judged: list[Judged] = field(default_factory=list)
    stopping: list[Finding] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """Everything that is not allowed: dangers first, then what stops the build."""
        return [each.finding for each in self.judged if not each.allowed] + self.stopping

    @property
    def is_stopped(self) -> bool:
        """Say whether nothing may go out."""
        return bool(self.stopping) or not self.plan.is_safe


def make_plan(options: Options, intent: Intent, out: Path | None, progress: Progress) -> Planned:
    """Say what a release of the show would change; raises FeedtoolError.

    The feed that is out is the one that `options.against` names, else the live one, else feed.xml
    of the last commit. Nothing is written.
    """
    release = render_release(options, out, progress)
    seen, tried = find_released(options.against, release.outcome, release.out, intent)
    return plan_release(replace(release, seen=seen, tried=tried), options, intent)


def render_release(options: Options, out: Path | None, progress: Progress) -> Release:
    """Check the show for errors and render the feed that would go out; raises FeedtoolError."""
    milder = tuple(each.code for each in all_rules() if not _can_stop(each))
    options = replace(options, ignore=(*options.ignore, *milder))
    outcome = check_show_folder(options, progress, renders=True)
    items = order_items(outcome)
    document = render_feed(outcome, items)
    return Release(outcome, find_output(outcome.folder, out), items, document)


def _can_stop(rule: Rule) -> bool:
    """Tell whether a rule is about errors, or may speak in place of one that is."""
    levels = (rule.level, *rule.by_platform.values())
    return Level.ERROR in levels or bool(rule.supersedes)


def find_released(
    against: str | None, outcome: Outcome, out: Path, intent: Intent | None = None
) -> tuple[Seen | None, tuple[str, ...]]:
    """Find the feed that is out: the one named, else the live one, else that of the last commit.

    Before a first release its server may not have a name yet. A feed to come that leads on to
    further pages itself is compared with the first page alone.
    """
    feed = outcome.feed
    follows = not find_next_page(feed.elements)
    if against is not None:
        return find_reference(against, out, follows=follows), ()
    tried: tuple[str, ...] = ()
    if feed.feed_url:
        is_first = intent is not None and intent.is_first
        seen = fetch_live(feed.feed_url, feed.base_url, is_first=is_first, follows=follows)
        if seen is not None:
            return seen, ()
        tried = (f"nothing is served at {feed.feed_url}",)
    return read_revision(out, "HEAD"), (*tried, f"git:HEAD has no {out / FEED}")


def plan_release(release: Release, options: Options, intent: Intent) -> Planned:
    """Compare, judge, and put it into words."""
    outcome = release.outcome
    subjects = compare_release(release, intent, _revision_of(options.against))
    platforms = options.platforms or outcome.settings.platforms or DEFAULT_PLATFORMS
    judged, unused = judge_release(outcome, intent, subjects, platforms)
    is_known = release.seen is not None or intent.is_first
    plan = Plan(
        now=options.now,
        previous=release.seen.identity if release.seen else None,
        next=_identify(release),
        intent=intent,
        changes=tuple(_list_changes(subjects, release.seen)) if is_known else (),
        dangers=tuple(map(_danger, (j for j in judged if j.finding.level is Level.ERROR))),
    )
    return Planned(
        plan=plan,
        outcome=outcome,
        out=release.out,
        document=release.document,
        items=release.items,
        judged=judged,
        stopping=_list_stopping(outcome, judged),
        unused=unused,
    )


def _revision_of(against: str | None) -> str:
    return against.removeprefix("git:") if against and against.startswith("git:") else "HEAD"


def _list_changes(subjects: Subjects, seen: Seen | None) -> Iterator[Change]:
    """List what changes; of a show of which nothing is out, only episodes are new to anybody."""
    comparison = subjects.comparison
    for fresh in comparison.fresh:
        yield describe_fresh(fresh, subjects.path_of(fresh.after))
    if comparison.channel and seen is not None:
        yield describe_show(comparison.channel, seen.feed.said)
    for match in comparison.matches:
        yield describe_match(match, subjects.path_of(match.after))
    for lost in comparison.lost:
        yield describe_lost(lost, subjects.path_of(lost.before))


def _identify(release: Release) -> FeedIdentity:
    digest = hashlib.sha256(release.document).hexdigest()
    items = sum(not item.is_live for item in release.items)
    return FeedIdentity(str(release.out / FEED), digest, len(release.document), items)


def _danger(judged: Judged) -> Danger:
    finding = judged.finding
    return Danger(
        finding.code,
        finding.name,
        finding.message,
        finding.location,
        judged.guids,
        judged.allowed,
    )


def _list_stopping(outcome: Outcome, judged: Iterable[Judged]) -> list[Finding]:
    """List the errors that stop a build, less those that a release rule speaks of."""
    spoken = {each.code: (each.code, *each.supersedes) for each in all_rules()}
    places = {
        (code, each.finding.location) for each in judged for code in spoken[each.finding.code]
    }
    return [
        finding
        for finding in outcome.findings
        if finding.level is Level.ERROR
        and finding.rest is None
        and (finding.code, finding.location) not in places
    ]
