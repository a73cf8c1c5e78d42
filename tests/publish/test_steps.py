"""The order of a release, worked out without a target."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from feedtool.publish.ledger import Stored
from feedtool.publish.steps import (
    Act,
    Change,
    Present,
    Step,
    Wanted,
    describe_present,
    list_unknown,
    plan_steps,
)
from feedtool.publish.store import Entry

NEW = Change(changes_feed=True, is_settled=True)
SAME = Change(changes_feed=False, is_settled=True)
WHEN = datetime(2024, 1, 1, tzinfo=UTC)


def want(name: str, sha256: str = "a", *, here: bool = True) -> Wanted:
    """Want a file of ten bytes."""
    kind = {"mp3": "audio/mpeg", "png": "image/png", "vtt": "text/vtt"}[name.rpartition(".")[2]]
    return Wanted(name, kind, sha256, 10, Path(name) if here else None)


def acts(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """List what steps do, and to what."""
    return [(step.act.value, step.name) for step in steps]


def test_media_come_first_the_feed_last() -> None:
    """Media, then texts, then a look at each, then the feed, then everybody else."""
    wanted = [want("t/1.vtt"), want("audio/1.mp3"), want("cover.png")]

    steps = plan_steps(wanted, {}, NEW, ["https://hub.example/"])

    assert acts(steps.order) == [
        ("send", "audio/1.mp3"),
        ("send", "cover.png"),
        ("send", "t/1.vtt"),
        ("verify", "audio/1.mp3"),
        ("verify", "cover.png"),
        ("verify", "t/1.vtt"),
        ("feed", ""),
        ("read back", ""),
        ("tell", "https://hub.example/"),
        ("record", ""),
    ]


def test_nothing_to_do_is_no_step() -> None:
    """Where all is there and the feed is the same, nobody is even told."""
    there = {"a.mp3": Present("a", is_seen=True)}

    assert plan_steps([want("a.mp3")], there, SAME, ["https://hub.example/"]).order == ()


def test_what_a_release_left_undone_is_done_by_the_next() -> None:
    """A release that died after its feed was written told nobody."""
    left = Change(changes_feed=False, is_settled=False, has_purge=True)
    there = {"a.mp3": Present("a", is_seen=True)}

    steps = plan_steps([want("a.mp3")], there, left, ["https://hub.example/"])

    assert acts(steps.order) == [
        ("purge", ""),
        ("read back", ""),
        ("tell", "https://hub.example/"),
        ("record", ""),
    ]


def test_media_under_a_name_with_other_bytes_are_refused_and_texts_replaced() -> None:
    """Audio keeps its bytes; a transcript may be mended."""
    there = {"a.mp3": Present("b", is_seen=True), "t.vtt": Present("b", is_seen=True)}

    steps = plan_steps([want("a.mp3"), want("t.vtt")], there, SAME, [])

    assert steps.taken == ("a.mp3",)
    assert ("replace", "t.vtt") in acts(steps.order)


def test_a_file_that_is_neither_here_nor_there_is_missing() -> None:
    """Audio that is not at hand may lie at the target."""
    wanted = [want("a.mp3", here=False), want("b.mp3", here=False)]

    steps = plan_steps(wanted, {"b.mp3": Present("a", is_seen=True)}, NEW, [])

    assert steps.missing == ("a.mp3",)


def test_a_list_that_differs_from_what_was_written_down_is_looked_into() -> None:
    """Only bytes of the right size that nobody wrote down need a look."""
    wanted = [want("same.mp3"), want("other.mp3"), want("new.mp3"), want("short.mp3")]
    listed = {
        "same.mp3": Entry(10, "1", WHEN),
        "other.mp3": Entry(10, "2", WHEN),
        "short.mp3": Entry(9, "1", WHEN),
    }
    known = {name: Stored("a", 10, "1") for name in ("same.mp3", "other.mp3", "gone.mp3")}

    unknown = list_unknown(wanted, listed, known)
    present = describe_present(wanted, listed, known, {"other.mp3": "a"})

    assert unknown == ["other.mp3"]
    assert present == {
        "same.mp3": Present("a", is_seen=True),
        "other.mp3": Present("a", is_seen=False),
        "short.mp3": Present("", is_seen=False),
    }


@given(
    st.lists(st.sampled_from(["a.mp3", "b.png", "c.vtt", "d.vtt"]), unique=True),
    st.dictionaries(
        st.sampled_from(["a.mp3", "b.png", "c.vtt", "d.vtt"]),
        st.builds(Present, st.sampled_from(["a", "b"]), st.booleans()),
    ),
    st.builds(Change, st.booleans(), st.booleans(), st.booleans()),
)
def test_whatever_is_there_the_feed_comes_after_all_it_names(
    names: list[str], present: dict[str, Present], change: Change
) -> None:
    """Nothing is sent that is there, all that is new is seen first, and the record is the end."""
    steps = plan_steps([want(name) for name in names], present, change, ["https://h.example/"])

    order = [step.act for step in steps.order]
    sent = {step.name for step in steps.order if step.act in (Act.SEND, Act.REPLACE)}
    seen = {step.name for step in steps.order if step.act is Act.VERIFY}
    assert sent == {n for n in names if n not in present or present[n].sha256 != "a"}
    assert sent <= seen
    assert (Act.FEED in order) == change.changes_feed
    if Act.FEED in order:
        last = max((i for i, act in enumerate(order) if act in (Act.SEND, Act.VERIFY)), default=-1)
        assert order.index(Act.FEED) > last
    assert not order or order[-1] is Act.RECORD
