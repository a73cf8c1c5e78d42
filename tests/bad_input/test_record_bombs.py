"""Records that are deep, great or made to be slow: every command ends in seconds."""

from pathlib import Path

import pytest
from attacked_show import call, check, make_record, spawn

MANY = 100_000


NESTED = {
    "flow": "x-a: " + "[" * MANY + "]" * MANY,
    "open": "x-a: " + "[" * MANY,
    "maps": "x-a: " + "{a: " * MANY,
    "dashes": "x-a:\n  " + "- " * MANY + "a",
    "wide dashes": "x-a:\n  " + "-  " * MANY + "a",
    "questions": "? " * MANY + "a",
    "wide questions": "?  " * MANY + "a",
    "both": "- ? " * MANY + "a",
    "blocks": "".join(" " * depth + "a:\n" for depth in range(1500)),
    "line ends": "a:\x85" + "\x85".join(" " * depth + "a:" for depth in range(1, 900)),
}


def test_nesting_is_bounded_in_every_notation(show: Path) -> None:
    """No depth of lists and mappings ends the process or takes long, however it is written."""
    for name, fields in NESTED.items():
        (show / f"deep {name}.md").write_text(f"---\n{fields}\n---\n", encoding="utf-8", newline="")
    ended = spawn(show.parent, "check", "--format", "github")

    assert ended.code == 1
    for name in NESTED:
        assert f"::error file=episodes/deep {name}.md," in ended.out
    assert ended.out.count("values are nested more than 40 deep") >= len(NESTED) - 1


@pytest.mark.parametrize(
    "fields",
    [
        "a = " + "[" * MANY + "]" * MANY,
        "a = " + "{a=" * MANY,
        "a = " + "[" * 60 + "]" * 60,
        ".".join("a" * MANY) + " = 1",
        "[" + " . ".join("a" * MANY) + "]",
        "[[" + ".".join(['"a\\""'] * MANY) + "]]",
        "a = {" + ".".join(["'a'"] * MANY) + " = 1}",
        "a = " + "9" * 6000,
    ],
)
def test_nesting_of_toml_is_bounded_too(show: Path, fields: str) -> None:
    """Brackets, dotted keys and numbers without end are RC01, at once."""
    ended = check(show, f"+++\n{fields}\n+++\n")

    assert ended.code == 1
    assert "error RC01" in ended.heads[0]
    assert ended.seconds < 5


