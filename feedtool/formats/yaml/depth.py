"""How deep the values of a YAML text are nested, found without recursion."""

import re

import yaml

MAX_DEPTH = 40
_DEEP_LINE = re.compile(rf"[\n\r\x85\u2028\u2029][ \t?:-]{{{MAX_DEPTH // 2}}}")
_TOO_DEEP = "maximum nesting depth"
"""libyaml's own bound, which it can meet in reading ahead."""


def find_excess(text: str) -> int | None:
    """Return where the nesting passes MAX_DEPTH, without recursion, or None.

    A cheap look decides whether the text can be that deep at all: each two levels of blocks begin
    a column further right, after nothing but spaces and the signs that open a block.
    """
    openings = text.count("[") + text.count("{")
    if openings <= MAX_DEPTH and not _DEEP_LINE.search(f"\n{text}"):
        return None
    try:
        return _find_deep(text)
    except yaml.YAMLError as error:
        if _TOO_DEEP not in str(error):
            raise
        mark = getattr(error, "problem_mark", None)
        return mark.index if mark else 0


def _find_deep(text: str) -> int | None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return event.start_mark.index if event.start_mark else 0
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None
