"""The one model -> a transcript file in any form."""

from dataclasses import dataclass

from feedtool.formats.transcript.writers import podcast_json, subrip, webvtt
from feedtool.formats.transcript.writers.captions import Room, are_words, join_words
from feedtool.formats.transcript.writers.html import write_html
from feedtool.formats.transcript.writers.plain import write_plain
from feedtool.formats.transcript.writers.timing import UntimedError, close_cues, timed_cues
from feedtool.model.place import Span
from feedtool.model.transcript import Cue, Form, Transcript


@dataclass(frozen=True, slots=True)
class Layout:
    """How a form is laid out.

    The widths are columns of a caption line; a wide East Asian character takes two. `end` is the
    length of the episode in seconds, where its last words have none. `with_times` puts times into
    plain text.
    """

    vtt_columns: int = webvtt.COLUMNS
    srt_columns: int = subrip.COLUMNS
    end: float | None = None
    with_times: bool = False


_USUAL = Layout()


def write_transcript(transcript: Transcript, form: Form, layout: Layout = _USUAL) -> str:
    """Write a transcript; raises UntimedError where a timed form lacks times, or all lacks words.

    Cues of single words are joined to captions in WebVTT and SubRip.
    """
    if not any(turn.text for turn in transcript.turns):
        raise UntimedError("nothing is said in it", Span(0, 1))
    if form is Form.HTML:
        return write_html(transcript)
    if form is Form.TEXT:
        return write_plain(transcript, with_times=layout.with_times)
    cues = timed_cues(transcript)
    if form is Form.JSON:
        return podcast_json.write_podcast_json(cues)
    cues = close_cues(cues, layout.end)
    if form is Form.SRT:
        room = Room(layout.srt_columns, subrip.LINES, has_labels=True)
        return subrip.write_subrip(_as_captions(cues, room), layout.srt_columns)
    room = Room(layout.vtt_columns)
    return webvtt.write_webvtt(_as_captions(cues, room), layout.vtt_columns)


def _as_captions(cues: list[Cue], room: Room) -> list[Cue]:
    return join_words(cues, room) if are_words(cues) else cues
