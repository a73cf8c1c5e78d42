"""The bytes of every form, the captions that words make, and what is not written without times."""

import pytest

from feedtool.formats.transcript.prose import wrap
from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import Layout, write_transcript
from feedtool.formats.transcript.writers.timing import UntimedError, untimed_text
from feedtool.model.transcript import TIMED_FORMS, Form, Transcript

SOURCE = """WEBVTT

00:00:01.000 --> 00:00:04.250
<v Ada Lovelace>Welcome to a show of many words, which goes on &amp; on until it ends.

00:00:04.250 --> 00:00:06.000
<v Ada Lovelace>1 &lt; 2 --&gt; so it is.

01:02:03.000 --> 01:02:04.000
<v J &amp; J>Yes.
"""


def vtt() -> Transcript:
    """Read the source."""
    return read_transcript(SOURCE)


def test_webvtt() -> None:
    """The speaker is in each cue; markup is escaped; lines have at most 65 characters."""
    assert write_transcript(vtt(), Form.VTT) == (
        "WEBVTT\n"
        "\n"
        "00:00:01.000 --> 00:00:04.250\n"
        "<v Ada Lovelace>Welcome to a show of many words, which goes on &amp; on until it\n"
        "ends.\n"
        "\n"
        "00:00:04.250 --> 00:00:06.000\n"
        "<v Ada Lovelace>1 &lt; 2 --&gt; so it is.\n"
        "\n"
        "01:02:03.000 --> 01:02:04.000\n"
        "<v J &amp; J>Yes.\n"
    )


def test_no_card_ends_with_a_number_on_a_line_of_its_own() -> None:
    """Players that look for the counter of the next card would swallow it."""
    words = "The first of all tables was made in 1843"
    source = f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>{words}\n"
    assert write_transcript(read_transcript(source), Form.SRT) == (
        "1\n"
        "00:00:01,000 --> 00:00:04,000\n"
        "Ada Lovelace: The first of all\n"
        "tables was made in 1843\n"
    )
    longer = source.replace("tables was made", "the many tables of wood came")
    assert write_transcript(read_transcript(longer), Form.SRT).endswith(
        "\nthe many tables of wood came in 1843\n"
    )


def test_subrip() -> None:
    """Cards are counted, the name stands where a speaker begins, lines have 32 characters.

    A cue that needs more than two lines gets them: its parts have no times of their own.
    """
    assert write_transcript(vtt(), Form.SRT) == (
        "1\n"
        "00:00:01,000 --> 00:00:04,250\n"
        "Ada Lovelace: Welcome to a show\n"
        "of many words, which goes on &\n"
        "on until it ends.\n"
        "\n"
        "2\n"
        "00:00:04,250 --> 00:00:06,000\n"
        "1 < 2 → so it is.\n"
        "\n"
        "3\n"
        "01:02:03,000 --> 01:02:04,000\n"
        "J & J: Yes.\n"
    )


def test_json() -> None:
    """Version 1.0.0, times as numbers, one segment on each line."""
    assert write_transcript(vtt(), Form.JSON) == (
        '{"version": "1.0.0", "segments": [\n'
        '{"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4.25, '
        '"body": "Welcome to a show of many words, which goes on & on until it ends."},\n'
        '{"speaker": "Ada Lovelace", "startTime": 4.25, "endTime": 6, '
        '"body": "1 < 2 --> so it is."},\n'
        '{"speaker": "J & J", "startTime": 3723, "endTime": 3724, "body": "Yes."}\n'
        "]}\n"
    )


def test_html() -> None:
    """Cite, time and p, and nothing else."""
    assert write_transcript(vtt(), Form.HTML) == (
        "<cite>Ada Lovelace:</cite>\n"
        "<time>0:01</time>\n"
        "<p>Welcome to a show of many words, which goes on &amp; on until it ends. "
        "1 &lt; 2 --&gt; so it is.</p>\n"
        "<cite>J &amp; J:</cite>\n"
        "<time>1:02:03</time>\n"
        "<p>Yes.</p>\n"
    )


