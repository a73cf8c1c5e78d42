"""Every form of chapters is read as people and programs write it, with faults at their places."""

import pytest

from feedtool.formats.chapter.forms import detect_form, read_chapters
from feedtool.model.chapters import MOST_CHAPTERS, ChapterReading
from feedtool.model.finding import Edit

Entry = tuple[float | None, str | None]


def said(reading: ChapterReading) -> list[Entry]:
    """List start and title of what was read."""
    return [(chapter.start, chapter.title) for chapter in reading.entries]


def faults(reading: ChapterReading, text: str) -> list[tuple[str, str]]:
    """List the code of each fault, and the words it points at."""
    return [
        (fault.code, text[fault.problem.at.start : fault.problem.at.end])
        for fault in reading.faults
    ]


def mend(text: str) -> str:
    """Make every repair that reading offers."""
    edits = [edit for fault in read_chapters(text).faults for edit in fault.problem.edits]
    assert all(isinstance(edit, Edit) for edit in edits)
    for edit in sorted(edits, key=lambda each: -each.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("line", "start", "title"),
    [
        ("02:10 A moth", 130, "A moth"),
        ("2:10 A moth", 130, "A moth"),
        ("(02:10) A moth", 130, "A moth"),
        ("[02:10] A moth", 130, "A moth"),
        ("(1:02:10) A moth", 3730, "A moth"),
        ("00:02:10.500 A moth", 130.5, "A moth"),
        ("00:02:10,500 A moth", 130.5, "A moth"),
        ("02:10 - A moth", 130, "A moth"),
        ("02:10 – A moth", 130, "A moth"),
        ("02:10—A moth", 130, "A moth"),
        ("02:10: A moth", 130, "A moth"),
        ("02:10 | A moth", 130, "A moth"),
        ("０２：１０　蛾", 130, "蛾"),
        ("02：10 蛾", 130, "蛾"),
        ("（02:10）蛾", 130, "蛾"),
        ("125:00 Long", 7500, "Long"),
        ("02:10 -40 degrees", 130, "-40 degrees"),
        ("02:10-2nd part", 130, "2nd part"),
        ("02:10 .NET", 130, ".NET"),
        ("02:10 10:30 Club", 130, "10:30 Club"),
        ("02:10", 130, None),
        ("02:10 A moth <https://moth.example/a>", 130, "A moth"),
    ],
)
def test_line_is_read(line: str, start: float, title: str | None) -> None:
    """Brackets, dashes, colons, fractions and full-width signs: people write times in many ways."""
    reading = read_chapters(f"Chapters:\n\n{line}\n")

    assert said(reading) == [(start, title)]
    assert reading.faults == []


@pytest.mark.parametrize(
    "line",
    [
        "99:99:99 Never",
        "00:60 Never",
        "1:60:00 Never",
        "-00:10 Never",
        "10.30 Never",
        "٠٢:١٠ Never",
        "9" * 400 + ":00 Never",
        "99999999999:00:00 Never",
        "no time 00:10",
    ],
)
def test_line_without_a_time_is_named(line: str) -> None:
    """What is no time is left out, counted and said; the lines round it are read."""
    text = f"00:00 Intro\n{line}\n05:00 End"
    reading = read_chapters(text)

    assert said(reading) == [(0, "Intro"), (300, "End")]
    assert (reading.left_out, faults(reading, text)) == (1, [("CH03", line)])


def test_stretches_give_ends() -> None:
    """Where every line is `start - end Title`, ends that say more than the next start are kept."""
    reading = read_chapters("00:00 - 02:10 Intro\n02:10 - 05:00 A moth\n06:00 - 07:00 End\n")

    assert [(each.start, each.end) for each in reading.entries] == [
        (0, None),
        (130, 300),
        (360, 420),
    ]
    assert said(read_chapters("00:00 Intro\n00:10 10:30 Club\n")) == [
        (0, "Intro"),
        (10, "10:30 Club"),
    ]


JSON = """\
{
  "chapters": [
    {"startTime": "02:10", "title": "Intro"},
    {"startTime": 140, "image": "https://a.example/x.png", "toc": "false", "title": 7},
    {"start": 150, "endTime": "200", "title": "End"},
    {"title": "Nowhere"},
    {"startTime": NaN},
    {"startTime": -1},
    "03:00 Text"
  ],
  "waypoints": "yes",
  "author": "Ada"
}
"""


