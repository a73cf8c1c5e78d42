"""Namespaces of well-known prefixes, which readers compare letter by letter."""

from collections.abc import Iterable

from feedtool.check.facts import DocumentFaults
from feedtool.check.rule import rule
from feedtool.formats.namespaces import ATOM, CONTENT, ITUNES, PODCAST, is_namespace
from feedtool.model.finding import Level, Problem, Remove
from feedtool.model.show import Show

_WELL_KNOWN = ("itunes", "podcast", "atom", "content")
"""Prefixes that have rules of their own."""
_PODCAST_TWIN = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
"""The second URI that readers of the podcast namespace must know."""


def _judge(show: Show, prefix: str, *right: str) -> Iterable[Problem]:
    uri = show.namespaces.get(prefix)
    if uri is not None and uri not in right:
        message = f"namespace {prefix} is {uri!r}; it must be exactly {right[0]!r}"
        at = ("namespaces", prefix)
        yield Problem(at, message, "delete the line: the prefix is built in", (Remove(at),))


@rule("XM01")
def malformed_feed(show: Show, faults: DocumentFaults) -> Iterable[Problem]:
    """The feed is not well-formed XML, or a prefix under `namespaces` would make it so.

    Strict apps read nothing of such a feed, others what they can guess. In a feed of another tool
    each place is named where a tag, a quote or an entity is wrong. In a record a prefix begins
    with a letter and is not `xml`; its URI is written as in the documentation of whoever made the
    elements, without spaces or letters beyond ASCII. Whatever else a record holds is escaped when
    the feed is written, so that it stays well-formed.

    Bad:
        # show.yaml
        namespaces:
          studio: studio elements

    Good:
        # show.yaml
        namespaces:
          studio: https://studio.example/ns
    """
    yield from faults.of("XM01")
    for prefix, uri in show.namespaces.items():
        if prefix not in _WELL_KNOWN and not is_namespace(prefix, uri):
            message = f"namespaces: prefix {prefix!r} with URI {uri!r} is not allowed in XML"
            yield Problem(("namespaces", prefix), message, "write the URI exactly as documented")


@rule("XM05")
def wrong_itunes_namespace(show: Show, faults: DocumentFaults) -> Iterable[Problem]:
    """The prefix itunes stands for another address than Apple's.

    Apple and all others compare it letter by letter, in http, not https: with any other they
    ignore every itunes element, and the show loses cover, categories and author without a word.

    Bad:
        # show.yaml
        namespaces:
          itunes: https://www.itunes.com/dtds/podcast-1.0.dtd

    Good:
        # show.yaml
        namespaces:
          itunes: http://www.itunes.com/dtds/podcast-1.0.dtd
    """
    yield from faults.of("XM05")
    yield from _judge(show, "itunes", ITUNES)


@rule("XM06")
def wrong_podcast_namespace(show: Show, faults: DocumentFaults) -> Iterable[Problem]:
    """The prefix podcast stands for another address than the podcast namespace's.

    Apps then see no transcript, no chapters and no people. The address of the namespace's
    document at GitHub counts as the same.

    Bad:
        # show.yaml
        namespaces:
          podcast: http://podcastindex.org/namespace/1.0

    Good:
        # show.yaml
        namespaces:
          podcast: https://podcastindex.org/namespace/1.0
    """
    yield from faults.of("XM06")
    yield from _judge(show, "podcast", PODCAST, _PODCAST_TWIN)


@rule("XM07", Level.WARNING)
def wrong_atom_namespace(show: Show, faults: DocumentFaults) -> Iterable[Problem]:
    """The prefix atom stands for another address than Atom's.

    The feed's own address is written as atom:link: PSP-1 and the W3C validator would not find it.

    Bad:
        # show.yaml
        namespaces:
          atom: https://www.w3.org/2005/Atom

    Good:
        # show.yaml
        namespaces:
          atom: http://www.w3.org/2005/Atom
    """
    yield from faults.of("XM07")
    yield from _judge(show, "atom", ATOM)


@rule("XM08")
def wrong_content_namespace(show: Show, faults: DocumentFaults) -> Iterable[Problem]:
    """The prefix content stands for another address than that of the RSS content module.

    Apple and others then ignore content:encoded, and with it the show notes.

    Bad:
        # show.yaml
        namespaces:
          content: https://purl.org/rss/1.0/modules/content/

    Good:
        # show.yaml
        namespaces:
          content: http://purl.org/rss/1.0/modules/content/
    """
    yield from faults.of("XM08")
    yield from _judge(show, "content", CONTENT)
