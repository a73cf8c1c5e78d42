"""Frames counted in runs are those that are counted one by one."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.probe.frame_runs import FrameRuns, count_singly
from feedtool.probe.mpeg_header import stream_lengths

STREAMS = {
    "44.1 kHz": 0xFFFA0000,
    "MPEG 2, 24 kHz": 0xFFF20400,
    "layer I, 48 kHz": 0xFFFE0400,
    "layer II": 0xFFFC0000,
}
FREE = {0xFFFA0000: 104, 0xFFFA0200: 105}


def frame(word: int, length: int, filling: int) -> bytes:
    """Make a frame; the bits that say nothing of its size are anybody's."""
    head = (word | 0x10000 * (filling & 1) | filling & 0x100 | 0xC4).to_bytes(4, "big")
    return head + bytes([filling & 0xFF]) * (length - 4)


@pytest.mark.parametrize("stream", [*STREAMS, "free format"])
@given(data=st.data())
def test_runs_are_counted_as_each_frame_is(stream: str, data: st.DataObject) -> None:
    """Any bit rates, padded or not, whole or cut, junk behind: the same frames, the same end."""
    lengths = stream_lengths(STREAMS[stream]) if stream in STREAMS else FREE
    runs = data.draw(
        st.lists(
            st.tuples(st.sampled_from(sorted(lengths)), st.integers(1, 450), st.integers(0, 511)),
            max_size=6,
        )
    )
    frames = b"".join(frame(word, lengths[word], fill) * count for word, count, fill in runs)
    before = bytes(data.draw(st.integers(0, 9)))
    block = before + frames + data.draw(st.sampled_from([b"", b"\xff", bytes(40), b"\xff\xfb\x90"]))
    end = data.draw(st.one_of(st.just(len(block)), st.integers(len(before), len(block))))
    singly: Counter[int] = Counter()
    in_runs: Counter[int] = Counter()

    stop = count_singly(block, len(before), end, lengths, singly)

    assert FrameRuns(lengths).count(block, len(before), end, in_runs) == stop
    assert +in_runs == singly
