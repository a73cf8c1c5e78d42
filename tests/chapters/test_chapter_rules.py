"""Where judgement about chapters is subtle: what must not be found, and what repairs do."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.fix import Fixed, fix_show_folder
from feedtool.pipeline.run import Options, Outcome, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
LIST = "chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]\n"
LINES = "- 00:00 Intro\n- 02:10 A moth\n- 12:30 Words\n"


def options(tmp_path: Path, block: str) -> Options:
    """Lay a block over the base show."""
    lay_over_base(block, tmp_path / "episodes")
    return Options(str(tmp_path / "episodes"), NOW, platforms=PLATFORMS, locked=True, workers=1)


def check(tmp_path: Path, block: str) -> Outcome:
    """Check the base show with a block laid over it."""
    return check_show_folder(options(tmp_path, block), lambda _done, _all: None)


def codes(tmp_path: Path, block: str) -> list[str]:
    """List the codes found."""
    return [finding.code for finding in check(tmp_path, block).findings]


def mend(tmp_path: Path, block: str) -> Fixed:
    """Mend the base show with a block laid over it."""
    return fix_show_folder(
        options(tmp_path, block), lambda _done, _all: None, with_unsafe=False, writes=True
    )


@pytest.mark.parametrize(
    "block",
    [
        f"# 001.md\n{LIST}---\n- 00:00 Intro\n- 02:11 The moth in the log\n- 12:30 Words\n",
        f"# 001.md\n{LIST}---\n- 00:00 Intro\n- 01:00 Before\n- 02:10 A moth\n- 12:30 Words\n",
        f"# 001.md\n{LIST}---\nDoors 10:00.\n\n10:00 Doors\n11:00 Words\n12:30 Lunch\n",
        f"# 001.md\n{LIST}---\nAt 00:00 she begins; Words come at 12:31.\n",
        (
            "# 001.md\nchapters:\n  - 00:00 Intro\n  - 00:10 Welcome\n  - 01:00 Words\n"
            "  - 29:50 Goodbye\n"
        ),
        "# 001.md\nchapters:\n  - 00:00.4 Intro\n  - 01:00 Words\n",
        (
            "# 001.md\nchapters:\n  - 00:00 Intro\n  - {start: 01:00, toc: false, end: 01:05}\n"
            "  - {start: 01:10, title: Words, end: 30:00.9}\n"
        ),
        (
            "# 001.md\nchapters:\n  - 00:00 Intro\n"
            "  - {start: 01:00, title: W, link: 'http://old.compilertalk.net/w'}\n"
        ),
        "# 001.md\nchapters: https://cdn.compilertalk.net/chapters?id=1\n",
        (
            "# 001.md\nelements:\n  - podcast:chapters: {attributes: {url: 'https://compilertalk.net/c',"
            " type: application/json}}\n"
        ),
        f"# 001.md\n{LIST}---\n<p>00:00 Intro<br>02:10 A moth<br>12:30 Words</p>\n",
        f"# 001.md\n{LIST}---\n(00:00) Intro  \n(02:10) - A moth  \n(12:30) „Words“\n",
        f"# 001.md\n{LIST}---\n0:00 Intro\n\n2:10 A moth\n\n12:30 Words\n",
    ],
)
def test_good_chapters_are_let_alone(block: str, tmp_path: Path) -> None:
    """Other words, fewer lines, programmes of hours, short intros, hidden marks, rounded ends."""
    assert codes(tmp_path, block) == []


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (f"# 001.md\n{LIST}---\n- 00:00 Intro\n- 02:10 A moth\n- 13:30 Words\n", ["CH12"]),
        (f"# 001.md\n{LIST}---\n- 00:00 Hello\n- 02:40 The moth\n- 12:30 End\n", ["CH12"]),
        (f"# 001.md\n{LIST}---\n- 00:00 Intro\n- 12:30 Words\n- 02:10 A moth\n", ["CH07"]),
        (f"# 001.md\n{LIST}---\n- [00:00] Intro\n- 02:10 A moth\n- 12:30 Words\n", ["CH07"]),
        (f"# 001.md\n{LIST}---\n- 00:00 Intro\n- 12:30 Words\n", ["CH07"]),
        (
            (
                f"# 001.md\n{LIST}elements:\n  - <psc:chapters version='1.2'>"
                "<psc:chapter start='0' title='Intro'/></psc:chapters>\n"
            ),
            ["CH12"],
        ),
        (
            (
                "# 001.md\nelements:\n  - <psc:chapters><psc:chapter start='9' title='B'/>"
                "<psc:chapter start='1' title=''/></psc:chapters>\n"
            ),
            ["CH10", "CH10", "CH10"],
        ),
        ("# 001.md\nelements:\n  - podcast:chapters: {attributes: {type: x}}\n", ["CH01"]),
        (
            (
                "# 001.md\nelements:\n  - podcast:chapters: {attributes: {url: 'https://compilertalk.net',"
                " type: text/xml}}\n"
            ),
            ["CH01"],
        ),
        ("# 001.md\nchapters:\n  - 00:00 Intro\n  - {title: When}\n", ["CH03"]),
        ("# 001.md\nchapters:\n  - 00:00 Intro\n  - 00:00 Twice\n", ["CH03"]),
        ("# 001.md\nchapters:\n  - {start: 00:00, title: A, end: 00:00}\n", ["CH05"]),
        ("# 001.md\nchapters:\n  - {start: 00:00, title: A, end: 31:00}\n", ["CH05"]),
        ("# 001.md\nchapters:\n  - {start: 0, title: A, location: {name: B}}\n", ["CH09"]),
        ("# 001.md\nchapters:\n  - {start: 0, title: A, location: Rome}\n", ["CH09"]),
        (
            (
                "# 001.md\nchapters:\n"
                "  - {start: 0, title: A, location: {name: B, geo: 'geo:1,2', rel: near, osm: 7}}\n"
            ),
            ["CH09", "CH09"],
        ),
        (
            (
                "# 001.md\nchapters: c.xml\n# c.xml\n<psc:chapters version='1.2' "
                "xmlns:psc='http://podlove.org/simple-chapters'>"
                "<psc:chapter start='0' title='A' href='/a' image='b.png'/></psc:chapters>\n"
            ),
            ["CH09", "CH09"],
        ),
    ],
)
def test_fault_is_found_once(block: str, found: list[str], tmp_path: Path) -> None:
    """Each fault has its code, and no second one."""
    assert codes(tmp_path, block) == found


PODLOVE = """# 001.md
elements:
  - psc:chapters:
      attributes: {version: "1.2"}
      elements:
        - psc:chapter: {attributes: {start: "00:00", title: Intro}}
        - psc:chapter: {attributes: {start: "09:00:00", title: Late}}
