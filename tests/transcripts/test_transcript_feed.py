"""A build offers every form that an episode's transcripts can be written in, and no other."""

from datetime import UTC, datetime
from pathlib import Path

import pysubs2
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rule_examples import lay_over_base
from transcript_strategies import sentences, signed_words, timed, told

from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import Layout, list_forms, write_transcript
from feedtool.formats.transcript.writers.timing import UntimedError
from feedtool.model.transcript import Form, Transcript
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ROLLING = Path(__file__).parent.parent / "data" / "transcripts" / "rolling.vtt"
TRANSCRIPT = "{https://podcastindex.org/namespace/1.0}transcript"
BASE = "https://feeds.compilertalk.example/"
AUDIO = f'audio: {{url: "{BASE}audio/001.mp3", length: 9, dynamic: true}}\n'
VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Ada Lovelace>We talk with Grace Hopper about compilers.

00:04.000 --> 00:09.000
<v Grace Hopper>Nobody believed in them, and so nobody touched mine.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
Ada Lovelace: We talk with
Grace Hopper.

7
00:00:04,000 --> 00:00:09,000
Grace Hopper: Nobody believed
in compilers.
"""
TEXT = """Ada Lovelace: We talk with Grace Hopper about compilers.

Grace Hopper: Nobody believed in them, and so nobody touched mine.
"""
STAMPED = """[00:00:01] Ada Lovelace: We talk with Grace Hopper about compilers.

[00:00:04] Grace Hopper: Nobody believed in them, and so nobody touched mine.
"""


def build(folder: Path, record: str, **files: str) -> tuple[Path, list[dict[str, str]]]:
    """Build the base show with a record; give the output, and what the feed says of transcripts."""
    more = "".join(f"# {name.replace('__', '.')}\n{text}" for name, text in files.items())
    audio = "" if record.startswith("audio:") else AUDIO
    lay_over_base(f"# 001.md\n{audio}{record}{more}", folder / "episodes")
    out = folder / "feed"
    built = build_show_folder(Options(str(folder / "episodes"), NOW), out, lambda _done, _all: None)
    assert not built.is_stopped, built.outcome.findings
    item = etree.parse(out / "feed.xml").findall(".//item")[-1]
    return out, [dict(each.attrib) for each in item.findall(TRANSCRIPT)]


def offers(elements: list[dict[str, str]]) -> list[str]:
    """Say what is offered as `name type rel`."""
    return [
        f"{each['url'].removeprefix(BASE)} {each['type']} {each.get('rel', '-')}"
        for each in elements
    ]


def test_captions_that_roll_go_out_line_by_line(tmp_path: Path) -> None:
    """They are a warning, and are written anew under their name."""
    rolling = ROLLING.read_text(encoding="utf-8")
    out, _ = build(tmp_path, "transcript: talk.vtt\n", talk__vtt=rolling)
    written = (out / "talk.vtt").read_text(encoding="utf-8")
    found = check_show_folder(Options(str(tmp_path / "episodes"), NOW), lambda _done, _all: None)

    assert [each.code for each in found.findings].count("TR25") == 1
    assert written.count("the first compiler") == 1
    assert written.count("trusted it") == 1


def test_every_form_of_a_file_with_times(tmp_path: Path) -> None:
    """The author's file goes out byte for byte; independent readers read the forms made of it."""
    out, elements = build(tmp_path, "transcript: talk.vtt\n", talk__vtt=VTT)

    assert offers(elements) == [
        "talk.vtt text/vtt captions",
        "transcripts/001.srt application/x-subrip captions",
        "transcripts/001.json application/json captions",
        "transcripts/001.html text/html -",
        "transcripts/001.txt text/plain -",
    ]
    assert (out / "talk.vtt").read_text(encoding="utf-8") == VTT
    assert [cue.voice for cue in webvtt.read(out / "talk.vtt")] == ["Ada Lovelace", "Grace Hopper"]
    assert [event.start for event in pysubs2.load(str(out / "transcripts/001.srt"))] == [1000, 4000]
    said = read_transcript(VTT)
    for name in ("001.srt", "001.json"):
        assert read_transcript((out / "transcripts" / name).read_bytes(), name) == said
    assert (out / "transcripts/001.txt").read_text(encoding="utf-8") == TEXT


def test_a_file_without_times_gives_no_form_with_times(tmp_path: Path) -> None:
    """Times are never made up."""
    _, elements = build(tmp_path, "transcript: talk.txt\n", talk__txt=TEXT)

    assert offers(elements) == ["transcripts/001.html text/html -", "talk.txt text/plain -"]


