"""A transcript: who says what and when, with the place of every word in the file it came from."""

from dataclasses import dataclass, field
from enum import StrEnum

from feedtool.model.finding import Fault
from feedtool.model.place import Span

NOWHERE = Span(0, 0)
"""The place of what was not read from a file."""


class Form(StrEnum):
    """The forms of a transcript file; the value is the media type of podcast:transcript."""

    VTT = "text/vtt"
    SRT = "application/x-subrip"
    JSON = "application/json"
    HTML = "text/html"
    TEXT = "text/plain"


TIMED_FORMS = (Form.VTT, Form.SRT, Form.JSON)
"""The forms in which everything said has a time."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen at one time, or one segment of JSON.

    Times are seconds; None where the file gives none that can be read. `speaker` is whoever speaks,
    also where the file names them only when they begin; `label` is where this cue names them, if it
    does. Places do not count when two cues are compared.
    """

    start: float | None
    end: float | None
    text: str
    speaker: str = ""
    label: Span | None = field(default=None, compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until another speaks.

    `speaker` is the label as written, "" if there is none. Paragraphs of `text` are parted by line
    breaks. Times are seconds. `cues` are the parts of a timed form. `label` and `span` are the
    places of the label and of what is said; they do not count when two turns are compared.
    """

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    cues: tuple[Cue, ...] = ()
    label: Span | None = field(default=None, compare=False)
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def goes_on(self) -> bool:
        """Tell what its speaker goes on to say behind a heading or a time: no label opens it."""
        return bool(self.speaker) and self.label is None and not self.cues


@dataclass(frozen=True, slots=True)
class Initials:
    """A line of a legend: which name a short label stands for, and where it says so."""

    short: str
    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Transcript:
    """Turns in the order of the file; two transcripts are equal if they say the same.

    `text` is the decoded file: every span counts its code points. `faults` are what reading met; a
    fault with `drops` names what could not be used. `legend` says whom initials stand for.
    """

    turns: tuple[Turn, ...]
    form: Form = field(default=Form.TEXT, compare=False)
    text: str = field(default="", compare=False, repr=False)
    faults: tuple[Fault, ...] = field(default=(), compare=False)
    legend: tuple[Initials, ...] = field(default=(), compare=False)

    def cues(self) -> tuple[Cue, ...]:
        """Return every cue in order; none for a form that has none."""
        return tuple(cue for turn in self.turns for cue in turn.cues)

    def full_name(self, label: str) -> str:
        """Return the name that a label stands for in the legend, else the label."""
        for entry in self.legend:
            if entry.short == label:
                return entry.name
        return label
