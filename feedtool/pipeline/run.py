"""From a show folder to findings, and on to a feed: the stations in order.

`check` is load, probe, compose and check; `build` goes on to render and write.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool.check.facts import Digest
from feedtool.errors import FeedtoolError
from feedtool.files import write_text
from feedtool.formats.media_lock import write_lock
from feedtool.formats.plural import count
from feedtool.load.folder import Folder, find_folder, list_records
from feedtool.load.show import load_show
from feedtool.load.unread import list_unread
from feedtool.log import tell
from feedtool.model.feed import Feed
from feedtool.model.finding import Fault, Finding, Level, Problem
from feedtool.model.ignore import InlineIgnore
from feedtool.model.loaded import Loaded
from feedtool.model.media import MediaFacts
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.model.settings import Settings
from feedtool.model.show import Show
from feedtool.pipeline.baseline import load_baseline, no_baseline
from feedtool.pipeline.chunk.audio_tags import drop_shared
from feedtool.pipeline.chunk.task import BuiltItem, ChunkResult, Task
from feedtool.pipeline.chunk.worker import Worker
from feedtool.pipeline.media_lock import LOCK_FILE, load_lock, refuse_broken
from feedtool.pipeline.selection import Selector, choose_codes, find_codes, select_changed
from feedtool.pipeline.workers import Progress, choose_share, count_workers, run_chunks
from feedtool.probe.facts_cache import FactsCache
from feedtool.settings import read_settings

if TYPE_CHECKING:
    from feedtool.pipeline.loudness import LoudnessMeter


@dataclass(frozen=True, slots=True)
class Options:
    """What a command asks of a run; None leaves it to the settings.

    `now` decides which dated items are due; `locked` keeps media.lock as it is; `unsaved` are
    texts that are checked instead of the files, by the path that reports print. `select` and
    `ignore` name rules; `changed` is a git revision: only findings in what differs from it count.
    `against` names the feed that is out: a file, or `git:REV`. With a `meter` loudness is measured.
    """

    folder: str | None
    now: datetime
    platforms: tuple[str, ...] | None = None
    locked: bool = False
    workers: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    changed: str | None = None
    uses_baseline: bool = True
    against: str | None = None
    meter: "LoudnessMeter | None" = None
    unsaved: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What a run saw: findings that count, findings let through, and the episodes.

    `live` are the findings about what the network answered.
    """

    folder: Folder
    show: Loaded[Show]
    settings: Settings
    feed: Feed
    now: datetime
    findings: list[Finding] = field(default_factory=list)
    ignored: list[Finding] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    items: list[BuiltItem] = field(default_factory=list)
    lock: dict[str, MediaFacts] = field(default_factory=dict)
    lock_record: Loaded[Any] | None = None
    fresh: dict[str, MediaFacts] = field(default_factory=dict)
    unrendered: str = ""
    inline: list[InlineIgnore] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    live: frozenset[Finding] = frozenset()
    open_record: Callable[[str], Loaded[Any]] | None = None
    """Loads a record again by the path that reports print, to place problems in it."""

    @property
    def has_errors(self) -> bool:
        """Say whether anything is at level error, old faults of what is out apart."""
        return any(f.level is Level.ERROR and f.rest is None for f in self.findings)

    def take(self, result: ChunkResult) -> None:
        """Add what a worker returned."""
        self.findings += result.findings
        self.digests += result.digests
        self.items += result.items
        self.inline += result.inline
        self.fresh |= result.fresh
        self.texts |= result.texts
        self.unrendered = self.unrendered or result.unrendered


Asks = Callable[[Worker, Outcome], list[Finding]]
"""Asks the network about a show that was read, and judges the answers."""


def check_show_folder(
    options: Options,
    progress: Progress,
    *,
    renders: bool = False,
    asks: Asks | None = None,
) -> Outcome:
    """Take a show folder through load, probe, compose and check (and render, and ask)."""
    gc.disable()  # nothing here makes cycles worth collecting; 10,000 records make many objects
    opened = _open(options, renders=renders)
    task, settings = opened.task, opened.settings
    worker = Worker(task)
    outcome = Outcome(
        task.folder, task.show.show, settings.record, worker.feed, options.now, lock=task.lock
    )
    outcome.open_record, outcome.lock_record = worker.open_record, opened.lock
    outcome.take(worker.check_show([settings, opened.lock, *opened.unread]))
    _check_episodes(worker, outcome, opened.names, options.workers, progress)
    if options.meter is not None:
        from feedtool.pipeline.loudness import judge_loudness  # noqa: PLC0415 - seldom asked for

        judge_loudness(options.meter, worker, outcome)
    if asks is not None:
        outcome.live = frozenset(asks(worker, outcome))
        outcome.findings += outcome.live
    _select(outcome, worker, settings, task.codes, options)
    files = count(len(outcome.fresh), "file")
    tell("measured or known: %s; findings: %d", files, len(outcome.findings))
    task.cache.update(outcome.fresh)
    task.cache.save()
    return outcome