def test_careless_json_is_read_and_named() -> None:
    """Numbers as texts, other names, no version: read as meant, each named at its place."""
    reading = read_chapters(JSON)

    assert said(reading) == [(130, "Intro"), (140, "7"), (150, "End")]
    assert reading.entries[1].image == "https://a.example/x.png"
    assert (reading.entries[1].toc, reading.entries[2].end) == (False, 200)
    assert reading.left_out == 4
    assert reading.unread == ["waypoints", "author"]
    assert faults(reading, JSON) == [
        ("CH02", "{"),
        ("CH09", '"yes"'),
        ("CH03", '"02:10"'),
        ("CH09", '"image"'),
        ("CH06", "7"),
        ("CH09", '"false"'),
        ("CH03", '"start"'),
        ("CH05", '"200"'),
        ("CH03", '{"title": "Nowhere"}'),
        ("CH03", "NaN"),
        ("CH03", "-1"),
        ("CH03", '"03:00 Text"'),
    ]


def test_json_is_mended_where_the_meaning_is_plain() -> None:
    """The repairs that reading offers leave a file that means the same and lacks nothing."""
    after = read_chapters(mend(JSON))

    assert said(after) == [(130, "Intro"), (140, "7"), (150, "End")]
    assert {fault.code for fault in after.faults} == {"CH03", "CH06", "CH09"}
    assert [fault.problem.edits for fault in after.faults] == [()] * len(after.faults)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"version": "1.2.0", "chapters": [', "not readable as JSON"),
        ('{"version": "1.2.0", "chapters": [{"startTime": 0},]}', "not readable as JSON"),
        ('{"version": "1.2.0"}', "the list 'chapters' is missing"),
        ('{"version": "1.2.0", "chapters": {}}', "the list 'chapters' is missing"),
        ('{"version": "1.2.0", "chapters": []}', "the list 'chapters' is empty"),
        ('{"version": 1.2, "chapters": [{"startTime": 0}]}', "'version' must be a text"),
        ('[{"startTime": 0, "title": "Intro"}]', "a bare list"),
        ("", "is empty"),
        (" \n", "is empty"),
        ("<rss><channel/></rss>", "holds no psc:chapters"),
        ("<psc:chapters", "not well-formed XML"),
        ("WEBVTT\n", "holds no chapters"),
        (";FFMETADATA1\ntitle=x\n", "holds no chapters"),
    ],
)
def test_file_without_chapters_is_named(text: str, words: str) -> None:
    """Whatever keeps an app from reading a file is CH02."""
    found = [f.problem.message for f in read_chapters(text).faults if f.code == "CH02"]

    assert words in found[0]


PSC = """\
<rss xmlns:podcast="https://podcastindex.org/namespace/1.0"
     xmlns:psc="http://podlove.org/simple-chapters"><channel><item>
  <podcast:chapters url="https://a.example/c.json"/>
  <psc:chapters version="1.2">
    <!-- <psc:chapter start="9" title="No"/> -->
    <psc:chapter start="0" title="Intro &amp; Ö"/>
    <psc:chapter start="7:48.250" title="&lt;A&gt;" href="https://a.example/?a=1&amp;b=2"/>
    <psc:chapter start="12:99" title="Never"/>
    <psc:chapter start="01:02:03" title="End" image="https://a.example/x.png" more="x"/>
  </psc:chapters>
</item></channel></rss>
"""


def test_podlove_inside_a_feed() -> None:
    """The item of a feed is read in place: times of every length, escapes, other vocabularies."""
    reading = read_chapters(PSC)

    assert said(reading) == [(0, "Intro & Ö"), (468.25, "<A>"), (3723, "End")]
    assert reading.entries[1].link == "https://a.example/?a=1&b=2"
    assert reading.entries[2].image == "https://a.example/x.png"
    assert faults(reading, PSC) == [("CH03", '<psc:chapter start="12:99" title="Never"/>')]
    assert reading.unread == ["more"]
    first = reading.spans[0]
    assert PSC[first.start : first.end] == '<psc:chapter start="0" title="Intro &amp; Ö"/>'


