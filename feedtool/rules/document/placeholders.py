"""Placeholders and addresses of nowhere: what must not leave the desk."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.placeholders import blank_code, find_placeholder, may_hold_placeholder
from feedtool.formats.web_address import host_of, judge_host, split_address
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Problem
from feedtool.model.place import FieldPath, Span
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.document.walk import Verdict, judge_addresses

_COMMON_TEXTS = ("title", "summary", "description", "author", "footer")
_WITH_LINKS = frozenset({("notes",), ("footer",), ("description",)})
_LINK = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|<|\b(?:href|src)\s*=\s*[\"']?)"
    r"(?P<url>(?:https?://|file:)[^\s<>\"')]*)",
    re.IGNORECASE,
)
_HOST = re.compile(r"://(?:[^/\s<>\"')?#]*@)?\[?([^/\s<>\"')?#:\]]+)")
"""Decides fast whether a link can lead nowhere; most cannot."""


@rule("XM23", takes_all=True)
def placeholder_left(
    part: Feed | Item, record: Show | Episode, roster: Roster
) -> Iterable[Problem]:
    """A placeholder or an address that leads nowhere is left in the record.

    `localhost`, private IP addresses, `file:`, the example domains (example.com, *.example, *.test
    and others), `{{ title }}`, `{% include %}` and `TODO` are fine while one works on a show, or on
    its site; listeners get a dead link or a silly text. Replace them. A show that is only a sample
    lets the rule through in feedtool.toml.

    Bad:
        # feedtool.toml
        ignore = []
        # 001.md
        title: TODO

    Good:
        # feedtool.toml
        [[ignore]]
        code = "XM23"
        reason = "A sample show: its addresses are reserved on purpose."
        # 001.md
        title: How to read a TODO list
    """
    yield from judge_addresses(part, record, roster, _judge_address)
    texts = list(_texts(record))
    if may_hold_placeholder("\n".join([text for _, text in texts])):
        yield from _judge_texts(texts)
    for at, text in texts:
        if at in _WITH_LINKS:
            yield from _judge_links(at, text)
    if isinstance(record, Show):
        yield from _judge_mail(record)


def _judge_address(field: str, url: str) -> Verdict | None:
    host = "" if url.startswith("//") else host_of(url)  # XM18 speaks of it
    reason = judge_host(host) if host else ""
    if "{{" in url:
        return Verdict(f"{field} {url!r} holds a placeholder", "write the address itself")
    if reason:
        return Verdict(f"{field} leads to {host!r}, which {reason}", "write the public address")
    if not host and split_address(url).scheme == "file":
        return Verdict(f"{field} {url!r} is a file on one computer", "write the public address")
    return None


def _texts(record: Show | Episode) -> Iterator[tuple[FieldPath, str]]:
    own = ("notes",) if isinstance(record, Episode) else ("copyright",)
    for name in (*_COMMON_TEXTS, *own):
        text = getattr(record, name)
        if text:
            yield (name,), text
    if isinstance(record, Episode):
        if record.guid is not None:
            yield ("guid",), record.guid.value
        for number, person in enumerate(record.guests):
            yield ("guests", number), person.name or ""
        for number, link in enumerate(record.links):
            yield ("links", number), link.title


def _judge_texts(texts: list[tuple[FieldPath, str]]) -> Iterator[Problem]:
    for at, text in texts:
        found = find_placeholder(text)
        if found is not None:
            word = text[found.start : found.end].strip()
            yield _problem(at, found, f"{at[0]} still has the placeholder {word!r}")


def _judge_links(at: FieldPath, text: str) -> Iterator[Problem]:
    """Judge the targets of links in Markdown or HTML; an address in plain words is only named."""
    if "file:" not in text and not any(map(judge_host, set(_HOST.findall(text)))):
        return
    for match in _LINK.finditer(blank_code(text)):
        found = _judge_address(f"{at[0]}: a link", match["url"])
        if found is not None:
            yield _problem(at, Span(*match.span("url")), found.message, found.hint)


def _judge_mail(show: Show) -> Iterator[Problem]:
    owner = show.owner.email if show.owner else None
    locked = show.locked.owner if show.locked else None
    mails = {
        ("owner", "email"): owner,
        ("locked", "owner"): locked,
        ("managing_editor",): show.managing_editor,
        ("web_master",): show.web_master,
    }
    for at, mail in mails.items():
        host = (mail or "").partition("@")[2].partition(" ")[0].lower()
        reason = judge_host(host) if host else ""
        if reason:
            message = f"{'.'.join(at)} {mail!r} is at {host!r}, which {reason}"
            yield Problem(at, message, "write an address that is read")


def _problem(at: FieldPath, span: Span, message: str, hint: str = "") -> Problem:
    """Narrow to the words themselves where the text's place in the file is exact."""
    within = span if at == ("notes",) else None
    return Problem(at, message, hint or "write what belongs here", within=within)