def test_the_last_end_is_that_of_the_audio(tmp_path: Path) -> None:
    """Starts alone make captions if the length of the episode is known; JSON needs no ends."""
    _, dynamic = build(tmp_path, "transcript: talk.txt\n", talk__txt=STAMPED)
    known = AUDIO.replace("dynamic: true", "duration: 9") + "transcript: talk.txt\n"
    out, elements = build(tmp_path / "known", known, talk__txt=STAMPED)

    assert [each["type"] for each in dynamic] == ["application/json", "text/html", "text/plain"]
    assert [each["type"] for each in elements] == [form.value for form in Form]
    assert webvtt.read(out / "transcripts/001.vtt")[-1].end == "00:00:09.000"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Nothing is made of what is only linked, and what the author gives is not made again."""
    record = f"transcript: ['{BASE}far.txt', {{url: '{BASE}far.html', rel: captions}}, talk.vtt]\n"
    _, elements = build(tmp_path, record, talk__vtt=VTT)
    _, links = build(tmp_path / "links", f"transcript: ['{BASE}far.txt', '{BASE}far.vtt']\n")

    assert offers(elements) == [
        "talk.vtt text/vtt captions",
        "transcripts/001.srt application/x-subrip captions",
        "transcripts/001.json application/json captions",
        "far.html text/html captions",
        "far.txt text/plain -",
    ]
    assert offers(links) == ["far.txt text/plain -", "far.vtt text/vtt -"]


def test_a_pinned_address_is_kept(tmp_path: Path) -> None:
    """The file is read, but lies elsewhere: only what is made of it is published."""
    record = f"transcript: {{file: talk.vtt, url: '{BASE}old/1.vtt'}}\n"
    out, elements = build(tmp_path, record, talk__vtt=VTT)

    assert offers(elements)[0] == "old/1.vtt text/vtt captions"
    assert not (out / "talk.vtt").exists()
    assert (out / "transcripts/001.srt").exists()


def test_a_file_with_faults_is_written_anew(tmp_path: Path) -> None:
    """Under the author's name stands what strict readers take; the author's file is left alone."""
    out, elements = build(tmp_path, "transcript: talk.srt\n", talk__srt=SRT)

    assert offers(elements)[1] == "talk.srt application/x-subrip captions"
    assert "\n2\n00:00:04,000" in (out / "talk.srt").read_text(encoding="utf-8")
    assert (tmp_path / "episodes" / "talk.srt").read_text(encoding="utf-8") == SRT


def test_each_language_has_its_forms(tmp_path: Path) -> None:
    """Another language than the show's is said in the element, and in the name."""
    record = "transcript: [talk.txt, {file: sprich.txt, language: de}]\n"
    _, elements = build(tmp_path, record, talk__txt=TEXT, sprich__txt=TEXT.replace("We", "Wir"))

    assert [(each["url"].removeprefix(BASE), each.get("language")) for each in elements] == [
        ("transcripts/001.html", None),
        ("talk.txt", None),
        ("transcripts/001.de.html", "de"),
        ("sprich.txt", "de"),
    ]


def test_the_same_show_gives_the_same_bytes(tmp_path: Path) -> None:
    """A second build changes nothing, and a transcript that is gone takes its forms along."""
    build(tmp_path, "transcript: talk.vtt\n", talk__vtt=VTT)
    options = Options(str(tmp_path / "episodes"), NOW)
    again = build_show_folder(options, tmp_path / "feed", lambda _done, _all: None)
    build(tmp_path, f"transcript: {BASE}far.vtt\n")

    assert again.changes == []
    assert list((tmp_path / "feed" / "transcripts").glob("*")) == []


@pytest.mark.parametrize("end", [None, 0.5, 3_000_000.0])
@given(
    timed(sentences(signed_words), st.just("") | st.just("Ada Lovelace"))
    | told(sentences(signed_words), with_times=True)
    | told(sentences(signed_words), with_times=False)
)
def test_what_is_offered_can_be_written(end: float | None, transcript: Transcript) -> None:
    """`list_forms` lists exactly the forms that the writers write."""
    offered = list_forms(transcript, end)
    for form in Form:
        try:
            write_transcript(transcript, form, Layout(end=end)).encode()
        except UntimedError:
            assert form not in offered
        else:
            assert form in offered
