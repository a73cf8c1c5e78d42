"""Chapters that nobody wrote in good faith: read at once, named, and never followed anywhere."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.chapter.forms import FORMS, read_chapters
from feedtool.formats.chapter.notes import find_runs, read_notes
from feedtool.model.chapters import MOST_CHAPTERS, ChapterReading

MEGABYTES = 4 * 1024 * 1024
LIMIT = 20.0
"""Seconds that no text may take; most take a tenth, and a few two or three."""
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 12))
HOSTILE = {
    "entity bomb": f'<!DOCTYPE x [<!ENTITY a0 "lol">{BOMB}]><x>&a11;</x>',
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "external DTD": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "undefined entity": '<psc:chapters><psc:chapter start="0" title="&nbsp;"/></psc:chapters>',
    "deep XML": "<a>" * 500_000,
    "deep psc": "<psc:chapters>" * 200_000,
    "wide XML": "<psc:chapters>" + '<psc:chapter start="0" title="x"/>' * 90_000,
    "one tag": "<psc:chapters " + 'a="' + "x" * MEGABYTES,
    "deep JSON": "[" * 1_000_000,
    "deep object": '{"chapters":' * 300_000,
    "deep chapter": '{"version":"1.2.0","chapters":[{"startTime":0,"x":' + "[" * 900_000,
    "wide JSON": json.dumps({"version": "1.2.0", "chapters": [{"startTime": "x"}] * 150_000}),
    "long number": '{"version":"1.2.0","chapters":[{"startTime":' + "9" * 1_000_000 + "}]}",
    "long key": '{"' + "x" * MEGABYTES + '": 1, "chapters": [{}]}',
    "lines": "00:00 Title\n" * 350_000,
    "no lines": "no time here\n" * 300_000,
    "one line": "00:00 " + "x" * MEGABYTES,
    "dashes": "00:00 " + "-" * MEGABYTES,
    "spaces": "00:00" + " " * MEGABYTES + "x",
    "colons": "0:" * (MEGABYTES // 2),
    "digits": "9" * MEGABYTES,
    "brackets": "[" + "(" * MEGABYTES,
    "links": "00:00 " + "<https://a.example" * 100_000,
    "cues": "WEBVTT\n\n" + "00:00.000 --> 00:01.000\nx\n\n" * 120_000,
    "arrows": "WEBVTT\n\n" + "-->" * (MEGABYTES // 3),
    "tags": "WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<" * MEGABYTES,
    "sections": ";FFMETADATA1\n" + "[CHAPTER]\n" * 300_000,
    "escapes": ";FFMETADATA1\n[CHAPTER]\nSTART=0\ntitle=" + "\\" * MEGABYTES,
    "labels": "0.0\t0.0\tx\n" * 300_000,
    "tabs": "0.0\t0.0" + "\t" * MEGABYTES,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_read_in_seconds(text: str) -> None:
    """The time grows with the text, not with its square, and every fault has a place in it."""
    began = time.process_time()
    reading = read_chapters(text)

    assert time.process_time() - began < LIMIT
    assert reading.faults or reading.entries
    assert len(reading.entries) <= MOST_CHAPTERS
    assert all(fault.problem.at.start <= len(text) for fault in reading.faults)
    assert "root:" not in repr(reading)


@pytest.mark.parametrize("name", ["entity bomb", "external entity", "external DTD"])
def test_document_type_is_refused(name: str) -> None:
    """Nothing of an XML with entities is used."""
    reading = read_chapters(HOSTILE[name])

    assert (reading.is_broken, reading.entries) == (True, [])
    assert "DOCTYPE" in reading.faults[0].problem.message


@pytest.mark.parametrize("is_markdown", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "0:00 [" * 300_000,
        "0:00 x\n" * 300_000,
        "0:00 [a](b" * 100_000,
        "<" * 2_000_000,
        "<a href=" * 200_000,
        "<p>0:00 x" * 200_000,
        "<br 0:00" * 200_000,
        "- " * 1_000_000 + "0:00 x",
        "\u200d" * 1_000_000 + "0:00 x",
        "0:00 " + "&amp;" * 500_000,
        "1. " * 500_000,
    ],
)
def test_hostile_notes_are_read_in_seconds(text: str, is_markdown: bool) -> None:  # noqa: FBT001
    """To look for times in notes takes no longer than to read them."""
    began = time.process_time()
    find_runs(text, is_markdown=is_markdown)

    assert time.process_time() - began < LIMIT


PIECES = st.sampled_from(
    (
        *("00:00", "1:02:03.5", "99:99:99", "０：００", "NaN", "1e999", "-1", "null", "true"),
        *(" ", "\n", "\r\n", "\t", "[", "]", "(", "{", "}", '"', ":", ",", "<", ">", "\\", "**"),
        *("psc:chapters", "psc:chapter ", "/>", "start=", "title=", "</a>", "<br>", "&#0;"),
        *("startTime", "WEBVTT", "-->", "[CHAPTER]", "START=", "TIMEBASE=1/0", ";FFMETADATA1"),
        *("\ufeff", "\x00", "\\ud800", "\\u0000"),
    )
)
texts = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@given(texts, texts)
def test_reading_never_fails(head: str, rest: str) -> None:
    """Whatever the text: a list, and faults with places; and every form can write the list."""
    for text in (head + rest, f"{head}\n{rest}", f'{{"version": "1.2.0", "chapters": [{head}]}}'):
        reading: ChapterReading = read_chapters(text)
        entries = sorted(reading.entries, key=lambda each: each.start or 0)
        assert len(reading.spans) == len(reading.entries)
        for form in FORMS.values():
            form.write(entries, None).encode()
        for is_markdown in (True, False):
            read_notes(text, is_markdown=is_markdown)
