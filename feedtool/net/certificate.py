"""Until when the certificate of a host holds."""

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
        return _read_end(allowed[0], host, port, seconds) if allowed else None
    except (OSError, ValueError):
        return None


def _read_end(ip: str, host: str, port: int, seconds: float) -> datetime | None:
    context = ssl.create_default_context()
    with (
        socket.create_connection((ip, port), seconds) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        end = (secure.getpeercert() or {}).get("notAfter")
    if not isinstance(end, str):
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC)
