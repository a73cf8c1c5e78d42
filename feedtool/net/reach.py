"""Which addresses requests may go to: the public internet, and what the user named by hand.

Sources: the special-purpose registries of IANA (through `ipaddress`), RFC 6052 and 8215 (NAT64),
RFC 4291, section 2.5.5.1, and RFC 3879 (forms that are no longer given out).
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
_NAT64 = ip_network("64:ff9b::/96")
_LOCAL = tuple(map(ip_network, ("::/96", "64:ff9b:1::/48", "fec0::/10")))
"""Ranges that `ipaddress` takes for global ones: old IPv4 in IPv6, NAT64 and sites of one's own."""
_LOOPBACK = "loopback"


@dataclass(frozen=True, slots=True)
class Reach:
    """Where requests may go: every public address, and the private ones that are listed.

    `private` holds IP addresses as text, and "loopback" for this computer. It is asked about the
    address that a connection is really made to, so a name that changes its mind gains nothing.
    """

    private: frozenset[str] = frozenset()

    def allows(self, ip: str) -> bool:
        """Tell whether a connection to this IP address may be made."""
        found = ip_address(ip.partition("%")[0])
        return is_public(found) or _place_of(found) in self.private


def reach_of(*urls: str) -> Reach:
    """Return the reach that addresses typed by the user give: their own private hosts too.

    Redirects, enclosures and pages that lead to the same machine may be followed as well; to any
    other private one they may not. A name that cannot be looked up adds nothing.
    """
    found = (ip for url in urls for ip in _look_up(url))
    return Reach(frozenset(_place_of(ip) for ip in found if not is_public(ip)))


def is_public(ip: Address) -> bool:
    """Tell whether the whole internet sees one machine behind this address."""
    inner = _embedded(ip)
    if inner is not None:
        return is_public(inner)
    return ip.is_global and not ip.is_multicast and not any(ip in each for each in _LOCAL)


def _embedded(ip: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _place_of(ip: Address) -> str:
    """Name the machine: this one has many addresses, of which a name may give any."""
    plain = _embedded(ip) or ip
    return _LOOPBACK if plain.is_loopback else str(plain)


def _look_up(url: str) -> list[Address]:
    try:
        host = urlsplit(url.strip()).hostname or ""
        return [ip_address(ip.partition("%")[0]) for ip in resolve(host, None)] if host else []
    except (OSError, ValueError):
        return []


def resolve(host: str, port: int | None) -> list[str]:
    """Return the IP addresses of a host, in the order the system prefers; raises OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise socket.gaierror(socket.EAI_NONAME, "this is no name of a host") from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))
