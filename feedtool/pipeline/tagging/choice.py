"""Which episodes a user means who names them by file, slug, number or GUID."""

from collections.abc import Callable, Sequence
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.formats.called import find_called, list_words
from feedtool.formats.nearest import find_nearest
from feedtool.load.folder import Folder
from feedtool.pipeline.tagging.reading import EpisodeTags


def choose_episodes(
    folder: Folder, episodes: Sequence[EpisodeTags], words: Sequence[str]
) -> list[EpisodeTags]:
    """Return the episodes that are meant, in the order they are named; all without words.

    Raises FeedtoolError for a word that means none, or more than one.
    """
    if not words:
        return list(episodes)
    chosen: list[EpisodeTags] = []
    for word in words:
        found = _find(folder, episodes, word)
        if found not in chosen:
            chosen.append(found)
    return chosen


def who_may_be_meant(folder: Folder, words: Sequence[str]) -> Callable[[EpisodeTags], bool]:
    """Return what says whether an episode is among those that words may mean; all without words."""
    places = [(word, _inside(folder, word)) for word in words]

    def may_be_meant(episode: EpisodeTags) -> bool:
        called = episode.called
        return not places or any(
            called.has_name(inside) or called.has_name(word) or called.has_number(word)
            for word, inside in places
        )

    return may_be_meant


def _find(folder: Folder, episodes: Sequence[EpisodeTags], word: str) -> EpisodeTags:
    known = [(each, each.called) for each in episodes]
    found = find_called(_inside(folder, word), known) or find_called(word, known)
    if len(found) == 1:
        return found[0]
    if found:
        message = f"'{word}' means more than one episode: {', '.join(e.name for e in found)}"
        raise FeedtoolError(message, "name its file instead")
    nearest = find_nearest(word, list_words(called for _, called in known))
    hint = f"did you mean {nearest}?" if nearest else "name its file, slug, number or GUID"
    raise FeedtoolError(f"no episode with audio at hand is '{word}'", hint)


def _inside(folder: Folder, word: str) -> str:
    """Return a path as the show folder has it, the word itself where it leads elsewhere."""
    try:
        path = Path(word).resolve()
        root = folder.path.resolve()
    except (OSError, RuntimeError, ValueError):
        return word
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else word
