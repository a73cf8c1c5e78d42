"""From a show folder and the feed that is out to a plan: what a release would change."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from feedtool.check.facts import Digest
from feedtool.check.release import NextFeed, PreviousFeed, Reference
from feedtool.compare.difference import own_address
from feedtool.compare.feeds import Comparison, Evidence, Grounds, compare_feeds
from feedtool.compare.match import Pair
from feedtool.compare.words import describe_fresh, describe_lost, describe_match, describe_show
from feedtool.errors import FeedtoolError
from feedtool.formats.published import NoFeedError, read_published
from feedtool.model.finding import Finding, Level
from feedtool.model.plan import Change, Danger, FeedIdentity, Intent, Judged, Plan
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.model.published import PublishedFeed, PublishedItem
from feedtool.pipeline.dangers import Subjects, judge_release
from feedtool.pipeline.document import order_items, render_feed
from feedtool.pipeline.evidence import Witness
from feedtool.pipeline.reference import FEED, Seen, fetch_live, find_reference, read_revision
from feedtool.pipeline.release import find_output, list_settled, mark_settled
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.pipeline.task import BuiltItem
from feedtool.pipeline.workers import Progress


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
    seen, tried = find_released(options.against, release.outcome, release.out)
    return plan_release(replace(release, seen=seen, tried=tried), options, intent)


def render_release(options: Options, out: Path | None, progress: Progress) -> "Release":
    """Check the show and render the feed that would go out, in memory; raises FeedtoolError."""
    outcome = check_show_folder(options, progress, renders=True)
    items = order_items(outcome)
    document = render_feed(outcome, items)
    return Release(outcome, find_output(outcome.folder, out), items, document)


@dataclass(frozen=True, slots=True)
class Release:
    """What would be released, and the feed that is out; `tried` names the places that have none."""

    outcome: Outcome
    out: Path
    items: list[BuiltItem]
    document: bytes
    seen: Seen | None = None
    tried: tuple[str, ...] = ()


def find_released(
    against: str | None, outcome: Outcome, out: Path
) -> tuple[Seen | None, tuple[str, ...]]:
    """Find the feed that is out: the one named, else the live one, else that of the last commit."""
    if against is not None:
        return find_reference(against, out), ()
    feed = outcome.feed
    tried: tuple[str, ...] = ()
    if feed.feed_url:
        seen = fetch_live(feed.feed_url, feed.base_url)
        if seen is not None:
            return seen, ()
        tried = (f"nothing is served at {feed.feed_url}",)
    return read_revision(out, "HEAD"), (*tried, f"git:HEAD has no {out / FEED}")


def plan_release(release: Release, options: Options, intent: Intent) -> Planned:
    """Compare, judge, and put it into words."""
    outcome, seen = release.outcome, release.seen
    new = _read_next(release.document)
    old = seen.feed if seen else PublishedFeed("", 0)
    paths = _list_paths(new, release.items)
    witness = Witness(outcome, seen, _revision_of(options.against)) if seen else None
    built = {id(item): each for item, each in zip(new.items, release.items, strict=True)}

    def weigh(pair: Pair) -> Evidence:
        return witness.weigh(pair, built[id(pair[1])]) if witness else Evidence()

    show = outcome.show.record
    grounds = Grounds(show.removed, intent.most_new, _explainer(outcome), weigh)
    comparison = compare_feeds(old, new, grounds)
    if seen:
        _refuse_other_show(seen, new, comparison)
        mark_settled(outcome, set(list_settled(outcome, old, new)))
    subjects = Subjects(
        comparison if seen else Comparison(),
        _sides(release, new, intent),
        paths,
        list(witness.find_pictures()) if witness else [],
        {digest.guid: digest.path for digest in outcome.digests if digest.guid},
    )
    platforms = options.platforms or outcome.settings.platforms or DEFAULT_PLATFORMS
    judged, unused = judge_release(outcome, intent, subjects, platforms)
    is_known = seen is not None or intent.is_first
    changes = list(_list_changes(comparison, subjects)) if is_known else []
    plan = Plan(
        now=options.now,
        previous=seen.identity if seen else None,
        next=_identify(release, new),
        intent=intent,
        changes=tuple(changes),
        dangers=tuple(map(_danger, (j for j in judged if j.finding.level is Level.ERROR))),
    )
    stopping = _list_stopping(outcome, judged)
    return Planned(
        plan, outcome, release.out, release.document, release.items, judged, stopping, unused
    )


def _read_next(document: bytes) -> PublishedFeed:
    try:
        return read_published(document)
    except NoFeedError as error:  # what was rendered can always be read; else nothing may go out
        raise FeedtoolError(f"the feed to come cannot be read back: {error}") from None


def _list_paths(new: PublishedFeed, items: Iterable[BuiltItem]) -> dict[int, str]:
    return {id(item): each.path for item, each in zip(new.items, items, strict=True)}


def _revision_of(against: str | None) -> str:
    return against.removeprefix("git:") if against and against.startswith("git:") else "HEAD"


def _sides(release: Release, new: PublishedFeed, intent: Intent) -> dict[type, object]:
    """Make the facts about both feeds; without the one that is out only that is said."""
    seen = release.seen
    if seen is None:
        return {Reference: Reference(is_known=False, is_first=intent.is_first, tried=release.tried)}
    return {
        Reference: Reference(is_known=True),
        PreviousFeed: PreviousFeed(seen.feed, own_address(seen.feed.said) or seen.address),
        NextFeed: NextFeed(new, own_address(new.said)),
    }


def _explainer(outcome: Outcome) -> Callable[[PublishedItem], str]:
    """Make the function that says why the record of an item does not go out."""
    by_guid: dict[str, Digest] = {each.guid: each for each in outcome.digests if each.guid}
    broken = [each.path for each in outcome.digests if each.is_broken]

    def explain(item: PublishedItem) -> str:
        digest = by_guid.get(item.guid)
        if digest is None:
            few = ", ".join(broken[:3])
            return f"{few} cannot be read, and may be it" if broken else ""
        if digest.is_draft:
            return "its record is a draft"
        return f"its record is held back until {digest.instant:%Y-%m-%d %H:%M %z}"

    return explain


def _refuse_other_show(seen: Seen, new: PublishedFeed, comparison: Comparison) -> None:
    """Refuse to compare with the feed of another show, of which nothing is found again."""
    old = seen.feed
    if comparison.pairs or not old.items or any(lost.why for lost in comparison.lost):
        return
    before, after = PreviousFeed(old, ""), NextFeed(new, "")
    guids = before.text("podcast:guid"), after.text("podcast:guid")
    titles = before.text("title"), after.text("title")
    if guids[0] and guids[0] == guids[1]:
        return
    if titles[0].casefold() != titles[1].casefold():
        message = f"'{seen.identity.source}' is the feed of another show: '{titles[0]}'"
        raise FeedtoolError(message, f"name the feed of '{titles[1]}' with --against")


def _list_changes(comparison: Comparison, subjects: Subjects) -> Iterable[Change]:
    for fresh in comparison.fresh:
        yield describe_fresh(fresh, subjects.path_of(fresh.after))
    if comparison.channel:
        yield describe_show(comparison.channel)
    for match in comparison.matches:
        yield describe_match(match, subjects.path_of(match.after))
    for lost in comparison.lost:
        yield describe_lost(lost, subjects.path_of(lost.before))


def _identify(release: Release, new: PublishedFeed) -> FeedIdentity:
    digest = hashlib.sha256(release.document).hexdigest()
    items = sum(not item.is_live for item in new.items)
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
    """List the errors that stop a build, less those that a release rule has named."""
    places = {(each.finding.code, each.finding.location) for each in judged}
    return [
        finding
        for finding in outcome.findings
        if finding.level is Level.ERROR
        and not finding.is_out
        and (finding.code, finding.location) not in places
    ]
