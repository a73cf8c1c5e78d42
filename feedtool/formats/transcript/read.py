"""A transcript file in any form -> the one model. Never raises, whatever the bytes are."""

from collections.abc import Iterable

from feedtool.formats.transcript.decode import decode_transcript, make_plain
from feedtool.formats.transcript.detect import detect_type
from feedtool.formats.transcript.foreign import name_foreign
from feedtool.formats.transcript.labels.known import Known, make_known
from feedtool.formats.transcript.readers.html import read_html
from feedtool.formats.transcript.readers.plain import read_plain
from feedtool.formats.transcript.readers.podcast_json import read_podcast_json
from feedtool.formats.transcript.readers.subrip import read_subrip
from feedtool.formats.transcript.readers.subviewer import is_subviewer, read_subviewer
from feedtool.formats.transcript.readers.webvtt import read_webvtt
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript

_HEAD = 4096
_WANTED = "expected WebVTT, SubRip, JSON, HTML or plain text"


def read_transcript(data: bytes | str, name: str = "", known: Iterable[str] = ()) -> Transcript:
    """Read a transcript; its form follows from its content, then from its name.

    `known` are names of people of the episode: a label that is one of them needs no other proof.
    Faults have the codes TR01 (encoding, empty), TR09 (WebVTT), TR12 (SubRip), TR13 (JSON), TR14
    (HTML) and TR15 (plain text).
    """
    foreign, hint = name_foreign(
        data if isinstance(data, bytes) else data[:_HEAD].encode("utf-8", "replace")
    )
    if foreign:
        return Transcript((), faults=(_not_read(foreign, hint, name),))
    text, faults = (data, ()) if isinstance(data, str) else decode_transcript(data)
    text = text.removeprefix("\ufeff")
    plain = make_plain(text)
    form = detect_type(plain, name)
    if not plain.strip():
        empty = Fault("TR01", Problem(Span(0, max(1, len(text))), "the file is empty"))
        return Transcript((), form, text, (*faults, empty))
    read = _read(form, text, plain, name, make_known(known))
    if not faults:
        return read
    return Transcript(read.turns, read.form, text, (*faults, *read.faults), read.legend)


def _not_read(foreign: str, hint: str, name: str) -> Fault:
    """Name a file that is something else; none of its bytes are read as words."""
    file = name.rpartition("/")[2] or "FILE"
    hint = hint.format(file=file, stem=file.rpartition(".")[0] or file)
    message = f"this is {foreign}: {_WANTED}"
    return Fault("TR01", Problem((), message, hint), ("file",))


def _read(form: Form, text: str, plain: str, name: str, known: Known) -> Transcript:
    if form is Form.VTT:
        return read_webvtt(text, plain, known)
    if form is Form.SRT:
        return read_subrip(text, plain, known)
    if form is Form.JSON:
        return read_podcast_json(text)
    if form is Form.HTML:
        return read_html(text, plain, known)
    if is_subviewer(plain):
        return read_subviewer(text, plain, known)
    return read_plain(text, plain, name, known)
