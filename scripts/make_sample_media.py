"""Make the media of the sample show: stand-in speech, its transcripts and the artwork.

Run it as ``python scripts/make_sample_media.py``. It writes into ``episodes/`` only. Titles, dates,
numbers and chapter times are read from the records there, so that no file can disagree with them.
It needs espeak-ng and ffmpeg; the same versions of the tools give the same bytes.
"""

import subprocess
import sys
import tempfile
import textwrap
import wave
from array import array
from dataclasses import dataclass
from math import sin
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from PIL import Image, ImageDraw, ImageFont

EPISODES = Path(__file__).resolve().parent.parent / "episodes"

HOST, GUEST = "Sanyam Bhutani", "Sebastian Raschka"
VOICES = {
    HOST: ("-v", "en-gb+m3", "-s", "172", "-p", "48"),
    GUEST: ("-v", "en-us+m7", "-s", "168", "-p", "32"),
}
SPEECH_RATE = 22_050  # Hz, what espeak-ng gives
LEAD, PAUSE = 0.15, 0.3  # seconds of silence before a chapter's first line and between lines
QUIET = 200  # samples below this are silence
CAPTION_WIDTH = 65  # characters, advised for podcast:transcript

SIDE = 3000  # pixels of a picture, the most that directories take
GRAIN = 2  # it is drawn so much larger and reduced, which smooths the edges
MAX_AUDIO = 200_000  # bytes

INK, TABLE = "#12363f", "#0c272e"  # of the show's picture
PLUM, PLUM_TABLE = "#4a2238", "#351828"  # of an episode's
CREAM, TEA, AMBER = "#f8ead0", "#c9783c", "#f0a83f"

BOTTOM = (False, False, True, True)  # of a rectangle's corners

Line = tuple[str, str]
Point = tuple[float, float]
Samples: TypeAlias = "array[int]"  # 16 bit, mono, at SPEECH_RATE


@dataclass(frozen=True, slots=True)
class Cue:
    """One spoken line: who says what, from start to end in seconds."""

    speaker: str
    text: str
    start: float
    end: float


# Record -> chapters -> lines. A record without chapters has one.
SPEECH: dict[str, tuple[tuple[Line, ...], ...]] = {
    "000-trailer": (
        (
            (HOST, "This is a stand-in recording for the trailer of the sample show."),
            (HOST, "The podcast asks people how they came to machine learning."),
            (HOST, "Put your own trailer here."),
        ),
    ),
    "072-sebastian-raschka": (
        (
            (HOST, "Sebastian Raschka is the guest of this sample show."),
            (GUEST, "This is a stand-in recording. A machine speaks for both of us."),
        ),
        (
            (HOST, "Chapter two: from biology to machine learning."),
            (GUEST, "The interview itself tells the whole story."),
        ),
        (
            (HOST, "Chapter three: open source and teaching."),
            (GUEST, "The show notes have the links. Goodbye."),
        ),
    ),
    "072-bonus-first-project": (
        (
            (HOST, "Sebastian Raschka is back for a bonus."),
            (GUEST, "This is a stand-in recording as well, for the sample show."),
            (HOST, "It belongs to a story about football and a first project."),
            (GUEST, "You can read it in the show notes."),
        ),
    ),
}


