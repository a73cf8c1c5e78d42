"""Many claims that are alike become one, so that a hundred and forty moves are one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from feedtool.check.release import ReleaseProblem
from feedtool.compare.allowances import Claim

_FEW = 3
"""Claims that are alike and still said one by one; of more, so many files are named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim, or many alike as one, and by what it is allowed: "" stops the release."""

    claim: Claim
    allowed: str = ""


def fold_verdicts(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Make one of more than three that say the same of different episodes; keep their order."""
    groups: dict[tuple[str, ...], list[Verdict]] = {}
    for number, each in enumerate(verdicts):
        problem = each.claim.problem
        many = problem.many if isinstance(problem, ReleaseProblem) else ""
        key = (each.claim.rule.code, many or str(number), _unnamed(each.allowed))
        groups.setdefault(key, []).append(each)
    folded: list[Verdict] = []
    for group in groups.values():
        folded += group if len(group) <= _FEW else [_fold(group)]
    return folded


def _unnamed(allowed: str) -> str:
    """Take the episode out of `--allow CODE:EPISODE`: those are alike too."""
    return allowed.partition(":")[0] if allowed.startswith("--allow") else allowed


def _fold(group: Sequence[Verdict]) -> Verdict:
    first = group[0]
    claims = [each.claim for each in group]
    problem = first.claim.problem
    many = problem.many if isinstance(problem, ReleaseProblem) else problem.message
    paths = list(dict.fromkeys(claim.path for claim in claims if claim.path))
    few = ", ".join(path.rpartition("/")[2] for path in paths[:_FEW])
    more = f" and {len(paths) - _FEW:,} more" if len(paths) > _FEW else ""
    words = many.replace("{count}", f"{len(group):,}")
    one = replace(problem, message=f"{words} ({few}{more})" if few else words, others=tuple(paths))
    guids = tuple(dict.fromkeys(guid for claim in claims for guid in claim.guids))
    return replace(first, claim=replace(first.claim, problem=one, guids=guids))
