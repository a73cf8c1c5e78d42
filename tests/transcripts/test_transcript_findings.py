"""Real transcripts, with the right people given: nothing is found but what is there."""

import os
from pathlib import Path

import pytest
from rule_examples import lay_over_base
from test_shows import NOW

from feedtool.pipeline.run import Options, check_show_folder
from feedtool.pipeline.transcript_check import check_transcripts

CORPUS = Path(os.environ.get("FEEDTOOL_CORPUS", "no corpus")) / "transcripts"
SEED = CORPUS.parent.parent / "seed" / "interview-transcript.txt"
PEOPLE = ("Sanyam Bhutani", "Sebastian Raschka")
PROMISES = [1894, 31750, 40046, 59365, 69073, 70291]
"""Columns in the one line of the seed where a link is promised."""
AI = ("Daniel Whitenack", "Chris Benson")
BROKEN_SRT = ["TR04 1:1", "TR15 1:1"]
FOUND: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "changelog-practical-ai-126.md": ((*AI, "David Sweet"), ["PE10 237:252"]),
    "changelog-practical-ai-129.md": (
        (*AI, "Dave Lacey"),
        ["PE10 139:418", "PE10 215:194", "PE10 225:181", "TR25 69:358"],
    ),
    "ns-transcripts-example.html": (("Travis", "Gilon", "Sarah"), []),
    "ns-transcripts-example.json": (("Darth Vader", "Luke"), []),
    "ns-transcripts-example.srt": (("Travis", "Gilon", "Sarah"), []),
    "ns-transcripts-example.vtt": (("Sarah", "Gillian"), []),
    "webvtt-captions_with_bom.vtt": ((), []),
    "webvtt-comments.vtt": ((), []),
    "webvtt-cue_tags.vtt": ((), []),
    "webvtt-invalid.vtt": ((), ["TR09 1:1"]),
    "webvtt-invalid_format1.srt": ((), BROKEN_SRT),
    "webvtt-invalid_format2.srt": ((), BROKEN_SRT),
    "webvtt-invalid_format3.srt": ((), BROKEN_SRT),
    "webvtt-invalid_format4.srt": ((), ["TR12 1:1", "TR12 2:1"]),
    "webvtt-invalid_timeframe.srt": ((), ["TR12 6:1"]),
    "webvtt-invalid_timeframe.vtt": ((), ["TR09 6:1"]),
    "webvtt-invalid_timeframe_in_cue_text.vtt": ((), ["TR09 7:1"]),
    "webvtt-metadata_headers.vtt": ((), []),
    "webvtt-metadata_headers_multiline.vtt": ((), []),
}

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="FEEDTOOL_CORPUS names no corpus")


@needs_corpus
def test_every_transcript_of_the_corpus_is_judged() -> None:
    """A transcript that is added needs its expectation."""
    patterns = ("changelog-*", "ns-transcripts-*", "webvtt-*")
    assert {path.name for glob in patterns for path in CORPUS.glob(glob)} == set(FOUND)


@needs_corpus
@pytest.mark.parametrize("name", FOUND)
def test_the_corpus(name: str) -> None:
    """With the people who speak, no speaker is strange, and the real faults are placed."""
    people, expected = FOUND[name]
    findings = check_transcripts([CORPUS / name], people)
    found = [f"{each.code} {each.location.line}:{each.location.column}" for each in findings]
    assert sorted(found) == expected


@pytest.mark.skipif(not SEED.is_file(), reason="FEEDTOOL_CORPUS names no corpus")
def test_the_seed_without_a_show() -> None:
    """One turn stands under the name of somebody else, and six links are promised."""
    findings = check_transcripts([SEED], PEOPLE)
    found = [(each.code, each.location.line, each.location.column) for each in findings]

    assert sorted(found) == sorted([*(("PE10", 1, n) for n in PROMISES), ("TR16", 1, 5500)])
    stranger = next(each for each in findings if each.code == "TR16")
    assert "'Philipp Singer'" in stranger.message
    assert stranger.hint == "most likely Sebastian Raschka speaks here"


@pytest.mark.skipif(not SEED.is_file(), reason="FEEDTOOL_CORPUS names no corpus")
def test_the_seed_in_a_show_that_knows_whose_guest_it_is(tmp_path: Path) -> None:
    """The wrong name is that of another episode's guest, which is said; nobody else is found."""
    block = (
        "# show.yaml\nhosts: [Sanyam Bhutani]\nauthor: Sanyam Bhutani\n"
        "# 001.md\ntitle: Sebastian Raschka on books\nguests: [Sebastian Raschka]\n"
        "summary: Sebastian Raschka on statistics.\ntranscript: talk.txt\n"
        "audio: {url: 'https://feeds.compilertalk.example/1.mp3', length: 9, dynamic: true}\n"
        "---\nA talk with Sebastian Raschka.\n"
        "# 002.md\ntitle: Philipp Singer on contests\nguests: [Philipp Singer]\n"
        "summary: Philipp Singer on contests.\n---\nA talk with Philipp Singer.\n"
        f"# talk.txt\n{SEED.read_text(encoding='utf-8')}"
    )
    lay_over_base(block, tmp_path / "episodes")
    options = Options(str(tmp_path / "episodes"), NOW)
    findings = check_show_folder(options, lambda _done, _total: None).findings

    talk = [each for each in findings if each.location.path.endswith("talk.txt")]
    found = [(each.code, each.location.line, each.location.column) for each in talk]
    assert sorted(found) == sorted([*(("PE10", 1, n) for n in PROMISES), ("TR17", 1, 5500)])
    foreign = next(each for each in talk if each.code == "TR17")
    assert "a guest of" in foreign.message
    assert foreign.others[0].endswith("002.md")
    assert "Sebastian Raschka" in foreign.hint


LEFT = {
    "Transcribed by https://otter.ai": [7],
    "(Transcribed by TurboScribe. Go Unlimited to remove this message.)": [7],
    "Untertitel der Amara.org-Community": [7],
    "Untertitel im Auftrag des ZDF, 2020": [7],
    "Subtítulos realizados por la comunidad de Amara.org": [7],
    "I told otter.ai to transcribe it, and the subtitles are good.": [],
    "We made the subtitles with Amara.org, and a year later a whole community wrote them.": [],
    "Wir lasen die Untertitel des Films im ZDF.": [],
}


@pytest.mark.parametrize(("line", "places"), LEFT.items())
def test_lines_of_programs_are_nobodys_words(line: str, places: list[int], tmp_path: Path) -> None:
    """What a program adds at the end is named where it stands; talk of programs is not."""
    talk = tmp_path / "talk.txt"
    talk.write_text(f"Ada: Hi, Grace.\n\nGrace: Hi.\n\nAda: Bye.\n\n{line}\n", encoding="utf-8")
    found = [each for each in check_transcripts([talk], ("Ada", "Grace")) if each.code == "TR25"]

    assert [each.location.line for each in found] == places
