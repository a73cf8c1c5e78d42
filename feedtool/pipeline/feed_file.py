"""A feed's file, or the standard input, to a feed that was read."""

import sys
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.feed.document import MAX_FEED, read_feed
from feedtool.formats.feed.node import FeedDocument


def read_feed_file(name: str) -> FeedDocument:
    """Read a feed from a file, or from the standard input for `-`; raises FeedtoolError."""
    try:
        data = _read_input() if name == "-" else read_bytes(Path(name), MAX_FEED)
    except FileNotFoundError:
        raise FeedtoolError(f"{name}: there is no such file") from None
    except UnreadableError as error:
        raise FeedtoolError(f"{name}: {error}") from None
    return read_feed(data)


def _read_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_FEED + 1)
    if len(data) > MAX_FEED:
        raise UnreadableError(f"more than {MAX_FEED:,} bytes are not read")
    return data
