"""How large the feed becomes."""

from collections.abc import Iterable

from feedtool.check.facts import Index
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem

_ADVISED = 1_000_000
_LARGE = 2_000_000


@rule("HO09", Level.WARNING)
def large_feed(index: Index) -> Iterable[Problem]:
    """The feed is larger than 1 MB.

    Each app fetches the whole of it again and again: 1 MB every hour is 720 MB a month for one
    listener's app, and on a telephone it is paid for. From 1 MB on it is advice, from 2 MB a
    warning; some apps and directories read no more than 10 MB. Long notes in every item make most
    of it: link to a page, or leave the footer out. The size is reckoned from the texts of the
    items, uncompressed.

    Bad:
        # show.yaml
        derive: {"content:encoded": notes}
        # 001.md
        description: Grace Hopper on moths.
        ---
        **Grace Hopper** <1200000 characters>

    Good:
        # show.yaml
        derive: {"content:encoded": notes}
        # 001.md
        description: Grace Hopper on moths.
        ---
        **Grace Hopper** <3000 characters>
    """
    size = sum(digest.bulk for digest in index.digests if digest.is_due)
    if size < _ADVISED:
        return
    level = Level.ADVICE if size < _LARGE else None
    message = f"the feed has about {size / 1_000_000:.1f} MB; at most {_ADVISED // 1_000_000} MB"
    hint = "shorten what every item repeats, or keep the newest items in the feed alone"
    yield Problem((), f"{message} is advised", hint, level=level)
