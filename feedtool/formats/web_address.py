"""Web addresses: their parts, what must not stand in them, and hosts nobody outside can reach.

Sources: RFC 3986 (syntax), RFC 2606 and RFC 6761 (reserved names), RFC 1918 (private networks).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from unicodedata import normalize
from urllib.parse import quote, urljoin, urlsplit

_PARTS = re.compile(
    r"\s*(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:/|$)))?"
    r"(?://(?P<authority>[^/?#]*))?(?P<rest>.*)",
    re.DOTALL,
)
_UNSAFE = re.compile(r"[^\x21\x23-\x3b\x3d\x3f-\x7e]")
_SAFE = "%/?#[]@!$&'()*+,;=:-._~|{}^`\\"
_DOUBLE = re.compile(r"[a-z]+://[^/?#]*://", re.IGNORECASE)
_PORT = re.compile(r":\d*$", re.ASCII)
_FILE_ENDINGS = frozenset(
    "asp gif htm html jpeg jpg json m4a md mp3 pdf php png srt txt vtt".split()
)
"""What a host does not end in, and the name of a file may."""
RESERVED = "is reserved for examples and tests"
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?:/|$)")
_OWN_NETWORK = (".local", ".internal", ".lan", ".home.arpa")
_EXAMPLES = (".example", ".test", ".invalid", ".example.com", ".example.net", ".example.org")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of an address: `scheme` and `host` in lower case, "" where there is none."""

    scheme: str
    host: str
    rest: str


def is_web(text: str) -> bool:
    """Tell an address of the web from the name of a file."""
    return text.lower().startswith(("https://", "http://"))


@lru_cache(maxsize=1024)
def split_address(text: str) -> WebAddress:
    """Take an address apart; `host` has no user, no port and no brackets."""
    match = _PARTS.match(text)
    if match is None:  # cannot be: every part may be missing
        return WebAddress("", "", text)
    host = _PORT.sub("", (match["authority"] or "").rpartition("@")[2].strip())
    return WebAddress((match["scheme"] or "").lower(), host.strip("[]").lower(), match["rest"])


def complete_address(text: str, base: str) -> str:
    """Make an absolute address of `//host/path`, `host.tld/path` or a path on `base`, or return "".

    A path is joined as RFC 3986, section 5.2, says; without an absolute `base` it stays unknown.
    What stands behind `//` and has no dot is a path whose slash was written twice.
    """
    if text.startswith("//"):
        if "." in split_address(text).host:
            return f"https:{text}"
        text = text[1:]
    name, _, ending = re.split(r"[/?#]", text, maxsplit=1)[0].strip(".").rpartition(".")
    if name and ending.lower() not in _FILE_ENDINGS:
        return f"https://{text}"
    is_base = base.lower().startswith(("https://", "http://"))
    return join_address(base, text) if is_base else ""


def join_address(base: str, text: str) -> str:
    """Return where an address leads that stands in a document at `base`; "" where none does."""
    try:
        joined = urljoin(base, text)
        urlsplit(joined)  # which finds brackets that hold no IPv6 address
    except ValueError:
        return ""
    return joined


def is_double(text: str) -> bool:
    """Tell an address behind whose host another one begins, and no path."""
    return _DOUBLE.match(text) is not None


def find_unsafe(text: str) -> str:
    """Return the first character that must be percent-encoded, or "".

    These are all beyond ASCII, white space, control characters, `<`, `>` and `"`.
    """
    match = _UNSAFE.search(text)
    return match[0] if match else ""


def encode_address(text: str) -> str:
    """Percent-encode an address and write its host in punycode; the host stays if it has none."""
    text = text.strip()
    match = _PARTS.match(text)
    start, end = match.span("authority") if match else (-1, -1)
    if start < 0:
        return quote(text, safe=_SAFE)
    user, at, host = text[start:end].rpartition("@")
    host = ".".join(map(_encode_label, host.split(".")))
    return quote(text[:start] + user + at, safe=_SAFE) + host + quote(text[end:], safe=_SAFE)


def _encode_label(label: str) -> str:
    """Write one label of a host in punycode (RFC 5891); a port stays behind it."""
    if label.isascii():
        return quote(label, safe=_SAFE)
    name, colon, port = normalize("NFC", label).lower().partition(":")
    return f"xn--{name.encode('punycode').decode('ascii')}{colon}{port}"


def host_of(url: str) -> str:
    """Return the host of an address in lower case, "" where there is none."""
    match = _PLAIN.match(url)
    return match[1] if match else split_address(url).host


@lru_cache(maxsize=1024)
def judge_host(host: str) -> str:
    """Say why nobody outside can reach this host, in words that follow its name, or return ""."""
    name = f".{host.rstrip('.')}"
    if name.endswith(".localhost"):
        return "is the reader's own computer"
    if name.endswith(_EXAMPLES):
        return RESERVED
    if name.endswith(_OWN_NETWORK):
        return "is a name of a local network"
    if ":" in name or (name[-1].isdigit() and "." in name[1:]):
        return _judge_ip(name[1:])
    return "" if "." in name[1:] or not host else "is a name of a local network"


def _judge_ip(text: str) -> str:
    try:
        is_public = ip_address(text).is_global
    except ValueError:
        return ""
    return "" if is_public else "is a private or reserved IP address"
