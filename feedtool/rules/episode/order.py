"""The order of a feed's items, and of the texts in one.

Feeds that feedtool writes cannot break these; feeds of other tools do.
"""

from collections.abc import Iterable

from feedtool.check.facts import DocumentFaults, RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


@rule("EP22", Level.WARNING)
def late_description(faults: RecordFaults) -> Iterable[Problem]:
    """An item's content:encoded stands before its description.

    The RSS profile asks for the description first: some readers take the first text they meet for
    the episode's description. Put content:encoded behind it. That there is no description at all is
    EP05.

    Bad:
        # feed.xml
        -       <title>John Backus and the cost of clarity</title>
        +       <title>John Backus and the cost of clarity</title>
        +       <content:encoded>&lt;p&gt;John Backus remembers.&lt;/p&gt;</content:encoded>

    Good:
        # feed.xml
        -       <guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>
        +       <content:encoded>&lt;p&gt;John Backus remembers.&lt;/p&gt;</content:encoded>
        +       <guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>
    """
    return faults.of("EP22")


@rule("EP23", Level.ADVICE)
def older_item_first(faults: DocumentFaults) -> Iterable[Problem]:
    """An item stands behind one that is older: the feed does not begin with the newest.

    Apps that read a long feed only in part take its first items for the newest ones, and what
    keeps the feed's order shows old episodes on top. Sort the items by pubDate, the newest first.
    A serial show may begin with its first episode.

    Bad:
        # feed.xml
        -     <item>
        +     <item>
        +       <title>Fran Allen and the cost of speed</title>
        +       <description>Fran Allen on making formulas run fast.</description>
        +       <guid isPermaLink="false">9b52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e13</guid>
        +       <enclosure url="https://compilertalk.example/3.mp3" length="99" type="audio/mpeg"/>
        +       <pubDate>Tue, 02 Jan 2024 09:30:00 +0000</pubDate>
        +       <itunes:duration>1920</itunes:duration>
        +     </item>
        +     <item>

    Good:
        # feed.xml
        -     </item>
        +     </item>
        +     <item>
        +       <title>Fran Allen and the cost of speed</title>
        +       <description>Fran Allen on making formulas run fast.</description>
        +       <guid isPermaLink="false">9b52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e13</guid>
        +       <enclosure url="https://compilertalk.example/3.mp3" length="99" type="audio/mpeg"/>
        +       <pubDate>Tue, 02 Jan 2024 09:30:00 +0000</pubDate>
        +       <itunes:duration>1920</itunes:duration>
        +     </item>
    """
    return faults.of("EP23")
