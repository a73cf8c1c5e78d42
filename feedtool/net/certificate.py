"""Until when the certificate of a host holds."""

import contextlib
import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from feedtool.net.reach import Reach, resolve

_PORT = 443


def read_expiry(url: str, reach: Reach, seconds: float) -> datetime | None:
    """Return when the certificate of an address's host ends; None where it cannot be looked at.

    That it is valid is known already where the address has answered.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORT
        allowed = [ip for ip in resolve(host, port) if reach.allows(ip)]
    except (OSError, ValueError):
        return None
    for ip in allowed:
        with contextlib.suppress(OSError), socket.create_connection((ip, port), seconds) as plain:
            return _read_end(plain, host)
    return None


def _read_end(plain: socket.socket, host: str) -> datetime | None:
    with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure:
        end = (secure.getpeercert() or {}).get("notAfter")
    if not isinstance(end, str):
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC)
