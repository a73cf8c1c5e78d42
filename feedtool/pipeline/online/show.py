"""`--online` for a show folder: which of its episodes are asked about."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from feedtool.check.facts import Digest
from feedtool.model.exchange import Exchange
from feedtool.model.finding import Finding
from feedtool.pipeline.chunk.worker import Worker
from feedtool.pipeline.online.addresses import list_item_addresses, list_show_addresses
from feedtool.pipeline.online.judging import Part, newest_of
from feedtool.pipeline.online.network import Live
from feedtool.pipeline.run import Outcome

FindSettled = Callable[[Outcome], Container[str] | None]
"""Finds the records that are out as they are; None where there is no feed to compare with."""


@dataclass(frozen=True, slots=True)
class LiveShow:
    """Asks the network about a show that was read."""

    live: Live
    find_settled: FindSettled

    def __call__(self, worker: Worker, outcome: Outcome) -> list[Finding]:
        """Return the findings about the answers; raises FeedtoolError without a network."""
        show, feed, roster = outcome.show.record, outcome.feed, worker.roster
        parts = [Part(outcome.show, None, list_show_addresses(show, feed, roster))]
        for digest in self._choose(outcome):
            loaded, item = worker.open_episode(digest.path)
            addresses = list_item_addresses(loaded.record, item, roster, feed.base_url)
            parts.append(Part(loaded, item, addresses))

        def judge(part: Part, exchange: Exchange) -> list[Finding]:
            return worker.checker.check_exchange(part.loaded, part.item, exchange)

        typed = (feed.feed_url, feed.base_url)
        return self.live.judge(typed, outcome.folder.path, parts, judge)

    def _choose(self, outcome: Outcome) -> Iterable[Digest]:
        due = [each for each in outcome.digests if each.is_due]
        chosen = due if self.live.wants_all else self._changed(outcome, due)
        self.live.of, self.live.episodes = len(due), len(chosen)
        return chosen

    def _changed(self, outcome: Outcome, due: list[Digest]) -> list[Digest]:
        settled = self.find_settled(outcome)
        if settled is None:
            return newest_of(due)
        return [each for each in due if each.path not in settled]
