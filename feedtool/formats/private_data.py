"""Traces of somebody's computer, account or whereabouts in texts and in binary data."""

import re

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.tagging import Frame

_NAME = r"[^\\/:*?\"<>|\x00-\x1f\x7f]"
_PLAIN = r"[^\\/:*?\"<>|\x00-\x1f\x7f-\xff]"
"""What is hardly met by chance in binary data: for paths that begin with less than a word."""
_OF_ADDRESS = r"[A-Za-z0-9_.:/-]"
_PATH = lazy_pattern(
    rf"[A-Za-z]:[\\/]{{1,2}}(?i:Users|Documents and Settings)[\\/]{{1,2}}{_NAME}{{1,60}}"
    rf"(?:[\\/]{{1,2}}{_NAME}{{1,80}})*"
    rf"|[A-Za-z]:\\{{1,2}}{_PLAIN}{{1,60}}(?:\\{{1,2}}{_PLAIN}{{1,80}})+"
    # One letter before it may be the length of the text, in binary data; two are a host's.
    rf"|(?<!{_OF_ADDRESS}{{2}})/(?:Users|home|Volumes)/{_NAME}{{1,60}}(?:/{_NAME}{{1,80}})+"
    rf"|file://(?:localhost)?/{_NAME}{{1,60}}(?:/{_NAME}{{1,80}})+"
    rf"|\\\\[\w.-]{{1,60}}\\{_PLAIN}{{1,80}}(?:\\{_PLAIN}{{1,80}})+"
)
_SHARED = lazy_pattern(
    r"[A-Za-z]:[\\/]Users[\\/](?:Public|Default)\b|/Users/Shared/", re.IGNORECASE
)


def find_local_path(text: str) -> str:
    """Return the first path of a person's or studio's computer in a text, or ""."""
    for match in _PATH.finditer(text):
        if not _SHARED.match(match[0]):
            return match[0].strip()
    return ""


def find_in_bytes(data: bytes) -> str:
    """Look for a path in binary data, in which text may be of one or two bytes a letter."""
    found = find_local_path(data.decode("latin-1"))
    if found or b"\0" not in data:
        return found
    return find_local_path(data.replace(b"\0", b"").decode("latin-1"))


_ACCOUNTS = frozenset({"apID", "ownr", "TOWN"})
"""Frames that say who bought or owns the file: iTunes account, owner, licensee."""


_POINT = lazy_pattern(
    r"(?=[^1-9]*[1-9])[+-]\d{1,6}(?P<part>\.\d+)?[+-]\d{1,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?"
    r"(?:CRS\w+)?(?(part)/?|/)\s*"
)
"""A point of the earth by ISO 6709, as recorders write it; what is zero throughout is not known."""


def name_private_data(frame: Frame) -> str:
    """Return what a frame gives away of somebody: a path, a place, an account; "" for nothing.

    Addresses that name the owner of a private frame are no secret: ID3 asks for them.
    """
    if find_local_path(frame.text) or find_local_path(frame.description):
        return "a path of somebody's computer"
    if _POINT.fullmatch(frame.text):
        return "the place of the recording on the map"
    return "an account" if frame.text and frame.name in _ACCOUNTS else ""
