"""Addresses of what is out stay where they are, unless a move is declared."""

from collections.abc import Iterable

from feedtool.check.release import Match, NextFeed, PreviousFeed, ReleaseProblem, attributes_of
from feedtool.check.rule import rule
from feedtool.formats.statistics_prefix import compare_bare
from feedtool.model.finding import Level, Problem
from feedtool.model.published import Said

_PARTS = {
    "podcast:transcript": ("transcript", "url"),
    "podcast:chapters": ("chapters", "url"),
    "itunes:image": ("artwork", "href"),
}
"""Elements that give an item's further files: the record's field, and the attribute."""
_HOST = 3
"""Parts of an address between slashes up to its host: `https:`, nothing, the host."""


@rule("RL04")
def moved_audio(match: Match) -> Iterable[Problem]:
    """The audio address of an episode that is out changes.

    Some apps know an episode by this address and download it again; who has the old address in a
    queue, a link or a statistics report gets nothing, unless the old one leads to the new. Where
    the recording itself is new, that is right: its GUID stays, and its length or its bytes, as
    far as the old ones are known, tell that it is another.
    Statistics prefixes do not count. A move of many addresses is declared once: in show.yaml with
    `moved: [{old: OLD, new: NEW}]`, or with `--moved OLD=NEW`; keep the old addresses alive with
    redirects.

    Bad:
        # 001.md
        audio: {url: "https://media.compilertalk.example/001.mp3", length: 28800000, duration: 1800}

    Good:
        # 001.md
        audio: {url: "https://media.compilertalk.example/001.mp3", length: 28800000, duration: 1800}
        # show.yaml
        moved:
          - old: https://feeds.compilertalk.example/audio/
            new: https://media.compilertalk.example/
    """
    before, after = compare_bare(match.before.url, match.after.url)
    if not before or before == after or _is_new_recording(match):
        return
    if not after:
        words = f"the audio {before} of an episode that is out is gone"
        yield Problem(("audio",), words, "put it back")
        return
    yield ReleaseProblem(
        ("audio",),
        f"audio address moves from {before} to {after}: some apps download the episode again",
        "keep the old address, or let it lead to the new one and declare the move",
        many="{count} audio addresses move from " + move_of(before, after),
        moved=(before, after),
    )


def _is_new_recording(match: Match) -> bool:
    """Tell whether another address is right: on the same host, hash or length say other audio."""
    lengths = (match.before.length, match.after.length)
    before, after = compare_bare(match.before.url, match.after.url)
    is_other = all(each.isdecimal() for each in lengths) and lengths[0] != lengths[1]
    return (
        match.before.identity == match.after.identity
        and _host(before) == _host(after)
        and (match.is_other or is_other)
    )


@rule("RL25", Level.WARNING)
def moved_files(match: Match) -> Iterable[Problem]:
    """A transcript, chapters or picture of an episode that is out moves to another host.

    Apps keep these addresses for long, and ask the old one until it answers no more. Let the old
    address lead to the new one. A move of many is declared once, as for audio.

    Bad:
        # was/001.md
        artwork: https://feeds.compilertalk.example/001.jpg
        # 001.md
        artwork: https://media.compilertalk.example/001.jpg

    Good:
        # was/001.md
        artwork: https://feeds.compilertalk.example/001.jpg
        # 001.md
        artwork: https://feeds.compilertalk.example/001-b.jpg
    """
    for name, (field, key) in _PARTS.items():
        if name in match.changed:
            for before, after in _moved(match.said_before, match.said_after, name, key):
                yield ReleaseProblem(
                    (field,),
                    f"{field} moves from {before} to {after}",
                    "let the old address lead to the new one",
                    many="{count} files move from " + move_of(before, after),
                    moved=(before, after),
                )


def _moved(before: Said, after: Said, name: str, key: str) -> Iterable[tuple[str, str]]:
    """List addresses of which only the host or the scheme is another."""
    gone = attributes_of(before, name, key)
    come = [each for each in attributes_of(after, name, key) if each not in gone]
    by_file = {each.rpartition("/")[2]: each for each in come}
    for each in gone:
        other = by_file.get(each.rpartition("/")[2])
        if other and _host(each) != _host(other):
            yield each, other


@rule("RL08")
def moved_feed_address(before: PreviousFeed, after: NextFeed) -> Iterable[Problem]:
    """The feed's own address changes, and nothing tells apps to follow.

    Subscribers are at the old address. An app follows a redirect (HTTP 301) from there, or
    `new_feed_url` in the old feed; without either they get no episode ever again. To move, publish
    at the old address once more with `new_feed_url` as the new one, set up the redirect, and keep
    both for a month or longer.

    Bad:
        # show.yaml
        feed_url: https://compilertalk.example/rss

    Good:
        # show.yaml
        feed_url: https://compilertalk.example/rss
        new_feed_url: https://compilertalk.example/rss
        locked: false
        # feedtool.toml
        [[ignore]]
        code = "SH21"
        reason = "Moved from the old address in May; goes away in August."
        [[ignore]]
        code = "XM23"
        reason = "Reserved example domains."
    """
    old, new = before.address, after.address
    if not old or not new or old == new or after.text("itunes:new-feed-url") == new:
        return
    yield Problem(
        ("feed_url",),
        f"the feed's address changes from {old} to {new}: subscribers stay at the old one",
        f"write feed_url: {old}, or declare the move: new_feed_url: {new}, and redirect the old",
    )


def move_of(before: str, after: str) -> str:
    """Say from where to where an address moves, without the folders and the name that stay."""
    old, new = before.split("/"), after.split("/")
    while min(len(old), len(new)) > _HOST and old[-1] == new[-1]:
        old.pop()
        new.pop()
    if len(old) == before.count("/") + 1:  # its name changes too: the hosts are what is common
        old, new = old[:_HOST], new[:_HOST]
    return f"{'/'.join(old)} to {'/'.join(new)}"


def _host(url: str) -> str:
    return url.rpartition("://")[0] + url.partition("://")[2].partition("/")[0]
