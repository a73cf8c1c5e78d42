"""Station probe: XMP packets, in which editors tell of the project that a sound was cut in.

In MP3 they are a private frame, in QuickTime's files user data; here are the two that stand beside
all tags. Source: XMP Specification Part 3, on WAV and on MPEG-4.
"""

from collections.abc import Iterator

from feedtool.formats.private_data import find_in_bytes
from feedtool.model.tagging import Frame, Tagging
from feedtool.pieces import Span
from feedtool.probe.mp4_index import Box
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.tag_texts import make_frame
from feedtool.probe.window import Window

CHUNK = b"_PMX"
"""The name of the chunk of a WAV that holds a packet."""
_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""Begins the box of a file (uuid) that holds one."""
_MAX_READ = 1 << 16  # bytes
_MOST = 100


def read_packets(window: Window, kind: str, spans: list[Span]) -> Tagging:
    """Give a frame of each packet between two places that holds a path of somebody's computer."""
    frames: list[Frame] = []
    for start, end in spans[:_MOST]:
        if text := find_in_bytes(window.read(start, min(end - start, _MAX_READ))):
            frames.append(make_frame(kind, "XMP", text, length=end - start))
    return Tagging(frames=tuple(frames))


def list_packets(window: Window, tops: list[Box]) -> Iterator[tuple[Frame, Span]]:
    """List the packets in an MP4 that give a frame, and where their boxes begin and end."""
    place = 0
    for kind, start, end in tops[:_MOST]:
        is_small = end - place <= MAX_METADATA
        if kind == "uuid" and is_small and window.read(start, len(_BOX)) == _BOX:
            for frame in read_packets(window, "MP4", [(start + len(_BOX), end)]).frames:
                yield frame, (place, end)
        place = end
