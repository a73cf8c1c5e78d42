"""Answers that a test states, in place of the network: `answers.toml`, a table for each address.

A table's keys are those of a Reply. What is not stated is answered as a good host would.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from feedtool.model.exchange import Address, Kind, Reply
from feedtool.pipeline.online.network import Live
from feedtool.pipeline.online.show import LiveShow
from feedtool.pipeline.run import Options, Outcome, check_show_folder

STATED = "answers.toml"
_TYPES = {
    Kind.FEED: "application/rss+xml",
    Kind.AUDIO: "audio/mpeg",
    Kind.ARTWORK: "image/jpeg",
    Kind.TRANSCRIPT: "text/vtt",
    Kind.CHAPTERS: "application/json+chapters",
}


def answer_well(address: Address) -> Reply:
    """Answer as a good host does."""
    kind = address.type or _TYPES.get(address.kind, "text/html")
    size = 30_000 if address.length is None else address.length
    reply = Reply(
        status=200,
        url=address.url,
        type=kind,
        size=size,
        has_ranges=True,
        is_datable=True,
        has_date=True,
        is_open=True,
        certificate_days=60.0,
    )
    if address.kind in (Kind.FEED, Kind.AUDIO, Kind.ARTWORK):
        reply = replace(reply, head_status=200, head_type=kind, head_size=size)
    if address.kind is Kind.FEED:
        reply = replace(reply, charset="utf-8", encoding="gzip", revalidates=True, max_age=300)
    return reply


@dataclass(frozen=True, slots=True)
class StatedAnswers:
    """A source of answers that knows what a test stated."""

    stated: Mapping[str, Mapping[str, Any]]

    def ask(self, addresses: Iterable[Address]) -> dict[tuple[Kind, str], Reply]:
        """Answer all of them."""
        return {(each.kind, each.url): self._answer(each) for each in addresses}

    def _answer(self, address: Address) -> Reply:
        stated = dict(self.stated.get(address.url, {}))
        stated["hops"] = tuple((url, status) for url, status in stated.get("hops", ()))
        of_head = {f"head_{name}": stated[name] for name in ("type", "size") if name in stated}
        return replace(answer_well(address), **of_head, **stated)

    def keep(self, key: tuple[Kind, str], reply: Reply) -> None:
        """Remember nothing."""

    def summary(self) -> str:
        """Say nothing."""
        return ""


def stated_live(folder: Path, *, wants_all: bool = True) -> Live | None:
    """Return what `--online` would ask for, answered by the file of a folder; None without one."""
    path = folder / STATED
    if not path.exists():
        return None
    source = StatedAnswers(tomllib.loads(path.read_text(encoding="utf-8")))

    @contextmanager
    def opens(_typed: tuple[str, ...], _folder: Path | None) -> Iterator[StatedAnswers]:
        yield source

    return Live(opens, wants_all)


def check_online(options: Options, live: Live | None) -> Outcome:
    """Check a show folder, and the answers where some are stated."""
    asks = LiveShow(live, lambda _outcome: None) if live else None
    return check_show_folder(options, lambda _done, _all: None, asks=asks)
