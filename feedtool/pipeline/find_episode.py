"""The episode that a word of the user means: its file, slug, GUID or number."""

from collections.abc import Sequence

from feedtool.check.facts import Digest
from feedtool.errors import FeedtoolError
from feedtool.formats.called import find_called, list_words
from feedtool.formats.nearest import find_nearest


def find_episode(word: str, digests: Sequence[Digest], shown: str) -> Digest:
    """Find the one episode that is meant; raises FeedtoolError for none, and for several."""
    known = [(each, each.called(shown)) for each in digests]
    found = find_called(word, known)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(each.path for each in found[:5])
        raise FeedtoolError(f"'{word}' may be any of: {listed}", "name its file")
    nearest = find_nearest(word, list_words(called for _, called in known))
    hint = f"did you mean '{nearest}'?" if nearest else "name its file, slug, GUID or number"
    raise FeedtoolError(f"there is no episode '{word}'", hint)
