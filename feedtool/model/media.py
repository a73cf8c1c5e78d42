"""What was measured in media files. None means: not known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """Facts of one audio or video file, measured from its bytes or taken from media.lock.

    `length` is bytes, `duration` seconds of sound, `promised` the seconds its header claims,
    `bit_rate` kbit/s, `sample_rate` Hz. `container` and `codec` are lower-case words (`mp3`,
    `mp4`, `ogg`, `flac`, `wav`; `mp3`, `aac`, `alac`, `opus`, `vorbis`, `flac`, `pcm`).
    `audio_sha256` covers the sound without its tags. `fault` says why nothing could be measured.
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
    tags: tuple[tuple[str, str], ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """Facts of one picture, measured from its bytes or taken from media.lock.

    `format` is Pillow's upper-case word (`JPEG`, `PNG`, `WEBP`), `mode` its colour mode (`RGB`,
    `CMYK`, `P`), sizes are pixels, `length` bytes.
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
    fault: str = ""


MediaFacts = AudioFacts | ImageFacts
