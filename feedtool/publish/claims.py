"""For which bytes the name of a large file is claimed while it is on its way.

No store makes the end of every upload in parts conditional, so the name is claimed first, for
these bytes and no others. The claim is also how another process finds the parts that are there.
"""

import hashlib
from dataclasses import dataclass

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.publish.names import CLAIMS, UNCACHED
from feedtool.publish.store import ChangedError, Headers, Held, Store, TakenError


@dataclass(frozen=True, slots=True)
class Claim:
    """A file by its hash; `upload` is the number of the upload in parts, `served` its headers.

    Both are "" where the library that sends says nothing of them.
    """

    sha256: str
    upload: str = ""
    served: str = ""

    def write(self) -> bytes:
        """Return the text that lies at the target."""
        return "\n".join(filter(None, (self.sha256, self.upload, self.served))).encode()


def read_claim(held: Held | None) -> Claim | None:
    """Read a claim; None where nobody has made one."""
    if held is None:
        return None
    lines = [*held.data.decode("utf-8", "replace").split("\n"), "", ""]
    return Claim(*lines[:3])


def claim_name(store: Store, name: str, sha256: str) -> None:
    """Claim a name for a file that is sent as a whole; raises FeedtoolError if others have it."""
    try:
        _create(store, name, Claim(sha256))
    except TakenError:
        found = read_claim(store.read(CLAIMS + name))
        if found is not None and found.sha256 != sha256:
            message = f"{name} at {store.where} was begun with other bytes"
            hint = "give the file another name: what has a name keeps its bytes"
            raise FeedtoolError(message, hint, ExitCode.CHANGED) from None


def take_claim(store: Store, name: str, claim: Claim, seen: Held | None) -> None:
    """Make a claim in the place of the one that was seen. Raises FeedtoolError."""
    try:
        if seen is None:
            _create(store, name, claim)
        else:
            data = claim.write()
            store.replace(CLAIMS + name, data, _dress(data), seen.version)
    except (TakenError, ChangedError):
        message = f"somebody else sends {name} to {store.where} at this moment"
        raise FeedtoolError(message, "run the command again", ExitCode.CHANGED) from None


def _create(store: Store, name: str, claim: Claim) -> None:
    data = claim.write()
    store.create(CLAIMS + name, data, _dress(data))


def _dress(data: bytes) -> Headers:
    return Headers("text/plain", UNCACHED, hashlib.sha256(data).hexdigest())
