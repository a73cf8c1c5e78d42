"""What is written is read again as it was, as far as the form can hold it."""

from hypothesis import given
from hypothesis import strategies as st
from transcript_strategies import NAMES, sentences, signed_words, timed, told, words

from feedtool.formats.transcript.prose import join_lines, wrap
from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import Layout, write_transcript
from feedtool.formats.transcript.writers.captions import are_words
from feedtool.formats.width import display_width
from feedtool.model.transcript import Form, Transcript

named = st.sampled_from(NAMES)
plain_sentences = sentences(words)
any_sentences = sentences(signed_words)


def again(transcript: Transcript, form: Form, layout: Layout | None = None) -> Transcript:
    """Write a transcript, and read what was written."""
    text = write_transcript(transcript, form, layout or Layout())
    return read_transcript(text.encode(), "", NAMES)


def faults_of(transcript: Transcript) -> list[str]:
    """Name what reading met."""
    return [fault.problem.message for fault in transcript.faults]


@given(timed(any_sentences, named), st.integers(10, 80))
def test_webvtt(transcript: Transcript, columns: int) -> None:
    """Times, words and speakers come back, whatever signs they hold and however lines break."""
    if are_words(transcript.cues()):
        return
    read = again(transcript, Form.VTT, Layout(vtt_columns=columns))

    assert (read, faults_of(read)) == (transcript, [])
    assert read.form is Form.VTT


@given(timed(plain_sentences, st.just("")))
def test_webvtt_without_speakers(transcript: Transcript) -> None:
    """Nobody is named who was not."""
    if not are_words(transcript.cues()):
        assert again(transcript, Form.VTT) == transcript


@given(timed(plain_sentences, named), st.integers(10, 80))
def test_subrip(transcript: Transcript, columns: int) -> None:
    """The name at each change of speakers is enough."""
    if are_words(transcript.cues()):
        return
    read = again(transcript, Form.SRT, Layout(srt_columns=columns))

    assert (read, faults_of(read)) == (transcript, [])
    assert read.form is Form.SRT


@given(timed(any_sentences, named | st.just("")))
def test_json(transcript: Transcript) -> None:
    """JSON holds everything, also words that nobody is named for."""
    read = again(transcript, Form.JSON)

    assert (read, faults_of(read)) == (transcript, [])
    assert read.form is Form.JSON


@given(told(any_sentences, with_times=True))
def test_html(transcript: Transcript) -> None:
    """HTML holds turns, their paragraphs and the second in which they begin."""
    read = again(transcript, Form.HTML)

    assert (read, faults_of(read)) == (transcript, [])
    assert read.form is Form.HTML


@given(told(plain_sentences, with_times=False))
def test_plain_text(transcript: Transcript) -> None:
    """Plain text holds turns and their paragraphs."""
    assert again(transcript, Form.TEXT) == transcript


@given(told(plain_sentences, with_times=True))
def test_plain_text_with_times(transcript: Transcript) -> None:
    """It holds times where that is asked for."""
    assert again(transcript, Form.TEXT, Layout(with_times=True)) == transcript


@given(any_sentences, st.integers(5, 70))
def test_broken_lines_are_joined_again(text: str, columns: int) -> None:
    """No line is wider than asked for unless it cannot be broken; joined lines are the text."""
    lines = wrap(text, columns)

    assert join_lines(lines) == text
    for line in lines:
        assert display_width(line) <= columns or wrap(line, 1) == [line]
