"""Statistics prefixes: addresses that count a download and lead on to the audio's own host.

Sources: the services' own set-up pages; each is followed by the audio's address without a scheme.
"""

import re

from feedtool.formats.lazy_pattern import lazy_pattern

_PREFIX = lazy_pattern(
    r"""https?://(?:
        (?:www\.)?op3\.dev/e(?:,[^/]*)?/
      | (?:dts|www|play|rss)\.podtrac\.com/(?:pts/)?redirect\.[a-z0-9]{2,4}/
      | ch(?:tbl|rt)\.(?:com|fm)/track/[^/]+/
      | pdst\.fm/e/
      | pdcn\.co/e/
      | mgln\.ai/e/[^/]+/
      | pscrb\.fm/rss/p/
      | verifi\.podscribe\.com/rss/p/
      | (?:media|content)\.blubrry\.com/[^/]+/
      | claritaspod\.com/measure/
      | clrtpod\.com/m/
      | arttrk\.com/p/[^/]+/
      | prfx\.byspotify\.com/e/
      | (?:tracking\.)?swap\.fm/track/[^/]+/
      | 2\.gum\.fm/
      | (?:dcs|sdk)\.megaphone\.link/e/
      | pfx\.vpixl\.com/[^/]+/
      | (?:www\.)?podderapp\.com/[^/]+/
      | pod\.link/track/[^/]+/
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_HOST = lazy_pattern(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?/", re.IGNORECASE)
_MOST = 10


def split_prefix(url: str) -> tuple[str, str]:
    """Split an audio address into its statistics prefixes and the bare address.

    The bare address gets the scheme of the prefix. Without a prefix the first part is "".
    """
    rest, prefix = url, ""
    for _ in range(_MOST):
        match = _PREFIX.match(rest)
        if match is None or not _HOST.match(rest, match.end()):
            break
        scheme = rest.partition("://")[0]
        start = match[0] if not prefix else match[0].partition("://")[2]
        prefix, rest = prefix + start, f"{scheme}://{rest[match.end() :]}"
    return prefix, rest


def compare_bare(before: str, after: str) -> tuple[str, str]:
    """Take the prefixes off two addresses of one audio, to see whether it moves.

    A prefix hides the scheme of what is behind it: then both get that of the second.
    """
    (old_prefix, old), (new_prefix, new) = split_prefix(before), split_prefix(after)
    if (old_prefix or new_prefix) and old.partition("://")[2] == new.partition("://")[2]:
        return new, new
    return old, new
