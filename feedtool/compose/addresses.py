"""Paths of the show folder to public addresses, and the addresses a record itself gives."""

from urllib.parse import quote

from feedtool.model.episode import Episode
from feedtool.model.shapes import file_or_url
from feedtool.model.show import Show

Address = tuple[str, str]
"""The dotted path of a field, and the address that it gives."""
_SAFE = "/-_.~!$&'()*+,;=:@"
_SHOW_FIELDS = ("link", "base_url", "feed_url", "new_feed_url", "hub", "enclosure_prefix")
_SHOW_PARTS = (("license", "url"), ("publisher", "feed_url"))
_SHOW_LISTS = (("podroll", "feed_url"), ("trailer", "url"))
_EPISODE_FIELDS = ("link", "video")
_EPISODE_PARTS = (("audio", "url"), ("chapters", "url"), ("license", "url"))
_EPISODE_LISTS = (
    ("transcript", "url"),
    ("content_link", "link"),
    ("links", "url"),
    ("guests", "link"),
    ("guests", "image"),
    ("sponsors", "link"),
)
_LISTS = (
    ("images", "url"),
    ("funding", "url"),
    ("hosts", "link"),
    ("hosts", "image"),
    ("credits", "link"),
    ("credits", "image"),
    ("social_interact", "uri"),
    ("social_interact", "account_url"),
    ("remote_item", "feed_url"),
)
_URL_OR_FILE = frozenset({"image", "artwork"})


def public_url(base_url: str, path: str) -> str:
    """Return base_url + path, percent-encoded; the path alone where there is no base_url."""
    quoted = quote(path, safe=_SAFE)
    return f"{base_url.rstrip('/')}/{quoted}" if base_url else quoted


def resolve(base_url: str, value: str) -> str:
    """Return an address as it stands, and a file's public address."""
    return value if file_or_url(value) == "url" else public_url(base_url, value)


def with_prefix(prefix: str | None, url: str) -> str:
    """Put a statistics prefix before an address, without the address's scheme."""
    if not prefix:
        return url
    _, _, rest = url.partition("://")
    return f"{prefix.rstrip('/')}/{rest or url}"


def feed_address(base_url: str, feed_url: str | None) -> str:
    """Return the feed's own address."""
    return feed_url or (public_url(base_url, "feed.xml") if base_url else "")


def addresses_of_show(show: Show) -> list[Address]:
    """List the addresses that show.yaml gives."""
    found = _plain(show, (*_SHOW_FIELDS, "artwork")) + _inside(show, _SHOW_PARTS)
    return found + _listed(show, (*_LISTS, *_SHOW_LISTS))


def addresses_of_episode(episode: Episode) -> list[Address]:
    """List the addresses that an episode's record gives."""
    found = _plain(episode, (*_EPISODE_FIELDS, "artwork")) + _inside(episode, _EPISODE_PARTS)
    found += _listed(episode, (*_LISTS, *_EPISODE_LISTS))
    for number, alternate in enumerate(episode.alternate_enclosure):
        for place, source in enumerate(alternate.source):
            if source.uri is not None:
                found.append((f"alternate_enclosure.{number}.source.{place}.uri", source.uri))
    for number, chapter in enumerate(episode.chapters.entries if episode.chapters else ()):
        if chapter.link is not None:
            found.append((f"chapters.{number}.link", chapter.link))
        if chapter.image and file_or_url(chapter.image) == "url":
            found.append((f"chapters.{number}.image", chapter.image))
    return found


def _plain(record: Show | Episode, fields: tuple[str, ...]) -> list[Address]:
    found: list[Address] = []
    for field in fields:
        value = getattr(record, field)
        if value is not None and _is_address(field, value):
            found.append((field, value))
    return found


def _inside(record: Show | Episode, parts: tuple[tuple[str, str], ...]) -> list[Address]:
    found: list[Address] = []
    for field, name in parts:
        value = getattr(getattr(record, field), name, None)
        if value is not None:
            found.append((f"{field}.{name}", value))
    return found


def _listed(record: Show | Episode, lists: tuple[tuple[str, str], ...]) -> list[Address]:
    found: list[Address] = []
    for field, name in lists:
        entries = getattr(record, field)
        for number, each in enumerate(entries) if entries else ():  # nearly all are empty
            value = getattr(each, name)
            if value is not None and _is_address(name, value):
                found.append((f"{field}.{number}.{name}", value))
    return found


def _is_address(field: str, value: str) -> bool:
    """Tell an address from a file where the field takes either."""
    return field not in _URL_OR_FILE or file_or_url(value) == "url"
