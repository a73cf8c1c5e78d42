"""The channel's itunes: elements of which Apple reads only exact values."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import Index
from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.plural import count
from feedtool.model.element import Element
from feedtool.model.feed import Feed
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show
from feedtool.rules.show.written import attribute_of, elements_named, place_of, removal, text_edit

_EXPLICIT = {"true": "true", "yes": "true", "explicit": "true"}
_EXPLICIT |= {"false": "false", "no": "false", "clean": "false"}
"""What the element said before 2019, and what that is today."""
_COVER = "a square JPEG or PNG of 1400 to 3000 pixels"
_IMAGE = '<itunes:image href="https://…"/>'
_TYPES = ("episodic", "serial")


@rule("SH11")
def unclear_explicit(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show does not say whether it is explicit, or not with true or false.

    Apple and PSP-1 require `true` or `false`; the yes, no and clean of older times are not read
    any more. The field `explicit` takes true and false, yes and no, and writes the right words.

    Bad:
        # show.yaml
        explicit: null

    Good:
        # show.yaml
        explicit: false
    """
    found = list(elements_named(feed, "itunes:explicit"))
    if not found and show.explicit is None:
        message = "explicit is missing: Apple asks whether the show has explicit content"
        hint = "add explicit: true or explicit: false"
        tag = "<itunes:explicit>false</itunes:explicit>"
        yield Problem(("explicit",), message, hint, feed_hint=f"add {tag}, or true")
    for element in found:
        if element.text not in ("true", "false"):
            message = f"itunes:explicit is {element.text!r}; expected true or false"
            hint = "use the field: explicit: true or explicit: false"
            right = _EXPLICIT.get((element.text or "").strip().lower(), "")
            edits = text_edit(element, right) if right else ()
            at = place_of(element, "explicit")
            yield Problem(at, message, hint, edits, feed_hint="write true or false")


@rule("SH12")
def missing_show_artwork(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has no cover, or itunes:image holds it as text instead of in `href`.

    Apple, Spotify and PSP-1 require one; without it a show is not taken up.

    Bad:
        # show.yaml
        artwork: ""

    Good:
        # show.yaml
        artwork: https://feeds.compilertalk.example/artwork.jpg
    """
    found = list(elements_named(feed, "itunes:image"))
    if not found and not (show.artwork or "").strip():
        message = "artwork is missing: the show has no cover"
        hint = f"add artwork: {_COVER}"
        yield Problem(("artwork",), message, hint, feed_hint=f"add {_IMAGE}: {_COVER}")
    for element in found:
        if not (attribute_of(element, "href") or "").strip():
            message = "itunes:image has no href, which is where apps look for the address"
            at, hint = place_of(element, "artwork"), "use the field: artwork: https://…"
            yield Problem(at, message, hint, feed_hint=f"write {_IMAGE}")


@rule("SH15")
def unknown_show_type(feed: Feed) -> Iterable[Problem]:
    """The show's type is neither episodic nor serial.

    Apple and PSP-1 know these two: episodic shows are listed newest first, serial ones from the
    first episode on. With another word a serial show is played backwards.

    Bad:
        # show.yaml
        type: series

    Good:
        # show.yaml
        type: serial
        # 001.md
        season: 1
        # 002.md
        season: 1
    """
    for element in elements_named(feed, "itunes:type"):
        if element.text not in _TYPES:
            nearest = find_nearest(element.text or "", _TYPES)
            hint = f"did you mean {nearest}?" if nearest else "write episodic or serial"
            message = f"type {element.text!r} is not known; expected one of: episodic, serial"
            yield Problem(place_of(element, "type"), message, hint)


@rule("SH19")
def unclear_complete(part: Index | Feed, show: Show, feed: Feed) -> Iterable[Problem]:
    """The element itunes:complete has another value than Yes, or episodes are yet to come.

    Apple ends a show on `Yes` alone; any other value has no effect and only looks like a decision.
    The field `complete: true` writes it; to go on with the show, leave it out. `No` is advice: it
    does nothing, and some hosts write it always. Apple reads the feed of a completed show no more:
    an episode with a date to come would never be seen.

    Bad:
        # show.yaml
        elements:
          - itunes:complete: "no"

    Good:
        # show.yaml
        complete: true
    """
    for element in elements_named(feed, "itunes:complete"):
        if isinstance(part, Index):
            yield from _find_later(part, element)
        elif element.text != "Yes":
            message = f"itunes:complete is {element.text!r}; Apple reads only Yes"
            hint = "write complete: true, or delete it if the show goes on"
            is_meant = (element.text or "").strip().lower() in ("yes", "true")
            edits = text_edit(element, "Yes") if is_meant else removal(element, show)
            at, in_feed = (
                place_of(element, "complete"),
                "write Yes, or delete it if the show goes on",
            )
            is_no = (element.text or "").strip().lower() in ("no", "false")
            level = Level.ADVICE if is_no else None
            yield Problem(at, message, hint, edits, level=level, feed_hint=in_feed)


def _find_later(index: Index, complete: Element) -> Iterator[Problem]:
    later = [each for each in index.digests if not (each.is_due or each.is_draft or each.is_broken)]
    if later and complete.text == "Yes":
        message = f"the show is said to be complete, with {count(len(later), 'episode')} to come"
        at = place_of(complete, "complete")
        yield Problem(at, message, "take it out until the last episode is out")
