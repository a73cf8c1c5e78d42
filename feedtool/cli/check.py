"""feedtool check."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from feedtool.cli import arguments, reporting
from feedtool.cli.terminal import say
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.plural import count

if TYPE_CHECKING:
    from feedtool.pipeline.fix import Fixed
    from feedtool.pipeline.online.network import Live
    from feedtool.pipeline.run import Options, Outcome

Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a doubt.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")]
Unsafe = Annotated[
    bool, typer.Option("--unsafe", help="Mend also where the meaning may change: look at --diff.")
]
WriteBaseline = Annotated[
    bool,
    typer.Option("--write-baseline", help="Keep today's faults in baseline.toml: only new count."),
]
Online = Annotated[
    bool, typer.Option("--online", help="Ask the public addresses of what changed, too.")
]
Every = Annotated[
    bool, typer.Option("--all", help="With --online, ask about every episode that is out.")
]

_RECORDS = (".md", ".yaml", ".yml", ".toml")
_ONLY_READ = (
    "a feed is only read: --fix, --diff, --unsafe, --changed, --against, --loudness and "
    "--write-baseline are for show folders"
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    folder: arguments.ShowOrFeed = None,
    fix: Fix = False,
    diff: Diff = False,
    unsafe: Unsafe = False,
    select: arguments.Select = None,
    ignore: arguments.Ignore = None,
    changed: arguments.Changed = None,
    against: arguments.Against = None,
    write_baseline: WriteBaseline = False,
    loudness: arguments.Loudness = False,
    online: Online = False,
    every: Every = False,
    formats: arguments.Formats = None,
    platforms: arguments.Platforms = None,
    fail_on: arguments.FailOn = None,
    now: arguments.Now = None,
    locked: arguments.Locked = False,
    workers: arguments.Workers = None,
) -> None:
    """Find every fault of a show or of any feed, with its cure. Each has file, line and column."""
    reporting.check_choices(formats, fail_on)
    moment, mending = arguments.read_now(now), _Mending(fix, diff, unsafe)
    live = _open_live(moment, online, every, writes=mending.is_asked or write_baseline)
    choice = _read_choice(platforms, select, ignore, online=online)
    if folder is not None and is_feed(folder):
        if any((*mending, write_baseline, changed, against, loudness)):
            raise FeedtoolError(_ONLY_READ, "feedtool import makes a show folder of a feed")
        raise typer.Exit(int(_check_feed(folder, moment, choice, formats, fail_on, live)))
    from feedtool.pipeline.run import Options

    options = Options(
        folder=folder,
        now=moment,
        platforms=choice.platforms,
        locked=arguments.is_locked(locked),
        workers=workers,
        select=choice.select,
        ignore=choice.ignore,
        changed=changed,
        uses_baseline=not write_baseline,
        against=against,
        meter=arguments.open_meter() if loudness else None,
    )
    raise typer.Exit(int(_check_folder(options, mending, formats, fail_on, live)))


class _Mending(NamedTuple):
    """What is mended: `fix` writes it, `diff` only shows it; `unsafe` may change the meaning."""

    fix: bool
    diff: bool
    unsafe: bool

    @property
    def is_asked(self) -> bool:
        """Say whether anything is to be mended, or shown mended."""
        return self.fix or self.diff


class _Choice(NamedTuple):
    """Platforms, and the rules that are selected and ignored."""

    platforms: tuple[str, ...] | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]


def _read_choice(
    platforms: str | None, select: list[str] | None, ignore: list[str] | None, *, online: bool
) -> _Choice:
    """Read --for, --select and --ignore; raises FeedtoolError."""
    rules = arguments.read_rules(select), arguments.read_rules(ignore)
    choice = _Choice(arguments.read_platforms(platforms), *rules)
    if choice.select and not online:
        _refuse_deaf(choice.select)
    return choice


def _check_folder(
    options: "Options",
    mending: _Mending,
    formats: list[str] | None,
    fail_on: str | None,
    live: "Live | None",
) -> ExitCode:
    """Check a show folder, and mend it or keep its faults if asked; raises FeedtoolError."""
    _refuse_nonsense(options, mending)
    outcome = _mend(options, mending, formats) if mending.is_asked else _check_show(options, live)
    arguments.tell_notes(options.meter)
    if not options.uses_baseline:
        _write_baseline(outcome)
        return ExitCode.OK
    if not mending.diff or formats:
        reporting.report(outcome.findings, formats)
    return reporting.exit_code(outcome.findings, fail_on or outcome.settings.fail_on)


def _mend(options: "Options", mending: _Mending, formats: list[str] | None) -> "Outcome":
    """Mend a show, or show what would be mended; raises FeedtoolError."""
    from feedtool.pipeline.fix import fix_show_folder

    progress, is_diff = arguments.make_progress("checking"), mending.diff
    fixed = fix_show_folder(options, progress, with_unsafe=mending.unsafe, writes=not is_diff)
    if not reporting.prints_document(formats):
        _show_mended(fixed, is_diff=is_diff)
    return fixed.found if is_diff else fixed.outcome


def _check_show(options: "Options", live: "Live | None") -> "Outcome":
    """Check a show, and its addresses where they are asked; raises FeedtoolError."""
    from feedtool.pipeline.releasing.release import check_release

    outcome = check_release(options, None, arguments.make_progress("checking"), live)
    _tell(live)
    return outcome


def is_feed(source: str) -> bool:
    """Tell a feed from a show folder: an address, standard input, or a file that is no record."""
    if source == "-" or "://" in source:
        return True
    path = Path(source)
    return path.is_file() and path.suffix.lower() not in _RECORDS


def _check_feed(
    source: str,
    now: datetime,
    choice: "_Choice",
    formats: list[str] | None,
    fail_on: str | None,
    live: "Live | None",
) -> ExitCode:
    """Check a feed of any origin; raises FeedtoolError."""
    from feedtool.pipeline.check_feed import FeedOptions, check_feed_file

    options = FeedOptions(source, now, *choice, live)
    outcome = check_feed_file(options, arguments.make_progress("checking"))
    for note in outcome.notes:
        say(note, to_stderr=True)
    _tell(live)
    reporting.report(outcome.findings, formats)
    return reporting.exit_code(outcome.findings, fail_on)


def _open_live(now: datetime, online: bool, every: bool, *, writes: bool) -> "Live | None":
    """Prepare to ask the network, where that is wanted; raises FeedtoolError."""
    if every and not online:
        raise FeedtoolError("--all goes with --online", "a plain check is of every episode")
    if online and writes:
        raise FeedtoolError("--online only looks: leave --fix, --diff and --write-baseline out")
    if not online:
        return None
    from feedtool.pipeline.online import network

    seconds = network.SECONDS_FOR_ALL if every else network.SECONDS
    progress = arguments.make_progress("asking", least=1)
    return network.Live(network.network(now, seconds=seconds, progress=progress), every)


def _refuse_deaf(select: tuple[str, ...]) -> None:
    """Refuse rules that would all be silent without the network; raises FeedtoolError."""
    from feedtool.pipeline.selection import choose_codes
    from feedtool.rules import find_rule

    found = [find_rule(code) for code in choose_codes(select, ())]
    if all(rule is not None and rule.needs_online for rule in found):
        words = f"{', '.join(select)}: only addresses can tell, and none is asked"
        raise FeedtoolError(words, "add --online")


def _tell(live: "Live | None") -> None:
    """Say what was asked, and what was not: silence must not pass for a clean answer."""
    for sentence in live.told if live else ():
        say(sentence, to_stderr=True)


def _refuse_nonsense(options: "Options", mending: _Mending) -> None:
    """Refuse options that contradict each other; raises FeedtoolError."""
    if mending.unsafe and not mending.is_asked:
        raise FeedtoolError("--unsafe goes with --fix or --diff", "look first: --diff --unsafe")
    is_part = options.select or options.ignore or options.changed is not None
    if not options.uses_baseline and (is_part or mending.is_asked):
        words = "--write-baseline keeps all faults of the show: it goes with no other choice"
        raise FeedtoolError(words)


def _show_mended(fixed: "Fixed", *, is_diff: bool) -> None:
    """Print the diff, or what was mended."""
    from feedtool.report.diff import format_diff

    if is_diff:
        typer.echo(format_diff(fixed.before, fixed.after), nl=False)
    elif fixed.done:
        done, files = len(fixed.done), len(fixed.after)
        say(f"mended {count(done, 'finding')} in {count(files, 'file')}:")
        counts = Counter((finding.code, finding.name) for finding in fixed.done)
        say("\n".join(f"  {code} {name}: {n}" for (code, name), n in sorted(counts.items())))
        say("")


def _write_baseline(outcome: "Outcome") -> None:
    from feedtool.formats.baseline import NEVER_KNOWN
    from feedtool.pipeline.baseline import save_baseline

    path = save_baseline(outcome.folder, outcome.findings)
    rest = sum(finding.code in NEVER_KNOWN for finding in outcome.findings)
    say(f"{path}: {count(len(outcome.findings) - rest, 'finding')} from now on let through")
    if rest:
        say(f"  {count(rest, 'finding')} about ignores must be mended: feedtool check")
