"""Times in show notes: found where people mean chapters, and nowhere else."""

import pytest

from feedtool.formats.chapter.notes import find_chapter_run, find_list, find_runs, read_notes

Found = list[tuple[float, str]]


def found(text: str, *, is_markdown: bool = True) -> Found:
    """List what the longest run says."""
    run = find_chapter_run(text, is_markdown=is_markdown)
    return [(line.start, line.chapter.title or "") for line in run]


THREE = [(0, "Intro"), (130, "A moth"), (750, "Words")]


@pytest.mark.parametrize(
    "text",
    [
        "00:00 Intro\n02:10 A moth\n12:30 Words\n",
        "Chapters:\n\n* 0:00 - Intro\n* 2:10 - A moth\n* 12:30 - Words\n\nThanks for listening.\n",
        "1. (00:00) Intro\n2. (02:10) A moth\n3. (12:30) Words\n",
        "**00:00** Intro\n\n**02:10** A moth\n\n**12:30** Words\n",
        "- **[00:00]** – *Intro*\n- **[02:10]** – *A moth*\n- **[12:30]** – *Words*\n",
        "[00:00](https://yt.example/?0) Intro\n[02:10](https://yt.example/?1) A moth\n12:30 Words",
        "00:00 Intro\nHow it began.\n02:10 A moth\nIn the log book.\n12:30 Words\n",
        "00:00 Intro  \n02:10 A moth\\\n12:30 Words\n",
        "00:00 Intro<br>02:10 A moth<br/>\n12:30 Words",
        "⏱️ 00:00 Intro\n▶ 02:10 A moth\n⌨️ (12:30) Words",
        "### 00:00 - Intro\n\nHow it began.\n\n### 02:10 - A moth\n\n### 12:30 - Words\n",
        "- [@0:00] - Intro\n- [@2:10] - A moth\n- [@12:30] - Words\n",
        "- 0:00 [Intro][a]\n- 2:10 [A moth][]\n- 12:30 Words\n\n[a]: https://a.example\n",
        "00:00 Intro\n02:10 A moth\n12:30 Words\n\n## Corrections\n\n* 10:00 It was two moths\n",
        "００：００　Intro\n０２：１０　A moth\n１２：３０　Words",
    ],
)
def test_lists_of_every_look_are_found(text: str) -> None:
    """Bullets, numbers, emphasis, brackets, links to a player, sentences between the lines."""
    assert found(text) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "<p>00:00 Intro<br>02:10 A moth<br />12:30 Words</p>",
        "<ul><li>00:00 Intro</li><li>02:10 A moth</li>\n<li>12:30 Words</li></ul>",
        "<p><b>00:00</b> Intro</p>\n<p><b>02:10</b> A moth</p><p>(12:30) Words</p>",
        '<p><a href="https://yt.example">00:00</a> Intro</p><p>02:10 A moth</p><p>12:30 Words',
        "<div>00:00&nbsp;Intro</div><div>02:10 A\nmoth</div><div>12:30 Words</div>",
    ],
)
def test_lists_in_html_are_found(text: str) -> None:
    """Each block and each line break begins a line; a line end in the source does not."""
    assert found(text, is_markdown=False) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "We begin at 00:00 and end at 12:30.\n",
        "00:00 Intro\n",
        "Doors 19:00, show 20:00\n",
        "At 9:15 she calls.\nIn the evening, at 21:00, he answers.\n",
        "Genesis 1:1 and Exodus 20:13\n",
        "https://a.example/00:00\n02:10\n",
        "| 00:00 | Intro |\n",
        "",
    ],
)
def test_other_times_are_no_chapters(text: str) -> None:
    """Times inside sentences, lone ones, verses and addresses are let alone."""
    assert found(text) == []


def test_lines_joined_by_html_are_one() -> None:
    """What Markdown joins into a paragraph is no list for those who read the HTML."""
    assert found("<p>00:00 Intro\n02:10 A moth\n12:30 Words</p>", is_markdown=False) == []


def test_only_a_list_from_zero_is_surely_one() -> None:
    """A programme of hours ascends too; it does not begin at 0:00."""
    programme = "10:00 Doors\n11:00 Keynote\n12:30 Lunch\n"

    assert found(programme) != []
    assert find_list(programme, is_markdown=True) == ()
    assert len(find_list(f"0:00 Intro\n{programme}", is_markdown=True)) == 4


def test_transcript_is_no_list_of_chapters() -> None:
    """Notes that hold a whole transcript begin at 0:00 too: too many lines, or too long ones."""
    many = "".join(f"{n // 60:02}:{n % 60:02} Ada: yes\n" for n in range(0, 3000, 12))
    long = "".join(f"{n:02}:00 Ada: {'and so on ' * 15}\n" for n in range(9))

    assert find_list(many, is_markdown=True) == ()
    assert find_list(long, is_markdown=True) == ()


def test_lists_that_stand_apart_stay_apart() -> None:
    """Two lists with text between them are two; the longer one is taken."""
    text = "00:00 A\n01:00 B\n" + "words\n" * 6 + "00:00 Intro\n02:10 A moth\n12:30 Words\n"

    assert [len(run) for run in find_runs(text, is_markdown=True)] == [2, 3]
    assert found(text) == THREE


def test_ends_are_no_part_of_the_titles() -> None:
    """Some write when each chapter ends; where all do, the next one's start says it."""
    text = "- 00:00 - 02:10 Intro\n- 02:10 - 12:30 A moth\n- 12:30 - 15:00 Words\n"
    entries = read_notes(text, is_markdown=True).entries

    assert [(each.start, each.title) for each in entries] == THREE
    assert entries[-1].end == 900


def test_link_of_a_chapter_is_kept() -> None:
    """A link in the title belongs to the chapter, one on the time leads to a player."""
    text = (
        "[00:00](https://yt.example/?t=0) Intro\n"
        "02:10 [A moth](https://moth.example/a?b=1), found\n"
        "12:30 Words <https://words.example>\n"
    )
    markup = (
        '<p>00:00 Intro<br>02:10 <a class="x" href="https://moth.example/?a&amp;b">A moth</a></p>'
    )
    runs = [
        find_chapter_run(text, is_markdown=True),
        find_chapter_run(markup, is_markdown=False),
    ]

    assert [line.chapter.link for line in runs[0]] == [None, "https://moth.example/a?b=1", None]
    assert [line.chapter.link for line in runs[1]] == [None, "https://moth.example/?a&b"]


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        ("Ünder\n\n - 00:00 Intro  \n - 02:10 A moth\r\n", True),
        ("<p>Ü &amp;</p><ul><li> 00:00 Intro</li><li>02:10 <i>A</i> moth </li></ul>", False),
        ("Ünder\n00:00 Intro<br>02:10 A moth\n", True),
    ],
)
def test_places_are_those_of_the_lines(text: str, is_markdown: bool) -> None:  # noqa: FBT001
    """A finding points at the line, whatever stands before it."""
    reading = read_notes(text, is_markdown=is_markdown, offset=0)
    lines = [text[span.start : span.end] for span in reading.spans]

    assert [line.lstrip("- ") for line in lines] in (
        ["00:00 Intro", "02:10 A moth"],
        ["00:00 Intro", "02:10 <i>A</i> moth"],
    )
