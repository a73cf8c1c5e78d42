"""Episodes are found again one to one, and what is the same is never taken for another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.compare.match import match_items
from feedtool.model.published import PublishedItem

FEW = st.sampled_from("abcd")
DAY = datetime(2024, 1, 1, tzinfo=UTC)


def item(number: int, **changes: str) -> PublishedItem:
    """Make an item unlike all others, but for `changes`."""
    date = format_datetime(DAY + timedelta(days=number))
    made = PublishedItem(
        f"guid-{number}", f"Title {number}", date, f"https://a.example/{number}.mp3", "1", "", b""
    )
    changed = replace(made, **changes)  # type: ignore[arg-type]
    return replace(changed, xml=repr(changed).encode())


ITEMS = st.lists(
    st.builds(
        lambda number, guid, title, url: item(number, guid=guid, title=title, url=url),
        st.integers(0, 4),
        FEW | st.just(""),
        FEW | st.just(""),
        FEW.map("https://a.example/{}.mp3".format) | st.just(""),
    ),
    max_size=8,
)


@given(ITEMS, ITEMS)
def test_every_item_has_one_place(old: list[PublishedItem], new: list[PublishedItem]) -> None:
    """Whatever two feeds hold, each item is paired, lost or new, and never twice."""
    matching = match_items(old, new)
    before = [id(one) for one, _ in matching.pairs] + [id(each) for each in matching.lost]
    after = [id(other) for _, other in matching.pairs] + [id(each) for each in matching.fresh]

    assert sorted(before) == sorted(map(id, old))
    assert sorted(after) == sorted(map(id, new))


@given(st.lists(st.integers(0, 20), unique=True), st.lists(st.integers(0, 20), unique=True))
def test_what_both_have_is_paired_with_itself(old: list[int], new: list[int]) -> None:
    """In any order, whatever comes and goes."""
    matching = match_items([item(n) for n in old], [item(n) for n in new])

    assert all(one == other for one, other in matching.pairs)
    assert len(matching.pairs) == len(set(old) & set(new))


@given(st.permutations(range(6)))
def test_guids_that_are_given_round_are_seen_through(order: list[int]) -> None:
    """Each episode has the GUID of another one: audio and titles tell which is which."""
    old = [item(n) for n in range(6)]
    new = [item(n, guid=f"guid-{order[n]}") for n in range(6)]
    matching = match_items(old, new)

    assert [(one.title, other.title) for one, other in matching.pairs] == [
        (each.title, each.title) for each in old
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"guid": "x", "title": "x", "published": "x"},
        {"guid": "x", "url": "https://b.example/x.mp3"},
        {"guid": "x", "url": "https://b.example/x.mp3", "published": "x"},
        {"title": "x", "url": "https://b.example/x.mp3", "published": "x"},
        {"guid": "x", "title": "x", "url": "http://op3.dev/e/a.example/1.mp3"},
    ],
    ids=["audio", "title and date", "title", "GUID", "audio behind a prefix"],
)
def test_what_is_left_of_an_episode_finds_it(changes: dict[str, str]) -> None:
    """One thing that stays is enough, if nothing else has it."""
    old = [item(1), item(2)]
    new = [item(2), item(1, **changes)]
    matching = match_items(old, new)

    assert [(one.guid, other.xml) for one, other in matching.pairs] == [
        ("guid-1", new[1].xml),
        ("guid-2", new[0].xml),
    ]


def test_twins_that_share_a_guid_find_themselves() -> None:
    """An item that was written twice, with another date, changes nothing when the order does."""
    old = [item(1), item(2), item(1, published=item(3).published), item(2, title="Again")]
    matching = match_items(old, [old[3], old[2], old[1], old[0]])

    assert all(one == other for one, other in matching.pairs)
    assert len(matching.pairs) == 4


def test_alike_titles_pair_nothing() -> None:
    """Ten thousand items called the same are two sets of strangers, and that is soon known."""
    old = [item(n, title="Episode") for n in range(10_000)]
    new = [item(n, title="Episode") for n in range(20_000, 30_000)]
    matching = match_items(old, new)

    assert matching.pairs == []
    assert len(matching.lost) == len(matching.fresh) == 10_000