def read_record(path: Path) -> dict[str, Any]:
    """Read the fields of a YAML file or a front matter, every scalar as text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n", 2)[1]
    fields: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds text only
    return fields


def chapter_starts(record: dict[str, Any]) -> list[int]:
    """Read where each chapter begins, in seconds; a record without chapters is one from 0."""
    times = [chapter.split(" ", 1)[0].split(":") for chapter in record.get("chapters", ["0:0 All"])]
    return [int(minutes) * 60 + int(seconds) for minutes, seconds in times]


def run_tool(*command: str) -> None:
    """Run a command line program; end the script with its words when it fails."""
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed: apt-get install espeak-ng ffmpeg")
    except subprocess.CalledProcessError as error:
        sys.exit(f"{command[0]} failed: {error.stderr}")


def speak(speaker: str, text: str, folder: Path) -> Samples:
    """Speak a line as 16-bit mono samples, without the silence round it."""
    target = folder / "line.wav"
    run_tool("espeak-ng", *VOICES[speaker], "-w", str(target), text)
    with wave.open(str(target)) as sound:
        if sound.getframerate() != SPEECH_RATE:
            sys.exit(f"espeak-ng spoke at {sound.getframerate()} Hz, expected {SPEECH_RATE} Hz")
        samples = array("h", sound.readframes(sound.getnframes()))
    loud = [place for place, sample in enumerate(samples) if abs(sample) > QUIET]
    return samples[loud[0] : loud[-1] + 1]


def record_speech(name: str, starts: list[int], folder: Path) -> tuple[Samples, list[Cue]]:
    """Speak a record's lines, each chapter at its start; return the samples and the cues."""
    chapters = SPEECH[name]
    if len(chapters) != len(starts):
        sys.exit(f"{name} has {len(starts)} chapters, but speech for {len(chapters)}")
    samples, cues = array("h"), list[Cue]()
    for start, lines in zip(starts, chapters, strict=True):
        if len(samples) > start * SPEECH_RATE:
            sys.exit(f"{name}: the speech before {start} s ends at {cues[-1].end:.1f} s")
        add_silence(samples, start + LEAD - len(samples) / SPEECH_RATE)
        for speaker, text in lines:
            begin = len(samples) / SPEECH_RATE
            samples.extend(speak(speaker, text, folder))
            cues.append(Cue(speaker, text, begin, len(samples) / SPEECH_RATE))
            add_silence(samples, PAUSE)
    return samples, cues


def add_silence(samples: Samples, seconds: float) -> None:
    """Lengthen samples by a silence."""
    samples.extend([0] * round(seconds * SPEECH_RATE))


def write_audio(samples: Samples, target: Path, folder: Path) -> None:
    """Encode samples as MP3: 44.1 kHz, mono, constant 64 kbit/s, about -16 LUFS, no tags."""
    source = folder / "speech.wav"
    with wave.open(str(source), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SPEECH_RATE)
        sound.writeframes(samples.tobytes())
    # Synthetic speech is peaky: it must be compressed before it can be that loud.
    evened = "acompressor=threshold=-24dB:ratio=6:attack=2:release=60:makeup=4"
    loudness = ("-af", f"{evened},loudnorm=I=-16:TP=-1.5:LRA=11")
    codec = ("-ar", "44100", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "64k")
    # Without these ffmpeg names itself and its version in the file.
    plain = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
    no_tags = ("-id3v2_version", "0", "-write_id3v1", "0")
    run_tool("ffmpeg", "-y", "-i", str(source), *loudness, *codec, *plain, *no_tags, str(target))


def tag_episodes(folder: Path) -> None:
    """Write the tags with feedtool; no feed is in `folder`, so that nothing counts as published."""
    command = [sys.executable, "-m", "feedtool", "tag", "--show", str(EPISODES), "-o", str(folder)]
    subprocess.run(command, check=True)


def write_transcript(cues: list[Cue], target: Path) -> None:
    """Write cues as WebVTT, the speaker named in each, lines wrapped to the advised width."""
    blocks = ["WEBVTT"]
    for cue in cues:
        caption = f"<v {cue.speaker}>{cue.text}"
        lines = textwrap.wrap(caption, CAPTION_WIDTH, break_on_hyphens=False)
        blocks.append("\n".join([f"{vtt_time(cue.start)} --> {vtt_time(cue.end)}", *lines]))
    target.write_text("\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")


