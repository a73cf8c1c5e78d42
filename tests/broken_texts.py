"""Hypothesis strategies: texts that are no record, and records that were spoilt."""

from hypothesis import strategies as st
from strategies import texts

FRAGMENTS = (
    ": ",
    " #",
    "- ",
    "? ",
    "\n",
    "\n  ",
    "\n\t",
    "---\n",
    "+++\n",
    '"',
    "'",
    "'''",
    '"""',
    "[" * 60,
    "{a: " * 50,
    "}",
    "]",
    "&a ",
    "*a",
    "&a [*a, *a]",
    "<<: *a",
    "!!python/object:os.system ",
    "%YAML 9.9\n",
    "|\n",
    ">-\n",
    "\x00",
    "\x1b",
    "\x85",
    "\u2028",
    "\ufeff",
    "\uffff",
    "<x>&y;</x>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
    "=",
    "[[a.b]]\n",
    "1979-13-45T99:99",
    "title: twice\n",
    "elements: [{a:b:c: d}]\n",
    "chapters: [99:99 x, {start: -1}]\n",
    "null",
    "\r\n",
    "👩‍👩‍👧‍👦",
    "x" * 300,
)
"""Pieces that YAML, TOML, XML and editors stumble over."""
broken_texts = st.lists(st.sampled_from(FRAGMENTS) | texts | st.text(max_size=20), max_size=12).map(
    "".join
)


@st.composite
def broken(draw: st.DrawFn, whole_texts: st.SearchStrategy[str]) -> str:
    """Spoil a text in some places: pieces are put in, taken out or said twice."""
    text = draw(whole_texts)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(st.sampled_from((*FRAGMENTS, "", text[start:end] * 2)))
        text = text[:start] + piece + text[end:]
    return text
