"""Bad input: nothing raises or takes more time than its length; every place is in the text."""

import time

import pytest
from broken_texts import broken_texts
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import write_transcript
from feedtool.formats.transcript.writers.timing import UntimedError
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript

NAMES = ("a.txt", "a.md", "a.vtt", "a.srt", "a.json", "a.html")
PIECES = (
    "WEBVTT\n\n",
    "1\n",
    "00:00:01.000 --> 00:00:02.000\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "99:99:99.999 --> 9999999:00:00.000\n",
    "--> -->",
    "<v Ada Lovelace>",
    "<v",
    "</v>",
    "&amp;&lt;&#x1b;&#0;&#xD800;&#10;",
    "Ada Lovelace: ",
    "**Grace Hopper:** ",
    "Ada 00:01\n",
    "[00:12:34] ",
    "AL = Ada Lovelace\n",
    "AL: ",
    "# ",
    "NOTE\n",
    "Break: ",
    "<cite>Ada:</cite>",
    "<time>1:00</time>",
    "<p>",
    "<!--",
    "<script>",
    '{"version": "1.0.0", "segments": [',
    '{"speaker": "Ada", "startTime": 1e400, "endTime": -1, "body": "\\ud800\\u0000"},',
    '{"start": 1, "end": 2, "text": "x"}',
    "]}",
    "\r",
    "\r\n",
    "\n\n",
    "：",
    "。",
)
texts = st.lists(st.sampled_from(PIECES) | broken_texts | st.text(max_size=8), max_size=14).map(
    "".join
)


def places(transcript: Transcript) -> list[Span]:
    """List every place that a transcript tells."""
    found = [turn.span for turn in transcript.turns]
    found += [turn.label for turn in transcript.turns if turn.label]
    found += [cue.span for cue in transcript.cues()]
    found += [cue.label for cue in transcript.cues() if cue.label]
    found += [f.problem.at for f in transcript.faults if isinstance(f.problem.at, Span)]
    return [*found, *(entry.span for entry in transcript.legend)]


def check(transcript: Transcript) -> None:
    """Every place lies in the text, and whatever was read can be written or is refused."""
    length = len(transcript.text)
    for span in places(transcript):
        assert 0 <= span.start <= span.end <= max(length, 1) + 1
    for turn in transcript.turns:
        assert turn.label is None or turn.label.end > turn.label.start
    for form in Form:
        try:
            write_transcript(transcript, form).encode()
        except UntimedError as error:
            assert str(error)  # noqa: PT017 - it may be raised, but not without a word


@given(texts, st.sampled_from(NAMES))
def test_any_text_is_read(text: str, name: str) -> None:
    """Whatever the text and the name are."""
    check(read_transcript(text, name, ("Ada Lovelace",)))


@given(
    st.binary(max_size=300) | texts.map(lambda text: text.encode("utf-16")), st.sampled_from(NAMES)
)
def test_any_bytes_are_read(data: bytes, name: str) -> None:
    """Also those that are no text."""
    check(read_transcript(data, name))


def test_what_is_read_of_a_broken_file_is_written_whole() -> None:
    """A part of the words that a reader saved is never lost on the way out."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>One.\n\n00:xx --> 00:04.000\n<v Ada>Two.\n"
    transcript = read_transcript(text)

    assert transcript.faults[0].drops == ("times",)
    assert write_transcript(transcript, Form.TEXT) == "Ada: One. Two.\n"


def test_bytes_of_an_old_encoding_are_read_and_named() -> None:
    """Windows-1252 among UTF-8 is the usual accident."""
    data = "Ada Lovelace: é\n".encode() + "Grace Hopper: é “no”\n".encode("cp1252")
    transcript = read_transcript(data, "a.txt")
    fault = transcript.faults[0]

    assert [turn.text for turn in transcript.turns] == ["é", "é “no”"]
    assert fault.code == "TR01"
    assert fault.problem.message == "the file is not UTF-8: byte 0xE9 stands here, read as 'é'"
    assert fault.problem.at == Span(30, 31)


SIZE = 60_000
HEAD = "00:01.000 --> 00:02.000\n"
MONSTERS = {
    "letters": "a",
    "words": "word ",
    "capitals": "Aaaa ",
    "colons": ":",
    "labels": "A: ",
    "label lines": "Ab:\n",
    "names": "Ada Lovelace: hi. ",
    "spaces": " ",
    "empty lines": "\n",
    "lines of spaces": "\n \t",
    "full stops": ". ",
    "stars": "*",
    "stamps": "00:00:00 ",
    "stamp lines": "00:00:00\n",
    "brackets": "[",
    "open stamps": "[00:",
    "headings": "# \n",
    "fences": "---\n",
    "colon digits": "1:",
    "backslashes": "\\",
    "wide colons": "：。",
    "titles": "Dr. ",
    "initials": "AL: a\n",
    "legends": "Ada Lovelace (AL) ",
    "arrows": "-->",
    "voices": "<v ",
    "angles": "<",
    "tags": "<a ",
    "comments": "<!--",
    "scripts": "<script>",
    "cites": "<cite>",
    "times": "<time>1:00</time>b",
    "entities": "&#1",
    "lists": "[[",
    "objects": '{"a":',
    "quotes": '"',
    "returns": "a\r",
    "zeros": "\0",
    "timing lines": HEAD,
    "counters": "7\n",
    "styles": "{\\",
}
HEADS = {
    "a.txt": "",
    "a.md": "**Ada Lovelace:** hi\n\n",
    "a.vtt": f"WEBVTT\n\n{HEAD}",
    "b.vtt": f"WEBVTT\n\n{HEAD}<v ",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    "a.html": "<p>",
    "b.html": "<cite>Ada</cite><p>",
    "a.json": '{"version": "1.0.0", "segments": [{"startTime": 1, "body": "',
}


def seconds_for(text: str, name: str) -> float:
    """Measure the processor's time for reading a text."""
    begin = time.process_time()
    read_transcript(text, name)
    return time.process_time() - begin


@pytest.mark.parametrize("piece", MONSTERS.values(), ids=MONSTERS)
@pytest.mark.parametrize("name", HEADS)
def test_no_input_takes_quadratic_time(piece: str, name: str) -> None:
    """Sixty thousand characters of anything are read within a second or so.

    With time that grows as the square of the length, they would take minutes.
    """
    text = HEADS[name] + piece * (SIZE // len(piece)) + "x: y"

    assert seconds_for(text, name) < 5


def test_an_endless_line_without_a_label_is_read_at_once() -> None:
    """Ten megabytes of words."""
    assert seconds_for("word and " * 1_100_000, "a.txt") < 8


def test_a_fault_that_a_file_repeats_is_named_a_few_times_and_counted() -> None:
    """Thousands of lines would hide everything else."""
    cue = "00:00:01,000 --> 00:00:02,000\nHello.\n\n"
    faults = read_transcript("WEBVTT\n\n" + cue * 3000).faults
    messages = [fault.problem.message for fault in faults]

    assert len(faults) == 20
    assert messages[-1].endswith("(2,980 more like this)")