@pytest.mark.parametrize(
    ("with_times", "first", "last"),
    [
        (False, "Ada Lovelace: Welcome", "J & J: Yes."),
        (True, "[0:01] Ada", "[1:02:03] J & J: Yes."),
    ],
)
def test_plain_text(with_times: bool, first: str, last: str) -> None:  # noqa: FBT001 - a case
    """Name, colon, text; an empty line between turns; times where they are asked for."""
    text = write_transcript(vtt(), Form.TEXT, Layout(with_times=with_times))

    assert text.startswith(first)
    assert text.endswith(f"\n\n{last}\n")


def test_a_legend_is_resolved() -> None:
    """Apps know names, not initials."""
    text = "AL = Ada Lovelace\nGH = Grace Hopper\n\nAL: Hi.\n\nGH: Hi.\n\nAL: Oh.\n\nGH: Yes.\n"
    transcript = read_transcript(text)

    assert write_transcript(transcript, Form.TEXT).startswith("Ada Lovelace: Hi.\n\nGrace Hopper: ")
    assert "<cite>Ada Lovelace:</cite>" in write_transcript(transcript, Form.HTML)


def refusal(text: str, form: Form, end: float | None = None) -> tuple[str, str]:
    """Say why a form is not written, and of which words."""
    transcript = read_transcript(text)
    with pytest.raises(UntimedError) as caught:
        write_transcript(transcript, form, Layout(end=end))
    span = caught.value.span
    return str(caught.value), transcript.text[span.start : span.end]


@pytest.mark.parametrize("form", TIMED_FORMS)
def test_a_source_without_times_gives_no_timed_form(form: Form) -> None:
    """Times are never made up, not even from the number of words."""
    message, words = refusal("Ada Lovelace: Hi.\n\nGrace Hopper: Hi.\n", form)

    assert message == "the source has no times, and times are never made up"
    assert words == "Ada Lovelace"


@pytest.mark.parametrize("form", TIMED_FORMS)
def test_one_turn_without_a_time_is_named(form: Form) -> None:
    """All else has one."""
    text = "[0:01] Ada Lovelace: Hi.\n\nGrace Hopper: Hi.\n\n[0:09] Ada Lovelace: Oh.\n"
    message, words = refusal(text, form, 20.0)

    assert message == "what Grace Hopper says here has no time"
    assert words == "Grace Hopper"


def test_what_follows_gives_the_end_and_the_episode_the_last() -> None:
    """A caption stays until the next; behind the last one only its end is unknown."""
    text = "The title\n\n[0:01] Ada Lovelace: Hi.\n\n[0:05 - 0:07] Grace Hopper: Hi.\n\n"
    text += "[0:09] Ada Lovelace: Oh.\n\n[0:09] Grace Hopper: Oh.\n"
    transcript = read_transcript(text)
    times = [
        line
        for line in write_transcript(transcript, Form.VTT, Layout(end=20.5)).split("\n")
        if "-->" in line
    ]

    assert times == [
        "00:00:01.000 --> 00:00:05.000",
        "00:00:05.000 --> 00:00:07.000",
        "00:00:09.000 --> 00:00:20.500",
        "00:00:09.000 --> 00:00:20.500",
    ]
    assert refusal(text, Form.VTT)[0] == "nothing says when the last words end"
    assert [turn.text for turn in untimed_text(transcript)] == ["The title"]
    assert '"startTime": 9, "body": "Oh."' in write_transcript(transcript, Form.JSON)


@pytest.mark.parametrize(
    ("times", "message"),
    [
        (["00:02.000 --> 00:01.000"], "what starts at 0:02 ends at 0:01, which is not later"),
        (["00:01.000 --> 00:01.000"], "what starts at 0:01 ends at 0:01, which is not later"),
        (
            ["00:05.000 --> 00:06.000", "00:01.000 --> 00:02.000"],
            "what starts at 0:01 stands behind what starts at 0:05",
        ),
        (["00:05.000 --> 00:06.000", "00:xx.000 --> 00:09.000"], "what is said here has no time"),
    ],
)
def test_times_that_cannot_be_are_not_written(times: list[str], message: str) -> None:
    """A file that players refuse is not made of another one."""
    text = "WEBVTT\n\n" + "".join(f"{line}\nHello.\n\n" for line in times)

    assert refusal(text, Form.SRT)[0] == message


