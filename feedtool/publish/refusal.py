"""What a store refuses, in one sentence: what it did not do, and who must do what about it."""

import re

from feedtool.errors import ExitCode, FeedtoolError

_FULL = re.compile(r"quota|storage_?full|insufficient|exceeded", re.IGNORECASE)
"""QuotaExceeded of Ceph, XMinioStorageFull of MinIO and the like: no room, or no more requests."""
_NO_ROOM = 507
"""Insufficient Storage (RFC 4918, 11.5)."""
_NO_RIGHT = "AccessDenied"
"""What S3 says to credentials that are known, and may not do this."""
_EXPIRED = re.compile(r"\b(ExpiredToken|InvalidToken|TokenRefreshRequired)\b")
"""What S3 says, with a status of 400, to credentials that held for an hour."""
_SKEWED = "RequestTimeTooSkewed"
"""What S3 says where the clock is wrong by more than a quarter of an hour."""
_UNKNOWN = frozenset({401, 403})
_UNWILLING = frozenset({405, 500})
_ABSENT = 404
_UNABLE = 501
_UNREACHED = {
    "Name": "no server has this name",
    "Certificate": "its certificate is not valid",
    "Connect": "no connection",
    "Timeout": "no answer in time",
    "Request": "the connection broke off",
    "Interrupted": "the answer broke off",
}
"""Why nothing was heard of a store, by obstore's words."""


class UnreachedError(FeedtoolError):
    """No answer came: whether the store did what was asked is not known."""


def refuse_unreached(where: str, kind: str) -> UnreachedError:
    """Say that a store was not reached; `kind` is obstore's word for why."""
    why = _UNREACHED.get(kind, "what answers there is no such store")
    hint = "is the network there, and 'endpoint' of the target right?"
    if kind == "Timeout":
        hint += ' A slow line needs more time: options = {timeout = "10m"}'
    return UnreachedError(f"{where} is not reached: {why}", hint, ExitCode.NETWORK)


def refuse(where: str, name: str, status: int, said: str, *, writes: bool) -> FeedtoolError:
    """Say that a store did not do what was asked for a file.

    `said` is what is shown of its answer, with the store's own word for it. What is refused when
    the store `writes`, after all that a release reads was answered, is another matter than what
    is refused from the start.
    """
    if _FULL.search(said) or status == _NO_ROOM:
        message, hint = f"{where} has no room{said}", "make room there, or raise its quota"
    elif _SKEWED in said:
        message, hint = f"{where} has another time{said}", "set the clock of this machine"
    elif status in _UNKNOWN and writes and _NO_RIGHT in said:
        message = f"{where} lets these credentials write nothing at '{name}'{said}"
        hint = "they need the right to read, list, write and delete there"
    elif status in _UNKNOWN or _EXPIRED.search(said):
        message = f"{where} refuses the credentials{said}"
        hint = "they come from the environment: see docs/publishing.md"
    elif status in _UNWILLING and writes:
        message = f"{where} does not take '{name}'{said}"
        hint = "it answers what is read: is it full, over its quota, or read-only?"
    elif status == _UNABLE:
        message, hint = f"{where} lacks what publishing needs{said}", "choose another store"
    elif status == _ABSENT:
        message, hint = f"{where} is not there{said}", "is the bucket's name right?"
    else:
        message = f"{where} does not serve{said}"
        hint = f"at '{name}'" if name else "when its files were listed"
    return FeedtoolError(message, hint, ExitCode.NETWORK)
