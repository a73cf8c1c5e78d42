"""Date, numbers, genre, podcast frames, length and language in the tags."""

from collections.abc import Iterable

from feedtool.check.media_facts import AudioTags
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.formats.tag_names import find_said, tells_wrong_length
from feedtool.formats.vocabulary.language_codes import is_same_language
from feedtool.model.finding import Level, Problem
from feedtool.rules.tags.texts import CURE, compare, main_kind

_PODCAST = frozenset({"podcast", "podcasts", "(186)", "186", "(186)podcast"})


@rule("TG05", Level.ADVICE)
def wrong_tagged_date(tags: AudioTags) -> Iterable[Problem]:
    """The date in the audio's tags is not that of the episode.

    Players without the feed sort by it. The year alone is enough, where it is right.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TYER = 2019

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TYER = 2024
    """
    wanted = tags.wanted.date
    for frame in find_said(tags.tagging, "date"):
        text = frame.text[: len(wanted)]
        if wanted and not wanted.startswith(text):
            message = f"{frame.name} ({frame.kind}) says {frame.text!r}; expected {wanted}"
            yield Problem((frame.name,), message, CURE)


@rule("TG06", Level.ADVICE)
def wrong_tagged_number(tags: AudioTags) -> Iterable[Problem]:
    """Track or disc in the audio's tags are not the numbers of episode and season.

    Players without the feed play by them. How many there are may stand behind a slash.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TRCK = 2

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TRCK = 01/12
    """
    for field, what in (("track", "episode"), ("disc", "season")):
        wanted: str = getattr(tags.wanted, field)
        for frame in find_said(tags.tagging, field):
            found = frame.text.partition("/")[0].strip()
            if wanted and found.lstrip("0") != wanted.lstrip("0"):
                message = f"{frame.name} ({frame.kind}) says {frame.text!r}; expected {wanted}"
                yield Problem((frame.name,), f"{message}, the {what}", CURE)


@rule("TG07", Level.ADVICE)
def wrong_podcast_frame(tags: AudioTags) -> Iterable[Problem]:
    """The genre is not Podcast, or a podcast frame names another feed or episode.

    Programs that keep podcasts apart from music go by the genre and by Apple's frames: PCST, WFED
    (the feed), TGID (the GUID), in MP4 pcst, purl and egid. Only what is there and wrong is
    named, but for a genre in a tag that has a title.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TCON = Blues

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TCON = Podcast
    """
    wanted = tags.wanted.genre
    genres = [frame for frame in find_said(tags.tagging, "genre") if frame.kind != "ID3v1"]
    for frame in genres:
        if wanted and frame.text.strip().casefold() not in _PODCAST:
            message = f"{frame.name} ({frame.kind}) says {frame.text!r}; expected Podcast"
            yield Problem((frame.name,), message, CURE)
    if wanted and not genres and main_kind(tags) and any(find_said(tags.tagging, "title")):
        yield Problem((), "the tags have no genre; expected Podcast", CURE)
    yield from compare(tags, "feed_url", "feed's address")
    yield from compare(tags, "guid", "GUID")


@rule("TG13", Level.ADVICE)
def wrong_tagged_length(tags: AudioTags) -> Iterable[Problem]:
    """Length or language in the audio's tags are not those of the audio and the feed.

    Some players show TLEN instead of reckoning; TLAN tells speech programs how to read the texts.
    A length may differ by two seconds.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TLEN = 3600000

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TLEN = 20321
        TLAN = eng
    """
    duration = tags.facts.duration
    if duration is not None and tells_wrong_length(tags.tagging, duration):
        told = next(tags.tagging.find("TLEN")).text
        message = f"TLEN says {told} ms, but the sound lasts {write_clock(duration)}"
        yield Problem(("TLEN",), message, CURE)
    for frame in find_said(tags.tagging, "language"):
        wanted = tags.wanted.language
        if wanted and not is_same_language(frame.text, wanted):
            message = f"{frame.name} ({frame.kind}) says {frame.text!r}; expected {wanted}"
            yield Problem((frame.name,), f"{message}, the feed's language", CURE)
