"""Whether a store can be asked by requests of our own, and with what: as obstore would do it.

An address that obstore signs tells where a file lies, the region, the key and the token; only the
secret is looked up, in the environment. Where the platform gives another identity, or an option
is set that is obstore's alone, obstore sends the file.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedtool.model.target import Target

if TYPE_CHECKING:
    from feedtool.publish.s3 import Bucket

_SPOKEN = frozenset({"timeout", "connect_timeout"})
_UNSPOKEN = (
    "AWS_SERVER_SIDE_ENCRYPTION",
    "AWS_SSE_",
    "AWS_REQUEST_PAYER",
    "AWS_S3_EXPRESS",
    "AWS_CHECKSUM_ALGORITHM",
    "AWS_SKIP_SIGNATURE",
    "AWS_DISABLE_TAGGING",
    "AWS_PROXY_",
    "AWS_ALLOW_INVALID_CERTIFICATES",
)
"""Starts of variables by which obstore sends otherwise than we do."""
_TIME = re.compile(r"(\d{1,6})\s*(ms|s|m|h)", re.ASCII)
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_SILENCE, _CONNECT = "60s", "10s"
"""How long nothing may move, and how long connecting may take."""
_ANSWER = 8 * 1024 * 1024
"""Bytes of an answer: a list of a thousand parts has a quarter of a megabyte."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The way to a bucket: `presign` has obstore sign the address of a name below `prefix`.

    `connect` and `silence` are seconds that connecting may take, and that nothing may move.
    """

    presign: Callable[[str], str]
    prefix: str
    connect: float
    silence: float

    @contextmanager
    def open(self) -> "Iterator[Bucket | None]":
        """Open the bucket; gives None where only obstore has what lets in."""
        from feedtool.net.answer import Limits  # noqa: PLC0415 - heavy, and only for large files
        from feedtool.net.client import Client  # noqa: PLC0415
        from feedtool.net.reach import reach_of  # noqa: PLC0415
        from feedtool.publish.s3 import Bucket  # noqa: PLC0415
        from feedtool.publish.sigv4 import read_presigned  # noqa: PLC0415

        signed = self.presign("x")
        access = read_presigned(signed, os.environ)
        if access is None or any(
            name.startswith(each) for name in os.environ for each in _UNSPOKEN
        ):
            yield None
            return
        url = signed.partition("?")[0]
        below = f"{self.prefix}x".count("/") + 1
        root = url.rsplit("/", below)[0]
        silence = self.silence
        limits = Limits(self.connect, 2 * silence, silence, _ANSWER, _ANSWER, redirects=0)
        with Client(reach_of(url), limits) as client:
            yield Bucket(client, limits, access, root, self.prefix, self._address)

    def _address(self, name: str) -> str:
        return self.presign(name).partition("?")[0]


def find_opening(settings: Target, presign: Callable[[str], str], prefix: str) -> Opening | None:
    """Find the way to the bucket of a target; None where its options are obstore's alone."""
    silence = _read_time(settings.options.get("timeout", _SILENCE))
    connect = _read_time(settings.options.get("connect_timeout", _CONNECT))
    is_s3 = settings.url.lower().startswith("s3://")
    if not is_s3 or silence is None or connect is None or settings.options.keys() - _SPOKEN:
        return None
    return Opening(presign, f"{prefix}/" if prefix else "", connect, silence)


def _read_time(text: str) -> float | None:
    match = _TIME.fullmatch(text.strip())
    return int(match[1]) * _SECONDS[match[2]] if match else None
