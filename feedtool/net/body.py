"""The body of an answer, read as far as the limits allow."""

from urllib3.response import BaseHTTPResponse

from feedtool.net.answer import Limits, NetworkError, Reason, shown_address

_BLOCK = 64 * 1024
_FREE = 8 * 1024 * 1024
"""Bytes that may come out of any compression before its ratio is looked at."""
_RATIO = 100
"""Bytes that one compressed byte may become: feeds become 3 to 20, bombs up to 1,000."""


def read_body(response: BaseHTTPResponse, url: str, limits: Limits) -> bytes:
    """Read and decompress a whole body; raises NetworkError where a limit is reached.

    What is over a limit is never unpacked: each block is, and is counted at once.
    """
    parts: list[bytes] = []
    total = 0
    while block := response.read(_BLOCK, decode_content=True):
        parts.append(block)
        total += len(block)
        _judge(response.tell(), total, url, limits)
    return b"".join(parts)


def _judge(wire: int, total: int, url: str, limits: Limits) -> None:
    shown = shown_address(url)
    if total > _FREE and total > _RATIO * wire:
        message = f"{shown} unpacks to more than {_RATIO} times its size: that is no honest answer"
        raise NetworkError(Reason.TOO_LARGE, message)
    for found, limit in ((wire, limits.wire), (total, limits.body)):
        if found > limit:
            message = f"{shown} is larger than the {limit:,} bytes that are read"
            raise NetworkError(Reason.TOO_LARGE, message)
