"""HTML tags in notes, descriptions and footers."""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.hypertext import find_tags
from feedtool.model.episode import Episode
from feedtool.model.finding import Problem
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import list_passages

_FORBIDDEN = (
    "script iframe object embed link meta form style comment applet base frame frameset"
).split()
_SUSPECT = re.compile(rf"<(?:{'|'.join(_FORBIDDEN)})\b", re.IGNORECASE)


@rule("NO03")
def forbidden_tag(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A text for the feed holds a tag that runs code, loads a page, or changes the app's own page.

    `<script>`, `<iframe>`, `<object>`, `<embed>`, `<link>`, `<meta>`, `<form>`, `<style>` and
    their like are stripped by apps, or make them refuse the whole feed; the W3C's feed validator
    calls them a security risk. In Markdown they are left out without a word, so the player or
    form that was meant would be missing. Link to its page instead. To show a tag to readers,
    write it in backticks. A comment, `<!-- … -->`, harms nobody and is let through.

    Bad:
        # 001.md
        ---
        Watch the talk: <iframe src="https://hopper.example/talk"></iframe>

    Good:
        # 001.md
        ---
        Watch [the talk](https://hopper.example/talk); it ends with the word `<script>`.
    """
    for passage in list_passages(record, roster):
        if not _SUSPECT.search(passage.text):
            continue
        for tag in find_tags(passage.text, is_markdown=passage.is_markdown):
            if tag.name in _FORBIDDEN:
                where = passage.at[0]
                outcome = "is left out" if passage.is_markdown else "is stripped or refused by apps"
                message = f"{where}: tag <{tag.name}> {outcome}; use text, lists and links"
                hint = f"link to the page instead; to show the tag, write `<{tag.name}>`"
                if not passage.is_markdown:
                    hint = f"link to the page instead; to show the tag, write &lt;{tag.name}&gt;"
                yield Problem(passage.at, message, hint, within=passage.narrow(tag.span))
