"""Station probe: the texts of a WAV in its LIST INFO chunk (RIFF 1991, "INFO List Chunk").

The standard leaves their encoding open: UTF-8 is what programs write today, Windows' old one what
is left.
"""

from collections.abc import Iterator

from feedtool.model.tagging import Frame, TagBlock, Tagging
from feedtool.probe.tag_texts import make_frame

KIND = "INFO"
_MOST = 1000


def split_info(data: bytes) -> Iterator[tuple[str, bytes]]:
    """List name and value of the entries of a LIST chunk's content; none where it is no INFO."""
    place = len(KIND)
    if data[:place] != KIND.encode():
        return
    for _ in range(_MOST):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if place + 8 > len(data) or place + 8 + size > len(data):
            return
        yield data[place : place + 4].decode("latin-1"), data[place + 8 : place + 8 + size]
        place += 8 + size + (size & 1)


def read_info(data: bytes) -> Tagging:
    """Read the content of a LIST chunk; nothing where it is no INFO."""
    frames = tuple(make_info_frame(name, value) for name, value in split_info(data))
    return Tagging((TagBlock(KIND, len(data)),), frames) if frames else Tagging()


def make_info_frame(name: str, value: bytes) -> Frame:
    """Make a frame of an entry."""
    text = value.split(b"\0")[0]
    try:
        said = text.decode("utf-8")
    except UnicodeDecodeError:
        said = text.decode("cp1252", "replace")
    return make_frame(KIND, name, said.strip(), length=len(value))
