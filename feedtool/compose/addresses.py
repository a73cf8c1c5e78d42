"""Paths of the show folder to public addresses."""

from urllib.parse import quote

from feedtool.model.tags import file_or_url

_SAFE = "/-_.~!$&'()*+,;=:@"


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
