"""Which findings count: what the settings, comments and the baseline let through, and why."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from feedtool.check.facts import Digest
from feedtool.check.ignores import Sieve
from feedtool.errors import FeedtoolError
from feedtool.formats.baseline import key_of, key_of_entry
from feedtool.formats.nearest import find_nearest
from feedtool.model.finding import Fault, Finding, Problem
from feedtool.model.ignore import InlineIgnore
from feedtool.model.loaded import Loaded
from feedtool.model.place import FieldPath, Span
from feedtool.model.settings import Baseline, Settings
from feedtool.rules import all_rules

_OUTSIDE = ("RL", "HO", "AR11")
"""Rules that need more than the folder: an ignore of theirs may be of no use just here."""


@dataclass(slots=True)
class Selection:
    """The findings that count, those let through, and by path what let nothing through."""

    kept: list[Finding] = field(default_factory=list)
    ignored: list[Finding] = field(default_factory=list)
    unused: dict[str, list[Fault]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selector:
    """What lets findings through; `codes` are the rules that ran."""

    settings: Loaded[Settings]
    baseline: Loaded[Baseline]
    inline: Sequence[InlineIgnore]
    codes: frozenset[str]
    shown: str

    def select(self, findings: Iterable[Finding]) -> Selection:
        """Divide the findings, and say what was of no use."""
        sieve = Sieve(self.settings.record.ignore, self.inline, self.shown)
        sieve.sift(findings)
        selection = Selection(ignored=sieve.ignored)
        self._take_known(sieve.kept, selection)
        self._find_unused(sieve, selection)
        return selection

    def _take_known(self, findings: Iterable[Finding], selection: Selection) -> None:
        """Let through what the baseline knows, as many times as it knows it."""
        left: Counter[tuple[str, str, str]] = Counter()
        for entry in self.baseline.record.known:
            left[key_of_entry(entry)] += entry.count
        for finding in findings:
            key = key_of(finding, self.shown)
            is_known = left[key] > 0 if key in left else False
            left[key] -= is_known
            (selection.ignored if is_known else selection.kept).append(finding)
        for number, entry in enumerate(self.baseline.record.known):
            if left[key_of_entry(entry)] > 0 and self._ran(entry.code):
                left[key_of_entry(entry)] = 0
                message = f"{entry.path} has fewer findings of {entry.code} than this entry says"
                hint = "delete the entry, or run feedtool check --write-baseline"
                problem = Problem(("known", number), message, hint)
                _file(selection, self.baseline.path, Fault("RC12", problem))

    def _find_unused(self, sieve: Sieve, selection: Selection) -> None:
        for number, ignore in enumerate(self.settings.record.ignore):
            if number not in sieve.used and self._ran(ignore.code):
                problem = _unused(("ignore", number), ignore.code)
                _file(selection, self.settings.path, Fault("RC11", problem))
        for comment in self.inline:
            if comment not in sieve.used_inline and all(map(self._ran, comment.codes)):
                problem = _unused(comment.span, ", ".join(comment.codes))
                _file(selection, comment.path, Fault("RC11", problem))

    def _ran(self, code: str) -> bool:
        """Say whether rules of a code or family ran, and had all they need."""
        ran = (each for each in self.codes if each.startswith(code))
        return any(not each.startswith(_OUTSIDE) and each not in _online_codes() for each in ran)


@cache
def _online_codes() -> frozenset[str]:
    return frozenset(rule.code for rule in all_rules() if rule.is_online)


def _unused(at: FieldPath | Span, code: str) -> Problem:
    return Problem(at, f"this ignore of {code} lets nothing through", "delete it")


def _file(selection: Selection, path: str, fault: Fault) -> None:
    selection.unused.setdefault(path, []).append(fault)


def select_changed(
    findings: Iterable[Finding], digests: Iterable[Digest], changed: Container[str], shown: str
) -> list[Finding]:
    """Keep findings about files that changed: the record, its media, or a twin it is named with.

    `changed` are names relative to the show folder, `shown` stands before them in reports.
    """
    touched = {digest.path for digest in digests if any(name in changed for name in digest.files)}
    return [
        finding
        for finding in findings
        if any(
            path in touched or path.removeprefix(shown) in changed
            for path in (finding.location.path, *finding.others)
        )
    ]


def choose_codes(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that run; raises FeedtoolError for one that is unknown."""
    chosen = [code for word in select for code in find_codes(word)]
    dropped = {code for word in ignore for code in find_codes(word)}
    return frozenset(chosen or (rule.code for rule in all_rules())) - dropped


def find_codes(word: str) -> list[str]:
    """List the codes that a code, a family or a rule's name means; raises FeedtoolError."""
    known = _codes_by_name()
    wanted = known.get(word.casefold(), word.upper())
    found = [code for code in known.values() if wanted and code.startswith(wanted)]
    if found:
        return found
    nearest = find_nearest(word.upper(), known.values())
    hint = f"did you mean {nearest}?" if nearest else "feedtool rules lists them all"
    raise FeedtoolError(f"there is no rule '{word}'", hint)


@cache
def _codes_by_name() -> dict[str, str]:
    return {rule.name: rule.code for rule in all_rules()}
