"""Which host really sends the audio: behind statistics prefixes, and behind redirects."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from feedtool.errors import FeedtoolError
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.formats.web_address import host_of, join_address
from feedtool.migrate.feed.mapped import Mapped

if TYPE_CHECKING:
    from feedtool.net.client import Client

_MOST = 5
"""Hosts that are asked: more say nothing that the report could show."""


def find_final_hosts(
    items: Iterable[Mapped], base: str, client: "Client", tell: Callable[[str], None]
) -> dict[str, str]:
    """Ask one file of each host where it really comes from; return those that lead elsewhere.

    One byte is asked for. A host that does not answer is left out: that is another check's matter.
    """
    samples: dict[str, str] = {}
    for item in items:
        url = split_prefix(join_address(base, item.values.get("audio", {}).get("url", "")))[1]
        samples.setdefault(host_of(url), url)
    asked = list(samples.items())[:_MOST]
    tell("asking where the audio comes from")
    with ThreadPoolExecutor(_MOST) as pool:
        finals = list(pool.map(lambda sample: _find_final_host(sample[1], client), asked))
    pairs = zip((host for host, _ in asked), finals, strict=True)
    return {host: final for host, final in pairs if host and final and final != host}


def _find_final_host(url: str, client: "Client") -> str:
    try:
        return host_of(client.peek(url, 1).url)
    except FeedtoolError:
        return ""
