"""Runs rules on subjects and turns their problems into findings."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from feedtool.check.guard import FieldDroppedError, guard_facts
from feedtool.check.rule import Rule
from feedtool.model.finding import Finding, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import InFrames, Location, Source, Span
from feedtool.model.platforms import DEFAULT_PLATFORMS

if TYPE_CHECKING:
    from feedtool.check.facts import Index

Plan = tuple[tuple[tuple[type, ...], tuple[Rule, ...]], ...]
"""The rules that concern one kind of subject, grouped by the types they are called with."""
Share = Callable[[Callable[[int], list[Problem]], range], Iterable[list[Problem]]]
"""Calls a function with each number and gives the results in order, as `map` does."""
_EXCERPT = 160
_LINE_END = re.compile(r"[\r\n]")
_NEAR = 10_000
"""Code points that are looked at round a place: a whole feed may stand on one line."""
_MOST = 1000
"""Findings of one rule in one record."""
_LONG = 600
"""Code points a message or hint may have."""


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
        self._plans: dict[tuple[frozenset[type], frozenset[type], frozenset[str]], Plan] = {}

    def run(self, subject: Subject) -> list[Finding]:
        """Run every rule that concerns the subject and whose needs are met."""
        written = self._seldom & subject.loaded.record.model_fields_set
        key = (frozenset(subject.facts), subject.own, written)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._make_plan(*key)
        facts = guard_facts(subject.facts, subject.loaded, subject.show_dropped)
        whole_facts = subject.facts if _knows_addresses(subject) else facts
        found: list[tuple[Rule, Problem]] = []
        for needs, rules in plan:
            arguments = [facts[need] for need in needs]
            whole = arguments if whole_facts is facts else [whole_facts[need] for need in needs]
            for each in rules:
                given = whole if each.takes_all else arguments
                try:
                    problems = iter(each.check(*given))
                    for first in problems:  # nearly always there is none
                        found += [(each, problem) for problem in _take(first, problems)]
                        break  # what is left is more than anybody reads
                except FieldDroppedError:
                    continue
        return self._place(found, subject.loaded) if found else []

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

    def place(self, each: Rule, problem: Problem, loaded: Loaded[Any]) -> Finding:
        """Give a problem its place in a record."""
        return self._finding(each, problem, loaded)

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
            for finding in self._place([(each, problem)], open_record(problem.file))
        ]

    def _place(self, found: list[tuple[Rule, Problem]], loaded: Loaded[Any]) -> list[Finding]:
        findings = [self._finding(each, problem, loaded) for each, problem in found]
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

    def _finding(self, each: Rule, problem: Problem, loaded: Loaded[Any]) -> Finding:
        location, excerpt, caret = locate(problem, loaded)
        message, hint = _word(problem, loaded)
        if problem.edits:
            source = _source_of(problem, loaded)
            self.texts[source.path] = source.text
        return Finding(
            code=each.code,
            name=each.name,
            level=problem.level or self._levels[each.code],
            message=_shorten(message),
            location=location,
            hint=_shorten(hint),
            excerpt="" if problem.is_secret else excerpt,
            caret=caret,
            edits=problem.edits,
            is_unsafe=problem.is_unsafe,
            others=problem.others,
        )


def _word(problem: Problem, loaded: Loaded[Any]) -> tuple[str, str]:
    """Return message and cure, in the words of a feed where the source is one."""
    reword = getattr(_source_of(problem, loaded).places, "reword", None)
    if reword is None:
        return problem.message, problem.hint
    at = problem.at if isinstance(problem.at, tuple) else ()
    return reword(problem.message, at), problem.feed_hint or reword(problem.hint, at)


def _take(first: Problem, others: Iterator[Problem]) -> list[Problem]:
    """Take what one rule finds in one record, up to more than anybody reads."""
    taken = [first, *islice(others, _MOST)]
    if len(taken) > _MOST:
        words = f"only the first {_MOST} like this are named"
        taken[_MOST - 1 :] = [replace(taken[_MOST - 1], hint=words)]
    return taken


def _shorten(text: str) -> str:
    """Cut the middle out of a message that holds a value without end."""
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]} … {text[-_LONG // 2 :]}"


def _knows_addresses(subject: Subject) -> bool:
    """Say whether what the show gives was read: without it, addresses of an item lack their start.

    Rules that take all can go through the fields that were read only then.
    """
    return not subject.show_dropped and "base_url" not in subject.loaded.dropped


def locate(problem: Problem, loaded: Loaded[Any]) -> tuple[Location, str, tuple[int, int]]:
    """Find the place of a problem, and cut the line it stands in."""
    source = _source_of(problem, loaded)
    if isinstance(source.places, InFrames):
        frame = problem.at[0] if isinstance(problem.at, tuple) and problem.at else ""
        return Location(source.path, frame=str(frame)), "", (0, 0)
    if isinstance(problem.at, Span):
        span = problem.at
    else:
        span = source.places.find(problem.at, is_key=problem.is_key)
    if problem.within is not None:
        span = _narrow(span, problem.within, source)
    if span.end <= span.start:
        return Location(source.path, 1, 1) if source.text else Location(source.path), "", (0, 0)
    location = source.locate(span)
    excerpt, caret = cut_excerpt(source, span)
    return location, excerpt, caret


def _source_of(problem: Problem, loaded: Loaded[Any]) -> Source:
    """Choose between a record and the .yaml beside it."""
    if problem.at and not isinstance(problem.at, Span):
        return loaded.source_of(str(problem.at[0]))
    sidecar = loaded.sidecar
    return sidecar if sidecar and problem.file == sidecar.path else loaded.source


def _narrow(span: Span, within: Span, source: Source) -> Span:
    """Narrow the span of a value: the notes after the front matter, or a one-line YAML text.

    Block texts (`|`, `>`) are folded and unindented, so places inside them are not kept. Places
    of other languages than YAML and TOML narrow spans by themselves.
    """
    narrow = getattr(source.places, "narrow", None)
    if narrow is not None:
        found: Span = narrow(span, within)
        return found
    is_body = span.end == len(source.text) and not source.path.lower().endswith((".yaml", ".yml"))
    lead = "" if is_body else source.text[span.start : span.start + 1]
    if lead in ("|", ">"):
        return span
    start = span.start + within.start + (lead in ('"', "'"))
    return Span(start, start + within.end - within.start)


def cut_excerpt(source: Source, span: Span) -> tuple[str, tuple[int, int]]:
    """Cut at most 160 characters of the line round a span, and where the span lies in them."""
    text = source.text
    first, last = max(0, span.start - _NEAR), min(len(text), span.start + _NEAR)
    begin = max(text.rfind("\n", first, span.start), text.rfind("\r", first, span.start)) + 1
    begin = begin or first
    line = _LINE_END.split(text[begin:last], maxsplit=1)[0]
    column = min(span.start - begin, len(line))  # never past the line in a CRLF text
    width = max(1, min(span.end - span.start, len(line) - column))
    if len(line) > _EXCERPT:
        left = max(0, min(column - _EXCERPT // 4, len(line) - _EXCERPT))
        line, column = line[left : left + _EXCERPT], column - left
        width = min(width, _EXCERPT - column)
    return line.replace("\t", " "), (column, max(1, width))
