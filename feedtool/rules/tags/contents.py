"""Comments, lyrics and private data in the tags."""

from collections.abc import Iterable, Iterator

from feedtool.check.media_facts import AudioTags
from feedtool.check.rule import rule
from feedtool.formats.names import fold_words
from feedtool.formats.private_data import find_local_path, name_private_data
from feedtool.formats.shorten import shorten
from feedtool.formats.tag_names import find_said
from feedtool.model.finding import Level, Problem
from feedtool.model.tagging import Frame
from feedtool.rules.tags.texts import CURE

_SHOWN = 60
_FEWEST = 6
"""Words of a comment that can be compared: shorter ones are notes of programs."""
_SHARE = 0.3
_MOST_NAMED = 20


@rule("TG12", Level.WARNING)
def private_data_in_tags(tags: AudioTags) -> Iterable[Problem]:
    """A tag gives away a path of somebody's computer, a place on the map, or an account.

    Editors put project paths into private frames (PRIV, GEOB, XMP), phones where they recorded
    (©xyz, loci, com.apple.quicktime.location.ISO6709, which converters carry on), stores the
    buyer's account into apID and ownr: everyone who has the episode can read them, and find the
    home of a guest. The message names the frame and not what is in it, since reports are public
    too. `feedtool tag --strip-private` takes it out.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TXXX:session = /Users/ada/Desktop/interviews/hopper 3.sesx

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TXXX:session = Hopper
    """
    frames = tags.tagging.frames
    private = {_public_label(each): what for each in frames if (what := name_private_data(each))}
    for label, what in list(private.items())[:_MOST_NAMED]:
        yield Problem((label,), f"{label} holds {what}", "run feedtool tag --strip-private")


def _public_label(frame: Frame) -> str:
    return frame.name if find_local_path(frame.description) else frame.label


@rule("TG14", Level.ADVICE)
def unlike_comment(tags: AudioTags) -> Iterable[Problem]:
    """Comment, description or lyrics in the tags have nothing to do with the episode.

    Players without the feed show the comment as show notes, and the lyrics as transcript: those of
    another episode mislead. Named is a text of six words or more that shares hardly a word with
    the summary (lyrics: with the transcript).

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        COMM = Paid for by Acme Anvils, drop one today and get another free.

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        COMM = How a moth got into the log book of Grace Hopper, and why programs should be words.
    """
    wanted = tags.wanted
    own = frozenset(fold_words(f"{wanted.title} {wanted.album} {wanted.artist} {wanted.comment}"))
    for frame in _comments(tags):
        if wanted.comment and _is_unlike(frame.text, own):
            message = f"{frame.name} ({frame.kind}) says {shorten(frame.text, _SHOWN)!r}"
            yield Problem((frame.name,), f"{message}, which is not about this episode", CURE)
    for frame in tags.tagging.find("USLT", "LYRICS"):
        if tags.spoken and _is_unlike(frame.text, tags.spoken):
            message = f"{frame.name} ({frame.kind}) holds words that the transcript has not"
            yield Problem((frame.name,), message, "take the lyrics out, or write the transcript in")


def _comments(tags: AudioTags) -> Iterator[Frame]:
    yield from find_said(tags.tagging, "comment")
    yield from find_said(tags.tagging, "description")


def _is_unlike(text: str, known: frozenset[str]) -> bool:
    words = set(fold_words(text))
    return len(words) >= _FEWEST and len(words & known) < _SHARE * len(words)