def test_podlove_that_was_copied_out_of_a_feed() -> None:
    """A list without its namespace is read, named and mended; so is one of another namespace."""
    text = '<psc:chapters version="1.2"><psc:chapter start="0" title="A"/></psc:chapters>'
    other = text.replace("<psc:chapters", '<psc:chapters xmlns:psc="https://podlove.org/x"', 1)

    assert [fault.code for fault in read_chapters(text).faults] == ["CH10"]
    assert read_chapters(mend(text)).faults == []
    assert said(read_chapters(other)) == said(read_chapters(text)) == [(0, "A")]
    assert [fault.code for fault in read_chapters(other).faults] == ["CH10"]


WEBVTT = """\
WEBVTT - chapters

NOTE made by hand

intro
00:00.000 --> 02:10.000 align:start
Intro &amp;
<b>more</b>

00:02:10.000 --> 00:05:00.000
A moth

late --> 00:06:00.000
No
"""


def test_webvtt_cues_are_chapters() -> None:
    """Identifiers, settings, notes, tags and escapes are WebVTT's own; the text is the title."""
    reading = read_chapters(WEBVTT)

    assert said(reading) == [(0, "Intro & more"), (130, "A moth")]
    assert [each.end for each in reading.entries] == [None, 300]
    assert faults(reading, WEBVTT) == [("CH03", "late --> 00:06:00.000\nNo")]


FFMETADATA = """\
;FFMETADATA1
title=The episode
; a comment
[CHAPTER]
TIMEBASE=1/1000
START=0
END=130500
title=Intro\\; one \\= two
[CHAPTER]
START=130500000000
title=A moth
[CHAPTER]
TIMEBASE=1/0
START=x
[STREAM]
title=No
"""


def test_ffmpeg_metadata() -> None:
    """Each section has its own unit, nanoseconds where it names none; escapes are undone."""
    reading = read_chapters(FFMETADATA)

    assert said(reading) == [(0, "Intro; one = two"), (130.5, "A moth")]
    assert reading.entries[0].end == 130.5
    assert faults(reading, FFMETADATA) == [("CH03", "[CHAPTER]\nTIMEBASE=1/0\nSTART=x")]


def test_audacity_labels() -> None:
    """Points and stretches, a decimal comma, and the lines of a spectral selection."""
    text = "0.000000\t0.000000\tIntro\n\\\t100.0\t200.0\n130,5\t140,5\tA moth\n300\t300\n"
    reading = read_chapters(text)

    assert reading.form == "labels"
    assert [(each.start, each.end, each.title) for each in reading.entries] == [
        (0, None, "Intro"),
        (130.5, 140.5, "A moth"),
        (300, None, None),
    ]
    assert reading.faults == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('\n {"version"', "json"),
        ('[{"startTime"', "json"),
        ("[00:00] Intro", "lines"),
        ("<?xml", "psc"),
        ("WEBVTT\n", "webvtt"),
        (";FFMETADATA1\r\n", "ffmetadata"),
        ("0\t1\tIntro", "labels"),
        ("00:00\tIntro", "lines"),
    ],
)
def test_form_follows_from_the_content(text: str, form: str) -> None:
    """The name of a file may say anything."""
    assert detect_form(text) == form


def test_windows_line_ends_and_forbidden_characters() -> None:
    """CR LF belongs to no title; a control character is named, and taken out."""
    text = "00:00 Intro\r\n02:10 A\x01 moth\r\n"
    reading = read_chapters(text)

    assert said(reading) == [(0, "Intro"), (130, "A  moth")]
    assert faults(reading, text) == [("CH02", "\x01")]
    assert said(
        read_chapters('{"version": "1", "chapters": [{"startTime": 0, "title": "\\u0000"}]}')
    )


def test_more_chapters_than_anybody_listens_to() -> None:
    """A list without end is cut, and that is said once."""
    text = "".join(f"{n // 60}:{n % 60:02} Title\n" for n in range(MOST_CHAPTERS + 50))
    reading = read_chapters(text)

    assert (len(reading.entries), reading.left_out) == (MOST_CHAPTERS, 50)
    assert [fault.code for fault in reading.faults] == ["CH02"]
