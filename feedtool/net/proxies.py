"""Proxies as the environment names them: http_proxy, https_proxy, all_proxy and no_proxy."""

from ipaddress import ip_address
from urllib.request import getproxies, proxy_bypass

from feedtool.net.address import Address


def find_proxy(address: Address) -> str:
    """Return the proxy for an address, or "" to connect directly.

    This computer is never asked for through a proxy: there it would be another one.
    """
    if _is_here(address.host) or proxy_bypass(address.host):
        return ""
    named = getproxies()
    found = named.get(address.scheme) or named.get("all") or ""
    return found if "://" in found or not found else f"http://{found}"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
