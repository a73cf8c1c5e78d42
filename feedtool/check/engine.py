"""Runs rules on subjects and turns their problems into findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from feedtool.check.guard import FieldDroppedError, guard_facts
from feedtool.check.placing import locate, source_of, word
from feedtool.check.rule import Rule
from feedtool.model.finding import Finding, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.platforms import DEFAULT_PLATFORMS

if TYPE_CHECKING:
    from feedtool.check.facts import Index

Plan = tuple[tuple[tuple[type, ...], tuple[Rule, ...]], ...]
"""The rules that concern one kind of subject, grouped by the types they are called with."""
_PlanKey = tuple[frozenset[type], frozenset[type], frozenset[str]]
"""What decides on a plan: the facts known, those that are its own, the seldom fields written."""
Share = Callable[[Callable[[int], list[Problem]], range], Iterable[list[Problem]]]
"""Calls a function with each number and gives the results in order, as `map` does."""
_MOST = 1000
"""Findings of one rule in one record."""


@dataclass(slots=True, unsafe_hash=True)
class Subject:
    """What rules run on: the record problems are placed in, and the facts by type.

    `own` are the types that make a rule concern this subject.
    """

    loaded: Loaded[Any]
    facts: Mapping[type, Any]
    own: frozenset[type]
    show_dropped: frozenset[str] = frozenset()


class Engine:
    """The rules of a run, chosen once and sorted by what they need."""

    def __init__(self, rules: Iterable[Rule], platforms: Sequence[str] = DEFAULT_PLATFORMS) -> None:
        """Take the rules that run and the platforms whose demands count."""
        self._rules = tuple(sorted(rules, key=lambda each: each.code))
        self._levels = {each.code: each.level_for(platforms) for each in self._rules}
        self._supersedes = {each.code: each.supersedes for each in self._rules if each.supersedes}
        self.texts: dict[str, str] = {}
        """The texts that repairs are about, by path."""
        self._seldom = frozenset(name for each in self._rules for name in each.fields)
        self._plans: dict[_PlanKey, Plan] = {}

    def run(self, subject: Subject) -> list[Finding]:
        """Run every rule that concerns the subject and whose needs are met."""
        return self.run_all([subject])[0]

    def run_all(self, subjects: Sequence[Subject]) -> list[list[Finding]]:
        """Run the rules on many subjects; gives the findings of each.

        A rule runs on all of them before the next does, which is far faster than the other way
        round: what a rule needs stays in the processor's cache.
        """
        runs = [_Run(subject) for subject in subjects]
        alike: dict[_PlanKey, list[_Run]] = {}
        for run in runs:
            subject = run.subject
            written = self._seldom & subject.loaded.record.model_fields_set
            key = (frozenset(subject.facts), subject.own, written)
            alike.setdefault(key, []).append(run)
        for key, group in alike.items():
            plan = self._plans.get(key)
            if plan is None:
                plan = self._plans[key] = self._make_plan(*key)
            _follow(plan, group)
        return [self._place_all(run.found, run.subject.loaded) if run.found else [] for run in runs]

    def find(self, facts: Mapping[type, Any], own: frozenset[type]) -> list[tuple[Rule, Problem]]:
        """Run the rules about what is no record; their problems have no place yet."""
        key = (frozenset(facts), own, self._seldom)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._make_plan(*key)
        found: list[tuple[Rule, Problem]] = []
        for needs, rules in plan:
            arguments = [facts[need] for need in needs]
            found += [(each, problem) for each in rules for problem in each.check(*arguments)]
        return found

    def _make_plan(
        self, known: frozenset[type], own: frozenset[type], written: frozenset[str]
    ) -> Plan:
        """Group the rules that can run by what they need, so that it is looked up once."""
        groups: dict[tuple[type, ...], list[Rule]] = {}
        for each in self._rules:
            needs = each.needs_for(known, own)
            if needs:
                group = groups.setdefault(needs, [])  # in the same order, whatever is written
                if not each.fields or not written.isdisjoint(each.fields):
                    group.append(each)
        return tuple((needs, tuple(rules)) for needs, rules in groups.items() if rules)

    def run_index(
        self,
        index: "Index",
        open_record: Callable[[str], Loaded[Any]],
        facts: Mapping[type, Any],
        share: Share = map,
    ) -> list[Finding]:
        """Run the rules over the whole show; their problems name their file.

        `share` may run them side by side.
        """
        known = {**facts, type(index): index}
        calls = [
            (each, [known[need] for need in needs])
            for each in self._rules
            if (needs := each.needs_for(frozenset(known), frozenset({type(index)})))
        ]
        found = share(lambda n: [*calls[n][0].check(*calls[n][1])], range(len(calls)))
        return [
            finding
            for (each, _), problems in zip(calls, found, strict=True)
            for problem in problems
            for finding in self._place_all([(each, problem)], open_record(problem.file))
        ]

    def _place_all(self, found: list[tuple[Rule, Problem]], loaded: Loaded[Any]) -> list[Finding]:
        findings = [self.place(each, problem, loaded) for each, problem in found]
        return self.drop_superseded(findings)

    def drop_superseded(self, findings: list[Finding]) -> list[Finding]:
        """Leave out what another rule says better at the same place."""
        superseded = {
            (code, finding.location)
            for finding in findings
            for code in self._supersedes.get(finding.code, ())
        }
        if not superseded:
            return findings
        return [each for each in findings if (each.code, each.location) not in superseded]

    def place(self, each: Rule, problem: Problem, loaded: Loaded[Any]) -> Finding:
        """Give a problem its place in a record."""
        location, excerpt, caret = locate(problem, loaded)
        message, hint = word(problem, loaded)
        if problem.edits:
            source = source_of(problem, loaded)
            self.texts[source.path] = source.text
        return Finding(
            code=each.code,
            name=each.name,
            level=problem.level or self._levels[each.code],
            message=message,
            location=location,
            hint=hint,
            excerpt="" if problem.is_secret else excerpt,
            caret=caret,
            edits=problem.edits,
            is_unsafe=problem.is_unsafe,
            others=problem.others,
        )


class _Run:
    """One subject while rules run on it: the facts for most of them and for those that take all."""

    __slots__ = ("facts", "found", "subject", "whole_facts")

    def __init__(self, subject: Subject) -> None:
        """Guard what was not read well."""
        self.subject = subject
        self.facts = guard_facts(subject.facts, subject.loaded, subject.show_dropped)
        self.whole_facts = subject.facts if _knows_addresses(subject) else self.facts
        self.found: list[tuple[Rule, Problem]] = []


def _follow(plan: Plan, runs: Sequence[_Run]) -> None:
    """Run the rules of a plan on subjects of whom the same facts are known."""
    is_all_read = all(run.whole_facts is run.facts for run in runs)  # as nearly always
    for needs, rules in plan:
        whole = [([run.whole_facts[need] for need in needs], run.found) for run in runs]
        guarded = whole
        if not is_all_read:
            guarded = [([run.facts[need] for need in needs], run.found) for run in runs]
        for each in rules:
            for arguments, found in whole if each.takes_all else guarded:
                try:
                    problems = iter(each.check(*arguments))
                    for first in problems:  # nearly always there is none
                        found += [(each, problem) for problem in _take(first, problems)]
                        break  # what is left is more than anybody reads
                except FieldDroppedError:
                    continue


def _take(first: Problem, others: Iterator[Problem]) -> list[Problem]:
    """Take what one rule finds in one record, up to more than anybody reads."""
    taken = [first, *islice(others, _MOST)]
    if len(taken) > _MOST:
        words = f"only the first {_MOST} like this are named"
        taken[_MOST - 1 :] = [replace(taken[_MOST - 1], hint=words)]
    return taken


def _knows_addresses(subject: Subject) -> bool:
    """Say whether what the show gives was read: without it, addresses of an item lack their start.

    Rules that take all can go through the fields that were read only then.
    """
    return not subject.show_dropped and "base_url" not in subject.loaded.dropped
