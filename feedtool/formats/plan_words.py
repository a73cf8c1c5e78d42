"""What apps and listeners do about a change, in words: of one episode, and of many alike."""

from collections.abc import Sequence
from itertools import groupby

from feedtool.model.plan import Change, Kind

NEW_GUID = "every app takes it for a new episode and downloads it again"
NEW_AUDIO = "who has it keeps the old sound; Spotify goes on serving the old file"
NEW_ADDRESS = "some apps download it again; links to the old address work only while it does"
NEW_DATE = "its place moves in every list, and some apps announce it again"
NEW_TEXT = "apps show it when they look next; nobody downloads again"
NEW_EPISODE = "apps announce it, and those that download by themselves fetch it"
NEW_LIVE = "apps that know live streams announce it"
NEW_BURIED = "it is buried below newer episodes; apps announce nothing"
HIDDEN = "directories hide the show or show it again; apps look for episodes as they are told"
HIDDEN_EPISODE = "Apple hides the episode, or shows it again; other apps do not notice"
OTHER_SHOW = "apps and the Podcast Index take it for another show"
NEW_LINKS = "subscribers stay at the address they have"
NEW_FEED = "apps lead subscribers to the feed's new address"
NEW_SHOW = "apps and directories show it within some days"
GONE = "apps take it off their lists; who has downloaded it keeps it"
UNNOTICED = "apps do not notice"
_MANY = {
    NEW_GUID: "every app takes them for new episodes and downloads all {count} again",
    NEW_AUDIO: "who has them keeps the old sound; Spotify goes on serving the old files",
    NEW_ADDRESS: "some apps download them again; old addresses work only while they lead there",
    NEW_DATE: "their places move in every list, and some apps announce them again",
    NEW_TEXT: "apps show them when they look next; nobody downloads again",
    NEW_EPISODE: "apps announce them all, and those that download by themselves fetch all {count}",
    NEW_BURIED: "they are buried below newer episodes; apps announce nothing",
    GONE: "apps take them off their lists; who has downloaded them keeps them",
}
"""What is said of several episodes together."""


def group_changes(changes: Sequence[Change]) -> list[list[Change]]:
    """Put changes together that are alike: of one kind, in the same things, to the same effect."""

    def key(change: Change) -> tuple[str, tuple[str, ...], str, bool]:
        return (_ORDER[change.kind], change.what, change.effect, bool(change.guid or change.path))

    groups = [list(group) for _, group in groupby(sorted(changes, key=key), key=key)]
    return sorted(groups, key=lambda group: (_ORDER[group[0].kind], -len(group)))


_ORDER = {Kind.NEW: "0", Kind.CHANGED: "1", Kind.REMOVED: "2"}


def describe_effect(group: Sequence[Change]) -> str:
    """Say what comes of one change, or of several that are alike."""
    effect = group[0].effect
    if len(group) == 1:
        return effect
    return _MANY.get(effect, effect).replace("{count}", f"{len(group):,}")


def list_names(group: Sequence[Change], most: int) -> str:
    """Name the first of some changes by their records, and count the others."""
    names = [each.path.rpartition("/")[2] or each.title or each.guid for each in group[:most]]
    more = f" and {len(group) - most:,} more" if len(group) > most else ""
    return ", ".join(names) + more
