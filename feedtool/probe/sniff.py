"""Station probe: what a file is, by its first bytes. The extension is not believed."""

import re

from feedtool.probe.edges import skip_leading, sound_span
from feedtool.probe.mpeg_frames import FrameWalk
from feedtool.probe.mpeg_header import bit_rate_of
from feedtool.probe.window import Window

_START = 4096
_MAX_PROLOGUE = 512
_MAX_LEAD = 1 << 18  # bytes of junk in front of which an MP3 is still looked for
_CONFIRM = 8  # frames in a row that prove an MP3 or raw AAC: other samples may look like a few
_ADTS_SYNC = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"pnot")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script|h1)\b", re.IGNORECASE)
_SPACE = b"\xef\xbb\xbf \t\r\n"

_FOREIGN = (
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "Windows Media (WMA)"),
    (b"\x1a\x45\xdf\xa3", "Matroska or WebM"),
    (b"FORM", "an IFF file"),
    (b"caff", "Core Audio (CAF)"),
    (b"RIFF", "AVI"),
    (b"\0\0\1\xba", "MPEG video"),
    (b"MThd", "MIDI"),
    (b"wvpk", "WavPack"),
    (b"MAC ", "Monkey's Audio"),
    (b"TTA1", "True Audio"),
    (b"MPCK", "Musepack"),
    (b"MP+", "Musepack"),
    (b"DSD ", "DSD audio"),
    (b"FRM8", "DSD audio"),
    (b"riff\x2e\x91\xcf\x11", "Wave64"),
    (b".snd\0", "Sun audio (AU)"),
    (b"Creative Voice File", "a Creative Voice file"),
    (b".RMF", "RealMedia"),
    (b".ra\xfd", "RealAudio"),
    (b"\x7f\xfe\x80\x01", "DTS"),
    (b"#!AMR", "AMR"),
    (b"FLV\x01", "Flash video"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"#EXTM3U", "a playlist"),
    (b"version https://git-lfs", "a Git LFS pointer"),
    (b"\0\0\0\x18ftyphei", "a HEIC picture"),
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an XML document"),
)


def find_container(window: Window) -> tuple[str, str]:
    """Return the container's word and "", or "" and a sentence about what it is instead."""
    start = skip_leading(window, 0)
    head = window.read(start, _START)
    container = _by_signature(head)
    if container:
        return container, ""
    is_tag = head[:3] == b"ID3"  # one that says it is longer than the file
    fault = "" if is_tag else describe_foreign(head, "MP3 or M4A audio")
    if fault:
        return "", fault
    end = sound_span(window)[1]
    if _has_mp3(window, start, end if is_tag else min(end, start + _MAX_LEAD)):
        return "mp3", ""
    if is_tag:
        return "", "the file is cut off inside its ID3 tag: no sound is in it"
    if _has_adts(window.read(start, _MAX_LEAD)):
        return "aac", ""
    if start >= end:
        return "", "no sound is in the file: it holds tags only"
    if not head.strip(b"\0"):
        return "", "the file begins with zeros: a download went wrong"
    return "", "this is not a kind of audio that is known: export it again as MP3 or M4A"


def _has_mp3(window: Window, start: int, end: int) -> bool:
    found = FrameWalk(window, end, _CONFIRM).find_frame(start)
    if found is None:
        return False
    place, lengths = found
    # Quiet samples without a header (-1, -2, ...) look like free format somewhere.
    return place == start or bit_rate_of(min(lengths)) > 0


def _by_signature(head: bytes) -> str:
    if head[4:8] in _MP4_BOXES:
        return "mp4"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"fLaC":
        return "flac"
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    return "aac" if _is_adts(head, 0, 1) else ""


def _has_adts(data: bytes) -> bool:
    """Tell raw AAC that somebody began to record within a frame, or that has words before it."""
    return any(_is_adts(data, found.start(), _CONFIRM) for found in _ADTS_SYNC.finditer(data))


def _is_adts(data: bytes, place: int, following: int) -> bool:
    """Tell raw AAC: each frame stands where the length of the one before says."""
    for _ in range(following):
        head = data[place : place + 7]
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) == 7 else 0
        if length < 7 or not _ADTS_SYNC.match(head):
            return False
        place += length
    return _ADTS_SYNC.match(data, place) is not None


def describe_foreign(head: bytes, wanted: str) -> str:
    """Return a sentence about a file that is plainly something else than `wanted`, or ""."""
    name = name_foreign(head)
    cause = ": a download went wrong" if is_web_page(head) else ""
    return f"this is {name}, not {wanted}{cause}" if name else ""


def name_foreign(head: bytes) -> str:
    """Name what a file plainly is by its first bytes, where that is no sound; "" otherwise."""
    if is_web_page(head):
        return "a web page (HTML)"
    text = head.lstrip(_SPACE)
    for start, name in _FOREIGN:
        if text.startswith(start):
            return name
    return "a text file" if text and _is_text(head) else ""


def is_web_page(head: bytes) -> bool:
    """Tell HTML by its first bytes."""
    text = head.lstrip(_SPACE)
    return text[:1] == b"<" and _HTML.search(text, 0, _MAX_PROLOGUE) is not None


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end < len(head) - 3:
            return False
        text = head[: error.start].decode("utf-8-sig", "replace")
    return all(char.isprintable() or char.isspace() for char in text)
