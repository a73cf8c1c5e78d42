"""Station fix: findings with repairs, and the texts they are about, to mended texts. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedtool.formats.record.edit import apply_edits, splice
from feedtool.model.finding import Edit, Finding, Replace

_RECORDS = (".md", ".html", ".yaml", ".yml")
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """The texts that changed, by path, and the findings whose repair they hold."""

    texts: dict[str, str]
    done: list[Finding]


def mend_texts(findings: Sequence[Finding], texts: Texts, *, with_unsafe: bool) -> Mended:
    """Make every repair that can be made at once; what collides waits for the next time."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.edits and (with_unsafe or not finding.is_unsafe):
            by_path.setdefault(finding.location.path, []).append(finding)
    changed: dict[str, str] = {}
    done: list[Finding] = []
    for path, found in by_path.items():
        if path in texts:
            text, mended = _mend(path, texts[path], found)
            if text != texts[path]:
                changed[path] = text
                done += mended
    return Mended(changed, done)


def _mend(path: str, text: str, findings: list[Finding]) -> tuple[str, list[Finding]]:
    """Mend one text, from its end to its start, so that places before stay true.

    Repairs of fields are made after those of the source: they find their place again.
    """
    suffix = "." + path.rpartition(".")[2].lower()
    done: list[Finding] = []
    reached = len(text)
    for finding in sorted(findings, key=_order):
        spans = [edit for edit in finding.edits if isinstance(edit, Edit)]
        if any(edit.span.end > reached for edit in spans):
            continue
        changed = (
            apply_edits(text, suffix, finding.edits) if suffix in _RECORDS else splice(text, spans)
        )
        if changed is None:
            continue
        text = changed
        reached = min([reached, *(edit.span.start for edit in spans)])
        done.append(finding)
    return text, done


def _order(finding: Finding) -> tuple[bool, int]:
    """Order repairs of the source before those of fields, the last in the text first."""
    first = finding.edits[0]
    if isinstance(first, Edit):
        return False, -first.span.start
    within = first.within if isinstance(first, Replace) else None
    return True, -within.start if within else 0
