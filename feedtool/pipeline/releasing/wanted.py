"""The files that a release needs at the target: those of the build, and the audio of the show."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from feedtool.compose.addresses import public_url
from feedtool.errors import FeedtoolError
from feedtool.formats.media_types import type_of
from feedtool.model.media import MediaFacts
from feedtool.pipeline.releasing.build import Built
from feedtool.publish.names import FEED, is_own
from feedtool.publish.steps import Wanted
from feedtool.write import MANIFEST, Public


def list_wanted(built: Built) -> list[Wanted]:
    """List every public file but the feed; raises FeedtoolError for one that nobody has."""
    folder = built.outcome.folder.path
    facts = built.outcome.lock | built.outcome.fresh
    found: list[Wanted] = []
    for entry in built.written.public.values():
        if is_own(entry.name):
            raise FeedtoolError(f"{entry.name!r} is a name of feedtool's own", "rename the file")
        if entry.stays:
            found.append(_want_media(entry, folder / entry.source, facts.get(entry.name)))
        elif entry.name != FEED:
            found.append(_want(entry, built))
    found.append(_want_manifest(built))
    absent = [change.name for change in built.changes if change.action == "absent"]
    return [*found, *(_want_absent(name, facts) for name in absent)]


def address_files(wanted: Sequence[Wanted], public: str) -> dict[str, str]:
    """Give every file its public address; none where nobody looks there."""
    return {each.name: public_url(public, each.name) for each in wanted} if public else {}


def _want(entry: Public, built: Built) -> Wanted:
    """Want a file of the output folder."""
    size, path = built.written.sizes[entry.name], built.out / entry.name
    return Wanted(entry.name, entry.type, entry.sha256, size, path)


def _want_media(entry: Public, path: Path, known: MediaFacts | None) -> Wanted:
    """Want a file of the show; one whose size is not that of media.lock is a stand-in, not it."""
    size = path.stat().st_size if path.is_file() else None
    is_here = size is not None and (known is None or known.length == size)
    length = known.length if known else size or 0
    return Wanted(entry.name, entry.type, entry.sha256, length, path if is_here else None)


def _want_manifest(built: Built) -> Wanted:
    """Want the list of files too: a later plan knows by it which pictures have other bytes."""
    size, path = built.written.sizes[MANIFEST], built.out / MANIFEST
    digest = built.written.manifest
    return Wanted(MANIFEST, "application/json", digest, size, path, is_named=False)


def _want_absent(name: str, facts: Mapping[str, MediaFacts]) -> Wanted:
    known = facts.get(name)
    if known is None or not known.sha256:
        message = f"{name} is not at hand, and media.lock does not know it"
        raise FeedtoolError(message, "run 'feedtool build' where the file is, and commit the lock")
    return Wanted(name, known.type or type_of(name), known.sha256, known.length, None)
