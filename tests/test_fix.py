"""What `--fix` mends is gone, nothing else is new, and no other line is touched."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.check.rule import Rule
from feedtool.errors import FeedtoolError
from feedtool.formats.record.edit import apply_edits
from feedtool.model.finding import Add, AnyEdit, Edit, Finding, Remove, Rename, Replace
from feedtool.model.place import Location, Span
from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline import fix
from feedtool.pipeline.fix import Fixed, fix_show_folder
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.rules import all_rules

NOW = datetime(2024, 6, 1, tzinfo=UTC)
RECORD = """\
---
title: "Foo & bar"  # a comment
guid: abc
guests:
  - {name: Ada Lovelace, link: "http://x"}
  - name: Other
    link: http://y  # keep

  # about the third
  - Third One
links:
  - mlxtend: http://github.com/x
chapters:
  - 00:00 Intro: how
explicit:  # to be filled in
# about the date
published: 2020-05-07
text: |
  one two
   three **x**

  four
---
Notes http://a and http://b
"""
TOML = """\
+++
title = "Foo"  # c
guid = 'it'
number = 12
guests = [{name = "A", link = "http://x"}]
[audio]
file = "a.mp3" # y
[[links]]
url = "http://q"
title = "t"
+++
body
"""


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    gone: list[str] = []
    come: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[i:j]
            come += new[k:m]
    return gone, come


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        (
            Replace(("title",), "Foo & bar", 'Foo "and" bar'),
            ['title: "Foo & bar"  # a comment'],
            ['title: "Foo \\"and\\" bar"  # a comment'],
        ),
        (
            Replace(("guests", 0, "link"), "http:", "https:"),
            ['  - {name: Ada Lovelace, link: "http://x"}'],
            ['  - {name: Ada Lovelace, link: "https://x"}'],
        ),
        (
            Replace(("guests", 1, "link"), "http://y", "https://y"),
            ["    link: http://y  # keep"],
            ["    link: https://y  # keep"],
        ),
        (
            Replace(("guests", 2, "name"), "Third One", "Third: One"),
            ["  - Third One"],
            ['  - "Third: One"'],
        ),
        (
            Replace(("links", 0, "url"), "http:", "https:"),
            ["  - mlxtend: http://github.com/x"],
            ["  - mlxtend: https://github.com/x"],
        ),
        (
            Replace(("chapters", 0, "title"), "Intro: how", "Intro: what"),
            ["  - 00:00 Intro: how"],
            ["  - 00:00 Intro: what"],
        ),
        (
            Replace(("text",), "**x**\n\nfour", "y\n\nfive\nsix"),
            ["   three **x**", "  four"],
            ["   three y", "  five", "  six"],
        ),
        (
            Replace(("notes",), "http:", "https:", Span(6, 11)),
            ["Notes http://a and http://b"],
            ["Notes https://a and http://b"],
        ),
        (Add(("season",), "3"), [], ["season: 3"]),
        (Add(("summary",), "a: b"), [], ['summary: "a: b"']),
        (Add(("guests", 1, "role"), "guest"), [], ["    role: guest"]),
        (
            Add(("guests", 0, "role"), "guest"),
            ['  - {name: Ada Lovelace, link: "http://x"}'],
            ['  - {name: Ada Lovelace, link: "http://x", role: guest}'],
        ),
        (Remove(("guests", 1, "link")), ["    link: http://y  # keep"], []),
        (
            Remove(("guests", 1, "name")),
            ["  - name: Other", "    link: http://y  # keep"],
            ["  - link: http://y  # keep"],
        ),
        (Remove(("guests", 2)), ["  - Third One"], []),
        (Remove(("links", 0)), ["links:", "  - mlxtend: http://github.com/x"], []),
        (
            Add(("explicit",), "true"),
            ["explicit:  # to be filled in"],
            ["explicit: true  # to be filled in"],
        ),
        (Remove(("published",)), ["published: 2020-05-07"], []),
        (Rename(("published",), "date"), ["published: 2020-05-07"], ["date: 2020-05-07"]),
    ],
    ids=str,
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_edit_touches_only_its_lines(
    edit: AnyEdit, gone: list[str], come: list[str], newline: str
) -> None:
    """Comments, order, quotes and line ends stay as they are."""
    text = RECORD.replace("\n", newline)

    after = apply_edits(text, ".md", [edit])

    assert after is not None
    assert changed_lines(text, after) == (gone, come)
    assert after.count("\n") == after.count(newline)


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        (Replace(("title",), "Foo", 'F"o'), ['title = "Foo"  # c'], ['title = "F\\"o"  # c']),
        (Replace(("guid",), "it", "it's"), ["guid = 'it'"], ['guid = "it\'s"']),
        (Replace(("number",), "12", "1:20"), ["number = 12"], ['number = "1:20"']),
        (
            Replace(("guests", 0, "link"), "http:", "https:"),
            ['guests = [{name = "A", link = "http://x"}]'],
            ['guests = [{name = "A", link = "https://x"}]'],
        ),
        (
            Replace(("links", 0, "url"), "http:", "https:"),
            ['url = "http://q"'],
            ['url = "https://q"'],
        ),
        (Add(("season",), "3"), [], ["season = 3"]),
        (Add(("audio", "type"), "audio/mpeg"), [], ['type = "audio/mpeg"']),
        (Remove(("number",)), ["number = 12"], []),
        (Rename(("number",), "episode"), ["number = 12"], ["episode = 12"]),
    ],
    ids=str,
)
def test_edit_of_toml(edit: AnyEdit, gone: list[str], come: list[str]) -> None:
    """TOML front matter is edited as YAML is."""
    after = apply_edits(TOML, ".md", [edit])

    assert after is not None
    assert changed_lines(TOML, after) == (gone, come)


@pytest.mark.parametrize(
    "edit",
    [
        Replace(("title",), "not there", "x"),
        Replace(("missing",), "x", "y"),
        Replace(("guests",), "x", "y"),
        Replace(("notes",), "http", "https"),  # stands twice: which one is meant?
        Add(("title",), "twice"),
        Add(("guid", "is_permalink"), "true"),  # a short form has no place for it
        Remove(("missing",)),
        Remove(("guests", 7)),
        Rename(("guid",), "title"),
    ],
    ids=str,
)
def test_what_cannot_be_edited_stays(edit: AnyEdit) -> None:
    """A repair that does not fit the record changes nothing."""
    assert apply_edits(RECORD, ".md", [edit]) is None


def test_edit_that_would_break_the_record_is_not_made() -> None:
    """A repair of the source may not make the record read worse."""
    edit = Edit(Span(RECORD.index("{"), RECORD.index("{") + 1), "")

    assert apply_edits(RECORD, ".md", [edit]) is None


def test_anchor_is_not_edited_behind_its_aliases() -> None:
    """A text that other fields repeat by alias stays: the repair would change them too."""
    text = "---\ntitle: &t Words here\nsummary: *t\n---\n"

    assert apply_edits(text, ".md", [Replace(("title",), "Words", "Text")]) is None


def check(folder: Path) -> list[Finding]:
    """Check a show folder under all platforms."""
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True)
    return check_show_folder(options, lambda _done, _all: None).findings


def mend(folder: Path, *, writes: bool = True) -> Fixed:
    """Mend a show folder with every repair there is."""
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True)
    return fix_show_folder(options, lambda _done, _all: None, with_unsafe=True, writes=writes)


@pytest.mark.parametrize("each", all_rules(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_bad_example_is_mended(each: Rule, tmp_path: Path) -> None:
    """Where a rule knows a repair, its Bad example is clean afterwards, for good."""
    folder = tmp_path / "episodes"
    lay_over_base(each.examples["Bad"], folder)
    fixable = [finding for finding in check(folder) if finding.fixable]
    if not fixable:
        return
    left_before = Counter(f.code for f in check(folder) if not f.fixable)

    fixed = mend(folder)

    left = check(folder)
    assert fixed.done
    assert Counter(finding.code for finding in left) == left_before
    again = mend(folder)
    assert (again.done, again.after) == ([], {})
    for path, after in fixed.after.items():
        gone, come = changed_lines(fixed.before[path], after)
        assert len(gone) <= sum(f.location.path == path for f in fixed.done) * 40
        if sorted(gone) != sorted(come):  # else lines only moved: entries were put in order
            assert [line for line in come if line in gone] == []


def lay_broken_title(folder: Path) -> Path:
    """Plant a title that YAML cannot read; the repair is to quote it."""
    lay_over_base("# 001.md\ntitle: Hopper: first\n", folder)
    return folder / "001.md"


def test_diff_writes_nothing(tmp_path: Path) -> None:
    """`--diff` prints what would change and leaves the file."""
    path = lay_broken_title(tmp_path / "episodes")
    before = path.read_bytes()
    command = [sys.executable, "-m", "feedtool", "check", "episodes", "--diff"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert path.read_bytes() == before
    assert '-title: Hopper: first\n+title: "Hopper: first"\n' in done.stdout
    assert done.returncode == 1


def test_file_changed_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody else saved between check and fix is not overwritten."""
    path = lay_broken_title(tmp_path / "episodes")
    rewrite = path.read_text(encoding="utf-8") + "One more line.\n"
    real = fix.check_show_folder

    def check_and_save(*args: object, **kwargs: object) -> object:
        outcome = real(*args, **kwargs)  # type: ignore[arg-type]
        path.write_text(rewrite, encoding="utf-8")
        return outcome

    monkeypatch.setattr(fix, "check_show_folder", check_and_save)

    with pytest.raises(FeedtoolError, match=r"001\.md changed while"):
        mend(tmp_path / "episodes")
    assert path.read_text(encoding="utf-8") == rewrite


