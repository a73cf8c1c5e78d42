"""Requests to S3, signed as Amazon's Signature Version 4 says: pure.

Source: "Signature Calculations for the Authorization Header: Transferring Payload in a Single
Chunk", API reference of Amazon S3, whose examples are among the tests.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from urllib.parse import parse_qs, quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"
_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Access:
    """A key with its secret, and the region that they are used in; only the key may be shown."""

    key: str
    region: str
    secret: str = field(repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """What is signed: the address with its query as it is sent, and the hash of the body."""

    method: str
    url: str
    headers: Mapping[str, str]
    sha256: str


def sign(request: Request, access: Access, now: datetime) -> dict[str, str]:
    """Return all headers of a request, signed; `Host` is left to the connection."""
    parts = urlsplit(request.url)
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    headers = {name.lower(): " ".join(value.split()) for name, value in request.headers.items()}
    headers |= {"x-amz-date": stamp, "x-amz-content-sha256": request.sha256}
    if access.token:
        headers["x-amz-security-token"] = access.token
    host = parts.netloc.removesuffix(_PORTS[parts.scheme])
    lines = sorted({**headers, "host": host}.items())
    names = ";".join(name for name, _ in lines)
    said = "".join(f"{name}:{value}\n" for name, value in lines)
    query = "&".join(sorted(parts.query.split("&"), key=lambda each: each.partition("=")))
    text = f"{request.method}\n{parts.path or '/'}\n{query}\n{said}\n{names}\n{request.sha256}"
    scope = f"{stamp[:8]}/{access.region}/s3/aws4_request"
    digest = hashlib.sha256(text.encode()).hexdigest()
    key = reduce(_seal, scope.split("/"), f"AWS4{access.secret}".encode())
    signature = _seal(key, f"{_ALGORITHM}\n{stamp}\n{scope}\n{digest}").hex()
    credential = f"Credential={access.key}/{scope},SignedHeaders={names},Signature={signature}"
    return {**headers, "authorization": f"{_ALGORITHM} {credential}"}


def _seal(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def write_query(parameters: Mapping[str, str]) -> str:
    """Write a query as it is signed and sent."""
    return "&".join(f"{name}={quote(value, safe='-_.~')}" for name, value in parameters.items())


def read_presigned(url: str, variables: Mapping[str, str]) -> Access | None:
    """Find out what an address was signed with; None where the environment has no secret for it."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    key, _, scope = query.get("X-Amz-Credential", "").partition("/")
    secret = variables.get("AWS_SECRET_ACCESS_KEY", "")
    if not key or not secret or key != variables.get("AWS_ACCESS_KEY_ID"):
        return None
    token = query.get("X-Amz-Security-Token", "")
    return Access(key, scope.split("/")[1], secret, token)
