"""A web address as a request needs it: made of ASCII, without fragment, its password apart."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from feedtool.net.answer import NetworkError, Reason, shown_address

_SCHEMES = ("http", "https")
_SAFE = "%/?#[]@!$&'()*+,;=:-._~|"
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be asked; `login` is user and password, for this origin only."""

    url: str
    origin: tuple[str, str, int | None]
    login: str = ""

    @property
    def host(self) -> str:
        """Return the host's name or IP address."""
        return self.origin[1]

    @property
    def scheme(self) -> str:
        """Return http or https."""
        return self.origin[0]


def parse_address(text: str) -> Address:
    """Read an address that is http or https; raises NetworkError for any other."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        parts, port, host = SplitResult("", "", "", "", ""), None, ""
    if parts.scheme not in _SCHEMES or not host or _CONTROL.search(host):
        raise _refuse(text)
    user, at, _ = parts.netloc.rpartition("@")
    netloc = f"[{host}]" if ":" in host else host
    netloc += "" if port is None else f":{port}"
    target = quote(parts.path or "/", safe=_SAFE)
    query = quote(parts.query, safe=_SAFE)
    url = parts._replace(netloc=netloc, path=target, query=query, fragment="").geturl()
    login = unquote(user if ":" in user else f"{user}:") if at else ""
    return Address(url, (parts.scheme, host, port), login)


def _refuse(text: str) -> NetworkError:
    message = f"{shown_address(text)} is no address of the web"
    return NetworkError(Reason.ADDRESS, message, "only http:// and https:// are fetched")


def _ascii_host(host: str) -> str:
    """Write a host in punycode, as names are looked up."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def join_address(base: Address, location: str) -> Address:
    """Read where a redirect leads; a login goes along only to the same origin."""
    with_letters = location.encode("latin-1", "replace")  # headers carry bytes, most of them UTF-8
    text = with_letters.decode("utf-8", "replace")
    try:
        target = parse_address(urljoin(base.url, text))
    except ValueError:
        raise _refuse(text) from None
    if target.origin == base.origin and not target.login:
        return Address(target.url, target.origin, base.login)
    return target
