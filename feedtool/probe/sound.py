"""Station probe: what one reader of a container finds."""

from dataclasses import dataclass, field
from typing import Protocol

from feedtool.model.tagging import Tagging
from feedtool.probe.window import Window

MAX_METADATA = 64 << 20
"""Bytes of an index or a tag that are read at most."""


@dataclass(slots=True)
class Sound:
    """The sound of a file: fields as in AudioFacts, and the byte `ranges` that are hashed.

    `sound_bytes` are bytes of coded sound, from which the average bit rate follows where
    `bit_rate` is not set.
    """

    container: str
    codec: str = ""
    type: str = ""
    duration: float | None = None
    promised: float | None = None
    ranges: list[tuple[int, int]] = field(default_factory=list)
    sound_bytes: int = 0
    bit_rate: float | None = None
    sample_rate: int | None = None
    channels: int | None = None
    vbr: str = ""
    has_video: bool = False
    missing_bytes: int = 0
    junk_bytes: int = 0
    gap_bytes: int = 0
    ending: str = ""
    tagging: Tagging = field(default_factory=Tagging)
    fault: str = ""


class Measure(Protocol):
    """Reads one container; may raise anything on damaged bytes."""

    def __call__(self, window: Window) -> Sound:
        """Measure the sound in a file."""
