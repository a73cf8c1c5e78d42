"""The release rules on a comparison: what they find, what of it is allowed, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from feedtool.check.engine import Engine
from feedtool.check.facts import Platforms
from feedtool.check.ignores import is_inside
from feedtool.check.media_facts import ChangedMedia
from feedtool.check.release import (
    Balance,
    Fresh,
    Lost,
    Match,
    NextFeed,
    PreviousFeed,
    Reference,
    ReplacedPicture,
)
from feedtool.compare.allowances import Allowances, Claim, find_episodes
from feedtool.compare.feeds import Comparison
from feedtool.compare.fold import Verdict, fold_verdicts
from feedtool.errors import FeedtoolError
from feedtool.model.finding import Finding
from feedtool.model.ignore import InlineIgnore
from feedtool.model.plan import Intent, Judged
from feedtool.model.published import PublishedItem
from feedtool.pipeline.run import Outcome
from feedtool.rules import all_rules

_OF_SHOW = frozenset({PreviousFeed, NextFeed, Balance, Reference})


@dataclass(slots=True)
class Subjects:
    """What release rules are about; `paths` gives the record of each item of the new feed.

    `sides` are facts about both feeds.
    """

    comparison: Comparison
    sides: Mapping[type, Any]
    paths: Mapping[int, str]
    pictures: list[tuple[str, ReplacedPicture]] = field(default_factory=list)
    records: Mapping[str, str] = field(default_factory=dict)

    def path_of(self, item: PublishedItem) -> str:
        """Return the record of an item of either feed, "" where there is none."""
        return self.paths.get(id(item), "") or self.records.get(item.guid, "")


def judge_release(
    outcome: Outcome, intent: Intent, subjects: Subjects, platforms: tuple[str, ...]
) -> tuple[list[Judged], list[str]]:
    """Run every release rule; return what they found, and the allowances that were of no use."""
    rules = [each for each in all_rules() if each.code.startswith("RL")]
    engine = Engine(rules, platforms)
    shared: dict[type, Any] = {Platforms: Platforms(frozenset(platforms))}
    claims = [
        Claim(rule, problem, path or outcome.show.path, guids)
        for path, guids, facts, own in _list_facts(subjects)
        for rule, problem in engine.find({**facts, **shared}, own)
    ]
    allowances = _make_allowances(outcome, intent, subjects.comparison.lost)
    placer = _Placer(engine, outcome)
    verdicts = [
        Verdict(each, allowances.find(each) or placer.find_comment(each)) for each in claims
    ]
    judged = [
        Judged(placer.place(each.claim), each.claim.guids, each.allowed)
        for each in fold_verdicts(verdicts)
    ]
    judged.sort(key=lambda each: (-each.finding.level.rank, each.finding.sort_key))
    return judged, allowances.list_unused()


class _Placer:
    """Places claims in records, and reads the comments there that allow them."""

    def __init__(self, engine: Engine, outcome: Outcome) -> None:
        if outcome.open_record is None:
            raise FeedtoolError("the records of this run are gone")
        self._engine, self._open_record = engine, outcome.open_record
        self._comments: dict[str, list[InlineIgnore]] = {}
        for each in outcome.inline:
            self._comments.setdefault(each.path, []).append(each)

    def place(self, claim: Claim) -> Finding:
        """Place a claim in its record."""
        return self._engine.place(claim.rule, claim.problem, self._open_record(claim.path))

    def find_comment(self, claim: Claim) -> str:
        """Say which comment in the record allows a claim, "" where none does."""
        near = [
            each for each in self._comments.get(claim.path, ()) if claim.rule.code in each.codes
        ]
        if not near:
            return ""
        finding = self.place(claim)
        allowed = (f"comment: {each.reason}" for each in near if is_inside(each, finding))
        return next(allowed, "")


_Facts = tuple[str, tuple[str, ...], dict[type, Any], frozenset[type]]


def _list_facts(subjects: Subjects) -> Iterator[_Facts]:
    """Yield record, GUIDs, facts and their own types of everything that rules are about."""
    comparison = subjects.comparison
    if PreviousFeed not in subjects.sides:
        yield "", (), dict(subjects.sides), frozenset({Reference})
        return
    yield "", (), {**subjects.sides, Balance: comparison.balance}, _OF_SHOW
    for path, picture in subjects.pictures:
        yield path, (), {ReplacedPicture: picture}, frozenset({ReplacedPicture})
    for lost in comparison.lost:
        is_of_record = lost.why and lost.removed is None  # removals stand in show.yaml
        path = subjects.path_of(lost.before) if is_of_record else ""
        yield path, (lost.before.identity,), {Lost: lost}, frozenset({Lost})
    for match in comparison.matches:
        yield from _facts_of_match(match, subjects.path_of(match.after))
    for fresh in comparison.fresh:
        path = subjects.path_of(fresh.after)
        yield path, (fresh.after.guid,), {Fresh: fresh}, frozenset({Fresh})


def _facts_of_match(match: Match, path: str) -> Iterator[_Facts]:
    guids = tuple(dict.fromkeys((match.before.identity, match.after.identity)))
    yield path, guids, {Match: match}, frozenset({Match})
    if match.audio_by:
        change = ChangedMedia("audio", match.after.url, ("audio", "file"), match.audio_by)
        yield path, guids, {ChangedMedia: change}, frozenset({ChangedMedia})


def _make_allowances(outcome: Outcome, intent: Intent, lost: Iterable[Lost]) -> Allowances:
    shown = outcome.folder.shown
    return Allowances(
        intent=intent,
        moved=outcome.show.record.moved,
        ignores=outcome.settings.ignore,
        episodes=find_episodes(intent.allowances, outcome.digests, list(lost), shown),
        shown=shown,
    )