def vtt_time(seconds: float) -> str:
    """Write seconds as WebVTT does, ``00:01:02.345``."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def draw_artwork(kicker: str, lines: tuple[str, ...], ground: str, table: str) -> Image.Image:
    """Draw a title over a cup of tea, square and RGB; the bottom fifth holds the table alone."""
    picture = Image.new("RGB", (SIDE * GRAIN, SIDE * GRAIN), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 2330 * GRAIN, SIDE * GRAIN, SIDE * GRAIN), fill=table)
    draw_title(draw, kicker, lines)
    draw_steam(draw)
    draw_cup(draw, ground)
    return picture.reduce(GRAIN)


def draw_title(draw: ImageDraw.ImageDraw, kicker: str, lines: tuple[str, ...]) -> None:
    """Draw large lines in the middle, under a small one."""
    rows = [(225, 130, kicker, AMBER)]
    rows += [(620 + 405 * number, 390, line, CREAM) for number, line in enumerate(lines)]
    for base, size, text, colour in rows:
        font = ImageFont.load_default(size * GRAIN)
        place = (SIDE / 2 * GRAIN, base * GRAIN)  # the middle of the line's foot
        draw.text(place, text, colour, font, "ms", stroke_width=size * GRAIN / 45)


def draw_steam(draw: ImageDraw.ImageDraw) -> None:
    """Draw three curves of steam, each with its measured points."""
    for middle, height in ((1220, 235), (1460, 330), (1700, 235)):
        steps = [step / 60 for step in range(61)]
        curve = [(middle + 48 * sin(6.3 * step), 1450 - height * step) for step in steps]
        draw_line(draw, curve, 22, CREAM)
        for x, y in scale_points(*curve[::15]):
            draw.circle((x, y), 26 * GRAIN, AMBER)


def draw_cup(draw: ImageDraw.ImageDraw, ground: str) -> None:
    """Draw a cup on its saucer, with a histogram in the colours of tea."""
    draw.ellipse(scale_box(1740, 1590, 2270, 2060), CREAM)
    draw.ellipse(scale_box(1830, 1680, 2180, 1970), ground)
    draw.rounded_rectangle(scale_box(920, 1510, 2000, 2260), 330 * GRAIN, CREAM, corners=BOTTOM)
    draw.rounded_rectangle(scale_box(760, 2250, 2160, 2330), 40 * GRAIN, CREAM)
    heights = (120, 240, 400, 460, 310, 170)
    for number, height in enumerate(heights):
        left, colour = 1155 + 106 * number, AMBER if height == max(heights) else TEA
        draw.rectangle(scale_box(left, 2110 - height, left + 80, 2110), colour)


def scale_box(
    left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float]:
    """Scale a rectangle of the finished picture to the one drawn larger."""
    return left * GRAIN, top * GRAIN, right * GRAIN, bottom * GRAIN


def draw_line(draw: ImageDraw.ImageDraw, points: list[Point], width: int, colour: str) -> None:
    """Draw a line through points, with round ends and joints."""
    draw.line(scale_points(*points), colour, width * GRAIN, "curve")
    for x, y in scale_points(*points):
        draw.circle((x, y), width * GRAIN / 2, colour)


def scale_points(*points: Point) -> list[Point]:
    """Scale places of the finished picture to the one drawn larger."""
    return [(x * GRAIN, y * GRAIN) for x, y in points]


def make_pictures() -> None:
    """Draw the show's picture and the interview's own one as PNG, 72 dpi."""
    title = ("Chai Time", "Data Science")
    show = draw_artwork("", title, INK, TABLE)
    guest = draw_artwork(" ".join(title), ("Sebastian", "Raschka"), PLUM, PLUM_TABLE)
    for picture, name in ((show, "artwork.png"), (guest, "images/072.png")):
        target = EPISODES / name
        target.parent.mkdir(exist_ok=True)
        picture.save(target, dpi=(72, 72), optimize=True)
        print(f"{name}: {target.stat().st_size} bytes")


def make_episode(name: str, folder: Path) -> None:
    """Speak and encode one record's audio and write its transcript."""
    record = read_record(EPISODES / f"{name}.md")
    audio, transcript = EPISODES / record["audio"], EPISODES / record["transcript"]
    for target in (audio, transcript):
        target.parent.mkdir(exist_ok=True)
    samples, cues = record_speech(name, chapter_starts(record), folder)
    write_audio(samples, audio, folder)
    write_transcript(cues, transcript)
    size = audio.stat().st_size
    print(f"{record['audio']}: {len(samples) / SPEECH_RATE:.2f} s, {size} bytes")
    if size > MAX_AUDIO:
        sys.exit(f"{record['audio']} is larger than {MAX_AUDIO} bytes")


def main() -> None:
    """Make every picture, recording and transcript of the sample show."""
    make_pictures()
    with tempfile.TemporaryDirectory() as folder:
        for name in SPEECH:
            make_episode(name, Path(folder))
        tag_episodes(Path(folder))


if __name__ == "__main__":
    main()
