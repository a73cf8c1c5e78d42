"""The files that a release needs at the target: those of the build, and the audio of the show."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from feedtool.compose.addresses import public_url
from feedtool.errors import FeedtoolError
from feedtool.files import hash_file
from feedtool.formats.media_types import type_of
from feedtool.model.media import MediaFacts
from feedtool.pipeline.build import Built
from feedtool.publish.names import FEED, is_own
from feedtool.publish.steps import Wanted
from feedtool.write import MANIFEST, Public, read_public


def list_wanted(built: Built) -> list[Wanted]:
    """List every public file but the feed; raises FeedtoolError for one that nobody has."""
    folder = built.outcome.folder.path
    facts = built.outcome.lock | built.outcome.fresh
    found: list[Wanted] = []
    for entry in read_public(built.out):
        if is_own(entry.name):
            raise FeedtoolError(f"{entry.name!r} is a name of feedtool's own", "rename the file")
        if entry.name != FEED:
            found.append(_want(entry, folder if entry.stays else built.out, facts))
    found.append(_want_manifest(built.out))
    absent = [change.name for change in built.changes if change.action == "absent"]
    return [*found, *(_want_absent(name, facts) for name in absent)]


def address_files(wanted: Sequence[Wanted], public: str) -> dict[str, str]:
    """Give every file its public address; none where nobody looks there."""
    return {each.name: public_url(public, each.name) for each in wanted} if public else {}


def _want(entry: Public, folder: Path, facts: Mapping[str, MediaFacts]) -> Wanted:
    """Want a file; one whose size is not that of media.lock is a stand-in, and not at hand."""
    path = folder / (entry.source if entry.stays else entry.name)
    size = path.stat().st_size if path.is_file() else None
    known = facts.get(entry.name) if entry.stays else None
    is_here = size is not None and (known is None or known.length == size)
    length = known.length if known else size or 0
    return Wanted(entry.name, entry.type, entry.sha256, length, path if is_here else None)


def _want_manifest(out: Path) -> Wanted:
    """Want the list of files too: a later plan knows by it which pictures have other bytes."""
    path = out / MANIFEST
    size = path.stat().st_size
    return Wanted(MANIFEST, "application/json", hash_file(path), size, path, is_named=False)


def _want_absent(name: str, facts: Mapping[str, MediaFacts]) -> Wanted:
    known = facts.get(name)
    if known is None or not known.sha256:
        message = f"{name} is not at hand, and media.lock does not know it"
        raise FeedtoolError(message, "run 'feedtool build' where the file is, and commit the lock")
    return Wanted(name, known.type or type_of(name), known.sha256, known.length, None)
