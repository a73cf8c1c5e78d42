"""What hides a show or sends its listeners elsewhere: only on purpose."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.vocabulary.podcasting import SERVICE_SLUGS
from feedtool.model.feed import Feed
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show
from feedtool.rules.show.written import attribute_of, elements_named, place_of, placed, removal


def _confirm(code: str) -> tuple[str, str]:
    """Return how to say that it is meant: of a show folder, and of a feed."""
    entry = f'[[ignore]] code = "{code}", reason = "…"'
    return f"if it is meant, say so in feedtool.toml: {entry}", f"if it is meant: --ignore {code}"


@rule("SH20")
def hidden_show(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show is hidden from Apple Podcasts by `block`.

    Apple takes a show with itunes:block Yes out of its directory, in any case of the word, and
    others follow. If that is meant, let the rule through in feedtool.toml with the reason.

    Bad:
        # show.yaml
        block: true

    Good:
        # show.yaml
        block: true
        # feedtool.toml
        [[ignore]]
        code = "SH20"
        reason = "The show is for members only."
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains."
    """
    for element in elements_named(feed, "itunes:block"):
        if (element.text or "").strip().lower() == "yes":
            message = "itunes:block hides the whole show from Apple Podcasts"
            at = place_of(element, "block")
            edits = removal(element, show, "block")
            hint, in_feed = _confirm("SH20")
            yield Problem(at, message, hint, edits, is_unsafe=True, feed_hint=in_feed)


@rule("SH21")
def moved_feed(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show declares a move by `new_feed_url`, or to another address than the feed's own.

    Apple sends all subscribers to the address in itunes:new-feed-url, and asks for it in the new
    feed, so it must be the feed's own new address. Then it moves nobody further, and is advice:
    some hosts write it always. While the move lasts, let the rule through in feedtool.toml with
    the reason; afterwards delete the field.

    Bad:
        # show.yaml
        new_feed_url: https://feeds.compilertalk.example/new.xml

    Good:
        # show.yaml
        new_feed_url: https://feeds.compilertalk.example/feed.xml
        # feedtool.toml
        [[ignore]]
        code = "SH21"
        reason = "Moved from the old host in May; goes away in August."
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains."
    """
    for element in elements_named(feed, "itunes:new-feed-url"):
        url, at = (element.text or "").strip(), place_of(element, "new_feed_url")
        message, level = f"new_feed_url sends all subscribers to {url!r}", None
        hint, in_feed = _confirm("SH21")
        if url and url == feed.feed_url:
            message, level = "new_feed_url is the feed's own address: it moves nobody", Level.ADVICE
            in_feed = "once the move is over, delete it"
            hint = f"{in_feed}; {hint}"
        elif feed.feed_url:
            message = f"new_feed_url {url!r} is not the feed's own address {feed.feed_url!r}"
            hint = in_feed = f"write {feed.feed_url}, or delete it"
        edits = removal(element, show, "new_feed_url")
        yield Problem(at, message, hint, edits, level=level, is_unsafe=True, feed_hint=in_feed)


@rule("SH37")
def blocked_everywhere(feed: Feed) -> Iterable[Problem]:
    """The show is hidden from every service, or from one that has no known name.

    podcast:block without an id asks all services to leave the show out. With an id it speaks to
    one service, by its name in the list of the podcast namespace; under another name nobody feels
    addressed. If the show shall be hidden everywhere, let the rule through in feedtool.toml with
    the reason.

    Bad:
        # show.yaml
        block_services: [amazn]

    Good:
        # show.yaml
        block_services: [amazon]
    """
    for at, element in placed(feed, "podcast:block", "block_services"):
        service = attribute_of(element, "id")
        if element.text not in ("yes", "no"):
            message = f"podcast:block is {element.text!r}; expected yes or no"
            hint = "use the field: block_services: [amazon]"
            yield Problem(at, message, hint, feed_hint="write yes or no")
        elif service and service not in SERVICE_SLUGS:
            nearest = find_nearest(service, SERVICE_SLUGS)
            hint = f"did you mean {nearest}?" if nearest else "write a slug such as amazon"
            message = f"service {service!r} is not in the list of the podcast namespace"
            is_field = nearest != "" and at[0] == "block_services"
            edits = (Replace((*at, "id"), service, nearest),) if is_field else ()
            yield Problem(at, message, hint, edits, is_unsafe=True)
        elif not service and element.text == "yes":
            message = "podcast:block without a service hides the show everywhere"
            hint, in_feed = _confirm("SH37")
            yield Problem(at, message, hint, feed_hint=in_feed)
