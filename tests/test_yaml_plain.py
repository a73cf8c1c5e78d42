"""What is read without a tree is read as libyaml reads it, or not at all."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_people import guest_of
from planting import made_record
from strategies import TRICKY

from feedtool.formats.yaml.plain import read_plain
from feedtool.formats.yaml.tree import Tree

RECORD = made_record(1).split("---\n")[1]
MANY = f"""\
{RECORD}artwork: https://feeds.compilertalk.example/a.jpg?20191008

empty:
nothing: ~
quoted: "a: b, 'c'"
links:
- A page: https://pages.example/a
- media:content:
    attributes: {{url: https://pages.example/b, type: 'audio/mpeg'}}
    more: [one, two words, null]

  second: It's
chapters:
  - 00:00 Intro
  - 02:10 From biology to machine learning
"""
PIECES = (
    *("", "", " ", "  ", "    ", "- ", "- ", "-", "? ", ": ", ":", "key:", "key: ", "other: "),
    *("\n", "\n", "\n", "\n  ", "\n\n", "\n- ", "\n  - ", "\r\n", "\t", " #", "# ", "#", ","),
    *("a", "a b", "A.B", "é", "12:30", "1:30 x: y", "null", "~", "'", "''", '"', '""', "\\", "\\n"),
    *("'a'", '"a"', '" a"', "[a]", "[a, b]", "[a, ]", "[]", "{a: b}", "{a: b, }", "{a: 'b'}"),
    *("{a: https://b.example/c}", "https://b.example:8/c?d=e#f", "[", "]", "{", "}", "&a ", "*a"),
    *("!t ", "|", ">-", "%", "@", "`", "<<: ", "---", "...", "\x85", "\u2028", "\xa0", "\ufeff"),
)


def assert_alike(text: str) -> None:
    """Compare with the tree, unless the text was declined."""
    plain = read_plain(text)
    if plain is not None:
        tree = Tree(text)
        assert (plain, list(plain)) == (tree.value, list(tree.value))
        assert not tree.faults
        assert not tree.is_padded


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=600, deadline=None)
@example("a:\n- b\n")
@example("a:\n  - b: c\n    d: e\nf: g\n")
@example("a: b\n  c\n")
@example("a: b\n\n  c\n")
@example("a: 'b'\n 'c'\n")
@example("a:\n  b: c\n d: e\n")
@example("a:\n   - b\n  - c\n")
@example("a:\n  - \n")
@example("a: b\na: c\n")
@example("a:\n- b\n- 0:10 c: d\n")
@example("a: {b: c, b: d}\n")
@example("a: {b: c,  d: e}\n")
@example("\n\na: b\n")
@example("a: b\n   \n")
def test_any_pieces_are_read_alike(text: str) -> None:
    """Texts of pieces that YAML gives a meaning, in any order."""
    assert_alike(text)


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_a_record_with_slips_is_read_alike(data: st.DataObject) -> None:
    """A record into which something was typed, or from which something was lost, anywhere."""
    text = MANY
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 3))
        text = text[:start] + data.draw(st.sampled_from((*PIECES, *TRICKY))) + text[end:]
    assert_alike(text)


@given(st.dictionaries(st.text(max_size=6), st.sampled_from(TRICKY) | st.text(max_size=12)))
@settings(max_examples=300, deadline=None)
def test_any_words_are_read_alike(fields: dict[str, str]) -> None:
    """Names and values of any characters, as somebody types them who knows no YAML."""
    assert_alike("".join(f"{name}: {value}\n" for name, value in fields.items()))


def test_ordinary_records_are_not_declined() -> None:
    """What most records hold is read without a tree."""
    plain = read_plain(MANY)
    assert plain is not None
    assert plain["guests"] == [{"name": guest_of(1), "link": "https://guests.example/1"}]
    assert plain["audio"]["duration"] == "1800"
    assert plain["empty"] is None
    assert plain["nothing"] is None
    assert plain["quoted"] == "a: b, 'c'"
    assert plain["links"][0] == {"A page": "https://pages.example/a"}
    assert plain["links"][1]["media:content"]["more"] == ["one", "two words", None]
    assert plain["links"][1]["second"] == "It's"
    assert plain["chapters"][1] == "02:10 From biology to machine learning"
    assert_alike(MANY)
