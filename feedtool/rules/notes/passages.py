"""The texts of a record that hold markup, and where they stand. No rules here."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedtool.model.episode import Episode
from feedtool.model.finding import Replace
from feedtool.model.place import FieldPath, Span
from feedtool.model.roster import Roster
from feedtool.model.show import Show

MOST_CHANGES = 300
"""Changes of one repair."""


class Passage(NamedTuple):
    """A text with markup: Markdown, or HTML that is written as it stands."""

    at: FieldPath
    text: str
    is_markdown: bool

    def replace(self, span: Span, new: str) -> Replace:
        """Make the repair that writes other words at a place of the text."""
        return Replace(self.at, self.text[span.start : span.end], new, within=span)

    def replace_all(self, changes: Iterable[tuple[Span, str]]) -> tuple[Replace, ...]:
        """Make one repair of several changes, the last first, so that places before stay true.

        None is made of more than anybody would look through.
        """
        ordered = sorted(changes, key=lambda change: -change[0].start)
        if len(ordered) > MOST_CHANGES:
            return ()
        return tuple(self.replace(span, new) for span, new in ordered)

    def narrow(self, span: Span) -> Span | None:
        """Return the span for a problem; only in the notes do places of the text stay."""
        return span if self.at == ("notes",) else None


def list_passages(record: Show | Episode, roster: Roster) -> list[Passage]:
    """List the texts of a record; those of the registry belong to the show."""
    found: list[Passage] = []
    is_episode = isinstance(record, Episode)
    if isinstance(record, Episode) and record.notes:
        found.append(Passage(("notes",), record.notes, record.notes_format != "html"))
    if record.description:
        # An item's own description goes out as it stands; so does HTML of a show's.
        is_html = is_episode or record.description.lstrip().startswith("<")
        found.append(Passage(("description",), record.description, not is_html))
    if record.footer:
        found.append(Passage(("footer",), record.footer, is_markdown=True))
    if record.sponsors or not is_episode:
        found += _sponsors(record, roster)
    return found


def _sponsors(record: Show | Episode, roster: Roster) -> Iterator[Passage]:
    if isinstance(record.sponsors, dict):
        for key, sponsor in roster.sponsors.items():
            if sponsor.text:
                yield Passage(("sponsors", key, "text"), sponsor.text, is_markdown=True)
    elif record.sponsors:
        known = {sponsor.text for sponsor in roster.sponsors.values()}
        for number, mention in enumerate(record.sponsors):
            if mention.text and mention.text not in known:
                yield Passage(("sponsors", number, "text"), mention.text, is_markdown=True)
