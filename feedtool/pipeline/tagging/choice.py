"""Which episodes a user means who names them by file, slug, number or GUID."""

from collections.abc import Callable, Sequence

from feedtool.load.folder import Folder
from feedtool.pipeline.find_episode import find_meant, name_inside
from feedtool.pipeline.tagging.reading import EpisodeTags


def choose_episodes(
    folder: Folder, episodes: Sequence[EpisodeTags], words: Sequence[str]
) -> list[EpisodeTags]:
    """Return the episodes that are meant, in the order they are named; all without words.

    Raises FeedtoolError for a word that means none, or more than one.
    """
    if not words:
        return list(episodes)
    known = [(each, each.called) for each in episodes]
    chosen: list[EpisodeTags] = []
    for word in words:
        found = find_meant(word, known, folder, "episode with audio at hand")
        if found not in chosen:
            chosen.append(found)
    return chosen


def who_may_be_meant(folder: Folder, words: Sequence[str]) -> Callable[[EpisodeTags], bool]:
    """Return what says whether an episode is among those that words may mean; all without words."""
    places = [(word, name_inside(folder, word)) for word in words]

    def may_be_meant(episode: EpisodeTags) -> bool:
        called = episode.called
        return not places or any(
            called.has_name(inside) or called.has_name(word) or called.has_number(word)
            for word, inside in places
        )

    return may_be_meant