def test_aliases_are_bounded(show: Path) -> None:
    """Aliases that would expand to a billion values are refused after some thousand."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    ended = check(show, "---\n" + "\n".join(lines) + "\n---\n")

    assert ended.code == 1
    assert "holds more than 20,000 values" in ended.heads[0]


MANY_FAULTS = {
    "unknown fields": "".join(f"titl{n}: x\n" for n in range(9000)),
    "unknown parts": "credits:\n" + "".join("  - {nam: x}\n" for _ in range(9000)),
    "unknown people": "credits:\n" + "".join(f"  - {{person: p{n}}}\n" for n in range(9000)),
    "bad chapters": "chapters:\n" + "".join(f"  - x{n} Title\n" for n in range(5000)),
    "bad links": "links:\n" + "".join(f"  - a: /b{n}\n" for n in range(6000)),
    "lost files": "transcript:\n" + "".join(f"  - t{n}.vtt\n" for n in range(5000)),
    "bad elements": "elements:\n" + "".join(f"  - foo{n}:x: y\n" for n in range(9000)),
    "repeated": "title: x\n" * 9000,
}


@pytest.mark.parametrize("fields", MANY_FAULTS.values(), ids=MANY_FAULTS)
def test_thousands_of_faults_are_placed_in_seconds(show: Path, fields: str) -> None:
    """The time grows with the faults, not with their square; nobody reads more than a thousand."""
    ended = check(show, make_record(fields))

    assert ended.code == 1
    assert 1000 <= len(ended.heads) <= 5100
    assert "only the first 1000 like this are named" in ended.out


GREAT = {
    "10,000 guests": "credits:\n" + "".join(f"  - Guest Number{n}\n" for n in range(10_000)),
    "5,000 chapters": "chapters:\n"
    + "".join(f"  - {n // 60}:{n % 60:02} Title {n}\n" for n in range(5000)),
    "9,000 categories": "categories:\n" + "".join(f"  - c{n}\n" for n in range(9000)),
    "a long text": f"author: {'Ada Lovelace ' * 8000}\n",
}


@pytest.mark.parametrize("fields", GREAT.values(), ids=GREAT)
def test_great_records_are_built_in_seconds(show: Path, fields: str) -> None:
    """Ten thousand people, chapters or categories in one record are slow for nobody."""
    ended = check(show, make_record(fields), command="build")

    assert ended.code in (0, 1)
    assert ended.seconds < 10


def test_message_about_an_endless_value_is_short(show: Path) -> None:
    """A value of 100,000 characters is cut in the middle: fault and cure stay readable."""
    title = "word " * (MANY // 5)
    ended = check(show, make_record(f"title: {title}\nlink: {title}\n", without="title"))

    assert ended.code == 1
    assert max(map(len, ended.out.splitlines())) < 1000


BOMBS = (
    *("<", "<a ", '<a href="', "</", "<!--", "<?", "<![CDATA[", "<pre ", "<code>", "<http://a"),
    *("[", "![", "](", "[a](", "`", "` `` ", "*a **", "_a__", "> ", "- ", "1. ", "~~~\n", "{{"),
    *(
        "<ul><li>",
        "<div>\n",
        "<b>",
        "<p>",
        "<table>",
        "<script>",
        "&#",
        "\\<",
        "[a]: b\n",
        "TODO: ",
    ),
)


@pytest.mark.parametrize("bomb", BOMBS)
def test_markup_bombs_end(show: Path, bomb: str) -> None:
    """100 kB of any sign that opens something is read in seconds, as Markdown and as HTML."""
    text = bomb * (MANY // len(bomb))
    (show / "003.md").write_text(make_record(notes=text), encoding="utf-8")
    html = make_record(notes=text).replace("003.mp3", "004.mp3").replace("0e1f", "1e1f")
    (show / "004.html").write_text(html.replace("Alan", "Alva"), encoding="utf-8")
    ended = call(show.parent, "build")

    assert ended.code in (0, 1)
    assert ended.seconds < 10


@pytest.mark.parametrize(
    "notes",
    [
        "<ul><li>" * 120_000,
        "<b>" * 300_000,
        ">" * 300_000 + " <b>",
        "<table>" + "<br>x" * 100_000,
        "word\n" * MANY,
        "".join(f"[a]({n})\n" for n in range(20_000)),
    ],
    ids=["lists", "bold", "quotes", "table", "lines", "links"],
)
def test_notes_of_a_megabyte_end(show: Path, notes: str) -> None:
    """What would take the HTML cleaner minutes is not cleaned but shown as the text it is."""
    ended = check(show, make_record(notes=notes), command="build")

    assert ended.code == 1
    assert "EP06" in ended.out
    assert ended.seconds < 10


@pytest.mark.parametrize(
    "line",
    [
        "00:00" + " " * MANY + "x",
        "00:00" + " -:–" * (MANY // 4),
        "0:" * (MANY // 2),
        "(" * MANY,
        "9" * MANY,
    ],
)
def test_chapter_lines_have_no_slow_pattern(show: Path, line: str) -> None:
    """A line of 100 kB is judged as fast as any other."""
    ended = check(show, make_record(f"chapters: ['{line}']\n"))

    assert ended.code in (0, 1)
    assert ended.seconds < 5


@pytest.mark.parametrize(
    "fields",
    [
        "author: a: x" + " " * MANY + "y\n",
        "x-a:\n - [x" + " " * MANY + "y\n",
        "a:" * MANY + " b: c\n",
        "x-a: [b\n" * 3000,
        'x-a: "b\n' * 301,
        "x-a: b: " + "- " * MANY + "\n",
    ],
)
def test_mending_of_broken_yaml_has_no_slow_pattern(show: Path, fields: str) -> None:
    """To look for the quote that mends a record takes no longer than to read it."""
    ended = check(show, make_record(fields))

    assert ended.code == 1
    assert ended.seconds < 5


def test_repair_that_does_not_help_is_made_once(show: Path) -> None:
    """Each quoting of quotes doubles their backslashes: twenty of them took minutes and memory."""
    fields = 'x-a:\n  - {name: Bea, link: "https://bea.fm"}\n*author: [a, b]\n'
    ended = check(show, make_record(fields))

    assert "'*' refers to an anchor that does not exist" in ended.out
    assert ended.seconds < 5
