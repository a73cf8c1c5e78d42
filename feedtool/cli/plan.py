"""feedtool plan."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedtool.cli import arguments, reporting
from feedtool.cli.build import Output
from feedtool.errors import ExitCode, FeedtoolError

if TYPE_CHECKING:
    from feedtool.model.plan import Allowance, Move
    from feedtool.pipeline.releasing.plan import Planned

Reference = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="FEED",
        help="The feed that is out: a file, an address or git:REV; left out, the live feed.",
    ),
]
Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="RULE[:EPISODE]",
        help="Let a danger pass: RL02:072 for one episode, by file, slug, GUID or number.",
    ),
]
MovedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--moved", metavar="OLD=NEW", help="Addresses that begin with OLD now begin with NEW."
    ),
]
New = Annotated[
    int,
    typer.Option(
        "--new", metavar="N", min=0, help="New episodes that this release is meant to bring."
    ),
]
First = Annotated[
    bool, typer.Option("--first-release", help="No feed is out yet: nothing to compare with.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Save the plan as JSON, for feedtool publish FILE."),
]


_MOVED = re.compile(r"(https?://.+?)=(https?://.+)")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("plan")(plan)


def plan(
    folder: arguments.ShowFolder = None,
    against: Reference = None,
    allow: Allow = None,
    moved: MovedOption = None,
    new: New = 1,
    first_release: First = False,
    out: Out = None,
    output: Output = None,
    formats: arguments.Formats = None,
    platforms: arguments.Platforms = None,
    fail_on: arguments.FailOn = None,
    now: arguments.Now = None,
    locked: arguments.Locked = False,
    workers: arguments.Workers = None,
) -> None:
    """Show what a release would change for subscribers. Dangers are named, nothing is changed."""
    from feedtool.model.plan import Intent
    from feedtool.pipeline.releasing.plan import make_plan
    from feedtool.pipeline.run import Options

    reporting.check_choices(formats, fail_on)
    if out is not None and not out.name.endswith(".json"):  # a record would be written over
        raise FeedtoolError(f"--out {out}: the name of a plan ends with .json")
    refuse_first(first_release, against)
    intent = Intent(read_allowances(allow), read_moves(moved), new, first_release)
    options = Options(
        folder=folder,
        now=arguments.read_now(now),
        platforms=arguments.read_platforms(platforms),
        locked=arguments.is_locked(locked),
        workers=workers,
        against=against,
    )
    planned = make_plan(options, intent, output, arguments.make_progress("planning"))
    report(planned, formats)
    if out is not None:
        _save(planned, out)
    code = reporting.exit_code(planned.findings, fail_on or planned.outcome.settings.fail_on)
    raise typer.Exit(int(ExitCode.FINDINGS if planned.is_stopped else code))


def refuse_first(is_first: bool, against: str | None) -> None:
    """Raise FeedtoolError where a feed that is out is named, and none is out yet."""
    if is_first and against is not None:
        message = "--first-release says that no feed is out yet, --against names one"
        raise FeedtoolError(message, "give one of the two")


def read_allowances(words: list[str] | None) -> "tuple[Allowance, ...]":
    """Read --allow; raises FeedtoolError for what is no rule of a release."""
    from feedtool.model.plan import Allowance
    from feedtool.rules import find_rule

    found: list[Allowance] = []
    for word in words or ():
        name, _, episode = word.partition(":")
        rule = find_rule(name)
        if rule is None or not rule.code.startswith("RL"):
            hint = "name one as RL02, or RL02:EPISODE; feedtool rules RL lists them"
            raise FeedtoolError(f"--allow {word}: '{name}' is no rule of a release", hint)
        found.append(Allowance(rule.code, episode.strip()))
    return tuple(found)


def read_moves(words: list[str] | None) -> "tuple[Move, ...]":
    """Read --moved; raises FeedtoolError for what is no pair of addresses."""
    from feedtool.model.plan import Move

    found: list[Move] = []
    for word in words or ():
        match = _MOVED.fullmatch(word)
        if match is None:
            hint = "write --moved https://old.host/=https://new.host/"
            raise FeedtoolError(f"--moved {word}: these are no two addresses", hint)
        found.append(Move(*match.groups()))
    return tuple(found)


def report(planned: "Planned", formats: list[str] | None) -> None:
    """Print and write the plan in every format asked for; raises FeedtoolError."""
    reporting.deliver(
        formats,
        lambda name, colour: write_plan(planned, name, colour=colour),
        lambda limit: _write_markdown(planned, limit),
    )


def write_plan(planned: "Planned", name: str, *, colour: bool = False) -> str:
    """Write the plan in one format; those that know only findings get its findings."""
    from feedtool.report.formats import FORMATS
    from feedtool.report.markdown import COMMENT_LIMIT
    from feedtool.report.plan_text import format_plan

    if name == "text":
        parts = (planned.plan, planned.judged, planned.stopping, planned.unused)
        return format_plan(*parts, colour=colour)
    if name == "markdown":
        return _write_markdown(planned, COMMENT_LIMIT)
    if name == "json":
        return write_document(planned)
    return FORMATS[name].write(planned.findings)


def _write_markdown(planned: "Planned", limit: int) -> str:
    from feedtool.report.plan_markdown import format_plan_markdown

    return format_plan_markdown(planned.plan, planned.judged, planned.stopping, limit=limit)


def write_document(planned: "Planned") -> str:
    """Write the plan as JSON, with its findings as every command writes them."""
    from dataclasses import replace

    from feedtool.formats.plan_document import describe_plan
    from feedtool.pipeline.releasing.named_files import hash_files
    from feedtool.report.json_report import findings_document, write_json

    files = hash_files(planned.outcome, planned.items)
    plan = describe_plan(replace(planned.plan, files=files))
    return write_json({**plan, **findings_document(planned.findings)})


def _save(planned: "Planned", out: Path) -> None:
    from feedtool.cli.report_file import write_report

    write_report(out, write_document(planned))
