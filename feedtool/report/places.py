"""Where a finding stands, as the readers of reports want to be told."""

import posixpath
import re
from urllib.parse import quote

from feedtool.formats.web_address import is_web

_DRIVE = re.compile(r"[A-Za-z]:/")
_SAFE = "/-._~!$&'()*+,;=@"
"""What a path of a URI holds as it is, less the colon: RFC 3986, section 3.3."""


def tidy_path(path: str) -> str:
    """Take `./` and `a/../` out of a path: repositories know a file by one name only."""
    return path if is_web(path) else posixpath.normpath(path)


def is_absolute(path: str) -> bool:
    """Tell whether a path says where it starts."""
    return path.startswith("/") or _DRIVE.match(path) is not None or is_web(path)


def write_uri(path: str) -> str:
    """Write a path as a URI: relative to where the user stands, or `file:///…`.

    Bytes of a name that are not UTF-8 stay the bytes they are.
    """
    tidy = tidy_path(path)
    if is_web(tidy):
        return quote(tidy, safe=_SAFE + ":?#[]%")
    try:
        data = tidy.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character in a name on Windows
        data = tidy.encode("utf-8", "surrogatepass")
    if not is_absolute(tidy):
        return quote(data, safe=_SAFE)
    return "file:///" + quote(data, safe=_SAFE + ":").lstrip("/")
