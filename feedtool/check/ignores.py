"""Lets findings through that the settings, a comment or the baseline name, each for a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from feedtool.model.finding import Finding
from feedtool.model.ignore import InlineIgnore
from feedtool.model.settings import Ignore


@dataclass(slots=True)
class Sieve:
    """Divides findings into those that count and those let through, and notes what was of use.

    `shown` is what stands before names of the show folder in the findings' paths.
    """

    ignores: Sequence[Ignore]
    inline: Sequence[InlineIgnore]
    shown: str
    kept: list[Finding] = field(default_factory=list)
    ignored: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    used_inline: set[InlineIgnore] = field(default_factory=set)

    def sift(self, findings: Iterable[Finding]) -> None:
        """Put every finding on its side."""
        by_path: dict[str, list[InlineIgnore]] = {}
        for each in self.inline:
            by_path.setdefault(each.path, []).append(each)
        for finding in findings:
            name = finding.location.path.removeprefix(self.shown)
            numbers = {n for n, each in enumerate(self.ignores) if covers(each, finding.code, name)}
            near = by_path.get(finding.location.path, ())
            comments = {each for each in near if is_inside(each, finding)}
            self.used |= numbers
            self.used_inline |= comments
            (self.ignored if numbers or comments else self.kept).append(finding)


def covers(ignore: Ignore, code: str, name: str) -> bool:
    """Say whether an ignore of the settings is about what a rule finds in the file `name`."""
    if not code.startswith(ignore.code):
        return False
    return ignore.path is None or fnmatchcase(name, ignore.path)


def is_inside(ignore: InlineIgnore, finding: Finding) -> bool:
    """Say whether a comment is about a finding that stands in its file."""
    line = finding.location.line or 1
    return finding.code in ignore.codes and ignore.first <= line <= ignore.last
