"""Where a show is published: one table of feedtool.toml a target. Never a secret."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from feedtool.model.place import FieldPath
from feedtool.model.scalars import Bool, Integer, Text
from feedtool.model.shapes import OneOrMany, Record

SCHEMES = ("s3", "gs", "az", "file")
"""Kinds of stores by the start of their address; a plain path is a folder."""
SHORT_CACHE = 300
LONG_CACHE = 365 * 24 * 3600

_SECRET_NAME = re.compile(
    r"secret|passw|credential|token|signature|(access|account|private|api|shared|storage)_?-?key"
    r"|(^|[_-])(sas|key|auth)($|[_-])",
    re.IGNORECASE,
)
_SWITCH = re.compile("true|false", re.IGNORECASE)
"""What names like `skip_signature` turn on and off: no secret."""
_SECRET_VALUE = re.compile(
    r"(?P<login>://[^/\s@]*:[^/\s@]*@)|\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN"
    r"|[?&](sig|X-Amz-Signature|X-Goog-Signature)=",
)
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://(?P<rest>.*)", re.DOTALL)
_WEB = re.compile(r"https?://[^/\s@]+(/\S*)?")


def _refuse_secrets(value: Any) -> Any:
    """Refuse the whole table: not even a part of it is used while a secret stands there."""
    for inside, text in _walk(value, ()):
        name = next((step for step in reversed(inside) if isinstance(step, str)), "")
        is_named = _SECRET_NAME.search(name) and text and not _SWITCH.fullmatch(text)
        if is_named or _SECRET_VALUE.search(text):
            words = "holds a secret, in a file that others read"
            raise PydanticCustomError("RC13", words, {"inside": inside})
    return value


def _walk(value: Any, inside: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """List every text below a table with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*inside, str(key)))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*inside, index))
    else:
        yield inside, "" if value is None else str(value)


def _read_location(text: str) -> str:
    match = _ADDRESS.fullmatch(text)
    if not text.isprintable():
        raise PydanticCustomError("RC03", "holds a character that cannot be seen")
    if match is None:
        if text.strip():
            return text
        raise PydanticCustomError("RC03", "is empty: name a folder, or s3://bucket/prefix")
    scheme, rest = match["scheme"].lower(), match["rest"]
    if scheme not in SCHEMES:
        words = "must begin with one of: {known}, or be a folder's path"
        raise PydanticCustomError("RC03", words, {"known": ", ".join(f"{s}://" for s in SCHEMES)})
    if not rest.strip("/") or (scheme != "file" and rest.startswith("/")):
        raise PydanticCustomError("RC03", "names no bucket or folder after ://")
    if scheme == "file" and not rest.startswith("/"):
        raise PydanticCustomError("RC03", "must be a folder of this machine: file:///srv/feed")
    if "?" in rest or "#" in rest or (scheme != "file" and ".." in rest.split("/")):
        raise PydanticCustomError("RC03", "must be a bucket and a prefix alone")
    return text


def _read_web_address(text: str) -> str:
    if _WEB.fullmatch(text):
        return text
    raise PydanticCustomError("RC03", "must be an http or https address")


def _read_seconds(value: int) -> int:
    if 0 <= value <= LONG_CACHE:
        return value
    words = "must be seconds, from 0 to {most} (a year)"
    raise PydanticCustomError("RC03", words, {"most": LONG_CACHE})


_Location = Annotated[Text, AfterValidator(_read_location)]
_WebAddress = Annotated[Text, AfterValidator(_read_web_address)]
_CacheTime = Annotated[Integer, AfterValidator(_read_seconds)]


class Target(Record):
    """A place to publish to. Credentials come from the environment, never from here."""

    url: _Location
    """Where files go: `s3://bucket/prefix`, `gs://…`, `az://…`, `file:///…`, or a folder's path."""
    endpoint: _WebAddress | None = None
    """Address of the service, for stores that speak S3 and are not Amazon's."""
    region: Text | None = None
    """Region of the bucket."""
    path_style: Bool | None = None
    """Whether the bucket stands in the path of addresses, not in the host's name."""
    public: _WebAddress | None = None
    """Where listeners find the files; left out, the show's base_url. A folder's files are looked
    up there only if it is given: they may be on their way still."""
    short_cache: _CacheTime = SHORT_CACHE
    """Seconds that the feed, transcripts and chapters may be kept by caches."""
    long_cache: _CacheTime = LONG_CACHE
    """Seconds that audio and pictures may be kept: they never change under their name."""
    hubs: Annotated[tuple[_WebAddress, ...], OneOrMany()] = ()
    """WebSub hubs that are told of every release, besides the show's own `hub`."""
    purge: Text | None = None
    """Command that empties the CDN's cache; it reads the changed addresses from its input."""
    options: dict[str, Text] = Field(default_factory=dict)
    """Further options of the store, as obstore names them."""


CheckedTarget = Annotated[Target, BeforeValidator(_refuse_secrets)]
"""A target whose table holds no secret; a table that holds one is RC13."""
