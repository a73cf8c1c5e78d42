"""The files that a feed names, as one hash: a plan is about them, too."""

import hashlib
from collections.abc import Iterable

from feedtool.files import hash_file
from feedtool.model.feed import Asset
from feedtool.pipeline.chunk.task import BuiltItem
from feedtool.pipeline.run import Outcome


def hash_files(outcome: Outcome, items: Iterable[BuiltItem]) -> str:
    """Return the SHA-256 over the names and the hashes of all files that a feed names.

    Those of media are the ones that media.lock has, or will have: a clone without them says the
    same.
    """
    media = {**outcome.lock, **outcome.fresh}
    assets = {each.name: each for each in outcome.feed.assets}
    audio: set[str] = set()
    for item in items:
        assets |= {each.name: each for each in item.assets}
        audio.update(item.audio)
    digest = hashlib.sha256()
    for name in sorted(audio | assets.keys()):
        known = media[name].sha256 if name in media else _hash(outcome, assets.get(name))
        digest.update(f"{name}\n{known}\n".encode())
    return digest.hexdigest()


def _hash(outcome: Outcome, asset: Asset | None) -> str:
    """Return the SHA-256 of what a build makes or copies, "" of what is not at hand."""
    if asset is None:
        return ""
    if asset.content is not None:
        return hashlib.sha256(asset.content).hexdigest()
    try:
        return hash_file(outcome.folder.path / asset.source)
    except OSError:
        return ""
