"""A plan for people: what changes and what comes of it, the dangers, and a verdict."""

from collections import Counter
from collections.abc import Iterator, Sequence

from feedtool.formats.plan_words import describe_effect, group_changes, list_names
from feedtool.formats.plural import count
from feedtool.model.finding import Finding, Level
from feedtool.model.plan import Change, FeedIdentity, Judged, Kind, Plan
from feedtool.report.text import format_finding, paint, printable

_SIGNS = {Kind.NEW: "+", Kind.CHANGED: "~", Kind.REMOVED: "-"}
_COLOURS = {Kind.NEW: "32", Kind.CHANGED: "33", Kind.REMOVED: "31"}
_FEW = 3
"""Changes that are alike and still said one by one; of more, so many are named."""


def format_plan(
    plan: Plan,
    judged: Sequence[Judged],
    stopping: Sequence[Finding],
    unused: Sequence[str],
    *,
    colour: bool = False,
) -> str:
    """Write a plan; `stopping` are errors that stop its build, `unused` idle allowances."""
    parts = [_head(plan)]
    changes = "\n".join(_changes(plan, colour=colour))
    parts += [changes] if changes else []
    parts += [_judged(each, colour=colour) for each in judged]
    if stopping:
        parts.append("errors in what is new or changed; they stop a build too:")
        parts += [format_finding(each, colour=colour) for each in stopping]
    parts += [printable(f"--allow {word} allows nothing here") for word in unused]
    parts.append(summarise_plan(plan, stopping))
    return "\n\n".join(parts) + "\n"


def _head(plan: Plan) -> str:
    old = "no feed is out" if plan.previous is None else _identity(plan.previous)
    return f"{printable(old)}\n-> {printable(_identity(plan.next))}"


def _identity(feed: FeedIdentity) -> str:
    return f"{feed.source}: {count(feed.items, 'episode')}, {feed.length:,} bytes"


def _changes(plan: Plan, *, colour: bool) -> Iterator[str]:
    for group in group_changes(plan.changes):
        if len(group) > _FEW:
            yield from _group(group, colour=colour)
        else:
            for change in group:
                yield from _change(change, colour=colour)


def _change(change: Change, *, colour: bool) -> Iterator[str]:
    what = f": {', '.join(change.what)}" if change.what else ""
    yield f"{_mark(change, colour=colour)} {printable(name_change(change) + what)}"
    yield f"    {describe_effect([change])}"


def _group(group: Sequence[Change], *, colour: bool) -> Iterator[str]:
    first = group[0]
    what = f": {', '.join(first.what)}" if first.what else ""
    yield f"{_mark(first, colour=colour)} {printable(count(len(group), 'episode') + what)}"
    yield f"    {describe_effect(group)}"
    yield f"    {printable(list_names(group, _FEW))}"


def _mark(change: Change, *, colour: bool) -> str:
    sign = paint(_SIGNS[change.kind], _COLOURS[change.kind], colour=colour)
    return f"{sign} {change.kind.value:8}"


def name_change(change: Change) -> str:
    """Name the episode of a change, and its record."""
    if not change.guid and not change.path:
        return change.title
    where = change.path or f"guid {change.guid}"
    return f"'{change.title}' ({where})"


def _judged(each: Judged, *, colour: bool) -> str:
    finding = each.finding
    if each.allowed:
        words = f"allowed by {each.allowed}: {finding.code} {finding.name}: {finding.message}"
        return printable(words)
    word = "DANGER" if finding.level is Level.ERROR else ""
    return format_finding(finding, colour=colour, word=word)


def summarise_plan(plan: Plan, stopping: Sequence[Finding]) -> str:
    """Count what comes, changes, goes and stays, and say whether it may go out."""
    kinds = Counter(each.kind for each in plan.changes if each.guid or each.path)
    stays = plan.next.items - kinds[Kind.NEW] - kinds[Kind.CHANGED]
    counts = (
        f"{count(kinds[Kind.NEW], 'new episode')}, {kinds[Kind.CHANGED]:,} changed, "
        f"{kinds[Kind.REMOVED]:,} removed, {max(0, stays):,} as before"
    )
    if plan.is_same:
        counts = "nothing changes: the feed is, byte for byte, the one that is out"
    dangers = [danger for danger in plan.dangers if not danger.allowed]
    if any(danger.code == "RL18" for danger in dangers):
        return "DANGER: nothing can be compared, so nothing may go out"
    if dangers:
        words = sorted({danger.code for danger in dangers})
        return f"{counts}\n{_dangers(len(dangers))}: nothing may go out ({', '.join(words)})"
    if stopping:
        return f"{counts}\n{count(len(stopping), 'error')}: nothing can go out"
    allowed = len(plan.dangers)
    return f"{counts}\n{_dangers(allowed)} allowed" if allowed else f"{counts}\nno danger"


def _dangers(number: int) -> str:
    return "DANGER" if number == 1 else f"{number:,} DANGERS"
