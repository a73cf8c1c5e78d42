"""Loading is total: whatever a file holds becomes a record, and faults with their places."""

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from broken_texts import broken, broken_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from referees.shows import FOLDERS
from strategies import episodes
from write_record import write_record

from feedtool.check.placing import locate
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import Fields, open_source, read_fields
from feedtool.formats.record.show import build_person, build_show, build_sponsor
from feedtool.load.episode import EpisodeLoader
from feedtool.load.folder import Folder
from feedtool.model.finding import Edit, Fault, Finding, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import Span
from feedtool.model.roster import Roster
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.render.rss import render_document, render_items

SUFFIXES = st.sampled_from((".md", ".html", ".yaml"))
NOW = datetime(2024, 6, 1, tzinfo=UTC)
EVERY_FIELD = FOLDERS["every-field"]
SHOW_YAML = (EVERY_FIELD / "show.yaml").read_text(encoding="utf-8")
RECORDS = [path.read_text(encoding="utf-8") for path in sorted(EVERY_FIELD.glob("00*.*"))]
written = st.builds(
    lambda episode, chance: write_record(episode, Random(chance)),  # noqa: S311
    episodes,
    st.integers(0, 99),
)
whole_records = st.integers(0, len(RECORDS) - 1).map(lambda number: RECORDS[number])
shows = st.builds(lambda: SHOW_YAML)
records = st.one_of(broken_texts, broken(whole_records), broken(written))
thorough = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str, suffix: str) -> tuple[Fields, Any]:
    """Read a text as a record."""
    fields = read_fields(text, suffix)
    return fields, EpisodeReader(Roster(), {}).read(fields.values, fields.body, suffix)


def assert_placed(faults: list[Fault], loaded: Loaded[Any]) -> None:
    """Assert that each fault has words, and a place inside the text."""
    text = loaded.source.text
    for fault in faults:
        problem: Problem = fault.problem
        assert problem.message
        spans = [edit.span for edit in problem.edits if isinstance(edit, Edit)]
        spans += [problem.at] if isinstance(problem.at, Span) else []
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        location, excerpt, caret = locate(problem, loaded)
        assert_shown(text, location.line, location.column, excerpt, caret)


def assert_shown(
    text: str, line: int | None, column: int | None, excerpt: str, caret: tuple[int, int]
) -> None:
    """Assert that a place is in the text, and what is shown of it is short."""
    if line is None:
        return
    lines = re.split("\r\n|\r|\n", text)
    assert 1 <= line <= len(lines)
    assert 1 <= (column or 1) <= len(lines[line - 1]) + 1
    assert len(excerpt) <= 160
    assert "\n" not in excerpt
    if excerpt:
        assert 0 <= caret[0] <= len(excerpt) + 1  # CR and LF end a line, and are not shown
        assert caret[0] + caret[1] <= max(len(excerpt), caret[0] + 1)


@thorough
@given(records, SUFFIXES)
def test_any_text_loads_as_an_episode(text: str, suffix: str) -> None:
    """No text makes loading raise, and each fault it has is placed inside it."""
    fields, reading = read(text, suffix)
    source = open_source(f"001{suffix}", text)
    loaded = Loaded(f"001{suffix}", "001", reading.record, source)

    assert_placed(fields.faults + reading.faults, loaded)
    assert not fields.is_broken or fields.faults


@thorough
@given(st.one_of(broken_texts, broken(shows)))
def test_any_text_loads_as_a_show(text: str) -> None:
    """No text makes loading show.yaml, a person or a sponsor raise."""
    fields = read_fields(text, ".yaml")
    reading = build_show(dict(fields.values))
    loaded = Loaded("show.yaml", "show.yaml", reading.record, open_source("show.yaml", text))

    assert_placed(fields.faults + reading.faults, loaded)
    build_person(dict(fields.values), fields.body)
    build_sponsor(dict(fields.values), fields.body)


@thorough
@given(records, SUFFIXES)
def test_what_loads_can_be_rendered(text: str, suffix: str) -> None:
    """Composing is total, and what comes of a spoilt record is still well-formed XML."""
    _, reading = read(text, suffix)
    show = build_show(read_fields(SHOW_YAML, ".yaml").values).record
    ground = Ground(show, show.base_url or "", {})
    composed = ItemComposer(ground).compose(reading.record, f"001{suffix}")
    rendered = render_items([composed], tuple(show.namespaces.items()))

    document = b"".join(render_document(compose_feed(ground), rendered, "test", NOW))

    assert etree.fromstring(document, etree.XMLParser(recover=False)).tag == "rss"


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.binary(max_size=60), st.sampled_from((b"---\ntitle: a", b"+++\ntitle='", b"", b"\xff\xfe"))
)
def test_any_bytes_load(tmp_path: Path, data: bytes, head: bytes) -> None:
    """No file makes loading raise, be it no text at all."""
    (tmp_path / "001.md").write_bytes(head + data)
    loader = EpisodeLoader(Folder(tmp_path, ""), EpisodeReader(Roster(), {}), {})

    loaded = loader.load("001.md")

    assert_placed(loaded.faults, loaded)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"---\n---\n", b"a" * 5_000_000, b"\xff\xfe", b"\x00" * 9, None],
    ids=["empty", "blank", "bare", "endless", "utf-16", "zeros", "folder"],
)
@pytest.mark.parametrize("name", ["show.yaml", "001.md", "people/ada.md", "001.yaml"])
def test_odd_files_are_faults(name: str, data: bytes | None, tmp_path: Path) -> None:
    """An empty file, an endless one, no text at all or a folder is a finding, never an error."""
    (tmp_path / "people").mkdir()
    (tmp_path / "show.yaml").write_text("title: a\n", encoding="utf-8")
    if data is None and name != "show.yaml":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(data or b"")

    outcome = check_show_folder(Options(str(tmp_path), NOW), lambda _done, _all: None)

    assert outcome.findings


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(records, min_size=15, max_size=15), broken(shows))
def test_every_finding_is_placed(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], show: str
) -> None:
    """Checking spoilt records raises nothing; every finding stands inside its file."""
    folder = tmp_path_factory.mktemp("spoilt")
    (folder / "show.yaml").write_bytes(show.replace("format: 1", "").encode("utf-8", "replace"))
    for number, text in enumerate(texts):
        suffix = (".md", ".yaml", ".html")[number % 3]
        (folder / f"{number:03}{suffix}").write_bytes(text.encode("utf-8", "replace"))

    outcome = check_show_folder(Options(str(folder), NOW), lambda _done, _all: None)

    for finding in outcome.findings:
        assert_finding(folder, finding)


def assert_finding(folder: Path, finding: Finding) -> None:
    """Assert that a finding has words and a place in its file."""
    place = finding.location
    path = folder / place.path.removeprefix(f"{folder}/")
    text = path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""
    assert finding.message
    assert place.line is None or path.is_file()
    assert_shown(text, place.line, place.column, finding.excerpt, finding.caret)
