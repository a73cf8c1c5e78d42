"""What obstore raises, as one sentence without anything that a store may have repeated."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from obstore.exceptions import (
    BaseError,
    NotSupportedError,
    PermissionDeniedError,
    UnauthenticatedError,
)

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.log import tell
from feedtool.publish.refusal import refuse, refuse_unreached

_STATUS = re.compile(r"status code: (\d{3})")
_KIND = re.compile(r"HttpError \{\s+kind: (\w+),")
"""What went wrong on the way, in obstore's words."""
_BROKEN = frozenset({"Interrupted", "Timeout"})
"""After these nobody knows whether a write arrived, and obstore does not make it again."""
_WHY = {"InvalidCertificate": "Certificate", "dns error": "Name"}
"""What it says of a connection that did not come about."""
_OTHER = "Unable to extract metadata from headers"
"""What it says of an answer that no store gives, such as a page for logging in."""
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")


@contextmanager
def explained(where: str, name: str, *, writes: bool = False) -> Iterator[None]:
    """Turn what the store says into one sentence without anything it may have repeated."""
    try:
        yield
        tell("%s: %s %s", where, "wrote" if writes else "read", name or "the list")
    except NotSupportedError:
        message = f"{where} cannot replace a file on a condition"
        hint = "two publishers could overwrite each other: choose another store"
        raise FeedtoolError(message, hint, ExitCode.NETWORK) from None
    except FileNotFoundError as error:
        message = f"{where} has no '{name}'{_shown(error)}"
        raise FeedtoolError(message, "is the bucket's name right?", ExitCode.NETWORK) from None
    except BaseError as error:
        kind = _kind_of(error)
        if kind:
            raise refuse_unreached(where, kind) from None
        is_unknown = isinstance(error, PermissionDeniedError | UnauthenticatedError)
        found = _STATUS.search(str(error))
        status = int(found[1]) if found else HTTPStatus.FORBIDDEN if is_unknown else 0
        raise refuse(where, name, status, _shown(error), writes=writes) from None


def is_broken_off(error: BaseError) -> bool:
    """Tell whether a request or its answer was lost on the way: made again, it may succeed."""
    return _kind_of(error) in _BROKEN


def _kind_of(error: BaseError) -> str:
    """Return what went wrong on the way, "" where the store answered."""
    text = str(error)
    found = _KIND.search(text)
    if found is None:
        return "Decode" if _OTHER in text else ""
    return next((kind for words, kind in _WHY.items() if words in text), found[1])


def _shown(error: Exception) -> str:
    """Return the status and the store's own word for an error; its text may repeat a key."""
    text = str(error)
    found = [match[1] for match in (_STATUS.search(text), _CODE.search(text)) if match]
    return f" ({' '.join(found)})" if found else f": {first_line(error)}"


def first_line(error: Exception) -> str:
    """Return the start of what obstore says, before addresses and answers."""
    first = str(error).partition("\n")[0]
    return first.partition(": Error performing")[0].strip()[:200] or type(error).__name__
