"""Uploads in parts as S3 has them, request by request; those that fail for a time are made again.

What obstore cannot do: find the parts that an earlier process has sent, and end an upload on the
condition that nothing has its name.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus

from feedtool.formats.s3_answers import (
    Part,
    Upload,
    read_error,
    read_following,
    read_parts,
    read_uploads,
    read_value,
)
from feedtool.net.answer import Answer, Limits, NetworkError, Reason
from feedtool.net.blocks import Blocks
from feedtool.net.client import Client
from feedtool.publish.sigv4 import Access, Request, sign, write_query

_PAUSES = (0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
"""Seconds before each further try: as many as obstore makes."""
PASSING = frozenset({Reason.REFUSED, Reason.TIMEOUT, Reason.BROKEN, Reason.UNKNOWN_HOST})
"""Reasons that may be gone a little later."""
_BUSY = frozenset({"RequestTimeout", "SlowDown", "InternalError", "ServiceUnavailable"})


class RefusedError(Exception):
    """The store answered that it will not; `code` is its own short word, if it has one."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}".strip())
        self.status = status
        self.code = code

    @property
    def is_passing(self) -> bool:
        """Say whether the same request may succeed a little later."""
        is_broken = self.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        if self.code in _BUSY or self.status == HTTPStatus.TOO_MANY_REQUESTS:
            return True
        return is_broken and self.status != HTTPStatus.NOT_IMPLEMENTED


class StoppedError(Exception):
    """There is no use in further tries: another part of the same file has failed for good."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: `sent` is told of every so many bytes of `data`, and of those lost again."""

    method: str
    url: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    data: bytes = b""
    sent: Callable[[int], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket that is asked by signed requests, for as long as `client` is open.

    `address` gives the address of a name, `root` is that of the bucket, whose keys begin with
    `prefix` there. Each request raises RefusedError, or NetworkError where no answer came in all
    its tries.
    """

    client: Client
    limits: Limits
    access: Access
    root: str
    prefix: str
    address: Callable[[str], str]
    stop: threading.Event = field(default_factory=threading.Event)

    def begin(self, name: str, headers: Mapping[str, str]) -> str:
        """Begin an upload, whose file will have these headers; return its number."""
        answer = self._ask(Asked("POST", self.address(name), {"uploads": ""}, headers))
        upload = read_value(answer.body, "UploadId")
        if not upload:  # some page, with a status of success
            raise RefusedError(answer.status, "")
        return upload

    def list_parts(self, name: str, upload: str) -> dict[int, Part]:
        """List what of an upload lies at the store, by number from 1."""
        found: dict[int, Part] = {}
        for body in self._list(self.address(name), {"uploadId": upload}):
            found |= read_parts(body)
        return found

    def put(
        self, name: str, upload: str, number: int, data: bytes, sent: Callable[[int], None]
    ) -> str:
        """Send a part; return its ETag."""
        query = {"partNumber": str(number), "uploadId": upload}
        answer = self._ask(Asked("PUT", self.address(name), query, {}, data, sent))
        return answer.headers.get("etag", "").strip('"')

    def complete(self, name: str, upload: str, tags: list[str], *, is_new: bool) -> Answer:
        """Make one file of the parts; with `is_new` only if nothing has its name."""
        parts = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>&quot;{escape(tag)}&quot;</ETag></Part>"
            for number, tag in enumerate(tags, 1)
        )
        space = "http://s3.amazonaws.com/doc/2006-03-01/"
        body = f'<CompleteMultipartUpload xmlns="{space}">{parts}</CompleteMultipartUpload>'
        headers = {"Content-Type": "application/xml"} | ({"If-None-Match": "*"} if is_new else {})
        query = {"uploadId": upload}
        return self._ask(Asked("POST", self.address(name), query, headers, body.encode()))

    def abort(self, name: str, upload: str) -> None:
        """Have the store forget an upload, if it will; a rule of the bucket does it later."""
        with suppress(RefusedError, NetworkError, StoppedError):
            self._ask(Asked("DELETE", self.address(name), {"uploadId": upload}))

    def list_uploads(self, start: str = "") -> list[Upload]:
        """List the uploads that nobody has ended, of all names that begin so."""
        pages = self._list(self.root, {"uploads": "", "prefix": self.prefix + start})
        return [each.below(self.prefix) for body in pages for each in read_uploads(body)]

    def _list(self, url: str, query: Mapping[str, str]) -> Iterator[bytes]:
        """Ask for a list, page by page; one that names no new page is the last."""
        following: Mapping[str, str] = {}
        while True:
            body = self._ask(Asked("GET", url, {**query, **following})).body
            yield body
            before, following = following, read_following(body)
            if following in ({}, before):
                return

    def _ask(self, asked: Asked) -> Answer:
        """Make a request until there is an answer that stays."""
        for pause in _PAUSES:
            try:
                return self._ask_once(asked)
            except RefusedError as error:
                if not error.is_passing:
                    raise
            except NetworkError as error:
                if error.reason not in PASSING:
                    raise
            if self.stop.wait(pause):
                raise StoppedError
        return self._ask_once(asked)

    def _ask_once(self, asked: Asked) -> Answer:
        """Make a request; what a try that failed has sent is taken back."""
        gone: list[int] = []

        def count(size: int) -> None:
            gone.append(size)
            asked.sent(size)

        try:
            return self._send(asked, Blocks(asked.data, count, self.limits.total))
        except (RefusedError, NetworkError):
            asked.sent(-sum(gone))
            raise

    def _send(self, asked: Asked, blocks: Blocks) -> Answer:
        url = f"{asked.url}?{write_query(asked.query)}"
        sha256 = hashlib.sha256(asked.data).hexdigest()
        request = Request(asked.method, url, asked.headers, sha256)
        headers = sign(request, self.access, datetime.now(UTC))
        content = blocks if asked.data else None
        with self.client.open(asked.method, url, headers, content) as opened:
            answer = opened.read_all(self.limits)
        code = read_error(answer.body) if answer.body else ""
        if code or not answer.is_ok:
            raise RefusedError(answer.status, code)
        return answer
