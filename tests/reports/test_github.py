"""Annotations and tables on GitHub: what is shown first, what is counted, what cannot break out."""

import re
from collections import Counter
from dataclasses import replace

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from nasty_findings import DEAD_LINK, PATHS, TEXTS, make_many, make_nasty, shown

from feedtool.model.finding import Finding, Level
from feedtool.model.place import Location
from feedtool.report.github import format_github
from feedtool.report.markdown import COMMENT_LIMIT, format_markdown

_COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<text>.*)")


def render(markdown: str) -> html.HtmlElement:
    """Render a table as GitHub does, raw HTML and addresses in plain text included."""
    options = Options.CMARK_OPT_UNSAFE
    return html.fromstring(
        f"<main>{cmarkgfm.github_flavored_markdown_to_html(markdown, options)}</main>"
    )


def test_at_most_ten_of_each_level_are_annotated() -> None:
    """Errors come first; one line that is no command counts the rest."""
    lines = format_github(make_many(100)).splitlines()
    levels = [match["level"] for line in lines if (match := _COMMAND.fullmatch(line))]

    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    (counted,) = lines[30:]
    assert counted.startswith("not annotated, since a step has ten of each level: ")
    assert counted.endswith(": 24 errors, 23 warnings, 23 pieces of advice")


def test_nothing_is_counted_where_all_are_annotated() -> None:
    """Ten of a level fit."""
    assert format_github([]) == ""
    assert "not annotated" not in format_github([DEAD_LINK] * 10)
    assert format_github([DEAD_LINK] * 11).endswith("ten of each level: 1 error\n")


def test_annotation_names_its_place() -> None:
    """The properties are those of GitHub's workflow commands."""
    assert format_github([DEAD_LINK]) == (
        "::error file=episodes/001-first-compiler.md,line=12,col=21,endLine=12,endColumn=27,"
        "title=NO05 dead-link::notes: link '/notes' is not absolute; an address starts with "
        "https://%0Awrite the page's whole address, such as https://site.com/page\n"
    )


@pytest.mark.parametrize("finding", make_nasty(), ids=lambda _: "")
def test_no_text_becomes_a_command(finding: Finding) -> None:
    """One finding is one line, whose only command is its own."""
    (line,) = format_github([finding]).splitlines()
    match = _COMMAND.fullmatch(line)

    assert match
    assert "%0A" not in match["properties"]
    keys = [part.partition("=")[0] for part in match["properties"].split(",")]
    assert keys[0] == "file"
    assert set(keys) <= {"file", "line", "col", "endLine", "endColumn", "title"}


@pytest.mark.parametrize("finding", make_nasty(), ids=lambda _: "")
def test_table_shows_texts_as_they_are(finding: Finding) -> None:
    """As GitHub renders it, a cell holds the text, in `code`, and nothing else."""
    page = render(format_markdown([finding]))
    cells = page.findall(".//td")

    assert {element.tag for element in page.iter("*")} <= set(
        "main p strong table thead tbody tr th td code br".split()
    )
    assert len(cells) == 4
    assert cells[3].xpath("string(code[1])") == shown(finding.message)
    assert cells[3].xpath("string(code[2])") == shown(finding.hint)
    assert cells[1].text_content().startswith(shown(finding.location.path))
    assert all(not (cell.text or "").strip() for cell in cells[1:])


@given(text=st.text(st.characters(), max_size=40), separator=st.sampled_from(["@", "www.", "://"]))
def test_table_shows_any_text_as_it_is(text: str, separator: str) -> None:
    """No text makes a cell, a link or markup, not even one round what GitHub makes links of."""
    finding = replace(DEAD_LINK, message=f"{text}a{separator}b.example{text}", hint="")
    page = render(format_markdown([finding]))

    assert [cell.text_content() for cell in page.findall(".//td")][3] == shown(finding.message)
    assert page.xpath("count(//td)") == 4
    assert not page.xpath("//td[4]/*[not(self::code)] | //td[4]/code/*")


def test_table_is_ordered_by_level() -> None:
    """Errors are read first, whatever their files are called."""
    findings = [
        replace(DEAD_LINK, level=level, location=Location(f"{number}.md"))
        for number, level in enumerate(reversed(Level))
    ]
    page = render(format_markdown(findings))

    assert [row.text_content() for row in page.xpath("//td[1]")] == ["error", "warning", "advice"]
    assert page.xpath("string(p[1])") == "feedtool: 1 error, 1 warning, 1 piece of advice"


def test_table_without_findings_is_a_sentence() -> None:
    """There is no empty table."""
    assert format_markdown([]) == "**feedtool**: no findings\n"


@pytest.mark.parametrize("limit", [300, 1_000, COMMENT_LIMIT])
@pytest.mark.parametrize(
    "findings", [make_many(1_000), make_nasty(), [DEAD_LINK]], ids=["many", "nasty", "one"]
)
def test_table_keeps_its_limit(findings: list[Finding], limit: int) -> None:
    """What does not fit is counted below the table."""
    text = format_markdown(findings, limit=limit)
    page = render(text)
    rows = len(page.findall(".//tbody/tr"))
    said = re.fullmatch(r"… and ([\d,]+) more", page.xpath("string(p[2])"))
    hidden = int(said[1].replace(",", "")) if said else 0

    assert len(text.encode()) <= limit
    assert rows + hidden == len(findings)


def test_nasty_texts_are_all_tried() -> None:
    """The findings that attack cover each text and path."""
    messages = Counter(finding.message for finding in make_nasty())
    paths = Counter(finding.location.path for finding in make_nasty())

    assert set(TEXTS.values()) <= set(messages)
    assert set(PATHS.values()) <= set(paths)
