"""Transcripts of other shows, where the machine has them, and the one this project began with."""

import os
from collections import Counter
from pathlib import Path

import pytest

from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import write_transcript
from feedtool.model.transcript import Form, Transcript

CORPUS = Path(os.environ.get("FEEDTOOL_CORPUS", "/nonexistent"))
SEED = CORPUS.parent / "seed" / "interview-transcript.txt"
pytestmark = pytest.mark.skipif(
    not (CORPUS / "transcripts").is_dir(), reason="FEEDTOOL_CORPUS names no corpus"
)


def read(name: str) -> Transcript:
    """Read a file of the corpus."""
    path = CORPUS / "transcripts" / name
    return read_transcript(path.read_bytes(), path.name)


def speakers(transcript: Transcript) -> dict[str, int]:
    """Count the turns of each speaker."""
    return Counter(turn.speaker for turn in transcript.turns if not turn.goes_on)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "changelog-practical-ai-126.md",
            {"Daniel Whitenack": 32, "David Sweet": 28, "Chris Benson": 23, "": 2},
        ),
        (
            "changelog-practical-ai-129.md",
            {"Chris Benson": 25, "Daniel Whitenack": 22, "Dave Lacey": 22, "": 2},
        ),
        ("ns-transcripts-example.srt", {"Travis": 5, "Gilon": 3, "Sarah": 2}),
        ("ns-transcripts-example.html", {"Travis": 5, "Gilon": 3, "Sarah": 2}),
        ("ns-transcripts-example.vtt", {"Sarah": 1, "Gillian": 1}),
        ("ns-transcripts-example.json", {"Darth Vader": 1, "Luke": 1}),
    ],
)
def test_speakers(name: str, expected: dict[str, int]) -> None:
    """Each speaker has the turns that the file gives them; nothing is wrong with it."""
    transcript = read(name)

    assert speakers(transcript) == expected
    assert transcript.faults == ()


def test_every_form_of_the_namespace_example_says_the_same() -> None:
    """The SubRip and the HTML file are of the same talk."""
    captions, page = read("ns-transcripts-example.srt"), read("ns-transcripts-example.html")

    def bare(transcript: Transcript) -> list[tuple[str, str]]:
        turns = transcript.turns
        return [(turn.speaker, "".join(filter(str.isalnum, turn.text))) for turn in turns]

    assert bare(captions) == bare(page)
    assert read_transcript(write_transcript(captions, Form.VTT)) == captions


@pytest.mark.skipif(not SEED.is_file(), reason="FEEDTOOL_CORPUS has no seed beside it")
def test_the_endless_line_with_a_stranger_in_it() -> None:
    """Two people speak in turn; a label in the middle names a third, at its exact place."""
    transcript = read_transcript(SEED.read_bytes(), SEED.name)
    counted = speakers(transcript)
    strange = min(counted, key=lambda name: counted[name])
    turn = next(turn for turn in transcript.turns if turn.speaker == strange)

    assert sorted(counted.values()) == [1, 50, 52]
    assert transcript.faults == ()
    assert turn.label is not None
    assert transcript.text[turn.label.start : turn.label.end] == strange
    assert transcript.text[turn.label.end] == ":"
    assert transcript.text.count(strange) == 1
    assert sum(len(turn.text.split()) for turn in transcript.turns) > 12_000