class _Opened(NamedTuple):
    """A show folder as a run begins with it: the task, the names of its records, other files.

    `unread` look like records and are none.
    """

    task: Task
    names: list[str]
    settings: Loaded[Settings]
    lock: Loaded[Any]
    unread: list[Loaded[Any]]


def _open(options: Options, *, renders: bool) -> _Opened:
    folder = replace(find_folder(options.folder), unsaved=options.unsaved)
    settings = read_settings(folder.path, folder.shown)
    names, sidecars = list_records(folder)
    lock, lock_record = load_lock(folder)
    task = Task(
        folder=folder,
        show=load_show(folder),
        sidecars=sidecars,
        lock=lock,
        cache=FactsCache(folder.path),
        platforms=options.platforms or settings.record.platforms or DEFAULT_PLATFORMS,
        now=options.now,
        codes=_choose_rules(options, settings),
        locked=options.locked,
        renders=renders,
    )
    return _Opened(task, names, settings, lock_record, [*list_unread(folder)])


def _check_episodes(
    worker: Worker, outcome: Outcome, names: list[str], wanted: int | None, progress: Progress
) -> None:
    """Take every record through the stations, then all of them together through the rules."""
    workers = count_workers(len(names), wanted)
    records = count(len(names), "record")
    tell("%s holds %s; processes: %d", outcome.folder.path, records, workers)
    for result in run_chunks(worker.process, names, workers, progress):
        outcome.take(result)
    tell("all records are checked; now together, by the rules over the whole show")
    share = choose_share(workers)
    outcome.take(worker.checker.check_index(outcome.digests, worker.open_record, share))
    found = drop_shared(outcome.findings, outcome.digests)
    outcome.findings = worker.checker.drop_superseded(found)


def _choose_rules(options: Options, settings: Loaded[Settings]) -> frozenset[str]:
    """Choose the rules that run; names in the settings that no rule has become faults."""
    select = options.select or settings.record.select
    known: list[str] = []
    for at, word in (
        *((("select", n), word) for n, word in enumerate(settings.record.select)),
        *((("ignore", n, "code"), each.code) for n, each in enumerate(settings.record.ignore)),
    ):
        try:
            find_codes(word)
            known.append(word)
        except FeedtoolError as error:
            settings.faults.append(Fault("RC10", Problem(at, error.message, error.hint)))
    wanted = select if options.select else [word for word in select if word in known]
    return choose_codes(wanted, options.ignore)


def _select(
    outcome: Outcome,
    worker: Worker,
    settings: Loaded[Settings],
    codes: frozenset[str],
    options: Options,
) -> None:
    """Keep the findings that count, and report what lets nothing through."""
    folder = outcome.folder
    baseline = load_baseline(folder) if options.uses_baseline else no_baseline(folder)
    outcome.take(worker.checker.check_files([baseline]))
    selector = Selector(settings, baseline, outcome.inline, codes, folder.shown)
    selection = selector.select(outcome.findings)
    outcome.findings, outcome.ignored = selection.kept, selection.ignored
    for path, faults in selection.unused.items():
        known: dict[str, Loaded[Any]] = {settings.path: settings, baseline.path: baseline}
        loaded: Loaded[Any] = known.get(path) or worker.open_record(path)
        outcome.take(worker.checker.check_files([replace(loaded, faults=faults)]))
    outcome.findings.sort(key=lambda finding: finding.sort_key)
    if options.changed is not None:
        from feedtool.git import list_changed  # noqa: PLC0415 - it starts processes

        names = list_changed(folder.path, options.changed)
        outcome.findings = select_changed(outcome.findings, outcome.digests, names, folder.shown)


def save_lock(outcome: Outcome) -> bool:
    """Write what was measured into media.lock; say whether it changed. Raises FeedtoolError."""
    if outcome.lock_record is not None:
        refuse_broken(outcome.lock_record)
    facts = outcome.lock | {name: f for name, f in outcome.fresh.items() if not f.fault}
    if not facts:
        return False
    return write_text(outcome.folder.path / LOCK_FILE, write_lock(facts))
