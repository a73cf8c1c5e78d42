"""What no feed names any longer, deleted from the target: the only command that tidies up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedtool.check.facts import Digest
from feedtool.formats.feed.cut import list_named
from feedtool.pipeline.releasing.job import Author
from feedtool.pipeline.releasing.target import Aim
from feedtool.publish.desk import Seen, begin, finish, look, lost_race
from feedtool.publish.history import digest_of, digest_of_feed, list_kept, read_feed, read_one
from feedtool.publish.ledger import Release
from feedtool.publish.names import CLAIMS, FEED, PROBES, is_own
from feedtool.write import MANIFEST


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was deleted, or would be: files, and releases that are no longer kept.

    Of `begun` files there were only parts.
    """

    files: tuple[str, ...]
    releases: int
    begun: tuple[str, ...] = ()


def prune(
    aim: Aim, days: int, digests: Sequence[Digest], author: Author, *, is_dry: bool = False
) -> Pruned:
    """Delete old releases, and files that neither a kept feed nor a record names.

    The feed that is out and the one before it are kept, however old; of files only those that
    feedtool brought there, and that lie there longer than `days`. Raises FeedtoolError.
    """
    seen = look(aim.store)
    if seen.feed is None:
        return Pruned((), 0)
    limit = author.when - timedelta(days=days)
    releases = {stem: read_one(aim.store, stem) for stem in list_kept(aim.store)}
    old = _choose_old(releases, seen.feed.data, limit)
    named = {MANIFEST, *_named_by_text(aim, seen.feed.data)}
    named.update(name for digest in digests for name in digest.files)
    known = {*seen.state.files, *seen.state.begun} if seen.state else set()
    for stem, release in releases.items():
        (known if stem in old else named).update(_named_by(aim, stem, release))
    listed = aim.store.list()
    gone = [
        name
        for name in sorted(known - named - {FEED})
        if name in listed and not is_own(name) and listed[name].modified < limit
    ]
    gone += [name for name in listed if name.startswith(PROBES) and listed[name].modified < limit]
    begun = _list_given_up(aim, listed, limit)
    if not is_dry and (gone or old or begun):
        if not seen.is_settled:  # whoever publishes now may be about to name what lies there
            raise lost_race(aim.store)
        _delete(aim, seen, gone, begun, old, author)
    return Pruned(tuple(gone), len(old), tuple(begun))


def _list_given_up(aim: Aim, listed: Iterable[str], limit: datetime) -> list[str]:
    """List large files that feedtool has begun, and nobody went on with."""
    begun = sorted(aim.store.list_begun().items())
    return [name for name, last in begun if CLAIMS + name in listed and last < limit]


def _choose_old(releases: Mapping[str, Release | None], feed: bytes, limit: datetime) -> list[str]:
    """Choose the releases that need not be kept: neither out, nor the one before, nor young."""
    current = digest_of_feed(feed)
    others = [stem for stem in releases if digest_of(stem) != current]
    dated = ((stem, releases[stem]) for stem in others[:-1])
    return [stem for stem, release in dated if release is not None and release.when < limit]


def _delete(
    aim: Aim, seen: Seen, files: list[str], begun: list[str], stems: list[str], author: Author
) -> None:
    """Delete while nobody else publishes: a release that begins meanwhile finds another state."""
    turn = begin(aim.store, seen, author.name)
    for name in files:
        aim.store.delete(name)
    for name in begun:
        aim.store.give_up(name)
    for stem in stems:
        aim.store.delete(f"{stem}.json")
        aim.store.delete(f"{stem}.xml")
    rest = {name: stored for name, stored in turn.state.files.items() if name not in files}
    feed = seen.feed.version if seen.feed else ""
    finish(aim.store, turn, feed, rest, is_open=False)


def _named_by(aim: Aim, stem: str, release: Release | None) -> frozenset[str]:
    """List the files of a release: as written down, and as its feed names them."""
    written = frozenset(release.files) if release else frozenset()
    return written | _named_by_text(aim, read_feed(aim.store, stem) or b"")


def _named_by_text(aim: Aim, feed: bytes) -> frozenset[str]:
    return list_named(feed.decode("utf-8", "replace"), *aim.bases)
