"""A character of a decoded text is found again in its raw XML."""

from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.feed.text_map import TextMap
from feedtool.model.place import Span

_PIECES = st.lists(
    st.one_of(
        st.sampled_from(["a", " ", "é", "👋", "\n", "bc"]),
        st.sampled_from(["&amp;", "&#65;", "&#x1F44B;", "&nbsp;", "&NotEqualTilde;"]),
        st.sampled_from(["<![CDATA[&amp;<b>]]>", "<![CDATA[]]>", "<!-- & -->", "<?x y?>"]),
    ),
    min_size=1,
)
_CHARS = {"&amp;": 1, "&#65;": 1, "&#x1F44B;": 1, "&nbsp;": 1, "&NotEqualTilde;": 2}

_BLANK = {" ", "\n", "&nbsp;", "<![CDATA[]]>", "<!-- & -->", "<?x y?>"}


def _spell_out(pieces: list[str]) -> list[tuple[int, int]]:
    """List where each decoded character, from the first that shows, stands in the raw text."""
    places: list[tuple[int, int]] = []
    position = 0
    shows = False
    for piece in pieces:
        shows = shows or piece not in _BLANK
        if not shows:
            pass
        elif piece in _CHARS:
            places += [(position, position + len(piece))] * _CHARS[piece]
        elif piece.startswith("<![CDATA["):
            start = position + len("<![CDATA[")
            places += [(n, n + 1) for n in range(start, position + len(piece) - len("]]>"))]
        elif not piece.startswith("<"):
            places += [(n, n + 1) for n in range(position, position + len(piece))]
        position += len(piece)
    return places


@given(_PIECES, st.data())
def test_every_stretch_is_found(pieces: list[str], data: st.DataObject) -> None:
    """References, CDATA sections and comments count as what they stand for."""
    places = _spell_out(pieces)
    if not places:
        return
    start = data.draw(st.integers(0, len(places) - 1))
    end = data.draw(st.integers(start + 1, len(places)))

    found = TextMap("".join(pieces)).find(Span(start, end))

    assert found == Span(places[start][0], places[end - 1][1])


def test_the_inside_of_cdata_is_taken_as_it_stands() -> None:
    """Nothing in it is a reference."""
    assert TextMap("&amp; x", is_literal=True).find(Span(6, 7)) == Span(6, 7)


def test_a_text_without_characters_has_a_place() -> None:
    """A finding points at something."""
    assert TextMap("").find(Span(3, 5)) == Span(0, 1)
