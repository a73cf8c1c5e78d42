"""Runs one rule on a show folder and returns its problems, with the repairs that they carry."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedtool.check.facts import DocumentFaults, Platforms, RecordFaults
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.record.episode import EpisodeReader
from feedtool.load.episode import EpisodeLoader
from feedtool.load.folder import find_folder, list_records
from feedtool.load.show import load_show
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Problem
from feedtool.model.platforms import PLATFORMS
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules import find_rule


def find_problems(code: str, place: Path) -> list[Problem]:
    """Run a rule that needs no media and no other episode on show.yaml and on each record."""
    each = find_rule(code)
    assert each is not None
    found: list[Problem] = []
    for facts, own in _subjects(place):
        needs = each.needs_for(frozenset(facts), own)
        found += each.check(*[facts[need] for need in needs]) if needs else ()
    return found


def _subjects(place: Path) -> Iterator[tuple[dict[type, Any], frozenset[type]]]:
    folder = find_folder(str(place))
    loaded = load_show(folder)
    show, roster = loaded.show.record, loaded.roster
    ground = Ground(show, show.base_url or "", {})
    facts: dict[type, Any] = {Show: show, Feed: compose_feed(ground), Roster: roster}
    faults = {RecordFaults: RecordFaults(tuple(loaded.show.faults))}
    document = {DocumentFaults: DocumentFaults(tuple(loaded.show.faults))}
    platforms = {Platforms: Platforms(frozenset(PLATFORMS))}
    yield facts | faults | document | platforms, frozenset({Show, Feed, Roster, RecordFaults})
    names, sidecars = list_records(folder)
    loader = EpisodeLoader(folder, EpisodeReader(roster, show.namespaces), sidecars)
    for name in names:
        record = loader.load(name)
        item = ItemComposer(ground).compose(record.record, record.path)
        faults = {RecordFaults: RecordFaults(tuple(record.faults))}
        own = frozenset({Episode, Item, RecordFaults})
        yield facts | faults | {Episode: record.record, Item: item}, own
