"""Audio of any length: one talk, again and again."""

from pathlib import Path

SPEECH = Path(__file__).parents[1] / "data/audio/speech-mono-cbr64.mp3"


def make_sound(path: Path, size: int) -> Path:
    """Write an MP3 file of at least so many bytes, all of it frames of sound."""
    sound = SPEECH.read_bytes()
    first = sound.index(b"\xff\xfb", 2)  # the frame before it tells the length of one talk
    with path.open("wb") as file:
        while file.tell() < size:
            file.write(sound[first:])
    return path
