"""Faults of one file: each with its place, those of one kind named a few times and counted."""

from dataclasses import replace

from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

_MOST = 20
"""Faults of one kind that are named; a file renamed from another form has thousands."""


class FaultList:
    """Collects what reading meets, for one rule."""

    def __init__(self, code: str) -> None:
        """Take the rule that speaks of these faults."""
        self._code = code
        self._kinds: dict[str, list[Fault]] = {}
        self._counts: dict[str, int] = {}

    def add(
        self, kind: str, span: Span, message: str, hint: str = "", drops: tuple[str, ...] = ()
    ) -> None:
        """Note a fault; `kind` is what like faults share, `drops` what could not be used."""
        known = self._kinds.setdefault(kind, [])
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if len(known) < _MOST:
            place = span if span.end > span.start else Span(span.start, span.start + 1)
            known.append(Fault(self._code, Problem(place, message, hint), drops))

    def add_once(self, kind: str, span: Span, message: str, hint: str = "") -> None:
        """Note a fault that one place stands for; the others of its kind are counted."""
        if kind in self._kinds:
            self._counts[kind] += 1
        else:
            self._kinds[kind] = []
            self.add(kind, span, message, hint)

    def has(self, kind: str) -> bool:
        """Tell whether a fault of a kind was noted."""
        return kind in self._kinds

    def taken(self) -> tuple[Fault, ...]:
        """Return the faults in the order of their places."""
        faults = [each for kind, named in self._kinds.items() for each in self._close(kind, named)]
        return tuple(sorted(faults, key=_start))

    def _close(self, kind: str, named: list[Fault]) -> list[Fault]:
        """Say behind the last named fault of a kind how many more there are."""
        more = self._counts[kind] - len(named)
        if not more:
            return named
        last = named[-1]
        message = f"{last.problem.message} ({more:,} more like this)"
        return [*named[:-1], replace(last, problem=replace(last.problem, message=message))]


def _start(fault: Fault) -> int:
    at = fault.problem.at
    return at.start if isinstance(at, Span) else 0
