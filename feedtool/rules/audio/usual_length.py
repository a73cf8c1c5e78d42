"""How long an episode is beside the others of its show."""

from collections.abc import Iterable
from statistics import median

from feedtool.check.facts import Index
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.model.finding import Level, Problem

_ENOUGH = 5
_TIMES = 5
_RARE = 20


@rule("AU21", Level.ADVICE)
def unusual_length(index: Index) -> Iterable[Problem]:
    """A full episode is less than a fifth, or more than five times, as long as is usual here.

    Most often a trailer or a test export was attached, or the recording was not cut. Look whether
    it is the right file; if it is a trailer or a bonus, say so with `episode_type`, so that apps
    do not count it as an episode.

    Usual is the median of the show's full episodes, of which there must be five. Where more than
    one in twenty is that far off, lengths differ on purpose, and nothing is said; a show of
    one-minute episodes is as usual as any other.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 960000
          duration: 60
        # 003.md
        title: Kay McNulty and the six
        guid: 0b9e3a51-7d0b-4e68-8f6e-6a8d1c2b3a43
        published: 2024-01-16 09:00
        audio:
          url: https://feeds.compilertalk.example/audio/003.mp3
          length: 28800000
          duration: 1800
        ---
        **Kay McNulty** on six women and a machine.
        # 004.md
        title: Jean Bartik and the tables
        guid: 0b9e3a51-7d0b-4e68-8f6e-6a8d1c2b3a44
        published: 2024-01-23 09:00
        audio:
          url: https://feeds.compilertalk.example/audio/004.mp3
          length: 28800000
          duration: 1800
        ---
        **Jean Bartik** on tables for guns.
        # 005.md
        title: Fran Allen and the parallel loop
        guid: 0b9e3a51-7d0b-4e68-8f6e-6a8d1c2b3a45
        published: 2024-01-30 09:00
        audio:
          url: https://feeds.compilertalk.example/audio/005.mp3
          length: 28800000
          duration: 1800
        ---
        **Fran Allen** on loops that run side by side.

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 960000
          duration: 60
        episode_type: trailer
    """
    full = [
        (digest.duration, digest)
        for digest in index.digests
        if digest.duration and digest.episode_type == "full" and not digest.is_draft
    ]
    if len(full) < _ENOUGH:
        return
    usual = median(duration for duration, _ in full)
    far = [each for each in full if not usual / _TIMES <= each[0] <= usual * _TIMES]
    if len(far) > max(1, len(full) // _RARE):
        return
    for duration, digest in far:
        yield Problem(
            ("audio",),
            f"this full episode lasts {write_clock(duration)}; usual here is {write_clock(usual)}",
            "look whether this is the right file; mark a trailer with episode_type: trailer",
            file=digest.path,
            feed_hint="look whether this is the right file; itunes:episodeType tells a trailer",
        )
