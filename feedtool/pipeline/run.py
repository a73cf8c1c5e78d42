"""From a show folder to findings, and on to a feed: the stations in order.

`check` is load, probe, compose and check; `build` goes on to render and write.
"""

import gc
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from feedtool.check.engine import Engine
from feedtool.check.facts import Digest, Index
from feedtool.check.ignores import split_ignored
from feedtool.check.rule import DEFAULT_PLATFORMS
from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_text, refuse_link_out, write_text
from feedtool.formats.media_lock import read_lock, write_lock
from feedtool.formats.toml_tree import TomlPlaces
from feedtool.load.folder import Folder, find_folder, list_records
from feedtool.load.show import load_show
from feedtool.model.catalog import Loaded
from feedtool.model.feed import Feed
from feedtool.model.finding import Fault, Finding, Level, Problem
from feedtool.model.media import MediaFacts
from feedtool.model.place import Source
from feedtool.model.settings import Settings
from feedtool.model.shapes import Record
from feedtool.model.show import Show
from feedtool.pipeline.chunk import BuiltItem, Task, Worker
from feedtool.pipeline.workers import Progress, count_workers, run_chunks
from feedtool.probe.cache import FactsCache
from feedtool.rules import all_rules
from feedtool.settings import read_settings

LOCK_FILE = "media.lock"
_MAX_LOCK = 200 * 1024 * 1024
"""Bytes of media.lock: 10,000 episodes have 4 MB."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a command asks of a run; None leaves it to the settings.

    `now` decides which dated items are due; `locked` keeps media.lock as it is.
    """

    folder: str | None
    now: datetime
    platforms: tuple[str, ...] | None = None
    locked: bool = False
    workers: int | None = None


@dataclass(slots=True)
class Outcome:
    """What a run saw: findings that count, findings let through, and the episodes."""

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
    fresh: dict[str, MediaFacts] = field(default_factory=dict)
    unrendered: str = ""

    @property
    def has_errors(self) -> bool:
        """Say whether anything is at level error."""
        return any(finding.level is Level.ERROR for finding in self.findings)


def check_show_folder(options: Options, progress: Progress, *, renders: bool = False) -> Outcome:
    """Take a show folder through load, probe, compose and check (and render)."""
    gc.disable()  # nothing here makes cycles worth collecting; 10,000 records make many objects
    folder = find_folder(options.folder)
    settings = read_settings(folder.path, folder.shown)
    settings.faults += _find_unknown_rules(settings.record)
    names, sidecars = list_records(folder)
    lock, lock_record = _load_lock(folder)
    cache = FactsCache(folder.path)
    platforms = options.platforms or settings.record.platforms or DEFAULT_PLATFORMS
    task = Task(
        folder=folder,
        show=load_show(folder),
        sidecars=sidecars,
        lock=lock,
        cache=cache,
        platforms=platforms,
        now=options.now,
        locked=options.locked,
        renders=renders,
    )
    worker = Worker(task)
    outcome = Outcome(folder, task.show.show, settings.record, worker.feed, options.now, lock=lock)
    outcome.findings += worker.check_faults(settings) + worker.check_faults(lock_record)
    outcome.findings += worker.check_show()
    workers = count_workers(len(names), options.workers)
    for result in run_chunks(worker, task, names, workers, progress):
        outcome.findings += result.findings
        outcome.digests += result.digests
        outcome.items += result.items
        outcome.fresh |= result.fresh
        outcome.unrendered = outcome.unrendered or result.unrendered
    outcome.findings += _check_index(worker, task, outcome)
    outcome.findings.sort(key=lambda finding: finding.sort_key)
    kept = split_ignored(outcome.findings, settings.record.ignore, folder.shown)
    outcome.findings, outcome.ignored = kept
    cache.update(outcome.fresh)
    cache.save()
    return outcome


def _find_unknown_rules(settings: Settings) -> list[Fault]:
    """Say which ignores name a rule that does not exist, and so let nothing through."""
    codes = {rule.code for rule in all_rules()}
    faults: list[Fault] = []
    for number, ignore in enumerate(settings.ignore):
        if ignore.code not in codes:
            message = f"ignore.{number}.code: there is no rule {ignore.code!r}"
            problem = Problem(("ignore", number, "code"), message, "feedtool rules lists them all")
            faults.append(Fault("RC03", problem))
    return faults


def _check_index(worker: Worker, task: Task, outcome: Outcome) -> list[Finding]:
    engine = Engine(all_rules(), task.platforms)
    shown = task.folder.shown

    def open_record(path: str) -> Loaded[Any]:
        show = task.show.show
        return show if path in ("", show.path) else worker.load(path.removeprefix(shown))

    facts = {Show: task.show.show.record, Feed: worker.feed}
    return engine.run_index(Index(tuple(outcome.digests)), open_record, facts)


def _load_lock(folder: Folder) -> tuple[dict[str, MediaFacts], Loaded[Record]]:
    """Read media.lock; what is wrong with it becomes faults of its own record."""
    shown = folder.shown + LOCK_FILE
    text, facts, faults = "", dict[str, MediaFacts](), list[Fault]()
    try:
        refuse_link_out(folder.path / LOCK_FILE)
        text = read_text(folder.path / LOCK_FILE, _MAX_LOCK)
        facts, faults = read_lock(text)
    except FileNotFoundError:
        pass
    except UnreadableError as error:
        raise FeedtoolError(f"{shown}: {error}", "restore it from git") from None
    source = Source(shown, text, TomlPlaces(text))
    return facts, Loaded(shown, LOCK_FILE, Record(), source, faults)


def save_lock(outcome: Outcome) -> bool:
    """Write what was measured into media.lock; say whether it changed."""
    facts = outcome.lock | {name: f for name, f in outcome.fresh.items() if not f.fault}
    if not facts:
        return False
    return write_text(outcome.folder.path / LOCK_FILE, write_lock(facts))
