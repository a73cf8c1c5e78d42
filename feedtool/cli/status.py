"""feedtool status."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from feedtool.cli import arguments
from feedtool.cli.terminal import say, say_document
from feedtool.errors import ExitCode, FeedtoolError

if TYPE_CHECKING:
    from feedtool.check.facts import Digest
    from feedtool.pipeline.run import Outcome

_NOT_LIVE = "not live"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status")(status)


def status(
    folder: arguments.ShowFolder = None,
    output: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    online: Annotated[
        bool,
        typer.Option("--online", help="Read the live feed; exit 1 where an episode is not in it."),
    ] = False,
    now: arguments.Now = None,
) -> None:
    """Show what is published, scheduled, draft and wrong. One table, newest first."""
    from feedtool.pipeline.run import Options, check_show_folder
    from feedtool.report.json_report import write_json

    if output not in ("text", "json"):
        raise FeedtoolError(f"'{output}' is no format; expected text or json")
    options = Options(folder=folder, now=arguments.read_now(now), locked=True)
    outcome = check_show_folder(options, arguments.make_progress("checking"))
    missing = frozenset[str]()
    if online:
        from feedtool.pipeline.releasing.live import find_missing

        missing = find_missing(outcome)
    rows = _rows(outcome, missing)
    if output == "json":
        say_document(write_json({"schema": 1, "episodes": rows}))
    else:
        say(_as_table(rows, outcome))
    if any(row["state"] == _NOT_LIVE for row in rows):
        raise typer.Exit(int(ExitCode.FINDINGS))


def _rows(outcome: "Outcome", missing: frozenset[str]) -> list[dict[str, Any]]:
    """Make one row an episode, newest first."""
    levels: dict[str, list[str]] = {}
    for finding in outcome.findings:
        levels.setdefault(finding.location.path, []).append(finding.level.value)
    digests = sorted(outcome.digests, key=lambda digest: digest.path)
    digests.sort(key=lambda d: d.instant.timestamp() if d.instant else float("inf"), reverse=True)
    return [
        {
            "path": digest.path,
            "state": _NOT_LIVE if digest.guid in missing else _state(digest),
            "date": digest.instant.isoformat(" ", "minutes") if digest.instant else None,
            "title": digest.title,
            "findings": _count(levels, digest, outcome.folder.shown),
        }
        for digest in digests
    ]


def _count(levels: dict[str, list[str]], digest: "Digest", shown: str) -> dict[str, int]:
    """Count what is wrong in an episode's record, the .yaml beside it, and the files it names."""
    stem = digest.path.rpartition(".")[0]
    paths = {digest.path, f"{stem}.yaml", f"{stem}.yml", *(shown + each for each in digest.files)}
    found = [level for path in sorted(paths) for level in levels.get(path, ())]
    return {level: found.count(level) for level in ("error", "warning", "advice") if level in found}


def _state(digest: "Digest") -> str:
    if digest.is_broken:
        return "unreadable"
    if digest.is_draft:
        return "draft"
    if digest.is_live:
        return "live"
    return "published" if digest.is_due else "scheduled"


def _as_table(rows: list[dict[str, Any]], outcome: "Outcome") -> str:
    from feedtool.formats.width import display_width
    from feedtool.model.finding import Level
    from feedtool.report.text import printable, say_counts, summarise

    head = ("STATE", "DATE", "FILE", "WRONG", "TITLE")
    table = [head]
    for row in rows:
        wrong = say_counts({Level(name): n for name, n in row["findings"].items()}) or "-"
        cells = (row["state"], row["date"] or "-", row["path"], wrong, row["title"])
        table.append(tuple(printable(cell) for cell in cells))  # type: ignore[arg-type]
    widths = [max(display_width(row[column]) for row in table) for column in range(4)]
    lines = []
    for cells in table:
        padded = [c + " " * (w - display_width(c)) for c, w in zip(cells, widths, strict=False)]
        lines.append("  ".join((*padded, cells[4])).rstrip())
    states = [row["state"] for row in rows]
    named = ("published", _NOT_LIVE, "scheduled", "draft", "live", "unreadable")
    counts = ", ".join(f"{states.count(name)} {name}" for name in named if name in states)
    lines.append("")
    lines.append(f"{counts or 'no episodes'}; {summarise(outcome.findings)}")
    return "\n".join(lines)
