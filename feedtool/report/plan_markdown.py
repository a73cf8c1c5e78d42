"""A plan as Markdown, for step summaries and for comments on a pull request."""

from collections.abc import Iterator, Sequence

from feedtool.formats.plan_words import describe_effect, group_changes, list_names
from feedtool.formats.plural import count
from feedtool.model.finding import Finding, Level
from feedtool.model.plan import Change, Judged, Plan
from feedtool.report.markdown import COMMENT_LIMIT, quote, size
from feedtool.report.plan_text import name_change, summarise_plan
from feedtool.report.text import format_place

_CHANGES = "\n| change | episode | what apps and listeners do |\n|---|---|---|\n"
_FINDINGS = "\n| level | place | rule | finding |\n|---|---|---|---|\n"
_REST = "\n… and {count:,} more rows\n"
_FEW = 3


def format_plan_markdown(
    plan: Plan,
    judged: Sequence[Judged],
    stopping: Sequence[Finding],
    *,
    limit: int = COMMENT_LIMIT,
) -> str:
    """Write the verdict, a row a change, and a row a finding; dangers come first.

    `limit` is the number of bytes that the text has at most; what does not fit is counted.
    """
    verdict = summarise_plan(plan, stopping).replace("\n", "; ")
    tables = [
        (_FINDINGS, [*map(_judged_row, judged), *(_row(each, "error") for each in stopping)]),
        (_CHANGES, list(_change_rows(plan))),
    ]
    text = f"**feedtool plan**: {quote(verdict)}\n"
    rest = 0
    for head, rows in tables:
        kept = _fit(rows, limit - size(text) - size(head) - size(_REST))
        text += head + "".join(kept) if kept else ""
        rest += len(rows) - len(kept)
    return text + (_REST.format(count=rest) if rest else "")


def _fit(rows: Sequence[str], room: int) -> list[str]:
    """Take the rows that have room, the first ones first."""
    kept: list[str] = []
    for row in rows:
        room -= size(row)
        if room < 0:
            break
        kept.append(row)
    return kept


def _judged_row(each: Judged) -> str:
    if each.allowed:
        return _row(each.finding, "allowed", f"allowed by {each.allowed}")
    level = each.finding.level
    return _row(each.finding, "**DANGER**" if level is Level.ERROR else level.value)


def _row(finding: Finding, word: str, hint: str = "") -> str:
    texts = [text for text in (finding.message, hint or finding.hint) if text]
    place, rule = format_place(finding.location), f"{finding.code} {finding.name}"
    cells = (word, quote(place), quote(rule), "<br>".join(map(quote, texts)))
    return f"| {' | '.join(cells)} |\n"


def _change_rows(plan: Plan) -> Iterator[str]:
    for group in group_changes(plan.changes):
        if len(group) > _FEW:
            yield _change_row(group, f"{count(len(group), 'episode')}: {list_names(group, _FEW)}")
        else:
            for change in group:
                yield _change_row([change], name_change(change))


def _change_row(group: Sequence[Change], name: str) -> str:
    what = quote(", ".join(group[0].what)) if group[0].what else ""
    cells = (f"{group[0].kind.value} {what}".strip(), quote(name), describe_effect(group))
    return f"| {' | '.join(cells)} |\n"
