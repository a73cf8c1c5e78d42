"""Tags that nobody has written."""

from collections.abc import Iterable

from feedtool.check.media_facts import AudioTags
from feedtool.check.rule import rule
from feedtool.formats.default_names import is_default_name
from feedtool.formats.mojibake import LOST, find_broken
from feedtool.formats.tag_names import find_said
from feedtool.model.finding import Level, Problem
from feedtool.rules.tags.texts import CURE, says_words


@rule("TG11", Level.WARNING, supersedes=("TG02", "TG03", "TG04"))
def default_tag(tags: AudioTags) -> Iterable[Problem]:
    """A tag holds what a program writes when nobody says anything, or garbled characters.

    `Untitled`, `Track 1`, the name of a project file, `GrÃ¼ÃŸe` for Grüße: most often the export
    dialog was passed over, or a program wrote UTF-8 or Cyrillic where it said Latin-1.
    `feedtool tag` writes the record's words.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TIT2 = Untitled 3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TIT2 = Grace Hopper and the first compiler
    """
    for field in ("title", "album", "artist", "comment"):
        wanted: str = getattr(tags.wanted, field)
        for frame in find_said(tags.tagging, field):
            if says_words(frame, wanted) and wanted:
                continue
            name = f"{frame.name} ({frame.kind})"
            if find_broken(frame.text) or LOST in frame.text:
                yield Problem((frame.name,), f"{name} is garbled: {frame.text!r}", CURE)
            elif field != "comment" and is_default_name(frame.text):
                message = f"{name} says {frame.text!r}, which a program put there"
                yield Problem((frame.name,), message, CURE)
