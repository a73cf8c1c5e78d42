"""From findings to mended records: check, mend, check again until nothing more can be mended."""

from dataclasses import dataclass, field, replace

from feedtool.errors import FeedtoolError
from feedtool.fix import mend_texts
from feedtool.model.finding import Finding
from feedtool.pipeline.replacing import replace_texts
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.pipeline.workers import Progress

_MAX_PASSES = 10


@dataclass(slots=True)
class Fixed:
    """What `--fix` did, or would do: the texts before and after, by the path reports print.

    `outcome` is the check of the mended show, `found` the check before.
    """

    found: Outcome
    outcome: Outcome
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    done: list[Finding] = field(default_factory=list)


def fix_show_folder(
    options: Options, progress: Progress, *, with_unsafe: bool, writes: bool
) -> Fixed:
    """Mend what can be mended, all of it first in memory; raises FeedtoolError."""
    outcome = check_show_folder(options, progress)
    fixed = Fixed(outcome, outcome)
    for _ in range(_MAX_PASSES):
        outcome = fixed.outcome
        texts = outcome.texts | fixed.after
        mended = mend_texts(outcome.findings, texts, with_unsafe=with_unsafe)
        if not mended.texts:
            break
        for path in mended.texts:
            fixed.before.setdefault(path, texts[path])
        fixed.after |= mended.texts
        fixed.done += mended.done
        fixed.outcome = check_show_folder(replace(options, unsaved=fixed.after), progress)
    fixed.after = {path: text for path, text in fixed.after.items() if text != fixed.before[path]}
    if writes:
        _write(fixed)
    return fixed


def _write(fixed: Fixed) -> None:
    """Write every mended file, unless somebody else changed it meanwhile."""
    untouched = replace_texts(fixed.outcome.folder, fixed.before, fixed.after)
    if untouched:
        words = f"{', '.join(untouched)} changed while it was checked and was left as it is"
        raise FeedtoolError(words, "run it again")
