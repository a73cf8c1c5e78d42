"""Who allowed what: the command line by episode, declared moves, the settings and comments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from feedtool.check.facts import Digest
from feedtool.check.ignores import covers
from feedtool.check.release import Lost, ReleaseProblem
from feedtool.check.rule import Rule
from feedtool.errors import FeedtoolError
from feedtool.formats.called import Called, find_called, list_words
from feedtool.formats.nearest import find_nearest
from feedtool.model.finding import Problem
from feedtool.model.plan import Allowance, Intent
from feedtool.model.settings import Ignore
from feedtool.model.show import Moved


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule says of a release, before it has a place: `path` is the record it is about.

    `guids` are those of the episode, before and after; none where it is about the show.
    """

    rule: Rule
    problem: Problem
    path: str
    guids: tuple[str, ...] = ()


@dataclass(slots=True)
class Allowances:
    """Decides which claims are allowed. `used` are the words of the command line that were."""

    intent: Intent
    moved: Sequence[Moved]
    ignores: Sequence[Ignore]
    episodes: dict[Allowance, frozenset[str]]
    shown: str
    used: set[Allowance] = field(default_factory=set)

    def find(self, claim: Claim) -> str:
        """Say by what a claim is allowed, "" where nothing allows it."""
        for each in self.intent.allowances:
            meant = self.episodes[each]
            if each.code == claim.rule.code and (
                not each.episode or claim.path in meant or not meant.isdisjoint(claim.guids)
            ):
                self.used.add(each)
                return f"--allow {write_allowance(each)}"
        return self._find_move(claim) or self._find_ignore(claim)

    def list_unused(self) -> list[str]:
        """List what the command line allows and nothing needed."""
        return [write_allowance(each) for each in self.episodes if each not in self.used]

    def _find_move(self, claim: Claim) -> str:
        problem = claim.problem
        if not isinstance(problem, ReleaseProblem) or problem.moved is None:
            return ""
        declared = [(each.old or "", each.new or "", "moved: in show.yaml") for each in self.moved]
        declared += [(each.old, each.new, "--moved") for each in self.intent.moves]
        before, after = problem.moved
        return next((by for old, new, by in declared if _leads(before, after, old, new)), "")

    def _find_ignore(self, claim: Claim) -> str:
        name = claim.path.removeprefix(self.shown)
        found = (each for each in self.ignores if covers(each, claim.rule.code, name))
        return next((f"feedtool.toml: {each.reason}" for each in found), "")


def _leads(before: str, after: str, old: str, new: str) -> bool:
    """Tell whether a declared move leads from one address to the other."""
    return bool(old) and before.startswith(old) and after == new + before[len(old) :]


def write_allowance(allowance: Allowance) -> str:
    """Write an allowance as the command line has it."""
    return f"{allowance.code}:{allowance.episode}" if allowance.episode else allowance.code


def find_episodes(
    allowances: Iterable[Allowance], digests: Sequence[Digest], lost: Sequence[Lost], shown: str
) -> dict[Allowance, frozenset[str]]:
    """Find the records and GUIDs that each allowance means; raises FeedtoolError for none, or two.

    An episode is called by its file, its slug, its GUID or its number.
    """
    known = [(each.path, each.called(shown)) for each in digests]
    gone = {each.before.identity for each in lost}
    return {each: _find_one(each, known, gone) for each in allowances}


def _find_one(
    allowance: Allowance, known: Sequence[tuple[str, Called]], gone: set[str]
) -> frozenset[str]:
    word = allowance.episode
    if not word:
        return frozenset()
    paths = find_called(word, known)
    if len(paths) > 1:
        message = f"--allow {write_allowance(allowance)}: {len(paths)} episodes are called '{word}'"
        raise FeedtoolError(message, f"name one by its file: {', '.join(sorted(paths))}")
    found = {*paths, *(gone & {word})}
    if not found:
        nearest = find_nearest(word, [*list_words(called for _, called in known), *gone])
        hint = f"did you mean {nearest}?" if nearest else "name its file, slug, GUID or number"
        raise FeedtoolError(f"--allow {write_allowance(allowance)}: no episode '{word}'", hint)
    return frozenset(found)
