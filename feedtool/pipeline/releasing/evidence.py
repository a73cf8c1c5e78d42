"""What can be known of media behind addresses that stay: whether their bytes are still the same.

The manifest that belongs to the feed that is out says it for sure, media.lock of the last commit
where it differs, and the length that the feed gives where it is another one. A recording of the
same length that was committed together with its new lock shows only in a manifest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from feedtool.check.release import ReplacedPicture
from feedtool.compare.feeds import Evidence
from feedtool.compare.match import Pair, bare_address
from feedtool.compose.addresses import public_url
from feedtool.errors import FeedtoolError
from feedtool.formats.media_lock import read_lock
from feedtool.formats.numbers import read_size
from feedtool.git import read_committed
from feedtool.load.local_files import files_of_episode, files_of_show
from feedtool.model.episode import Episode
from feedtool.model.loaded import Loaded
from feedtool.model.media import ImageFacts, MediaFacts
from feedtool.model.show import Show
from feedtool.pipeline.chunk.task import BuiltItem
from feedtool.pipeline.media_lock import LOCK_FILE
from feedtool.pipeline.releasing.reference import Seen
from feedtool.pipeline.run import Outcome

_MANIFEST = "the manifest of the feed that is out"
_NO_LENGTH = 1
"""Feeds whose makers do not know a length write 0 or 1."""


@dataclass(slots=True)
class Witness:
    """Knows the bytes of media as they are, and as they were at `revision` or in the feed seen."""

    outcome: Outcome
    seen: Seen
    revision: str = "HEAD"
    _committed: Mapping[str, MediaFacts] | None = field(default=None)

    def weigh(self, pair: Pair, built: BuiltItem) -> Evidence:
        """Say what is known of the audio of an episode in both feeds."""
        before, after = pair
        if not before.url or not after.url:
            return Evidence()
        if bare_address(before) != bare_address(after):
            return Evidence(is_other=self._is_other(bare_address(before), built.file))
        if built.is_dynamic:
            return Evidence(is_dynamic=True)
        known = self._find_other(built.file)
        if known is None and _is_length(before.length) and _is_length(after.length):
            old, new = int(before.length), int(after.length)
            if old != new:
                known = f"the feed that is out, which gives {old:,} bytes and not {new:,},"
        return Evidence(known or "")

    def _is_other(self, address: str, name: str) -> bool:
        """Tell whether a file is proven to have other bytes than those that an address had."""
        facts = self._facts_of(name)
        base = public_url(self.outcome.show.record.base_url or "", "").partition("://")[2]
        if facts is None or not base or not address.startswith(base):
            return False
        old = unquote(address.removeprefix(base))
        committed = self._read_committed().get(old)
        before = self.seen.hashes.get(old) or (committed.sha256 if committed else "")
        return before not in ("", facts.sha256)

    def find_pictures(self) -> Iterator[tuple[str, ReplacedPicture]]:
        """Find pictures of the feed that is out that have other bytes; with the records' paths."""
        images = {**self.outcome.lock, **self.outcome.fresh}
        names = sorted(
            name
            for name, facts in images.items()
            if isinstance(facts, ImageFacts) and name in self.seen.hashes
        )
        replaced = {name: known for name in names if (known := self._find_other(name))}
        if not replaced:
            return
        yield from _place(self.outcome.show, replaced)
        for digest in self.outcome.digests:
            if not replaced.keys().isdisjoint(digest.files) and self.outcome.open_record:
                yield from _place(self.outcome.open_record(digest.path), replaced)

    def _find_other(self, name: str) -> str | None:
        """Say what knows other bytes of a file; "" where they are proven the same, else None."""
        facts = self._facts_of(name)
        if facts is None:
            return None
        if name in self.seen.hashes:
            return "" if self.seen.hashes[name] == facts.sha256 else _MANIFEST
        old = self._read_committed().get(name)
        differs = old is not None and old.sha256 != facts.sha256
        return f"media.lock of git:{self.revision}" if differs else None

    def _facts_of(self, name: str) -> MediaFacts | None:
        facts = self.outcome.fresh.get(name) or self.outcome.lock.get(name)
        return None if facts is None or facts.fault else facts

    def _read_committed(self) -> Mapping[str, MediaFacts]:
        if self._committed is None:
            path = self.outcome.folder.path / LOCK_FILE
            try:
                data = read_committed(path, self.revision) or b""
            except FeedtoolError:
                data = b""
            self._committed = read_lock(data.decode("utf-8", "replace"))[0]
        return self._committed


def _is_length(text: str) -> bool:
    size = read_size(text)
    return size is not None and size > _NO_LENGTH


def _place(
    loaded: Loaded[Show] | Loaded[Episode], replaced: Mapping[str, str]
) -> Iterator[tuple[str, ReplacedPicture]]:
    """Find the fields of a record that name replaced pictures."""
    record = loaded.record
    named = files_of_show(record) if isinstance(record, Show) else files_of_episode(record)
    for at, name, _ in named:
        if name in replaced:
            yield loaded.path, ReplacedPicture(name, at, replaced[name])
