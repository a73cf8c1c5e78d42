"""What a title repeats is taken off, and what belongs to it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.episode_title import strip_title

SHOW = "Compiler Talk"
REPEATED = [
    ("72: Moths", "72"),
    ("072 - Moths", "72"),
    ("#72 | Moths", "72"),
    ("#72 Moths", "72"),
    ("Ep. 72 – Moths", "072"),
    ("E72: Moths", "72"),
    ("S1E72: Moths", "72"),
    ("Season 1, Episode 72 - Moths", "72"),
    ("[72] Moths", "72"),
    ("(#72) Moths", "72"),
    ("Folge 72: Moths", "72"),
    ("第72回 Moths", "72"),
    ("72.5: Moths", "72.5"),
    ("Moths (#72)", "72"),
    ("Moths | 72", "72"),
    ("Moths, Episode 72", "72"),
    ("Compiler Talk: Moths", ""),
    ("COMPILER TALK #5 - Moths", ""),
    ("Moths | Compiler Talk", ""),
    ("72: Moths (Compiler Talk)", "72"),
    ("Moths – Compiler Talk 72", ""),
]
OWN = [
    ("9 Lessons", "9"),
    ("Apollo 13", "13"),
    ("Catch-22", "22"),
    ("2023 in review", "2023"),
    ("1984", "1984"),
    ("#metoo", "5"),
    ("#1 fan", "1"),
    ("#1 Fan", "1"),
    ("#72 moths", "72"),
    ("We're #1", "1"),
    ("Chanel No. 5", "5"),
    ("9. November 1989", "9"),
    ("12:30 in Paris", "12"),
    ("10:10", "10"),
    ("3, 2, 1, liftoff", "3"),
    ("Area - 51", "51"),
    ("Blade Runner (1982)", "1982"),
    ("The Moon (2)", "2"),
    ("The Moon, part 2", "2"),
    ("Part 2: The Moon", "2"),
    ("Chapter 3: The Moon", "3"),
    ("Episode 4: A New Hope", "57"),
    ("Episode 4: A New Hope", ""),
    ("Episode 100 special", "100"),
    ("Introducing Compiler Talk", ""),
    ("Compiler Talk", ""),
    ("Compiler Talk live in Paris", ""),
    ("Compiler Talking: how", ""),
    ("Best of Compiler Talk 2023", ""),
    ("My visit to: Compiler Talk", ""),
]


@pytest.mark.parametrize(("title", "number"), REPEATED)
def test_what_is_repeated_is_taken_off(title: str, number: str) -> None:
    """The episode's own number, set apart, and the show's name go; the words stay."""
    assert strip_title(title, number, SHOW) == "Moths"


@pytest.mark.parametrize(("title", "number"), OWN)
def test_what_belongs_to_a_title_stays(title: str, number: str) -> None:
    """A number or name that is one of the words is left alone."""
    assert strip_title(title, number, SHOW) == title


@pytest.mark.parametrize(
    ("title", "number", "show", "bare"),
    [
        ("Science - what is it?", "3", "Science", "Science - what is it?"),
        ("Science 3: what is it?", "3", "Science", "what is it?"),
        ("Apollo 13", "13", "Apollo", "Apollo 13"),
        ("単語の話 | ゆる言語学ラジオ", "", "ゆる言語学ラジオ", "単語の話"),
        ("Episode 72", "72", "", ""),
    ],
)
def test_a_name_of_one_word_needs_the_number(title: str, number: str, show: str, bare: str) -> None:
    """A show may be called as an ordinary word: alone it proves nothing."""
    assert strip_title(title, number, show) == bare


@given(
    title=st.text(max_size=400), number=st.sampled_from(["", "1", "0"]), show=st.text(max_size=9)
)
def test_any_title_is_kept_or_shortened(title: str, number: str, show: str) -> None:
    """Whatever the title, the answer is it or a stretch of it."""
    assert strip_title(title, number, show) in title
