"""Texts of a YAML record that a comment cuts short: `title: C# tips #3 and more`.

YAML takes everything from ` #` on for a comment, without a word. Most comments are meant, and
those begin with `# `; a text goes on with a sign and a word, as in `#3` or `#metoo`.
"""

import re
from collections.abc import Callable, Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from feedtool.formats.yaml.text import quote_scalar
from feedtool.model.finding import Edit, Problem
from feedtool.model.place import Span

_CUT = re.compile(r"[ \t]+(?P<comment>#\w[^\r\n]*)")
_TEXTS = frozenset(
    "title summary description author copyright footer notes name text label display alt bio role "
    "keywords hosts guests credits categories aliases chapters".split()
)
"""Fields of running text, and lists of it; numbers, words and addresses hold no ` #`."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})


def find_cut_texts(
    root: Node | None, text: str, place: Callable[[int, int], Span]
) -> Iterator[Problem]:
    """Yield a problem for each text that was probably not meant to end at ` #`.

    `root` is the tree of `text`; `place` turns two places in it into those in the file.
    """
    for node, is_whole in _texts_of(root):
        match = (
            None if node.style or node.value in _NULLS else _CUT.match(text, node.end_mark.index)
        )
        if match is None:
            continue
        start = node.start_mark.index if node.value else match.start("comment")
        span = place(start, match.end())
        message = f"{match['comment']!r} is taken for a comment: the text ends before it"
        quoted = quote_scalar(text[start : match.end()].rstrip())
        is_plain = is_whole and text[start] not in "&!"  # else an anchor or a tag comes first
        hint = f"write {quoted}" if is_plain else "put the whole line in quotes"
        edits = (Edit(span, quoted),) if is_plain else ()
        yield Problem(span, message, hint, edits, is_unsafe=True)


def _texts_of(root: Node | None) -> Iterator[tuple[ScalarNode, bool]]:
    """List the scalars that stand for running text, each once, however often it is aliased.

    The flag is False for the end of `00:00 Intro: part #2`, a chapter that YAML takes for a
    mapping: quotes have to stand round the whole of it.
    """
    waiting, seen = [(root, False, True)], set[int]()
    while waiting:
        node, is_text, is_whole = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode) and is_text:
            yield node, is_whole
        elif isinstance(node, SequenceNode):
            waiting += [(item, is_text, True) for item in node.value]
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                name = key.value if isinstance(key, ScalarNode) else ""
                is_time = name[:1].isdigit()
                waiting.append((value, is_time or name in _TEXTS, not is_time))
