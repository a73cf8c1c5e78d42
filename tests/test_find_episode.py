"""Which episode a word of the user means."""

from pathlib import Path

import pytest

from feedtool.check.facts import Digest
from feedtool.compare.allowances import find_episodes
from feedtool.errors import FeedtoolError
from feedtool.load.folder import Folder
from feedtool.model.plan import Allowance
from feedtool.pipeline.find_episode import find_episode


def make_digest(name: str, number: str, kind: str = "full") -> Digest:
    """Make what is known of an episode."""
    slug = name.rpartition(".")[0]
    return Digest(f"show/{name}", slug, slug, f"guid-{slug}", None, "", "", "", number, kind, ())


FOLDER = Folder(Path("show"), "show/")
SHOW = [
    make_digest("072-interview.md", "72"),
    make_digest("trailer.md", "072", "trailer"),
    make_digest("073.md", "73"),
    make_digest("9.md", "12"),
    make_digest("twelve.md", "9"),
    make_digest("pilot.md", "0"),
]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("072-interview.md", "072-interview.md"),
        ("show/073.md", "073.md"),
        ("073", "073.md"),
        ("guid-trailer", "trailer.md"),
        ("./show/073.md", "073.md"),
        ("73", "073.md"),
        ("0073", "073.md"),
        ("9", "9.md"),  # a file's name is surer than a number
        ("09", "twelve.md"),
        ("0", "pilot.md"),
        ("00", "pilot.md"),
    ],
)
def test_file_slug_guid_and_number_find_an_episode(word: str, name: str) -> None:
    """Leading zeros of a number do not count."""
    assert find_episode(word, SHOW, FOLDER).path == f"show/{name}"


def test_an_allowance_finds_its_episode_by_the_same_words() -> None:
    """A danger is let pass for one episode alone."""
    meant = find_episodes([Allowance("RL02", word) for word in ("0073", "00")], SHOW, (), "show/")

    assert [*meant.values()] == [{"show/073.md"}, {"show/pilot.md"}]


def test_a_number_that_a_trailer_has_too_is_asked_back() -> None:
    """What is withdrawn or tagged must not be a guess."""
    with pytest.raises(FeedtoolError, match=r"any of: show/072-interview\.md, show/trailer\.md"):
        find_episode("72", SHOW, FOLDER)
    with pytest.raises(FeedtoolError, match="2 episodes are called '72'"):
        find_episodes([Allowance("RL02", "72")], SHOW, (), "show/")


def test_what_is_unclear_or_unknown_is_asked_back() -> None:
    """Two full episodes of a number are both named; a word that is nearly one gets that one."""
    twice = [*SHOW, make_digest("again.md", "73")]

    with pytest.raises(FeedtoolError, match=r"may be any of: show/073\.md, show/again\.md"):
        find_episode("0073", twice, FOLDER)
    with pytest.raises(FeedtoolError, match="there is no episode 'trailr'") as unknown:
        find_episode("trailr", SHOW, FOLDER)
    assert unknown.value.hint == "did you mean 'trailer'?"
    with pytest.raises(FeedtoolError, match="there is no episode '099'"):
        find_episode("099", SHOW, FOLDER)
