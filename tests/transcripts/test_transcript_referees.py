"""Independent programs read what we write, and we read what they write: webvtt-py and pysubs2."""

import io

import pysubs2
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from transcript_strategies import LETTERS, timed

from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import write_transcript
from feedtool.formats.transcript.writers.captions import are_words
from feedtool.model.transcript import Cue, Form, Transcript

Told = list[tuple[float, float, str]]

HARMLESS = "".join(set(LETTERS) - set("\u00a0\u200f\u200d")) + "abcdef&'\"#*"
"""Without the invisible characters that the referees strip from the ends of lines."""
words = st.text(HARMLESS, min_size=1, max_size=10).filter(lambda word: word == word.strip())
texts = st.lists(words, min_size=1, max_size=20).map(lambda some: " ".join(["x", *some]))
names = st.sampled_from(["Ada Lovelace", "Grace Hopper"])


def told(cues: tuple[Cue, ...]) -> Told:
    """List times and words; a line may be broken at a space or between CJK characters."""
    return [(cue.start or 0.0, cue.end or 0.0, bare(cue.text)) for cue in cues]


def bare(text: str) -> str:
    """Leave out white space, which broken lines change."""
    return "".join(text.split())


@given(timed(texts, names))
def test_webvtt_py_reads_our_webvtt(transcript: Transcript) -> None:
    """Cues, times, words and voices."""
    if are_words(transcript.cues()):
        return
    captions = webvtt.from_buffer(io.StringIO(write_transcript(transcript, Form.VTT)))
    read = [
        (each.start_in_seconds, each.end_in_seconds, bare(unescape(each.text))) for each in captions
    ]

    assert [(int(a), int(b), text) for a, b, text in told(transcript.cues())] == [
        (int(a), int(b), text) for a, b, text in read
    ]
    assert [each.voice for each in captions] == [cue.speaker for cue in transcript.cues()]


def unescape(text: str) -> str:
    """Undo what WebVTT needs; webvtt-py leaves it to whoever shows the text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(timed(texts, names))
def test_pysubs2_reads_our_subrip(transcript: Transcript) -> None:
    """Cards, times and words; the name is a part of the text."""
    if are_words(transcript.cues()):
        return
    cards = pysubs2.SSAFile.from_string(write_transcript(transcript, Form.SRT), "srt")
    expected: Told = []
    speaker = ""
    for cue in transcript.cues():
        label = f"{cue.speaker}:" if cue.speaker != speaker else ""
        speaker = cue.speaker
        expected.append((cue.start or 0.0, cue.end or 0.0, bare(f"{label} {cue.text}")))

    assert [
        (card.start / 1000, card.end / 1000, bare(card.plaintext)) for card in cards
    ] == expected


@given(timed(texts, st.just("")))
def test_we_read_the_files_of_pysubs2(transcript: Transcript) -> None:
    """In both forms; it leaves it to its user to escape what WebVTT asks for."""
    for form, ampersand in (("srt", "&"), ("vtt", "&amp;")):
        file = pysubs2.SSAFile()
        for cue in transcript.cues():
            start, end = round((cue.start or 0) * 1000), round((cue.end or 0) * 1000)
            text = cue.text.replace("&", ampersand)
            file.append(pysubs2.SSAEvent(start=start, end=end, text=text))
        read = read_transcript(file.to_string(form), f"a.{form}")
        assert told(read.cues()) == told(transcript.cues())
        assert read.faults == ()


@given(timed(texts, st.just("")))
def test_we_read_the_files_of_webvtt_py(transcript: Transcript) -> None:
    """In both forms."""
    file = webvtt.WebVTT()
    for cue in transcript.cues():
        times = [stamp(cue.start or 0), stamp(cue.end or 0)]
        file.captions.append(webvtt.Caption(*times, cue.text.replace("&", "&amp;")))

    read = read_transcript(file.content, "a.vtt")
    assert told(read.cues()) == told(transcript.cues())
    assert read.faults == ()


def stamp(seconds: float) -> str:
    """Write a time as webvtt-py takes it."""
    whole, fraction = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{fraction:03d}"