"""


def test_a_chapter_of_podlove_has_its_line_in_a_record(tmp_path: Path) -> None:
    """Each stands in a list of elements, and is named there."""
    (found,) = check(tmp_path, PODLOVE).findings
    lines = (tmp_path / "episodes" / "001.md").read_text(encoding="utf-8").split("\n")

    assert found.code == "CH05"
    assert found.location.line
    assert "Late" in lines[found.location.line - 1]


MORE = """\
# {n:03}.md
title: On machine number {n}
guid: g-{n}
published: 2024-03-{n:02} 09:00
episode: {n}
guests: [Maker Number{n}]
summary: Maker Number{n} on a machine nobody built before.
audio: {{url: "https://feeds.compilertalk.example/{n}.mp3", length: 9000000, duration: 1800}}
{more}---
Notes.
"""


def test_show_without_chapters_is_let_alone(tmp_path: Path) -> None:
    """Who never lists chapters has decided so; who forgets them once is told."""
    without = "".join(MORE.format(n=n, more="") for n in range(3, 9))
    some = "".join(MORE.format(n=n, more="" if n in (3, 7) else LIST) for n in range(3, 9))

    assert "CH13" not in codes(tmp_path / "a", without)
    found = check(tmp_path / "b", some).findings
    assert [Path(f.location.path).name for f in found if f.code == "CH13"] == ["007.md"]


def test_trailers_bonuses_and_short_episodes_need_no_chapters(tmp_path: Path) -> None:
    """Apple makes none for them either."""
    short = "audio: {url: 'https://feeds.compilertalk.example/1.mp3', length: 9, duration: 599}\n"

    assert "CH13" not in codes(tmp_path / "a", f"# 001.md\nepisode_type: bonus\n---\n{LINES}")
    assert "CH13" not in codes(tmp_path / "b", f"# 001.md\n{short}---\n{LINES}")
    assert "CH13" not in codes(tmp_path / "c", f"# 001.md\ndraft: true\n---\n{LINES}")
    assert "CH13" in codes(tmp_path / "d", f"# 001.md\n---\n{LINES}")


def test_dynamic_audio_is_not_compared(tmp_path: Path) -> None:
    """Where ads come per request, neither length nor notes prove anything."""
    audio = "audio: {url: 'https://feeds.compilertalk.example/1.mp3', length: 9, duration: 1800,"
    block = (
        f"# 001.md\n{LIST}{audio} dynamic: true}}\n---\n- 00:00 Intro\n- 02:40 A moth\n- 40:00 W\n"
    )

    assert codes(tmp_path, block) == ["CH14"]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (
            'chapters:\n  - 05:00 Words  # keep\n\n  - 00:00 Intro\n  - "02:10 A: moth"\n',
            'chapters:\n  - 00:00 Intro  # keep\n\n  - "02:10 A: moth"\n  - 05:00 Words\n',
        ),
        (
            "chapters: [02:10 A moth, 05:00 Words]\n",
            "chapters: [00:00 Intro, 02:10 A moth, 05:00 Words]\n",
        ),
        (
            'chapters: ["02:10 A moth"]\n',
            'chapters: ["00:00 Intro", "02:10 A moth"]\n',
        ),
        (
            "chapters:\n- {start: 02:10, title: A moth}\n",
            "chapters:\n- 00:00 Intro\n- {start: 02:10, title: A moth}\n",
        ),
        (
            "chapters:\n  - start: 02:10\n    title: A moth\n",
            "chapters:\n  - 00:00 Intro\n  - start: 02:10\n    title: A moth\n",
        ),
        (
            (
                "chapters:\n  - 1:02:10 B\n  - 02:10 A moth\naudio: {url: https://a.example/1.mp3, "
                "length: 9, duration: 9000}\n"
            ),
            (
                "chapters:\n  - 00:00 Intro\n  - 02:10 A moth\n  - 1:02:10 B\naudio: "
                "{url: https://a.example/1.mp3, length: 9, duration: 9000}\n"
            ),
        ),
    ],
)
def test_list_of_a_record_is_mended(written: str, mended: str, tmp_path: Path) -> None:
    """Entries move or come in as they are written; comments and quotes stay."""
    fixed = mend(tmp_path, f"# 001.md\n{written}")
    text = (tmp_path / "episodes" / "001.md").read_text(encoding="utf-8")

    assert mended in text
    assert [f.code for f in fixed.outcome.findings if f.code[:2] == "CH"] == []


@pytest.mark.parametrize(
    ("name", "written", "mended"),
    [
        ("c.txt", "02:10 A moth\n05:00 Words\n", "00:00 Intro\n02:10 A moth\n05:00 Words\n"),
        ("c.txt", "05:00 Words\n00:00 Intro\n", "00:00 Intro\n05:00 Words\n"),
        ("c.txt", "00:02:10 A moth\n", "00:00:00 Intro\n00:02:10 A moth\n"),
        (
            "c.xml",
            '<psc:chapters version="1.2"><psc:chapter start="02:10" title="A"/></psc:chapters>\n',
            (
                '<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">'
                '<psc:chapter start="00:00:00" title="Intro"/>'
                '<psc:chapter start="02:10" title="A"/></psc:chapters>\n'
            ),
        ),
    ],
)
def test_chapters_file_is_mended(name: str, written: str, mended: str, tmp_path: Path) -> None:
    """A file beside the record is mended where it stands."""
    fixed = mend(tmp_path, f"# 001.md\nchapters: {name}\n# {name}\n{written}")

    assert (tmp_path / "episodes" / name).read_text(encoding="utf-8") == mended
    assert fixed.outcome.findings == []


def test_careless_json_is_mended_whole(tmp_path: Path) -> None:
    """Version, names, numbers, order and intro: JSON that apps read comes out."""
    text = (
        '{"chapters": [\n  {"startTime": "05:00", "title": "Words", "toc": "true"},\n'
        '  {"start": 130, "image": "https://compilertalk.net/x.png", "title": "A moth"}\n]}\n'
    )
    fixed = mend(tmp_path, f"# 001.md\nchapters: c.json\n# c.json\n{text}")
    after = json.loads((tmp_path / "episodes" / "c.json").read_text(encoding="utf-8"))

    assert fixed.outcome.findings == []
    assert after == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "Intro"},
            {"startTime": 130, "img": "https://compilertalk.net/x.png", "title": "A moth"},
            {"startTime": 300, "title": "Words", "toc": True},
        ],
    }


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (
            "Hello.\n\n00:00 Intro\n02:10 A moth \n12:30 Words\n\nBye.\n",
            "Hello.\n\n00:00 Intro\\\n02:10 A moth\\\n12:30 Words\n\nBye.\n",
        ),
        (
            "- [00:00] Intro\n- **[02:10]** – A moth\n- 12:30:- Words\n",
            "- 00:00 Intro\n- **02:10** – A moth\n- 12:30 Words\n",
        ),
    ],
)
def test_lines_of_the_notes_are_mended(written: str, mended: str, tmp_path: Path) -> None:
    """Each line stands alone afterwards, with a time that apps read."""
    fixed = mend(tmp_path, f"# 001.md\n{LIST}---\n{written}")

    assert (tmp_path / "episodes" / "001.md").read_text(encoding="utf-8").endswith(mended)
    assert fixed.outcome.findings == []


@pytest.mark.parametrize(
    "block",
    [
        "# 001.md\nchapters: |\n  05:00 Words\n  02:10 A moth\n",
        "# 001.md\nchapters:\n  - start: 05:00\n    title: Words\n  - 02:10 A moth\n",
    ],
)
def test_what_cannot_be_mended_surely_stays(block: str, tmp_path: Path) -> None:
    """A block text or a mapping over several lines is left to its author."""
    fixed = mend(tmp_path, block)

    assert fixed.after == {}
