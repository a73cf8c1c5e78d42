"""The texts that a feed points to, as one hash: a plan is about their words, too."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from feedtool.files import hash_file
from feedtool.model.feed import Asset
from feedtool.pipeline.chunk.task import BuiltItem

_MEDIA = ("audio/", "video/", "image/")


def hash_texts(folder: Path, items: Iterable[BuiltItem]) -> str:
    """Return the SHA-256 over the names and bytes of all transcripts and chapters.

    Media have theirs in media.lock, and keep their bytes under their names.
    """
    digest = hashlib.sha256()
    texts = {each.name: each for item in items for each in item.assets}
    for name in sorted(texts):
        if not texts[name].type.startswith(_MEDIA):
            digest.update(f"{name}\n{_hash(folder, texts[name])}\n".encode())
    return digest.hexdigest()


def _hash(folder: Path, asset: Asset) -> str:
    """Return the SHA-256 of one text, "" of one that is not at hand."""
    if asset.content is not None:
        return hashlib.sha256(asset.content).hexdigest()
    try:
        return hash_file(folder / asset.source)
    except OSError:
        return ""
