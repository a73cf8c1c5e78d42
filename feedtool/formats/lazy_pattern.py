"""Regular expressions that are compiled when they are first used.

A start imports every rule, and most patterns are for what seldom stands in a record: to compile
them all would take longer than to check a small show.
"""

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for a compiled pattern; asked for anything, it compiles and passes that on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Take the answer from the pattern, and keep it: the next time nobody asks."""
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Take a pattern of text, as `re.compile` does; what is wrong in it shows at the first use.

    Its methods are those of a compiled pattern; functions of `re` do not take it.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
