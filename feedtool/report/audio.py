"""What audio files are, for people: a block of lines, or one line, for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedtool.formats.clock import write_clock
from feedtool.formats.plural import count
from feedtool.formats.shorten import shorten
from feedtool.formats.width import display_width
from feedtool.model.finding import Finding
from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts
from feedtool.model.tagging import FRONT_COVER, Tagging, TagPicture
from feedtool.report.text import printable

_LABEL = 10
_CHAPTER_FORMS = {"chpl": "Nero's list", "text": "a track (QuickTime)"}
_MAX_TEXT = 100
_NAMES = {
    "mp1": "MPEG layer I",
    "mp2": "MPEG layer II",
    "mp3": "MP3",
    "mp4": "MP4",
    "ogg": "Ogg",
    "wav": "WAV",
    "aiff": "AIFF",
    "flac": "FLAC",
    "aac": "AAC",
    "alac": "ALAC",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "speex": "Speex",
    "pcm": "PCM",
}
_MODES = {
    "cbr": "constant",
    "vbr": "variable",
    "abr": "average",
    "vbr-without-header": "variable, without a header that says so",
}
_CHANNELS = {1: "mono", 2: "stereo"}
_HEAD = ("FILE", "KIND", "LENGTH", "SECONDS", "BYTES", "KBIT/S", "KHZ", "SOUND", "STATE")
_NUMBERS = frozenset({"LENGTH", "SECONDS", "BYTES", "KBIT/S", "KHZ"})


@dataclass(frozen=True, slots=True)
class MeasuredAudio:
    """An audio file by the path the user gave, its facts, and what rules say of it."""

    path: str
    facts: AudioFacts
    findings: tuple[Finding, ...] = ()
    loudness: Loudness | None = None


def format_audio(files: Sequence[MeasuredAudio]) -> str:
    """Write a block of lines for each file."""
    return "\n\n".join("\n".join(_block(each)) for each in files)


def _block(measured: MeasuredAudio) -> Iterator[str]:
    facts = measured.facts
    yield printable(measured.path)
    if facts.fault:
        yield _line("fault", facts.fault)
    if facts.container:
        yield _line("kind", f"{_kind(facts)}, {facts.type}" if facts.type else _kind(facts))
    if facts.duration is not None:
        yield _line("length", f"{write_clock(facts.duration)} ({facts.duration:.3f} s)")
    yield _line("size", count(facts.length, "byte"))
    coding = ", ".join(filter(None, (_rate(facts), _frequency(facts), _channels(facts))))
    if coding:
        yield _line("sound", coding)
    if not facts.fault:
        yield _line("state", _state(facts))
    if measured.loudness is not None:
        yield from _loudness_lines(measured.loudness)
    if facts.tagging is not None:
        yield from _tag_lines(facts.tagging)


def _line(label: str, text: str) -> str:
    return f"  {label.ljust(_LABEL)}{printable(text)}"


def _kind(facts: AudioFacts) -> str:
    container = _NAMES.get(facts.container, facts.container.upper())
    codec = _NAMES.get(facts.codec, facts.codec.upper())
    name = container if codec in ("", container) else f"{codec} in {container}"
    return f"{name} with moving pictures" if facts.has_video else name


def _rate(facts: AudioFacts) -> str:
    rate = f"{facts.bit_rate:g} kbit/s" if facts.bit_rate else ""
    return f"{rate} {_MODES[facts.vbr]}".strip() if facts.vbr in _MODES else rate


def _frequency(facts: AudioFacts) -> str:
    return f"{facts.sample_rate / 1000:g} kHz" if facts.sample_rate else ""


def _channels(facts: AudioFacts) -> str:
    number = facts.channels
    return _CHANNELS.get(number, f"{number} channels") if number else ""


_ENDINGS = {"doubtful": "perhaps cut off", "mixed": "whole, of several sample rates"}


def _state(facts: AudioFacts) -> str:
    if facts.is_cut_off:
        parts = ["cut off"]
    elif facts.gap_bytes or facts.ending == "holed":
        parts = ["damaged inside"]
    else:
        parts = [_ENDINGS.get(facts.ending, "whole")]
    if facts.missing_bytes:
        parts.append(f"{count(facts.missing_bytes, 'byte')} fewer than promised")
    if facts.gap_bytes:
        parts.append(f"{count(facts.gap_bytes, 'byte')} between the frames")
    if facts.junk_bytes > facts.gap_bytes:
        parts.append(f"{count(facts.junk_bytes - facts.gap_bytes, 'byte')} beside the sound")
    return ", ".join(parts)


def _loudness_lines(loudness: Loudness) -> Iterator[str]:
    values = (
        (loudness.integrated, "{:g} LUFS"),
        (loudness.sample_peak, "sample peak {:g} dBFS"),
        (loudness.true_peak, "true peak {:g} dBTP"),
        (loudness.clipped or None, "{:,} samples clipped"),
    )
    said = [text.format(value) for value, text in values if value is not None]
    yield _line("loudness", ", ".join(said) or "nothing is heard")
    if loudness.lead or loudness.trail:
        ends = f"{loudness.lead:g} s at the start, {loudness.trail:g} s at the end"
        yield _line("silence", ends)


def _tag_lines(tagging: Tagging) -> Iterator[str]:
    if tagging.fault:
        yield _line("tags", tagging.fault)
    if tagging.blocks:
        kinds = dict.fromkeys(block.kind for block in tagging.blocks)
        yield _line("tags", f"{', '.join(kinds)}, {count(tagging.length, 'byte')}")
    rows = [(frame.label, frame.text) for frame in tagging.frames if frame.text]
    width = max((display_width(label) for label, _ in rows), default=0)
    for label, text in rows:
        shown = shorten(" ".join(text.split()), _MAX_TEXT)
        yield f"    {_pad(printable(label), width)}  {printable(shown)}"
    for picture in tagging.pictures:
        yield _line("picture", _picture(picture))
    yield from _chapter_lines(tagging)


def _chapter_lines(tagging: Tagging) -> Iterator[str]:
    """List the chapters; an MP4 may have them in both of its forms."""
    for kind in dict.fromkeys(each.kind for each in tagging.chapters):
        chapters = [each for each in tagging.chapters if each.kind == kind]
        form = _CHAPTER_FORMS.get(kind)
        yield _line("chapters", f"{len(chapters)}, {form}" if form else str(len(chapters)))
        for each in chapters:
            link = f" <{each.link}>" if each.link else ""
            yield printable(f"    {write_clock(each.start).rjust(7)}  {each.title}{link}")


def _picture(picture: TagPicture) -> str:
    role = "cover" if picture.role == FRONT_COVER else f"of kind {picture.role}"
    size = f", {picture.width} x {picture.height}" if picture.width else ""
    return f"{role}: {picture.type or 'of no known kind'}{size}, {count(picture.length, 'byte')}"


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def format_audio_table(files: Sequence[MeasuredAudio]) -> str:
    """Write one line for each file."""
    rows = [_HEAD, *(_cells(each) for each in files)]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(_row(row, widths) for row in rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    columns = zip(_HEAD, cells, widths, strict=True)
    padded = (c.rjust(w) if head in _NUMBERS else _pad(c, w) for head, c, w in columns)
    return "  ".join(padded).rstrip()


def _cells(measured: MeasuredAudio) -> tuple[str, ...]:
    facts = measured.facts
    seconds = facts.duration
    return (
        printable(measured.path),
        _kind(facts) if facts.container else "-",
        "-" if seconds is None else write_clock(seconds),
        "-" if seconds is None else f"{seconds:.3f}",
        f"{facts.length:,}",
        f"{facts.bit_rate:g}" if facts.bit_rate else "-",
        f"{facts.sample_rate / 1000:g}" if facts.sample_rate else "-",
        _channels(facts) or "-",
        facts.fault or _state(facts),
    )
