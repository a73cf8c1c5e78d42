"""Links in notes, descriptions and footers."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from feedtool.check.rule import rule
from feedtool.formats.markup.tags import Target, find_targets
from feedtool.formats.web_address import find_unsafe, host_of, join_address
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import Passage, list_passages

_DOUBTFUL = re.compile(r"\][(:](?! ?<?https://|mailto:)")
"""A link of Markdown that does not go on as it does where it is surely whole."""
_DOUBTFUL_HTML = re.compile(r"href(?!=[\"'](?:https://|mailto:))", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(?!https://|mailto:)[a-z][a-z0-9+.-]+:")
_KEEPS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""An address with a scheme: what is wrong with it cannot be completed."""
_QUOTED = re.compile(r"[“”„«»‘’]https?://.+[“”«»‘’]", re.IGNORECASE)
"""An address in the quotation marks of a word processor, which belong to it as they stand."""
_PLAIN = "http://"
_NOT_SECURE = "is not https: Spotify leaves it out", "write https:// if the page answers to it"
_DEAD_SCHEMES = frozenset({"javascript", "vbscript", "data"})


@rule("NO05", takes_all=True)
def dead_link(record: Show | Episode, roster: Roster, show: Show) -> Iterable[Problem]:
    """A link in a text for the feed leads nowhere outside the podcaster's own page.

    Notes are read inside apps: an address without scheme and host, such as `/about` or
    `www.site.com`, has no page there that it could start from, and `javascript:` and `data:` are
    taken out. Write the whole address, with `https://`. The W3C's feed validator reports relative
    references. In the fields `links` and `sponsors` XM18 speaks of them.

    A link with `http://`, there too, is a warning: Spotify leaves it out. Look whether the page
    answers to https, too; `--fix --unsafe` writes it so.

    Bad:
        # 001.md
        ---
        Her notes are [on our site](/notes/001).

    Good:
        # 001.md
        ---
        Her notes are [on our site](https://compilertalk.example/notes/001).
    """
    for passage in list_passages(record, roster):
        if not _may_hold_dead_link(passage.text):
            continue
        for target in find_targets(passage.text, is_markdown=passage.is_markdown):
            fault, hint = judged = _judge(target.url)
            if fault:
                yield Problem(
                    passage.at,
                    f"{passage.at[0]}: link {target.url[:80]!r} {fault}",
                    hint,
                    tuple(_complete(target, passage, show.link or "")),
                    within=passage.narrow(target.span),
                    is_unsafe=True,
                    level=Level.WARNING if judged == _NOT_SECURE else None,
                )
    yield from _judge_fields(record, roster)


def _judge_fields(record: Show | Episode, roster: Roster) -> Iterator[Problem]:
    """Judge the addresses that fields give to the notes, where they are http."""
    for at, url in _links_of_fields(record, roster):
        if _is_plain(url) and _judge(url) == _NOT_SECURE:
            fault, hint = _NOT_SECURE
            message = f"{'.'.join(map(str, at))} {url[:80]!r} {fault}"
            edits = (Replace(at, url, _make_secure(url)),)
            yield Problem(at, message, hint, edits, is_unsafe=True, level=Level.WARNING)


def _links_of_fields(record: Show | Episode, roster: Roster) -> Iterator[tuple[FieldPath, str]]:
    """List the addresses of `links` and `sponsors`; those of the registry belong to the show."""
    if isinstance(record, Show):
        for key, sponsor in record.sponsors.items():
            yield ("sponsors", key, "link"), sponsor.link or ""
        return
    for number, link in enumerate(record.links):
        yield ("links", number, "url"), link.url
    if record.sponsors:
        known = {sponsor.link for sponsor in roster.sponsors.values()}
        for number, mention in enumerate(record.sponsors):
            if mention.link not in known:
                yield ("sponsors", number, "link"), mention.link or ""


def _is_plain(url: str) -> bool:
    return url[: len(_PLAIN)].lower() == _PLAIN


def _make_secure(url: str) -> str:
    return f"https://{url[len(_PLAIN) :]}"


def _complete(target: Target, passage: Passage, page: str) -> Iterator[Replace]:
    """Make the whole address of a relative one, as a browser on the show's page would."""
    url = target.url.strip()
    is_literal = passage.text[target.span.start : target.span.end] == target.url
    if is_literal and _is_plain(target.url):
        yield passage.replace(target.span, _make_secure(target.url))
    if not is_literal or not url or url.startswith("#") or _KEEPS.match(url):
        return
    whole = _join(page, url)
    if host_of(whole) and not find_unsafe(whole):
        yield passage.replace(target.span, whole)


def _join(page: str, url: str) -> str:
    """Join an address to the show's page; "" where it may be a host or a path."""
    if _QUOTED.fullmatch(url):
        return url[1:-1]
    if url.lower().startswith("www."):
        return f"https://{url}"
    if url.startswith("//"):
        return f"https:{url}"
    if "." in url.partition("/")[0].strip("."):
        return ""
    return join_address(page, url)


def _may_hold_dead_link(text: str) -> bool:
    """Decide fast whether a text needs the parsers; most do not."""
    if "<" in text and (_AUTOLINK.search(text.lower()) or _DOUBTFUL_HTML.search(text)):
        return True
    return _DOUBTFUL.search(text) is not None


def _judge(url: str) -> tuple[str, str]:
    """Say what is wrong with a link's address, and the cure; two empty texts if nothing is."""
    text = url.strip()
    if "{{" in text:
        return "", ""  # a placeholder, which is a fault of its own
    try:
        parts = urlsplit(text)
    except ValueError:
        return "is no address; an address is like https://site.com/page", ""
    if parts.scheme in _DEAD_SCHEMES:
        return f"uses {parts.scheme}:, which apps take out; http or https is needed", ""
    if parts.scheme in ("http", "https") and not parts.netloc:
        return "has no host; an address is like https://site.com/page", ""
    if parts.scheme == "http":
        return _NOT_SECURE
    if parts.scheme:
        return "", ""
    return "is not absolute; an address starts with https://", _cure(text)


def _cure(text: str) -> str:
    if not text or text.startswith("#"):
        return "write the page's whole address"
    if _QUOTED.fullmatch(text):
        return f"write {text[1:-1]}, without the quotation marks"
    if text.startswith("//"):
        return f"write https:{text}"
    if text.lower().startswith("www."):
        return f"write https://{text}"
    return "write the page's whole address, such as https://site.com/page"
