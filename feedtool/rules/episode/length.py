"""How long: the description, and the audio by its record."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Remove

_MAX_DESCRIPTION = 10_000
_TOLERANCE = 0.05


@rule("EP06", supersedes=("EP27",))
def overlong_description(episode: Episode, item: Item) -> Iterable[Problem]:
    """An episode's description has more than 10,000 characters, markup included.

    Apple's guide allows no more, and apps cut what is longer, links at the end first. The lower
    limits of PSP-1 and YouTube are those of EP27. Shorten the notes, or put them on the episode's
    page and link to it: `link`.

    Bad:
        # 001.md
        ---
        Grace Hopper goes through her lecture, page by page:
        [1][p] [2][p] [3][p] [4][p] [5][p] [6][p] [7][p] [8][p] [9][p] [10][p] [11][p] [12][p]
        [13][p] [14][p] [15][p] [16][p] [17][p] [18][p] [19][p] [20][p] [21][p] [22][p] [23][p]
        [24][p] [25][p] [26][p] [27][p] [28][p] [29][p] [30][p] [31][p] [32][p] [33][p] [34][p]
        [35][p] [36][p] [37][p] [38][p] [39][p] [40][p] [41][p] [42][p] [43][p] [44][p] [45][p]
        [46][p] [47][p] [48][p] [49][p] [50][p] [51][p] [52][p] [53][p] [54][p] [55][p] [56][p]

        [p]: https://hopper.example/lectures/1952/the-education-of-a-computer/proceedings
          "The Education of a Computer, Proceedings of the ACM National Meeting, 1952"

    Good:
        # 001.md
        ---
        Grace Hopper goes through [her lecture](https://hopper.example/lectures/1952/the-education-of-a-computer).
    """
    length = len(item.description)
    if length <= _MAX_DESCRIPTION:
        return
    yield Problem(
        ("notes",) if episode.description is None else ("description",),
        f"the description has {length:,} characters with its markup; at most 10,000 are allowed",
        "shorten the notes, or put the rest on the episode's page",
    )


@rule("EP10")
def malformed_duration(
    part: RecordFaults | Item, episode: Episode, item: Item
) -> Iterable[Problem]:
    """A duration is not written as seconds, MM:SS or H:MM:SS.

    Apple, PSP-1 and the W3C validator take no other form, with minutes and seconds up to 59: apps
    would show a wrong time, or none. The feed itself always says it in whole seconds. For a
    local file leave it out: it is measured. A form such as `30 minutes` or `1h 5m` is rewritten.

    That audio at an address has no duration at all is a warning: apps show none before they have
    loaded it. A live item has none, and with `dynamic: true` nobody knows it.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30 minutes

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30:00
    """
    malformed = list(part.of("EP10")) if isinstance(part, RecordFaults) else []
    yield from malformed
    if not malformed and _lacks_duration(episode, item):
        yield Problem(
            ("audio",),
            "the audio has no duration; expected how long it lasts",
            "write it as {url: …, duration: …}, in seconds, MM:SS or H:MM:SS",
            level=Level.WARNING,
            feed_hint="add itunes:duration, in seconds",
        )


def _lacks_duration(episode: Episode, item: Item) -> bool:
    """Say whether it is not known how long the audio lasts; a file is measured, no PDF lasts."""
    audio, made = episode.audio, item.audio
    if audio is None or made is None or audio.file or made.type == "application/pdf":
        return False
    is_written = any(e.name == "itunes:duration" and not e.absent for e in episode.elements)
    is_known = is_written or item.duration is not None
    return not (is_known or item.is_draft or item.live or item.is_dynamic)


@rule("EP11")
def wrong_duration(episode: Episode, item: Item) -> Iterable[Problem]:
    """The duration that the record gives is zero, or more than a second off what was measured.

    Up to 5 % it is a warning. Apps show it before the audio is there, and some stop playing at it.
    The feed says what was measured; a record that says otherwise is most often about another file.
    Leave the duration of a local file out. With `dynamic: true` nothing is compared.

    The repair takes the duration of a file out. Where that is all that shows a wrong file, nothing
    is left that does, so it is asked for unless the duration is 0.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 0

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 1800
    """
    audio = episode.audio
    written = audio.duration if audio else None
    if audio is None or written is None or (written == item.duration and written):
        return
    at = ("audio", "duration")
    if not written:
        hint = "leave it out: it is measured" if audio.file else "write it as seconds or H:MM:SS"
        message = "the duration is 0; expected the seconds that the audio lasts"
        yield Problem(at, message, hint, (Remove(at),) if audio.file else ())
        return
    measured = item.duration
    if measured is None or item.is_dynamic:
        return
    off = abs(written - measured)
    if off > 1:
        yield Problem(
            at,
            f"the duration is given as {write_clock(written)}, but the file lasts "
            f"{write_clock(measured)}",
            "leave it out: it is measured; or look whether this is the right file",
            (Remove(at),),
            is_unsafe=True,
            level=Level.WARNING if off <= measured * _TOLERANCE else None,
        )
