"""One repair alone mends its fault, makes no other, and touches the lines of its field only."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from slips import FORMS, spoil
from strategies import episodes
from write_record import write_fields

from feedtool.fix import mend_texts
from feedtool.formats.record.fields import RecordPlaces, read_fields
from feedtool.model.episode import Episode
from feedtool.model.finding import Finding
from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.fix import Fixed, fix_show_folder
from feedtool.pipeline.run import Options, Outcome, check_show_folder

NOW = datetime(2040, 6, 1, tzinfo=UTC)
SHOW = """\
title: Made Talk
description: Conversations that were made up.
link: https://made.example
base_url: https://feeds.made.example/
language: en
author: Ada Lovelace
owner: {name: Made Talk, email: podcast@made.example}
hosts: [Ada Lovelace]
categories: [Technology]
artwork: https://feeds.made.example/artwork.jpg
explicit: false
type: episodic
timezone: Europe/London
guid: 359fe46e-8b9f-50cc-b343-eab6b89fb2d4
locked: true
people:
  grace: {name: Grace Hopper}
"""
UNREAD = frozenset(
    "XM11 RC01 RC02 RC03 RC04 RC05 RC06 RC07 RC08 ID20 ID21 ID22 ID23 EP10 AU02 XM21".split()
)
"""Rules about what could not be read, or not as it was meant (`&amp;amp;`): once it can, the rules
that read it run and may speak."""
a_few = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
"""Each example is a dozen checks of a whole show: to shrink one would take minutes."""
Placed = Counter[tuple[str, str]]
"""How often each rule speaks of each field of the record."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Make a show folder whose one record is to be laid in."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "episodes"
        place.mkdir()
        (place / "show.yaml").write_text(SHOW, encoding="utf-8")
        (place / "feedtool.toml").write_text('[[ignore]]\ncode = "XM23"\nreason = "made"\n')
        (place / "001.md").write_text("---\n---\n", encoding="utf-8")
        yield place


def write(episode: Episode, form: str, newline: str, chance: Random) -> str:
    """Write a record with slips in it."""
    fields, notes = spoil(write_fields(episode, chance, ".md"), episode.notes or "", chance)
    fence, writer = FORMS[form]
    return f"{fence}\n{writer(fields)}{fence}\n{notes}".replace("\n", newline)


def check(folder: Path, text: str | None = None) -> Outcome:
    """Check the record, or a text in its place."""
    unsaved = {} if text is None else {f"{folder}/001.md": text}
    options = Options(
        str(folder), NOW, platforms=PLATFORMS, locked=True, workers=1, unsaved=unsaved
    )
    return check_show_folder(options, lambda _done, _all: None)


def find_lines(text: str) -> dict[str, tuple[int, int]]:
    """Say where each field and the notes stand: from which line to before which."""
    places = RecordPlaces(text, ".md")
    fields = read_fields(text, ".md")
    found = {}
    for name in [*fields.values, "notes"]:
        span, key = places.find((name,)), places.find((name,), is_key=True)
        start = min(key.start, span.start) if name != "notes" else span.start
        found[name] = (line_of(text, start), line_of(text, max(span.end - 1, start)) + 1)
    return found


def line_of(text: str, index: int) -> int:
    """Count lines from 1."""
    return text.count("\n", 0, index) + 1


def field_at(lines: dict[str, tuple[int, int]], line: int | None) -> str:
    """Name the field that a line belongs to; the last one that begins at or before it."""
    begun = [(start, name) for name, (start, _) in lines.items() if start <= (line or 0)]
    return max(begun)[1] if begun else ""


def count(found: list[Finding], text: str) -> Placed:
    """Count findings of the record by rule and field."""
    lines = find_lines(text)
    return Counter(
        (each.code, field_at(lines, each.location.line))
        for each in found
        if each.location.path.endswith("001.md")
    )


def is_within(before: str, after: str, start: int, end: int) -> bool:
    """Tell whether all lines but those from `start` to before `end` stand as they stood."""
    old, new = before.split("\n"), after.split("\n")  # U+2028 and its like end no line here
    head, tail = old[: start - 1], old[end - 1 :]
    return new[: len(head)] == head and new[len(new) - len(tail) :] == tail


def only_adds(before: str, after: str) -> bool:
    """Tell whether lines were put in, and none taken out."""
    rest = iter(after.split("\n"))
    return all(line in rest for line in before.split("\n"))


forms = st.sampled_from(sorted(FORMS))
newlines = st.sampled_from(("\n", "\r\n"))


@a_few
@given(episodes, forms, newlines, st.integers(0, 2**32))
def test_one_repair_alone(
    folder: Path, episode: Episode, form: str, newline: str, seed: int
) -> None:
    """The finding is gone, no other is new, and no line of another field has changed."""
    text = write(episode, form, newline, Random(seed))  # noqa: S311 - not for secrets
    path = f"{folder}/001.md"
    found = check(folder, text).findings
    before, lines = count(found, text), find_lines(text)
    for each in one_per_rule(found, path):
        mended = mend_texts([each], {path: text}, with_unsafe=True).texts.get(path)
        if mended is None:
            continue  # what cannot be written for sure stays as it is
        said = f"{each.code} {each.message} {each.edits}\n{text}\n=====\n{mended}"
        field = field_at(lines, each.location.line)
        after = count(check(folder, mended).findings, mended)
        assert after[each.code, field] < before[each.code, field], said
        assert after - before == Counter() or each.code in UNREAD, said
        is_close = is_within(text, mended, *lines.get(field, (1, 1)))
        assert is_close or only_adds(text, mended), said


def one_per_rule(found: list[Finding], path: str) -> list[Finding]:
    """Choose the first finding of each rule that can mend the record."""
    fixable = [each for each in found if each.edits and each.location.path == path]
    return list({each.code: each for each in reversed(fixable)}.values())


@a_few
@given(episodes, forms, newlines, st.integers(0, 2**32), st.booleans())
def test_all_repairs_together(
    folder: Path,
    episode: Episode,
    form: str,
    newline: str,
    seed: int,
    unsafe: bool,  # noqa: FBT001 - drawn
) -> None:
    """`--fix` makes no show worse, and a second time it changes nothing."""
    record = folder / "001.md"
    text = write(episode, form, newline, Random(seed))  # noqa: S311 - not for secrets
    record.write_bytes(text.encode())

    first = fix_all(folder, unsafe=unsafe)
    mended = record.read_bytes().decode()
    second = fix_all(folder, unsafe=unsafe)

    assert (second.done, record.read_bytes().decode()) == ([], mended)
    worse = count(first.outcome.findings, mended) - count(first.found.findings, text)
    assert worse == Counter() or any(each.code in UNREAD for each in first.done)
    assert newline == "\n" or mended.count("\r\n") == mended.count("\n")


def fix_all(folder: Path, *, unsafe: bool) -> Fixed:
    """Run `--fix` on the folder."""
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True, workers=1)
    return fix_show_folder(options, lambda _done, _all: None, with_unsafe=unsafe, writes=True)
