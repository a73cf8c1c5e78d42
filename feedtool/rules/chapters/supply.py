"""Whether an episode has chapters at all, and whether they can be right."""

from collections.abc import Iterable, Sequence

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem


@rule("CH13", Level.ADVICE)
def missing_chapters(index: Index) -> Iterable[Problem]:
    """A long episode has no chapters, though its notes list them or most others have some.

    Apple makes chapters of its own for full episodes of more than ten minutes that bring none,
    and marks them as its own. Where the notes hold a list of times from 0:00 on, only apps that
    read descriptions know it: `feedtool chapters convert RECORD --to record` prints the list for
    `chapters`. A show that never had chapters is let alone, and so are trailers, bonuses and live
    items.

    Bad:
        # 001.md
        ---
        What Grace Hopper talks about:

        - 00:00 Intro
        - 02:10 A moth
        - 12:30 Words

    Good:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        ---
        What Grace Hopper talks about:

        - 00:00 Intro
        - 02:10 A moth
        - 12:30 Words
    """
    long = [each for each in index.digests if each.chaptering and _is_shown(each)]
    usual = _find_usual(long)
    for digest in long:
        if digest.chaptering == "notes":
            yield Problem(
                (),
                "the notes list chapters, but the episode has none",
                f"feedtool chapters convert {digest.path} --to record prints them for `chapters`",
                file=digest.path,
                feed_hint="give them in a JSON file, and its address as podcast:chapters",
            )
        elif digest.chaptering == "none" and digest.path in usual:
            message = "most episodes have chapters, and this one has none: Apple makes its own"
            in_feed = "give them in a JSON file, and its address as podcast:chapters"
            hint = "list them under `chapters`"
            yield Problem((), message, hint, file=digest.path, feed_hint=in_feed)


def _is_shown(digest: Digest) -> bool:
    return not (digest.is_draft or digest.is_broken or digest.is_live)


def _find_usual(long: Sequence[Digest]) -> frozenset[str]:
    """Name the episodes since the show began to have chapters, if most of these have some."""
    began = min((_when(each) for each in long if each.chaptering == "own"), default=None)
    if began is None:
        return frozenset()
    since = [each for each in long if _when(each) >= began]
    own = sum(each.chaptering == "own" for each in since)
    return frozenset(each.path for each in since) if own * 2 > len(since) else frozenset()


def _when(digest: Digest) -> float:
    return digest.instant.timestamp() if digest.instant else 0.0


@rule("CH14", Level.ADVICE, fields=("chapters",))
def drifting_chapters(episode: Episode, item: Item) -> Iterable[Problem]:
    """The feed has chapters for audio whose ads are put in per request.

    Each listener gets another length of ads, so the times of the feed are right for nobody: the
    further into the episode, the further off. Hosts that put ads in can shift chapters inside
    the audio file; leave them there alone, and take them out of the feed.

    Bad:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30:00
          dynamic: true

    Good:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30:00
    """
    if item.is_dynamic and episode.chapters is not None:
        message = "ads are put in per request (dynamic: true), so these times drift"
        yield Problem(("chapters",), message, "leave chapters to the audio file")
