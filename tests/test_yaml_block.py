"""Whatever is written as YAML is read back as it was, by our reader and by another one."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.xml_text import strip_illegal
from feedtool.formats.yaml.block import Plain, write_fields
from feedtool.formats.yaml.tree import Tree

SIGNS = st.text(st.sampled_from(list("aB \n#:-'\"é{},[]|>\t&*!%@`01~?=\\\u2028\x85.")), max_size=12)
TEXTS = SIGNS | st.text(max_size=12).map(strip_illegal)
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(TEXTS.filter(bool), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    """Texts, lists and mappings in any nesting survive."""
    tree = Tree(write_fields({"field": value}), 0)

    assert tree.faults == []
    assert tree.value == {"field": value}


@given(TEXTS)
def test_other_readers_see_the_same_text(text: str) -> None:
    """A text stays a text for whoever reads YAML 1.1 by the book."""
    assert yaml.safe_load(write_fields({"field": text})) == {"field": text}


def test_what_a_field_explains_has_no_quotes() -> None:
    """Durations and numbers are written as people write them."""
    assert write_fields({"audio": {"duration": Plain("1:05:20")}}) == "audio: {duration: 1:05:20}\n"
