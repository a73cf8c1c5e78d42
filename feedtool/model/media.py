"""What was measured in media files. None means: not known."""

from dataclasses import dataclass

from feedtool.model.tagging import Tagging

ONE_RUN = frozenset({"mp1", "mp2", "mp3", "aac"})
"""Containers that are one run of frames, with tags at its ends."""


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """Facts of one audio or video file, measured from its bytes or taken from media.lock.

    `length` is bytes, `duration` seconds of sound, `promised` the seconds its header claims,
    `bit_rate` kbit/s, `sample_rate` Hz. `container` and `codec` are lower-case words (`mp3`,
    `mp4`, `ogg`, `flac`, `wav`, `aiff`; `mp3`, `aac`, `alac`, `opus`, `vorbis`, `flac`, `pcm`).
    `audio_sha256` covers the sound without its tags. `fault` says why nothing could be measured.

    `vbr` tells how an MP3 spends its bits: `cbr`, `vbr`, `abr`, `vbr-without-header`, whose length
    players guess wrong, or `free`, a rate that few decoders know; "" for other containers.
    `missing_bytes` were promised by the container and are not there; `junk_bytes` lie before,
    in or after the sound of MP3, AAC or Ogg and belong to no whole frame, page or tag;
    `gap_bytes` are those of them inside the sound of MP3 or AAC. `ending` is `cut` where the
    container's own marks say that the end is missing, `doubtful` where there is no mark of the end,
    which some programs leave out, `holed` where the end is there and pages before it are not, or
    are broken, `mixed` where all is there and the sample rate changes inside, else "". `tagging` is
    what the tags say; None where that is not known.
    """

    length: int
    sha256: str
    type: str = ""
    container: str = ""
    codec: str = ""
    duration: float | None = None
    promised: float | None = None
    audio_sha256: str = ""
    bit_rate: float | None = None
    sample_rate: int | None = None
    channels: int | None = None
    vbr: str = ""
    has_video: bool = False
    missing_bytes: int = 0
    junk_bytes: int = 0
    gap_bytes: int = 0
    ending: str = ""
    tagging: Tagging | None = None
    fault: str = ""

    @property
    def is_cut_off(self) -> bool:
        """Say whether the end is missing: by the container's marks, or a second of sound or more.

        Encoders of MP3 promise a frame too many now and then, which nobody hears.
        """
        if self.ending == "cut":
            return True
        lost = self.missing_bytes * (self.duration or 0) / max(self.length, 1)
        return self.missing_bytes > 0 and (not self.duration or lost >= 1)

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """The texts of the tags by frame, atom or comment name, in the order of the names."""
        frames = self.tagging.frames if self.tagging else ()
        return tuple(sorted(((each.label, each.text) for each in frames if each.text), key=_name))


def _name(tag: tuple[str, str]) -> str:
    return tag[0]


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """Facts of one picture, measured from its bytes or taken from media.lock.

    `format` is Pillow's upper-case word (`JPEG`, `PNG`, `WEBP`), `mode` its colour mode (`RGB`,
    `CMYK`, `P`), sizes are pixels, `length` bytes. `dpi` is the resolution it states; `traces`
    names what its EXIF data tell about its maker (`GPS position`, `serial number`, `author`).
    `is_blank` says that all of it has one colour.
    """

    length: int
    sha256: str
    type: str = ""
    format: str = ""
    width: int = 0
    height: int = 0
    mode: str = ""
    has_alpha: bool = False
    is_animated: bool = False
    dpi: float | None = None
    traces: tuple[str, ...] = ()
    fault: str = ""
    is_blank: bool = False


MediaFacts = AudioFacts | ImageFacts
