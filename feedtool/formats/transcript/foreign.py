"""Files that hold a transcript in a form that nobody reads as one, or are no transcript at all."""

import re

_HEAD = 4096
_SPACE = b"\xef\xbb\xbf \t\r\n"
_EXPORT = "export it as .vtt, .srt or .txt"
_CAPTIONS = "convert it to .vtt, as ffmpeg -i {file} {stem}.vtt does"
_AUDIO = "name the transcript, not the audio"
_STARTS = (
    (b"PK\x03\x04", "a document of Word or another ZIP archive", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "a document of Word", _EXPORT),
    (b"{\\rtf", "a rich text document (RTF)", _EXPORT),
    (b"%PDF", "a PDF document", _EXPORT),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"version https://git-lfs", "a Git LFS pointer", "fetch the file itself: git lfs pull"),
    (b"[Script Info]", "a file of SubStation captions", _CAPTIONS),
    (b"Scenarist_SCC", "a file of Scenarist captions", _CAPTIONS),
    (b"start\tend\ttext", "Whisper's table (TSV)", "export .vtt or .json of Whisper"),
    (b"OggS\0", "audio", _AUDIO),
    (b"fLaC\0", "audio", _AUDIO),
    (b"\xff\xfb", "audio", _AUDIO),
    (b"\x89PNG", "a picture", "name the transcript"),
    (b"\xff\xd8\xff", "a picture", "name the transcript"),
)
_SOUND = re.compile(rb"ID3[\2-\4]|....ftyp|RIFF....WAVE", re.DOTALL)
_ROOTS = (
    (re.compile(rb"<(?:\w+:)?tt[\s>]"), "a file of TTML captions", _EXPORT),
    (re.compile(rb"<sami>", re.IGNORECASE), "a file of SAMI captions", _CAPTIONS),
)
_PROLOGUE = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*", re.DOTALL)


def name_foreign(data: bytes) -> tuple[str, str]:
    """Say what a file is instead of a transcript that can be read, and what to do; else `"", ""`.

    The hint may hold `{file}` and `{stem}`.
    """
    head = data[:_HEAD].lstrip(_SPACE)
    for start, name, hint in _STARTS:
        if head.startswith(start):
            return name, hint
    if _SOUND.match(head):
        return "audio", _AUDIO
    if head.startswith(b"<"):
        prologue = _PROLOGUE.match(head)
        begin = prologue.end() if prologue else 0
        for root, name, hint in _ROOTS:
            if root.match(head, begin):
                return name, hint
    return "", ""
