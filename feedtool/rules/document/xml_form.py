"""The XML of a feed itself: what stands before, round and behind the channel.

Feeds that feedtool writes cannot break these; feeds of other tools do.
"""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


@rule("XM02")
def late_declaration(faults: RecordFaults) -> Iterable[Problem]:
    """Something stands before the feed's XML declaration, often an empty line.

    `<?xml …?>` is allowed as the very first thing only: strict apps refuse the whole feed. A
    plugin or a template that prints a line too early is the usual cause. Delete what stands there.

    Bad:
        # feed.xml
        - <?xml version="1.0" encoding="UTF-8"?>
        +
        + <?xml version="1.0" encoding="UTF-8"?>

    Good:
        # feed.xml
          <?xml version="1.0" encoding="UTF-8"?>
    """
    return faults.of("XM02")


@rule("XM03")
def foreign_encoding(faults: RecordFaults) -> Iterable[Problem]:
    """The feed is not UTF-8, or its bytes are not what it says they are.

    Apple and PSP-1 ask for UTF-8; where bytes and declaration disagree, letters beyond ASCII come
    out wrong in some apps, and others refuse the feed. Save it as UTF-8 and say so.

    Bad:
        # feed.xml
        - <?xml version="1.0" encoding="UTF-8"?>
        + <?xml version="1.0" encoding="ISO-8859-1"?>

    Good:
        # feed.xml
          <?xml version="1.0" encoding="UTF-8"?>
    """
    return faults.of("XM03")


@rule("XM04")
def no_rss(faults: RecordFaults) -> Iterable[Problem]:
    """The root is not one `rss` of version 2.0 with one `channel`.

    Podcast apps read RSS 2.0 and nothing else: not Atom, not RSS 1.0, not a web page that says
    the feed has moved. Name the address of the feed itself.

    Bad:
        # feed.xml
        - <rss version="2.0"
        + <rss version="0.91"

    Good:
        # feed.xml
          <rss version="2.0"
    """
    return faults.of("XM04")


@rule("XM10")
def doctype(faults: RecordFaults) -> Iterable[Problem]:
    """The feed has a DOCTYPE.

    It can make a reader load files or fill its memory, so apps refuse it or do not read what it
    declares: an entity such as `&nbsp;` then breaks the feed. Delete it, and write characters
    themselves.

    Bad:
        # feed.xml
        - <rss version="2.0"
        + <!DOCTYPE rss>
        + <rss version="2.0"

    Good:
        # feed.xml
          <rss version="2.0"
    """
    return faults.of("XM10")


@rule("XM16", Level.WARNING)
def channel_behind_items(faults: RecordFaults) -> Iterable[Problem]:
    """An element of the channel stands behind an item.

    Apps that read a long feed only in part, as most do, then miss the cover, the new address or
    whatever stands there. Put all that belongs to the channel before the first item.

    Bad:
        # feed.xml
        -     </item>
        +     </item>
        +     <ttl>60</ttl>

    Good:
        # feed.xml
              </item>
    """
    return faults.of("XM16")


@rule("XM22", Level.WARNING)
def text_behind_feed(faults: RecordFaults) -> Iterable[Problem]:
    """Something follows the end of the feed.

    Text or a second document behind `</rss>` is no XML any more: strict apps refuse the feed. A
    comment is, but Apple has been seen to be late with such feeds (Blubrry). Statistics of a web
    server, of a cache and debug output of a plugin are the usual causes.

    Bad:
        # feed.xml
        - </rss>
        + </rss>
        + 42 queries in 0.3 seconds

    Good:
        # feed.xml
          </rss>
    """
    return faults.of("XM22")
