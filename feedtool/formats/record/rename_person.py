"""One person's name, wherever a record or transcript spells it: what to replace, and by what.

A name in an address, a path, a GUID or a key of the registry is none: those are identities.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from feedtool.model.finding import Edit, Rename, Replace
from feedtool.model.place import FieldPath, Span

_IDENTITIES = frozenset(
    "guid audio alternate_enclosure artwork image images link url file video content_link same_as "
    "feed_url base_url new_feed_url hub enclosure_prefix published timezone language namespaces "
    "derive format transcript chat social_interact value remote_item podroll publisher".split()
)
"""Fields that hold no words, or words that others know by heart."""
_TOKEN_END = re.compile(r"[\s<>\"'()\[\]]")
_MAX_TOKEN = 500


class Renaming:
    """Replaces one name by another."""

    def __init__(self, old: str, new: str) -> None:
        """Take the two spellings; white space between words may be any."""
        self._words, self._new = old.split(), new.split()
        pattern = r"\s+".join(map(re.escape, self._words))
        self._pattern = re.compile(rf"(?<!\w){pattern}(?!\w)")

    def edits_of(self, values: dict[str, Any], body: str | None) -> Iterator[Replace | Rename]:
        """List the edits of a record's fields and of the notes that follow them."""
        for name, value in values.items():
            if name not in _IDENTITIES and not name.startswith("x-"):
                yield from self._walk((name,), value)
        if body is not None:
            yield from self._replacements(("notes",), body)

    def spans_of(self, text: str) -> list[Edit]:
        """List the edits of a text that has no fields, JSON's escapes included."""
        edits = [
            Edit(Span(start, end), self._write(text[start:end])) for start, end in self._find(text)
        ]
        escaped = json.dumps(" ".join(self._words))[1:-1]
        if edits or escaped == " ".join(self._words):
            return edits
        new = json.dumps(" ".join(self._new))[1:-1]
        found = re.finditer(re.escape(escaped), text)
        return [Edit(Span(match.start(), match.end()), new) for match in found]

    def _walk(self, at: FieldPath, value: Any) -> Iterator[Replace | Rename]:
        if isinstance(value, str):
            yield from self._replacements(at, value)
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                yield from self._walk((*at, number), entry)
        elif isinstance(value, dict):
            for name, entry in value.items():
                if name not in _IDENTITIES:
                    yield from self._walk((*at, name), entry)
                if at[0] == "links" and len(value) == 1:  # `- Title: url`: the title is the key
                    yield from self._retitle((*at, name), name)

    def _replacements(self, at: FieldPath, text: str) -> Iterator[Replace]:
        for start, end in self._find(text):
            found = text[start:end]
            yield Replace(at, found, self._write(found), Span(start, end))

    def _retitle(self, at: FieldPath, title: str) -> Iterator[Rename]:
        new = self._pattern.sub(lambda match: self._write(match[0]), title)
        if new != title:
            yield Rename(at, new)

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
        for match in self._pattern.finditer(text):
            if not _is_in_address(text, match.start(), match.end()):
                yield match.start(), match.end()

    def _write(self, found: str) -> str:
        """Write the new name with the white space that the old one had, where it has as much."""
        between = re.findall(r"\s+", found)
        if len(between) != len(self._new) - 1:
            return " ".join(self._new)
        return self._new[0] + "".join(
            gap + word for gap, word in zip(between, self._new[1:], strict=True)
        )


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands inside an address or an e-mail address."""
    before = _TOKEN_END.split(text[max(0, start - _MAX_TOKEN) : start])[-1]
    after = _TOKEN_END.split(text[end : end + _MAX_TOKEN], maxsplit=1)[0]
    token = f"{before}x{after}"
    return "://" in token or "@" in token or token.lower().startswith("www.")
