"""Who speaks in the text of a cue: `<v Name>` tags, else labels at the beginning of lines."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from feedtool.formats.transcript.cues import RawCue
from feedtool.formats.transcript.decode import make_plain
from feedtool.formats.transcript.labels.choose import find_cue_labels
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.labels.mark import Mark
from feedtool.formats.transcript.prose import WHITE, clean, join_block
from feedtool.model.place import Span
from feedtool.model.transcript import Cue

_VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?(?:[ \t\n]++([^<>]*+))?>")
_TAG = re.compile(r"</?[a-z0-9][^<>]*>|</?>", re.IGNORECASE)
_WORD = re.compile(r"\w")

Decode = Callable[[str], str]
"""Turns the text between tags into what is said: tags off, entities resolved."""


def strip_markup(text: str) -> str:
    """Take the tags off the text of a WebVTT cue, and resolve its character references."""
    if "<" in text:
        text = _TAG.sub("", text)
    return make_plain(html.unescape(text)) if "&" in text else text


def read_cues(plain: str, raws: Sequence[RawCue], known: Known, decode: Decode) -> list[Cue]:
    """Read what cues say and who says it: by tags where the file has any, else by labels."""
    if _has_voices(plain):
        cues = _read_voices(plain, raws, strip_markup)
    else:
        cues = _read_labels(plain, raws, known, decode)
    return [cue for cue in cues if cue.text]


def _has_voices(plain: str) -> bool:
    """Tell whether a file says by tags who speaks."""
    return "<v" in plain and _VOICE.search(plain) is not None


def _read_voices(plain: str, raws: Iterable[RawCue], decode: Decode) -> Iterator[Cue]:
    """Read the text of cues; one in which several speak becomes several with the same times."""
    for raw in raws:
        voice = _VOICE.match(plain, raw.begin, raw.stop)
        if voice is not None and plain.find("<v", voice.end(), raw.stop) < 0:
            yield _voice_cue(plain, raw, voice, raw.stop, decode)
            continue
        voices = list(_VOICE.finditer(plain, raw.begin, raw.stop))
        first = voices[0].start() if voices else raw.stop
        if not voices or _WORD.search(plain, raw.begin, first):
            yield _bare_cue(plain, raw, first, decode)
        ends = [_before_dash(plain, each.start()) for each in voices[1:]] + [raw.stop]
        for voice, stop in zip(voices, ends, strict=False):
            yield _voice_cue(plain, raw, voice, stop, decode)


def _before_dash(plain: str, stop: int) -> int:
    """Leave out the dash with which the line of the next speaker begins."""
    line = plain.rfind("\n", 0, stop) + 1
    return line if plain[line:stop].strip() in ("-", "–", "—") else stop


def _voice_cue(plain: str, raw: RawCue, voice: re.Match[str], stop: int, decode: Decode) -> Cue:
    name = voice[1] or ""
    text = join_block(decode(plain[voice.end() : stop]))
    if not name.strip(WHITE):
        return Cue(raw.start, raw.end, text, "", None, Span(voice.end(), stop))
    begin = voice.start(1)
    label = Span(begin, begin + len(name.rstrip(WHITE)))
    speaker = clean(html.unescape(name) if "&" in name else name)
    return Cue(raw.start, raw.end, text, speaker, label, Span(voice.end(), stop))


def _bare_cue(plain: str, raw: RawCue, stop: int, decode: Decode) -> Cue:
    text = join_block(decode(plain[raw.begin : stop]))
    return Cue(raw.start, raw.end, text, "", None, Span(raw.begin, stop))


def _read_labels(plain: str, raws: Sequence[RawCue], known: Known, decode: Decode) -> Iterator[Cue]:
    """Read the text of cues that name speakers as `Name: text`, or not at all."""
    marks = find_cue_labels(plain, [(raw.begin, raw.stop) for raw in raws], known)
    if not marks:
        yield from (_bare_cue(plain, raw, raw.stop, decode) for raw in raws)
        return
    index = 0
    for raw in raws:
        own: list[Mark] = []
        while index < len(marks) and marks[index].begin < raw.stop:
            own.append(marks[index])
            index += 1
        if not own or plain[raw.begin : own[0].begin].strip(WHITE):
            yield _bare_cue(plain, raw, own[0].begin if own else raw.stop, decode)
        ends = [each.begin for each in own[1:]] + [raw.stop]
        for mark, stop in zip(own, ends, strict=False):
            text = join_block(decode(plain[mark.after : stop]))
            speaker = clean(html.unescape(mark.name)) if "&" in mark.name else mark.name
            span = Span(mark.after, max(mark.after, stop))
            yield Cue(raw.start, raw.end, text, speaker, mark.label, span)
