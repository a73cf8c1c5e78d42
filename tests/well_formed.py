"""The verdict on the XML of a feed that was read."""

from feedtool.formats.feed.node import FeedDocument

_BROKEN = frozenset({"XM01", "XM02", "XM09"})


def is_well_formed(document: FeedDocument) -> bool:
    """Tell whether no fault says that the tree was recovered."""
    return not any(fault.code in _BROKEN for fault in document.faults)
