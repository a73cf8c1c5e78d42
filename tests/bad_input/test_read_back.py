"""What feedtool wrote may come back as anything: a cache is then made anew, the rest is refused."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attacked_show import HEAD, SPEECH, call, make_record

from feedtool.errors import FeedtoolError
from feedtool.formats.media_lock import read_lock
from feedtool.model.exchange import Kind, Reply
from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts
from feedtool.pipeline.online.memory import Memory
from feedtool.probe.audio import probe_audio
from feedtool.probe.facts_cache import FactsCache, stamp_of
from feedtool.probe.loudness_cache import LoudnessCache
from feedtool.publish.ledger import (
    Control,
    State,
    Stored,
    read_control,
    read_release,
    read_state,
    write_control,
    write_state,
)

DEEP = "[" * 100_000
WRONG: list[Any] = [True, "7", 1.5, float("nan"), 1e400, [], {}, None, 10**400, [[1]]]
OTHER_SCHEMAS = ["true", "1.0", "2", '"1"', "null", "NaN", "[1]"]


def change(data: Any, value: Any) -> list[Any]:
    """Make of a document all those in which one value is another one."""
    if isinstance(data, dict):
        inner = [(key, data[key]) for key in data]
        return [value] + [{**data, key: new} for key, old in inner for new in change(old, value)]
    if isinstance(data, list):
        pairs = list(enumerate(data))
        return [value] + [
            [*data[:n], new, *data[n + 1 :]] for n, old in pairs for new in change(old, value)
        ]
    return [value]


@pytest.mark.parametrize("name", ["facts.json", "loudness.json", "answers.json"])
@pytest.mark.parametrize("text", ["", "[]", "3", "null", DEEP, '{"version": true}', "9" * 6000])
def test_a_cache_that_is_none_is_made_anew(show: Path, name: str, text: str) -> None:
    """It is no fault of the show, and the media are measured again."""
    (show / "a.mp3").write_bytes(SPEECH.read_bytes())
    (show / "003.md").write_text(make_record("audio: a.mp3\n", without="audio"), encoding="utf-8")
    before = call(show.parent, "check")
    (show / ".feedtool").mkdir(exist_ok=True)
    (show / ".feedtool" / name).write_text(text, encoding="utf-8")
    after = call(show.parent, "check")

    assert (after.code, after.out, after.err) == (before.code, before.out, before.err)


def test_no_value_of_a_cache_is_believed_that_it_cannot_have(show: Path) -> None:
    """One that only looks like the right one, or is no number at all, ends no run."""
    (show / "a.mp3").write_bytes(SPEECH.read_bytes())
    (show / "003.md").write_text(make_record("audio: a.mp3\n", without="audio"), encoding="utf-8")
    FactsCache(show, 1 << 62).save()
    cache = FactsCache(show, 1 << 62)
    cache.update({"a.mp3": probe_audio(show / "a.mp3")})
    cache.save()
    file = show / ".feedtool" / "facts.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    stamp = stamp_of(show / "a.mp3")
    assert stamp is not None
    assert FactsCache(show).find("a.mp3", stamp, AudioFacts)

    for value in WRONG:
        for document in change(kept, value):
            file.write_text(json.dumps(document), encoding="utf-8")
            facts = FactsCache(show).find("a.mp3", stamp, AudioFacts)
            for name in ("length", "duration", "bit_rate", "channels"):
                number = getattr(facts, name, None)
                assert number is None or (type(number) in (int, float) and math.isfinite(number))


@pytest.mark.parametrize("at", ["2030-01-01T00:00:00", 5, "5", None, True])
def test_an_answer_of_no_time_is_forgotten(show: Path, at: object) -> None:
    """Without an offset nobody knows how old it is."""
    now = datetime(2030, 1, 1, tzinfo=UTC)
    memory = Memory(show, now)
    memory.keep((Kind.AUDIO, "https://a.example/1.mp3"), Reply(status=200))
    memory.save()
    file = show / ".feedtool" / "answers.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    assert Memory(show, now).recall((Kind.AUDIO, "https://a.example/1.mp3"))
    document["answers"][0]["at"] = at
    file.write_text(json.dumps(document), encoding="utf-8")

    assert Memory(show, now).recall((Kind.AUDIO, "https://a.example/1.mp3")) is None


def test_no_loudness_is_believed_that_is_no_number(tmp_path: Path) -> None:
    """True counts as 1 in Python, and NaN is below nothing and above nothing."""
    cache = LoudnessCache(tmp_path)
    cache.put("0", Loudness(-16.0, -1.0))
    cache.save()
    file = tmp_path / "loudness.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert LoudnessCache(tmp_path).find("0") == Loudness(-16.0, -1.0)

    for value in (True, "7", math.nan, math.inf, [], 10**400):
        for document in change(kept, value):
            file.write_text(json.dumps(document), encoding="utf-8")
            found = LoudnessCache(tmp_path).find("0")
            assert found is None or found == Loudness(-16.0, -1.0)


@pytest.mark.parametrize("schema", OTHER_SCHEMAS)
def test_what_lies_at_a_target_is_of_this_version_or_not_read(schema: str) -> None:
    """A state is looked for anew, and what stops a release must be readable."""
    state = write_state(State("x", files={"a": Stored("0", 1, "s")}))
    control = write_control(Control())
    assert read_state(state)
    assert read_state(state.replace(b'"schema":1', f'"schema":{schema}'.encode())) is None
    with pytest.raises(FeedtoolError, match="nobody knows what it stops"):
        read_control(control.replace(b'"schema":1', f'"schema":{schema}'.encode()), "x")


@pytest.mark.parametrize(
    "text", ["", "3", DEEP, '{"schema":1}', '{"schema":1,"number":' + "9" * 6000]
)
def test_what_is_none_of_ours_is_passed_over(text: str) -> None:
    """Also what Python cannot read."""
    assert read_state(text.encode()) is None
    assert read_release(text.encode()) is None


def test_no_value_of_a_state_is_taken_for_another() -> None:
    """A size that is true is none."""
    kept = json.loads(write_state(State("x", files={"a": Stored("0", 1, "s")})))
    for value in WRONG:
        for document in change(kept, value):
            state = read_state(json.dumps(document).encode())
            sizes = [each.size for each in state.files.values()] if state else []
            assert all(type(size) is int for size in sizes)
            assert state is None or type(state.open) is bool


def test_tags_of_a_lock_without_end_are_refused() -> None:
    """Also inside of a list that begins as ours do."""
    tags = '["a", ' + "[" * 100_000 + '"x"' + "]" * 100_000 + ', "b"]'
    facts, faults = read_lock(f'["a.mp3"]\ntags = {tags}\n')

    assert not facts
    assert [fault.code for fault in faults] == ["RC01"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("format = 2\n", 2, "baseline.toml has format 2; this feedtool reads 1"),
        ("format = true\n", 1, "format must be a whole number"),
        ("known = 3\n", 1, "known must be a list"),
        ('[[known]]\ncode = "EP01"\npath = "x"\ncount = true\n', 1, "count must be a whole number"),
        ('[[known]]\ncode = "EP01"\npath = "x"\ncount = 0\n', 1, "count must be 1 or more"),
        ('[[known]]\ncode = "EP01"\npath = "x"\ncount = nan\n', 1, "count must be a whole number"),
        ("a = " + "9" * 6000 + "\n", 1, "baseline.toml:1:5: error RC01"),
    ],
)
def test_a_baseline_lets_through_what_it_says_only(
    show: Path, text: str, code: int, words: str
) -> None:
    """What it says wrong is named, and one of a newer version is not read."""
    (show / "baseline.toml").write_text(text, encoding="utf-8")
    ended = call(show.parent, "check")

    assert ended.code == code
    assert words in ended.out + ended.err


def test_an_escape_of_no_character_is_named_in_toml(show: Path) -> None:
    """As in YAML: it would be taken out without a word."""
    head = HEAD.replace("---\n", "+++\n").splitlines()[:4]
    lines = [head[0], *(line.replace(": ", ' = "', 1) + '"' for line in head[1:])]
    lines += ['author = "Ada\\u0000 Lovelace"', "+++"]
    (show / "003.md").write_text("\n".join(lines) + "\nNotes.\n", encoding="utf-8")
    (show / "feedtool.toml").write_text('x-note = "\\u0007"\n', encoding="utf-8")
    (show.parent / "pyproject.toml").write_text('[tool.x]\ny = "\\u0007"\n', encoding="utf-8")
    ended = call(show.parent, "check", "--select", "XM09")

    assert [line.split(": ")[0] for line in ended.heads] == [
        "episodes/003.md:5:10",
        "episodes/feedtool.toml:1:10",
    ]


def test_pyproject_is_read_where_it_speaks_of_us(show: Path) -> None:
    """What other tools keep there is theirs."""
    (show / "feedtool.toml").unlink()
    text = '[tool.x]\ny = "\\u0007"\n[tool.feedtool]\nx-note = "\\u0007"\n'
    (show.parent / "pyproject.toml").write_text(text, encoding="utf-8")
    ended = call(show.parent, "check", "--select", "XM09")

    assert [line.rpartition("pyproject")[2].split(": ")[0] for line in ended.heads] == [
        ".toml:4:10"
    ]
