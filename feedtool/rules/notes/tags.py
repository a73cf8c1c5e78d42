"""HTML tags in notes, descriptions and footers."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.markup.convert import link_tag
from feedtool.formats.markup.tags import Tag, find_all_tags
from feedtool.formats.vocabulary.html import FORBIDDEN
from feedtool.formats.web_address import find_unsafe
from feedtool.model.episode import Episode
from feedtool.model.finding import Problem, Replace
from feedtool.model.place import Span
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import Passage, list_passages

_SUSPECT = re.compile(rf"<(?:{'|'.join(sorted(FORBIDDEN))})\b", re.IGNORECASE)
_ALONE = frozenset({"link", "meta", "base"})
_WITH_CONTENT = frozenset({"script", "style"})
_EMBEDS = frozenset({"iframe", "embed", "object"})


@rule("NO01")
def markup_as_elements(faults: RecordFaults) -> Iterable[Problem]:
    """The HTML of a text stands in the feed as elements of it, not as text.

    Apps take the text of an element and nothing in it: paragraphs and links are lost, and often
    all the words. Put the HTML into `<![CDATA[…]]>`, or escape it: `&lt;p&gt;`.

    Bad:
        # feed.xml
        -       <guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>
        +       <content:encoded><p>John Backus remembers.</p></content:encoded>
        +       <guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>

    Good:
        # feed.xml
        -       <guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>
        +       <content:encoded><![CDATA[<p>John Backus remembers.</p>]]></content:encoded>
        +       <guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>
    """
    return faults.of("NO01")


@rule("NO03", takes_all=True)
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
        if "<" not in passage.text or not _SUSPECT.search(passage.text):
            continue
        for tag, end in _with_ends(find_all_tags(passage.text, is_markdown=passage.is_markdown)):
            yield _judge(tag, end, passage)


def _with_ends(tags: list[Tag]) -> list[tuple[Tag, Tag | None]]:
    """List the forbidden start tags, each with the next end tag of its name."""
    ends: dict[str, Tag] = {}
    found: list[tuple[Tag, Tag | None]] = []
    for tag in reversed(tags):
        if tag.closes:
            ends[tag.name] = tag
        elif tag.name in FORBIDDEN:
            found.append((tag, ends.get(tag.name)))
    return found[::-1]


def _judge(tag: Tag, end: Tag | None, passage: Passage) -> Problem:
    """Make the problem of one tag; `end` is its end tag, where it has one."""
    where = passage.at[0]
    outcome, shown = "is left out", f"`<{tag.name}>`"
    if not passage.is_markdown:
        outcome, shown = "is stripped or refused by apps", f"&lt;{tag.name}&gt;"
    message = f"{where}: tag <{tag.name}> {outcome}; use text, lists and links"
    hint = f"link to the page instead; to show the tag, write {shown}"
    within = passage.narrow(tag.span)
    edits = tuple(_repair(tag, end, passage))
    is_unsafe = tag.name in _EMBEDS
    return Problem(passage.at, message, hint, edits, within=within, is_unsafe=is_unsafe)


def _repair(tag: Tag, end: Tag | None, passage: Passage) -> Iterator[Replace]:
    """Take out what listeners never see; make a link of what they would have seen."""
    span = Span(tag.span.start, end.span.end if end else tag.span.end)
    if tag.name in _ALONE:
        yield passage.replace(tag.span, "")
    elif tag.name in _WITH_CONTENT and end:
        yield passage.replace(span, "")
    elif tag.name in _EMBEDS:
        values = dict(tag.attributes)
        url = (values.get("src") or values.get("data") or "").strip()
        if url.startswith(("https://", "http://")) and not find_unsafe(url):
            link = f"<{url}>" if passage.is_markdown else link_tag(url, url)
            yield passage.replace(span, link)
