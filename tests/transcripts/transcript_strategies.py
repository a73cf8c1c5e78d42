"""Hypothesis strategies: transcripts that a form can hold whole."""

from itertools import accumulate

from hypothesis import strategies as st

from feedtool.formats.transcript.cues import make_turns
from feedtool.model.transcript import Cue, Transcript, Turn

NAMES = (
    "Ada Lovelace",
    "Dr. Grace Hopper",
    "Jean-Luc O’Brien",
    "Željko Šarić",
    "田中",
    "דני",
    "J. R. R. Hartley",
)
LETTERS = "aBcé12.,?!'\"-–日本語のー、。」한글ด้ी́\u00a0\u200f👩‍👩‍👧é"
"""Letters of every width, marks that stand on others, and what ends a line or must not."""
SIGNS = LETTERS + "&<>;:#*_[](){}\\/|`~^$%@=+"

words = st.text(LETTERS, min_size=1, max_size=12)
signed_words = st.text(SIGNS, min_size=1, max_size=12)
long_words = st.text("abc日", min_size=30, max_size=90)


def sentences(word: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Join words by single spaces; the first is one that no form takes for markup."""
    rest = st.lists(word | long_words, max_size=14)
    return st.builds(lambda first, others: " ".join([first, *others]), st.just("x"), rest)


@st.composite
def timed(
    draw: st.DrawFn, texts: st.SearchStrategy[str], speakers: st.SearchStrategy[str]
) -> Transcript:
    """Make cues with ascending times in milliseconds."""
    count = draw(st.integers(1, 8))
    steps = draw(st.lists(st.integers(0, 90_000_000), min_size=count, max_size=count))
    cues = [
        Cue(
            start / 1000,
            (start + draw(st.integers(1, 9_999_999))) / 1000,
            draw(texts),
            draw(speakers),
        )
        for start in accumulate(steps)
    ]
    return Transcript(make_turns(cues))


@st.composite
def told(draw: st.DrawFn, texts: st.SearchStrategy[str], *, with_times: bool) -> Transcript:
    """Make turns of paragraphs, their times in whole seconds."""
    paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n".join)
    times = st.none() | st.integers(0, 100_000).map(float) if with_times else st.none()
    turns = st.builds(Turn, st.sampled_from(NAMES), paragraphs, times)
    return Transcript(tuple(draw(st.lists(turns, min_size=1, max_size=6))))
