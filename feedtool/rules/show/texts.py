"""The channel's texts: title, description, author, language, link."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.markup.convert import to_text
from feedtool.formats.plural import count
from feedtool.formats.vocabulary.languages import is_language
from feedtool.model.feed import Feed
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show
from feedtool.rules.show.written import elements_named, place_of

_MAX_NAME = 255
"""Characters of a title or author. Sources: Apple's guide, PSP-1."""
_MAX_DESCRIPTION = 4000
"""Bytes of UTF-8, markup included. Source: PSP-1."""


@rule("SH01")
def unusable_show_title(show: Show) -> Iterable[Problem]:
    """The show has no title, or one of more than 255 characters.

    RSS 2.0 requires a title; Apple and PSP-1 allow 255 characters. It is the name of the show and
    nothing else: what the show is about belongs in `description`.

    Bad:
        # show.yaml
        title: ""

    Good:
        # show.yaml
        title: Compiler Talk
    """
    title = (show.title or "").strip()
    if not title:
        message, tag = "title is missing: the show has no name", "<title>…</title>"
        yield Problem(("title",), message, "add title: …", feed_hint=f"add {tag}")
    elif len(title) > _MAX_NAME:
        message = f"title has {len(title)} characters; at most {_MAX_NAME} are allowed"
        yield Problem(("title",), message, "keep the name, move the rest to description")


@rule("SH03")
def missing_show_description(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has no description.

    RSS 2.0, Apple and PSP-1 require one: it is what people read before they subscribe.

    Bad:
        # show.yaml
        description: ""

    Good:
        # show.yaml
        description: Conversations with the people who taught machines to read.
    """
    written = (show.description or "").strip()
    if not written or not to_text(feed.description).strip():
        fault = "holds no word" if written else "is missing"
        message = f"description {fault}: nobody could tell what the show is about"
        tag = "<description>…</description>"
        yield Problem(("description",), message, "add description: …", feed_hint=f"add {tag}")


@rule("SH04", Level.WARNING, by_platform={"psp1": Level.ERROR})
def long_show_description(feed: Feed) -> Iterable[Problem]:
    """The show's description is longer than 4000 bytes of UTF-8, markup included.

    PSP-1 sets that limit and Apple cuts longer texts. A letter beyond ASCII counts two to four
    bytes, and tags made of Markdown count too. Shorten it.

    Bad:
        # show.yaml
        description: <4001 characters>

    Good:
        # show.yaml
        description: <4000 characters>
    """
    size = len(feed.description.encode("utf-8", "replace"))
    if size > _MAX_DESCRIPTION:
        message = f"description becomes {size} bytes; at most {_MAX_DESCRIPTION} are allowed"
        yield Problem(("description",), message, f"cut {count(size - _MAX_DESCRIPTION, 'byte')}")


@rule("SH05")
def missing_show_link(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has no link to its web page, or the link leads to the feed itself.

    RSS 2.0 and PSP-1 require it, and apps offer it to listeners who look for the show on the web:
    an XML file is of no use to them.

    Bad:
        # show.yaml
        link: https://feeds.compilertalk.example/feed.xml

    Good:
        # show.yaml
        link: https://compilertalk.example
    """
    link = (show.link or "").strip()
    if not link:
        message = "link is missing: the show has no web page"
        hint, tag = "add link: https://… of the show's page", "<link>https://…</link>"
        yield Problem(("link",), message, hint, feed_hint=f"add {tag} of the show's page")
    elif _bare(link) and _bare(link) == _bare(feed.feed_url):
        message = f"link {link!r} is the address of the feed, not of a web page"
        yield Problem(("link",), message, "write the address of the show's page")


def _bare(url: str) -> str:
    """Reduce an address to what tells two pages apart."""
    return url.partition("://")[2].rstrip("/").lower()


@rule("SH06")
def unknown_language(show: Show) -> Iterable[Problem]:
    """The language is missing or no code of ISO 639, alone or with a region.

    Apple and PSP-1 require it, and Apple refuses a feed with an invalid one; directories list the
    show under it. Write `en`, `de` or `pt-BR`.

    Bad:
        # show.yaml
        language: english

    Good:
        # show.yaml
        language: en
    """
    hint = "write a code such as en, de or pt-BR"
    if not (show.language or "").strip():
        message, hint = "language is missing", "add language: en, de, pt-BR or what it is"
        tag = "<language>en</language>"
        yield Problem(("language",), message, hint, feed_hint=f"add {tag}, or what it is")
    elif show.language is not None and not is_language(show.language):
        mended = show.language.strip().replace("_", "-")
        language = mended.partition("-")[0]
        message = f"language {show.language!r} is no ISO 639 code"
        if is_language(mended):
            hint = f"write {mended}"
        elif is_language(language):
            message = f"language {show.language!r} names no region or script that exists"
            hint = f"write {language}, or {language} with a code of ISO 3166, as in en-GB or pt-BR"
        yield Problem(("language",), message, hint)


@rule("SH13", Level.WARNING, by_platform={"spotify": Level.ERROR})
def unusable_show_author(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has no author, or one of more than 255 characters.

    Spotify requires it, Apple and PSP-1 recommend it: it stands below the show's name in apps.
    Left out, it is made of the hosts' names.

    Bad:
        # show.yaml
        author: <256 characters>

    Good:
        # show.yaml
        author: Ada Lovelace
    """
    found = list(elements_named(feed, "itunes:author"))
    if not show.author and not any((element.text or "").strip() for element in found):
        message = "author is missing"
        if not show.hosts:
            message += ", and no host is named to take its place"
        tag = "<itunes:author>…</itunes:author>"
        yield Problem(("author",), message, "add author: …", feed_hint=f"add {tag}")
    for element in found:
        length = len(element.text or "")
        if length > _MAX_NAME:
            message = f"author has {length} characters; at most {_MAX_NAME} are allowed"
            yield Problem(place_of(element, "author"), message, "name fewer people")
