"""Names at a target: the feed, and what feedtool keeps there for itself."""

FEED = "feed.xml"
OWN = ".feedtool/"
"""Below it lies what no feed names."""
STATE = f"{OWN}state.json"
CONTROL = f"{OWN}control.json"
FEEDS = f"{OWN}feeds/"
CLAIMS = f"{OWN}claims/"
PROBES = f"{OWN}probe-"
"""Files of the first release, there for a moment: only a killed one leaves its own."""
OWN_TYPE = "application/json"
FEED_TYPE = "application/rss+xml"
UNCACHED = "no-store"


def is_own(name: str) -> bool:
    """Tell whether feedtool keeps a file for itself: no feed may name one like it."""
    return name.startswith(OWN)