def test_a_cue_that_lasts_no_time_stays_until_the_next() -> None:
    """Programs write such cues; one of them must not cost the whole file."""
    text = "WEBVTT\n\n00:01.000 --> 00:01.000\nHello.\n\n00:03.000 --> 00:04.000\nOh.\n"
    written = write_transcript(read_transcript(text), Form.SRT)

    assert "00:00:01,000 --> 00:00:03,000\nHello." in written


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("text", ["", "\n\n", "WEBVTT\n", "{}", "Ada Lovelace:\n"])
def test_nothing_said_gives_no_file(text: str, form: Form) -> None:
    """An empty transcript would pass for one."""
    with pytest.raises(UntimedError, match="nothing is said in it"):
        write_transcript(read_transcript(text), form)


def words(*entries: tuple[str, float, float, str]) -> Transcript:
    """Read JSON with a segment for each word."""
    segments = ",".join(
        f'{{"speaker": "{speaker}", "startTime": {start}, "endTime": {end}, "body": "{word}"}}'
        for speaker, start, end, word in entries
    )
    return read_transcript(f'{{"version": "1.0.0", "segments": [{segments}]}}')


def test_single_words_become_captions_with_their_own_times() -> None:
    """Up to a speaker's end, the end of a sentence, a pause, or the width of the form."""
    transcript = words(
        ("Ada", 0.5, 0.75, "I"),
        ("Ada", 1, 1.25, "count."),
        ("Ada", 1.5, 2, "You"),
        ("Ada", 5, 6, "too"),
        ("Grace", 6, 7, "Yes"),
    )
    cues = read_transcript(write_transcript(transcript, Form.VTT)).cues()

    assert [(cue.speaker, cue.start, cue.end, cue.text) for cue in cues] == [
        ("Ada", 0.5, 1.25, "I count."),
        ("Ada", 1.5, 2.0, "You"),
        ("Ada", 5.0, 6.0, "too"),
        ("Grace", 6.0, 7.0, "Yes"),
    ]
    assert read_transcript(write_transcript(transcript, Form.JSON)) == transcript


def test_captions_of_words_keep_to_the_width() -> None:
    """Two lines of 32 in SubRip, one of 65 in WebVTT."""
    transcript = words(*(("Ada", n, n + 0.5, "counting") for n in range(40)))
    cards = write_transcript(transcript, Form.SRT).strip().split("\n\n")
    lines = [line for line in write_transcript(transcript, Form.VTT).split("\n") if "<v" in line]

    assert all(len(card.split("\n")) <= 4 for card in cards)
    assert all(len(line) <= 65 + len("<v Ada>") for line in lines)
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two", 7, ["one two"]),
        ("一二三四五六", 6, ["一二三", "四五六"]),
        ("一二三。四五", 6, ["一二", "三。四", "五"]),
        ("「一二」三", 4, ["「一", "二」", "三"]),
        ("日本 abc 日本", 8, ["日本 abc", "日本"]),
        ("aVeryLongWordIndeed it is", 8, ["aVeryLongWordIndeed", "it is"]),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 4, ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦"]),
        ("e\u0301e\u0301e\u0301 e\u0301e\u0301", 3, ["e\u0301e\u0301e\u0301", "e\u0301e\u0301"]),
        ("한국어 자막", 6, ["한국어", "자막"]),
        ("カ\u3099カ\u3099", 2, ["カ\u3099", "カ\u3099"]),
        ("“curly quotes” – and a dash", 14, ["“curly quotes”", "– and a dash"]),
    ],
)
def test_lines_are_broken_where_scripts_allow_it(text: str, columns: int, lines: list[str]) -> None:
    """Wide characters take two columns; nothing is cut inside a character people see as one."""
    assert wrap(text, columns) == lines
