"""Where the show is served: whose domain, by which scheme, with which hub and pages."""

from collections.abc import Iterable, Iterator

from feedtool.check.answers import judge_page
from feedtool.check.rule import rule
from feedtool.formats.web_address import host_of, is_web
from feedtool.model.element import Element
from feedtool.model.exchange import Exchange, Kind
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem

_BORROWED = frozenset(
    """1drv.ms bit.ly cdn.jsdelivr.net docs.google.com drive.google.com dropbox.com
    feedproxy.google.com feeds.feedburner.com feeds2.feedburner.com gist.github.com
    gist.githubusercontent.com github.com goo.gl icloud.com is.gd onedrive.live.com pastebin.com
    raw.githubusercontent.com t.co tinyurl.com""".split()
)
_BORROWED_ENDS = (
    ".dropbox.com",
    ".dropboxusercontent.com",
    ".ngrok-free.app",
    ".ngrok.io",
    ".trycloudflare.com",
)
_PAGING = frozenset({"first", "last", "previous", "next", "prev-archive", "next-archive"})
"""Relations of RFC 5005 between the documents of one feed."""
_NEAR_PAGING = {"prev": "previous"}


@rule("HO13", Level.WARNING)
def borrowed_address(feed: Feed) -> Iterable[Problem]:
    """The feed's address is one of a file store, a code host, a shortener or a feed proxy.

    Directories and apps keep that address for years, and it is not yours: such services change
    addresses, limit downloads, serve plain text or end, and then nobody can put up a redirect. A
    name of your own, even one that only leads to a host, can be taken along.

    Bad:
        # show.yaml
        feed_url: https://raw.githubusercontent.com/ada/compilertalk/main/feed.xml

    Good:
        # show.yaml
        feed_url: https://feeds.compilertalk.example/feed.xml
    """
    host = host_of(feed.feed_url).removeprefix("www.")
    if host in _BORROWED or host.endswith(_BORROWED_ENDS):
        message = f"the feed lives at {host}, which may change or end at any time"
        yield Problem(("feed_url",), message, "serve it under a domain of your own")


@rule("HO14", Level.ADVICE)
def unusable_hub(part: Feed | Exchange) -> Iterable[Problem]:
    """The hub that the feed names cannot do its work.

    A WebSub hub tells apps at once that the feed has changed. It knows a feed by the address in
    its `atom:link rel="self"`, so a feed that names a hub needs that too, and the hub has to
    answer: `feedtool check --online` looks whether it does. Give `base_url` or `feed_url`, and the
    hub's web address.

    Bad:
        # show.yaml
        hub: https://hub.example
        # answers.toml
        ["https://hub.example"]
        status = 404

    Good:
        # show.yaml
        hub: https://hub.example
        # answers.toml
        ["https://hub.example"]
        status = 200
    """
    if isinstance(part, Exchange):
        yield from judge_page(part) if part.address.kind is Kind.HUB else ()
        return
    hubs = [url for relation, url in _list_links(part.elements) if relation == "hub"]
    selves = [url for relation, url in _list_links(part.elements) if relation == "self"]
    for url in hubs:
        if not selves:
            message = f"the feed names hub {url}, but not its own address (rel=self)"
            in_feed = 'add <atom:link rel="self" type="application/rss+xml" href="https://…"/>'
            yield Problem(("hub",), message, "give feed_url", feed_hint=in_feed)
        elif url in selves or not is_web(url):
            yield Problem(("hub",), f"hub {url!r} is no hub", "give a hub's web address")


@rule("HO10", Level.ADVICE)
def broken_paging(feed: Feed) -> Iterable[Problem]:
    """A link between the pages of a feed leads nowhere, or back to the same page.

    RFC 5005 parts a long feed by `atom:link` with rel `first`, `next`, `previous` and `last`, or
    `prev-archive`; few apps follow them, and those go round in a circle where `next` leads to the
    page itself. Give whole addresses, each of another document.

    Bad:
        # show.yaml
        elements:
          - atom:link:
              attributes: {rel: next, href: "https://feeds.compilertalk.example/feed.xml"}

    Good:
        # show.yaml
        elements:
          - atom:link:
              attributes: {rel: next, href: "https://feeds.compilertalk.example/feed-2.xml"}
    """
    for element in feed.elements:
        for relation, url in _list_links((element,)):
            at = ("elements", element.entry)
            if relation in _NEAR_PAGING:
                message = f"atom:link has rel {relation!r}; RFC 5005 says {_NEAR_PAGING[relation]}"
                yield Problem(at, message, f"write {_NEAR_PAGING[relation]}")
            elif relation in _PAGING and not is_web(url):
                yield Problem(at, f"atom:link {relation} has {url!r}; expected a web address")
            elif relation in _PAGING - {"first", "last"} and url == feed.feed_url:
                message = f"atom:link {relation} leads back to this page"
                yield Problem(at, message, "give the address of another page, or leave it out")


def _list_links(elements: Iterable[Element]) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.name == "atom:link":
            given = dict(element.attributes)
            yield given.get("rel", ""), given.get("href", "")


@rule("HO19", Level.WARNING)
def insecure_address(part: Feed | Item) -> Iterable[Problem]:
    """The address of a page, a cover or the feed begins with http.

    Web players on a secure page may not load it, and what travels openly can be changed on its
    way. Pages and files of one show belong under one scheme, https. Of audio AU08 speaks, of
    podcast: elements XM19, of links in the notes NO05.

    Bad:
        # show.yaml
        link: http://compilertalk.example

    Good:
        # show.yaml
        link: https://compilertalk.example
    """
    for field, url in part.urls:
        if field in ("link", "artwork", "feed_url", "new_feed_url") and url[:5].lower() == "http:":
            better = f"https:{url[5:]}"
            message = f"{field} {url!r} is not https"
            yield Problem((field,), message, f"write {better}, if it answers there")
