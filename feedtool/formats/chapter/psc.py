"""Podlove Simple Chapters: XML of its own, or inside the item of a feed.

Read without any entity and without the network; a document type is refused.
Source: Podlove Simple Chapters 1.2, https://podlove.org/simple-chapters
"""

from collections.abc import Iterable
from xml.parsers import expat

from feedtool.formats.chapter.lines import listed_chapters
from feedtool.formats.chapter.times import read_time, write_play_time
from feedtool.formats.namespaces import PSC
from feedtool.model.chapters import ChapterReading
from feedtool.model.element import Element
from feedtool.model.episode import Chapter
from feedtool.model.finding import Edit
from feedtool.model.place import Span

_LIST, _ENTRY = "chapters", "chapter"
_KNOWN = frozenset({"start", "title", "href", "image"})


class _RefusedError(Exception):
    """The document has a type, and with it perhaps entities."""


def read_psc(text: str) -> ChapterReading:
    """Read the first psc:chapters of an XML text."""
    reader = _Reader(text)
    try:
        reader.parse()
    except _RefusedError:
        message = "the XML has a DOCTYPE, which chapters do not need: it is not read"
        return reader.reading.give_up(reader.place(), message, "delete the DOCTYPE")
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        return reader.reading.give_up(reader.place(), f"this is not well-formed XML: {words}")
    if not reader.lists:
        return reader.reading.give_up(Span(0, 1), "the XML holds no psc:chapters")
    return reader.reading


class _Reader:
    """Goes through the XML from tag to tag; `lists` counts the lists of chapters met."""

    def __init__(self, text: str) -> None:
        self.reading = ChapterReading("psc")
        self.lists = 0
        self._text, self._data = text, text.encode()
        self._known: dict[str, str] = {}
        self._is_open = False
        self._bytes, self._index = 0, 0
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def parse(self) -> None:
        """Read it all; raises ExpatError, _RefusedError."""
        self._parser.Parse(self._data, True)  # noqa: FBT003 - expat's own signature

    def place(self) -> Span:
        """Return the place of the tag at hand; tags come in order, so each byte is seen once."""
        here = max(self._bytes, self._parser.CurrentByteIndex)
        self._index += len(self._data[self._bytes : here].decode("utf-8", "ignore"))
        self._bytes = here
        end = self._text.find(">", self._index) + 1
        return Span(self._index, end or self._index + 1)

    def _refuse(self, *_: object) -> None:
        raise _RefusedError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key.startswith("xmlns"):
                self._known[key] = value
        prefix, _, local = name.rpartition(":")
        if local == _LIST:
            self._open_list(prefix)
        elif local == _ENTRY and self._is_open:
            self._read_entry(attributes)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == _LIST:
            self._is_open = False

    def _open_list(self, prefix: str) -> None:
        uri = self._known.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        if uri != PSC and prefix not in ("", "psc"):
            return  # another vocabulary's chapters, such as podcast:chapters
        self.lists += 1
        self._is_open = self.lists == 1
        if self.lists == 2:  # noqa: PLR2004 - the second one
            message = "there is more than one psc:chapters; the first is read"
            self.reading.fault("CH10", self.place(), message)
        elif self._is_open and uri != PSC:
            self._judge_namespace(prefix, uri)

    def _judge_namespace(self, prefix: str, uri: str) -> None:
        span = self.place()
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        if name in self._known:
            message = f"the namespace of psc:chapters is {PSC!r}, not {uri!r}"
            self.reading.fault("CH10", span, message)
            return
        at = span.start + 1 + len(f"{prefix}:" if prefix else "") + len(_LIST)
        edits = (Edit(Span(at, at), f' {name}="{PSC}"'),)
        message = "psc:chapters has no namespace"
        self.reading.fault("CH10", span, message, f'write {name}="{PSC}"', edits)

    def _read_entry(self, attributes: dict[str, str]) -> None:
        span, reading = self.place(), self.reading
        written = attributes.get("start")
        start = None if written is None else read_time(written)
        if start is None:
            what = "has no start" if written is None else f"starts at {written[:40]!r}"
            message = f"a psc:chapter {what}; expected a time such as 00:02:10"
            reading.leave_out(span, message)
            return
        unread = (name for name in attributes if name not in _KNOWN and name not in reading.unread)
        reading.unread += [name for name in unread if not name.startswith("xmlns")]
        texts = {name: attributes.get(name) or None for name in _KNOWN}
        reading.add(
            span, start=start, title=texts["title"], link=texts["href"], image=texts["image"]
        )


def psc_element(chapters: Iterable[Chapter]) -> Element | None:
    """Make psc:chapters; None where no chapter can be shown.

    The form has no word for what is hidden, and none for a chapter without a title.
    """
    lines = tuple(_line(chapter) for chapter in listed_chapters(chapters))
    return Element("psc:chapters", None, (("version", "1.2"),), lines) if lines else None


def _line(chapter: Chapter) -> Element:
    attributes = [("start", write_play_time(chapter.start or 0)), ("title", chapter.title or "")]
    attributes += [("href", chapter.link)] if chapter.link else []
    attributes += [("image", chapter.image)] if chapter.image else []
    return Element("psc:chapter", None, tuple(attributes))


def write_psc(chapters: Iterable[Chapter]) -> str:
    """Write an XML file of its own."""
    element = psc_element(chapters)
    lines = "".join(f"  <{each.name}{_attributes(each)}/>\n" for each in _children(element))
    head = f'<psc:chapters version="1.2" xmlns:psc="{PSC}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{lines}</psc:chapters>\n'


def _children(element: Element | None) -> tuple[Element, ...]:
    return element.children if element else ()


def _attributes(element: Element) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - it brings all of http with it

    return "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes)
