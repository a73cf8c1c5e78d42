"""The one episode that a word of the user means: its file, slug, GUID or number."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from feedtool.check.facts import Digest
from feedtool.errors import FeedtoolError
from feedtool.formats.called import Called, find_called, list_words
from feedtool.formats.nearest import find_nearest
from feedtool.load.folder import Folder

T = TypeVar("T")
_LISTED = 5


def find_episode(word: str, digests: Sequence[Digest], folder: Folder) -> Digest:
    """Find the one episode that is meant; raises FeedtoolError for none, and for several."""
    return find_meant(word, [(each, each.called(folder.shown)) for each in digests], folder)


def find_meant(
    word: str, known: Sequence[tuple[T, Called]], folder: Folder, what: str = "episode"
) -> T:
    """Find the one that a word means; raises FeedtoolError for none, and for several."""
    inside = name_inside(folder, word)
    named = [each for each, called in known if called.has_name(inside)]
    found = named or find_called(word, known)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(called.names[0] for each, called in known if each in found[:_LISTED])
        raise FeedtoolError(f"'{word}' may be any of: {listed}", "name its file")
    nearest = find_nearest(word, list_words(called for _, called in known))
    hint = f"did you mean '{nearest}'?" if nearest else "name its file, slug, GUID or number"
    raise FeedtoolError(f"there is no {what} '{word}'", hint)


def name_inside(folder: Folder, word: str) -> str:
    """Return a path as the show folder has it, the word itself where it leads elsewhere."""
    try:
        path = Path(word).resolve()
        root = folder.path.resolve()
    except (OSError, RuntimeError, ValueError):
        return word
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else word
