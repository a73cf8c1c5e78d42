"""The feed that listeners are given, and what is not in it although its time has come."""

from feedtool.errors import FeedtoolError
from feedtool.formats.feed.cut import list_guids
from feedtool.net.client import Client
from feedtool.net.reach import reach_of
from feedtool.pipeline.run import Outcome


def find_missing(outcome: Outcome) -> frozenset[str]:
    """List the GUIDs of episodes that are due and not in the live feed; raises FeedtoolError."""
    url = outcome.feed.feed_url
    if not url:
        raise FeedtoolError("the show has no base_url, so nobody knows where its feed is")
    with Client(reach_of(url)) as client:
        live = list_guids(client.get(url).require_ok().body)
    due = (each.guid for each in outcome.digests if each.is_due and each.guid)
    return frozenset(guid for guid in due if guid not in live)
