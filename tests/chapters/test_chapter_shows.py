"""What a show's chapters become in its feed, whether a record lists them or names a file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from rule_examples import lay_over_base

from feedtool.formats.namespaces import PODCAST, PSC
from feedtool.pipeline.releasing.build import Built, build_show_folder
from feedtool.pipeline.run import Options

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ENTRIES = [
    {"startTime": 0, "title": "Intro"},
    {"startTime": 130, "title": "A moth"},
    {"startTime": 750, "title": "Words & <more>"},
]
TEXTS = {
    "lines.txt": "00:00 Intro\n(02:10) - A moth\n[12:30] Words & <more>\n",
    "mp4.txt": "00:00:00.000 Intro\n00:02:10.000 A moth\n00:12:30.000 Words & <more>\n",
    "podlove.xml": f'<psc:chapters version="1.2" xmlns:psc="{PSC}">\n'
    '<psc:chapter start="0" title="Intro"/><psc:chapter start="02:10" title="A moth"/>\n'
    '<psc:chapter start="12:30" title="Words &amp; &lt;more&gt;"/></psc:chapters>\n',
    "cues.vtt": "WEBVTT\n\n00:00.000 --> 02:10.000\nIntro\n\n02:10.000 --> 12:30.000\nA moth\n\n"
    "12:30.000 --> 30:00.000\nWords &amp; &lt;more&gt;\n",
    "labels.txt": "0.0\t0.0\tIntro\n130.0\t130.0\tA moth\n750\t750\tWords & <more>\n",
}


def build(tmp_path: Path, block: str) -> Built:
    """Build the base show with a block laid over it."""
    lay_over_base(block, tmp_path / "episodes")
    folder = str(tmp_path / "episodes")
    return build_show_folder(Options(folder, NOW, workers=1), None, lambda _done, _all: None)


def item(tmp_path: Path) -> etree._Element:
    """Read the item of 001.md out of the feed."""
    document = etree.parse(tmp_path / "feed" / "feed.xml")
    return next(each for each in document.iter("item") if "Grace" in (each.findtext("title") or ""))


def chapters_of(tmp_path: Path) -> tuple[str | None, bytes]:
    """Follow podcast:chapters to its file."""
    found = item(tmp_path).findall(f"{{{PODCAST}}}chapters")
    assert [each.get("type") for each in found] == ["application/json+chapters"]
    name = (found[0].get("url") or "").removeprefix("https://feeds.compilertalk.example/")
    manifest = json.loads((tmp_path / "feed" / "manifest.json").read_text(encoding="utf-8"))
    types = {each["name"]: each["type"] for each in manifest["files"]}
    assert types[name] == "application/json+chapters"
    return name, (tmp_path / "feed" / name).read_bytes()


def podlove(tmp_path: Path) -> list[tuple[str | None, str | None]]:
    """List the Podlove chapters of the item."""
    found = item(tmp_path).iter(f"{{{PSC}}}chapter")
    return [(each.get("start"), each.get("title")) for each in found]


@pytest.mark.parametrize("name", TEXTS)
def test_file_of_any_form_becomes_json_and_podlove(name: str, tmp_path: Path) -> None:
    """Apps get JSON and psc, whatever the podcaster's program exports."""
    built = build(
        tmp_path,
        f"# show.yaml\nderive: {{psc:chapters: chapters}}\n# 001.md\nchapters: chapters/{name}\n"
        f"# chapters/{name}\n{TEXTS[name]}",
    )
    public, data = chapters_of(tmp_path)
    entries = [
        {key: value for key, value in each.items() if key != "endTime"}
        for each in json.loads(data)["chapters"]
    ]

    assert [finding.code for finding in built.outcome.findings] == []
    assert (public, entries) == ("chapters/001.json", ENTRIES)
    assert podlove(tmp_path) == [
        ("00:00:00", "Intro"),
        ("00:02:10", "A moth"),
        ("00:12:30", "Words & <more>"),
    ]
    assert not (tmp_path / "feed" / "chapters" / name).exists()


def test_json_goes_out_byte_for_byte(tmp_path: Path) -> None:
    """What is JSON chapters already keeps its name, its bytes and what only some apps know."""
    document = {"version": "1.2.0", "author": "Ada", "chapters": [*ENTRIES[:2], {"startTime": 900}]}
    document["chapters"][1]["value"] = {"model": {}}
    document["chapters"][2]["toc"] = False
    text = json.dumps(document, indent=7) + "\n\n"
    built = build(
        tmp_path,
        "# show.yaml\nderive: {psc:chapters: chapters}\n"
        f"# 001.md\nchapters: chapters/mine.json\n# chapters/mine.json\n{text}",
    )

    assert built.outcome.findings == []
    assert chapters_of(tmp_path) == ("chapters/mine.json", text.encode())
    assert podlove(tmp_path) == [("00:00:00", "Intro"), ("00:02:10", "A moth")]