def test_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    """A record from Windows is mended and stays one."""
    path = lay_broken_title(tmp_path / "episodes")
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    mend(tmp_path / "episodes")

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert b'title: "Hopper: first"\r\n' in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_unsafe_repairs_need_their_flag() -> None:
    """A repair that changes meaning is left for `--unsafe`."""
    finding = Finding(
        "EP02",
        "x",
        level=all_rules()[0].level,
        message="",
        location=Location("a.md", 2, 8),
        edits=(Replace(("title",), "Foo & bar", "Bar"),),
        is_unsafe=True,
    )
    texts = {"a.md": RECORD}

    assert fix.mend_texts([finding], texts, with_unsafe=False).texts == {}
    assert "title: Bar" not in RECORD
    assert 'title: "Bar"' in fix.mend_texts([finding], texts, with_unsafe=True).texts["a.md"]
    assert fix.mend_texts([replace(finding, is_unsafe=False)], texts, with_unsafe=False).done


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("'Hello world", "Hello world"),
        ('"Hello world', "Hello world"),
        ("'Tis the season", "'Tis the season"),
        ("'90s nights", "'90s nights"),
    ],
)
def test_a_quote_without_an_end_goes_and_an_apostrophe_stays(
    written: str, title: str, tmp_path: Path
) -> None:
    """No letter of a title is lost by a repair that nobody is asked about."""
    lay_over_base(f"# 001.md\ntitle: {written}\n", tmp_path)

    options = Options(str(tmp_path), NOW, select=("RC01",))
    fix_show_folder(options, lambda _d, _a: None, with_unsafe=False, writes=True)

    assert f'\ntitle: "{title}"\n' in (tmp_path / "001.md").read_text(encoding="utf-8")


def test_what_was_escaped_twice_in_many_places_is_mended_at_once(tmp_path: Path) -> None:
    """Places are those before the repair: the last is mended first."""
    lay_over_base("# 001.md\n---\n&amp;lt;p&amp;gt;Grace Hopper&amp;lt;/p&amp;gt;.\n", tmp_path)

    options = Options(str(tmp_path), NOW)
    fix_show_folder(options, lambda _d, _a: None, with_unsafe=True, writes=True)

    notes = (tmp_path / "001.md").read_text(encoding="utf-8").partition("\n---\n")[2]
    assert notes.strip() == "<p>Grace Hopper</p>."
