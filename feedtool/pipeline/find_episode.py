"""The episode that a word of the user means: its file, slug, GUID or number."""

from collections.abc import Sequence

from feedtool.check.facts import Digest
from feedtool.errors import FeedtoolError
from feedtool.formats.nearest import find_nearest


def find_episode(word: str, digests: Sequence[Digest], shown: str) -> Digest:
    """Find the one episode that is meant; raises FeedtoolError for none, and for several."""
    names = [(each, _names_of(each, shown)) for each in digests]
    found = [each for each, known in names if word in known] or _numbered(word, digests)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(each.path for each in found[:5])
        raise FeedtoolError(f"'{word}' may be any of: {listed}", "name its file")
    every = [name for each, known in names for name in (*known, each.episode) if name]
    nearest = find_nearest(word, every)
    hint = f"did you mean '{nearest}'?" if nearest else "name its file, slug, GUID or number"
    raise FeedtoolError(f"there is no episode '{word}'", hint)


def _names_of(digest: Digest, shown: str) -> list[str]:
    name = digest.path.removeprefix(shown)
    stem = name.rpartition(".")[0]
    known = [digest.path, name, stem, digest.slug, digest.guid]
    return [each for each in dict.fromkeys(known) if each]


def _numbered(word: str, digests: Sequence[Digest]) -> list[Digest]:
    """List the episodes of a number; the full one alone where a trailer or bonus shares it."""
    number = word.lstrip("0") if word.isdecimal() else word
    found = [each for each in digests if number and each.episode.lstrip("0") == number]
    full = [each for each in found if each.episode_type == "full"]
    return full if len(full) == 1 else found