def test_faulty_json_is_replaced_by_what_it_means(tmp_path: Path) -> None:
    """A warning stops no build: apps get the list as it was meant."""
    built = build(
        tmp_path,
        "# 001.md\nchapters: chapters/mine.json\n# chapters/mine.json\n"
        '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Intro",\n'
        '"image": "https://a.example/x.png"}]}\n',
    )
    place = built.outcome.findings[0].location

    assert [finding.code for finding in built.outcome.findings] == ["CH09"]
    assert (place.path.rpartition("/")[2], place.line, place.column) == ("mine.json", 2, 1)
    assert chapters_of(tmp_path)[0] == "chapters/001.json"
    assert json.loads(chapters_of(tmp_path)[1])["chapters"][0]["img"] == "https://a.example/x.png"


def test_unreadable_file_stops_the_build(tmp_path: Path) -> None:
    """A file that holds no chapters is an error in that file, and the only one."""
    built = build(
        tmp_path, "# 001.md\nchapters: chapters/x.json\n# chapters/x.json\n{\n  oops\n}\n"
    )

    assert built.is_stopped
    assert [(f.code, f.location.line, f.location.column) for f in built.outcome.findings] == [
        ("CH02", 2, 3)
    ]
    assert built.outcome.findings[0].location.path.endswith("episodes/chapters/x.json")


def test_missing_file_is_named_once(tmp_path: Path) -> None:
    """Of a file that is not there, RC09 speaks alone."""
    built = build(tmp_path, "# 001.md\nchapters: chapters/x.json\n")

    assert [finding.code for finding in built.outcome.findings] == ["RC09"]


def test_file_outside_the_show_is_not_read(tmp_path: Path) -> None:
    """A path that leaves the show folder is refused before anything is opened."""
    (tmp_path / "secret.txt").write_text("00:00 Secret\n", encoding="utf-8")
    built = build(tmp_path, "# 001.md\nchapters: ../secret.txt\n")

    assert [finding.code for finding in built.outcome.findings] == ["RC09"]
    assert "Secret" not in str(built.outcome.findings)


def test_chapters_as_lines_of_the_description(tmp_path: Path) -> None:
    """`derive` adds the lines that Apple, Spotify and YouTube read, each on its own."""
    built = build(
        tmp_path,
        "# show.yaml\nderive:\n  description: [summary, notes, chapters]\n"
        "  content:encoded: [notes, chapters]\n  itunes:summary: [notes_text, chapters]\n"
        f"# 001.md\nchapters: chapters/a.txt\n# chapters/a.txt\n{TEXTS['lines.txt']}",
    )
    lines = "00:00 Intro<br>\n02:10 A moth<br>\n12:30 Words &amp; &lt;more&gt;</p>"
    found = item(tmp_path)

    assert built.outcome.findings == []
    assert (found.findtext("description") or "").endswith(f"\n<p>{lines}")
    encoded = found.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert encoded.strip().endswith(f"\n<p>{lines}")
    summary = found.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}summary") or ""
    assert summary.endswith("\n00:00 Intro\n02:10 A moth\n12:30 Words & <more>")


def test_podlove_leaves_out_what_it_cannot_hide(tmp_path: Path) -> None:
    """A hidden chapter would be shown, one without title has no form: CH06 names the latter."""
    built = build(
        tmp_path,
        "# show.yaml\nderive: {psc:chapters: chapters}\n# 001.md\nchapters:\n  - 00:00 Intro\n"
        "  - {start: 02:10, title: A word from the ropeworks, toc: false}\n"
        "  - {start: 03:10}\n  - 12:30 Words\n",
    )

    assert [(f.code, f.location.line) for f in built.outcome.findings] == [("CH06", 13)]
    assert podlove(tmp_path) == [("00:00:00", "Intro"), ("00:12:30", "Words")]
    assert len(json.loads(chapters_of(tmp_path)[1])["chapters"]) == 4


def test_address_stays_a_link(tmp_path: Path) -> None:
    """What lies elsewhere is neither fetched nor copied."""
    build(tmp_path, "# 001.md\nchapters: https://cdn.compilertalk.example/1.json\n")
    found = item(tmp_path).find(f"{{{PODCAST}}}chapters")

    assert found is not None
    assert found.get("url") == "https://cdn.compilertalk.example/1.json"
    assert not (tmp_path / "feed" / "chapters").exists()
