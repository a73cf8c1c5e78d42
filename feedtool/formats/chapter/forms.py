"""Every form of chapters by its name: how it is known, read and written, and what it can say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedtool.formats.chapter.ffmetadata import HEAD as FFMETADATA_HEAD
from feedtool.formats.chapter.ffmetadata import read_ffmetadata, write_ffmetadata
from feedtool.formats.chapter.json_text import read_json, write_json
from feedtool.formats.chapter.labels import LABEL, read_labels, write_labels
from feedtool.formats.chapter.lines import read_lines, write_description_lines, write_mp4chaps
from feedtool.formats.chapter.psc import read_psc, write_psc
from feedtool.formats.chapter.record_text import write_record_list
from feedtool.formats.chapter.webvtt import HEAD as WEBVTT_HEAD
from feedtool.formats.chapter.webvtt import read_webvtt, write_webvtt
from feedtool.formats.media_types import extension_of
from feedtool.formats.xml_text import ILLEGAL, has_illegal
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.finding import Edit
from feedtool.model.place import Span

Writer = Callable[[Sequence[Chapter], float | None], str]
"""Takes the chapters and the seconds of the audio, where they are known."""
_FEW = 10


@dataclass(frozen=True, slots=True)
class Form:
    """One form of chapters.

    `keeps` names the parts of a chapter that it has words for; each has start and title.
    `needs_ends` says that it cannot leave the end of a chapter open. `suffixes` are the
    extensions that name it alone.
    """

    name: str
    title: str
    write: Writer
    keeps: frozenset[str] = frozenset()
    needs_ends: bool = False
    suffixes: tuple[str, ...] = ()


_FORMS = (
    Form(
        "json",
        "JSON chapters 1.2",
        lambda chapters, _: write_json(chapters),
        frozenset({"end", "image", "link", "toc", "location", "fraction", "untitled"}),
        suffixes=("json",),
    ),
    Form(
        "psc",
        "Podlove Simple Chapters 1.2",
        lambda chapters, _: write_psc(chapters),
        frozenset({"image", "link", "fraction"}),
        suffixes=("psc", "xml"),
    ),
    Form(
        "lines",
        "lines for a description",
        lambda chapters, _: "".join(f"{line}\n" for line in write_description_lines(chapters)),
    ),
    Form(
        "mp4chaps",
        "mp4chaps",
        lambda chapters, _: write_mp4chaps(chapters),
        frozenset({"fraction"}),
    ),
    Form(
        "ffmetadata",
        "FFmpeg metadata",
        write_ffmetadata,
        frozenset({"end", "fraction"}),
        needs_ends=True,
        suffixes=("ffmetadata", "ffmeta"),
    ),
    Form(
        "webvtt",
        "WebVTT chapters",
        write_webvtt,
        frozenset({"end", "fraction"}),
        needs_ends=True,
        suffixes=("vtt",),
    ),
    Form(
        "labels",
        "Audacity labels",
        lambda chapters, _: write_labels(chapters),
        frozenset({"fraction"}),
    ),
    Form(
        "record",
        "the list of a record",
        lambda chapters, _: write_record_list(chapters),
        frozenset({"end", "image", "link", "toc", "location", "fraction", "untitled"}),
    ),
)
FORMS = {form.name: form for form in _FORMS}
"""The forms that can be written, by name."""
_BY_SUFFIX = {suffix: form for form in _FORMS for suffix in form.suffixes}
_READERS: dict[str, Callable[[str], ChapterReading]] = {
    "json": read_json,
    "psc": read_psc,
    "webvtt": read_webvtt,
    "ffmetadata": read_ffmetadata,
    "labels": read_labels,
    "lines": read_lines,
}


def form_of(name: str) -> Form | None:
    """Return the form that a file name's extension stands for; None where several could be."""
    return _BY_SUFFIX.get(extension_of(name))


def detect_form(text: str) -> str:
    """Tell the form of a text by how it begins, whatever its file is called."""
    head = text[:4096].lstrip()
    first = head.partition("\n")[0].rstrip("\r")
    if head.startswith("{") or (head.startswith("[") and head[1:2] not in "0123456789"):
        return "json"
    if head.startswith("<"):
        return "psc"
    if first.startswith(WEBVTT_HEAD):
        return "webvtt"
    if first.startswith(FFMETADATA_HEAD[:-1]):
        return "ffmetadata"
    return "labels" if LABEL.match(first) else "lines"


def read_chapters(text: str) -> ChapterReading:
    """Read a chapters file of any form; what is wrong with it becomes faults."""
    clean = ILLEGAL.sub(" ", text) if has_illegal(text) else text
    if not clean.strip():
        return ChapterReading("lines").give_up(Span(0, 0), "the chapters file is empty")
    reading = _READERS[detect_form(clean)](clean)
    if clean is not text:
        _name_illegal(text, reading)
    if not reading.entries and not reading.faults:
        reading.give_up(Span(0, 1), "the file holds no chapters")
    return reading


def _name_illegal(text: str, reading: ChapterReading) -> None:
    for match in list(ILLEGAL.finditer(text))[:_FEW]:
        span = Span(match.start(), match.end())
        message = f"character U+{ord(match[0]):04X} is not allowed in a feed"
        reading.fault("CH02", span, message, "delete it", (Edit(span, ""),))
