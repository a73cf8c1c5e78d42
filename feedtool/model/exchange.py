"""One public address of a show, and what the network answered when it was asked."""

from dataclasses import dataclass
from enum import StrEnum

from feedtool.model.finding import Level, Problem
from feedtool.model.place import FieldPath, Span

CERTIFICATE = "bad certificate"
REDIRECTS = "redirects"
TOO_LARGE = "too large"
UNKNOWN_HOST = "unknown host"
"""Words for why no answer came, as the network gives them."""
_WORDS = {
    301: "it leads nowhere",
    302: "it leads nowhere",
    307: "it leads nowhere",
    308: "it leads nowhere",
    401: "it asks for a password",
    403: "it refuses",
    404: "nothing is there",
    410: "it is gone for good",
    429: "it asks to come later",
    451: "it is withheld by law",
}
_BROKEN = 500


class Kind(StrEnum):
    """What an address leads to; the value is how messages call it."""

    FEED = "feed"
    AUDIO = "audio"
    ARTWORK = "artwork"
    TRANSCRIPT = "transcript"
    CHAPTERS = "chapters"
    PAGE = "page"
    LINK = "link"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that is asked, and what the feed says of it.

    `at` is the field that names it, `within` its place in a text. `type` and `length` (bytes) are
    what the feed declares, "" and None where it does not. `is_dynamic` says that ads are put in.
    `is_own` says that it lies under base_url. Of audio it is the bare one, without a statistics
    prefix, so that asking counts as no download.
    """

    url: str
    kind: Kind
    at: FieldPath
    within: Span | None = None
    type: str = ""
    length: int | None = None
    is_dynamic: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. None means: not asked, or not told.

    `failure` is a word for why no answer came (`unknown host`, `bad certificate`, `too slow`,
    `redirects`, ...), `message` the sentence to it; then nothing else is known but `hops`, each the
    address that led elsewhere and its status. `url` is where the last answer came from.

    `type` and `charset` are those of Content-Type; `size` is bytes of the whole file. `has_ranges`
    says that a part was given when a part was asked for. `start` is what the first bytes plainly
    are instead of what is wanted, as a sentence. `head_status`, `head_type` and `head_size` answer
    HEAD. `is_datable` says that the answer has an ETag or Last-Modified, `has_date` the latter,
    `revalidates` that a conditional request was answered 304. `encoding` is the compression of a
    feed that was asked for with gzip allowed. `is_open` says that any web page may load it (CORS).
    `max_age` is the seconds a cache may keep it, 0 for no-store and no-cache. `certificate_days`
    are those left of the host's certificate, told once a host. `browser_status` is what a browser
    is answered where we were refused. `text` is the feed as it is served.
    """

    status: int = 0
    url: str = ""
    failure: str = ""
    message: str = ""
    hops: tuple[tuple[str, int], ...] = ()
    type: str = ""
    charset: str = ""
    size: int | None = None
    has_ranges: bool | None = None
    start: str = ""
    head_status: int | None = None
    head_type: str = ""
    head_size: int | None = None
    is_datable: bool | None = None
    has_date: bool | None = None
    revalidates: bool | None = None
    encoding: str = ""
    is_open: bool | None = None
    max_age: int | None = None
    certificate_days: float | None = None
    browser_status: int | None = None
    text: str | None = None

    @property
    def is_ok(self) -> bool:
        """Say whether the address gave what it was asked for."""
        return not self.failure and 200 <= self.status < 300  # noqa: PLR2004 - RFC 9110, 15.3

    @property
    def words(self) -> str:
        """Say what came back instead of an answer of success."""
        if self.failure:
            return self.message
        words = _WORDS.get(self.status, "it fails" if self.status >= _BROKEN else "")
        return f"it answers {self.status}" + (f": {words}" if words else "")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer: what rules about the live show judge.

    `is_first` says that no other address of this kind and host came before: what is a setting of
    the host is reported once.
    """

    address: Address
    reply: Reply
    is_first: bool = True

    def problem(
        self, message: str, hint: str = "", level: Level | None = None, *, feed_hint: str = ""
    ) -> Problem:
        """Make a problem at the place that names the address."""
        at, within = self.address.at, self.address.within
        return Problem(at, message, hint, within=within, level=level, feed_hint=feed_hint)
