"""The transcripts of an episode: the author's files and links, and every form made of the files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedtool.compose.addresses import public_url
from feedtool.compose.media import Ground
from feedtool.formats.media_types import plain_type, type_of
from feedtool.formats.slug import make_slug
from feedtool.model.element import Element
from feedtool.model.episode import TranscriptLink
from feedtool.model.feed import Asset, TranscriptCopy
from feedtool.model.transcript import TIMED_FORMS, Form, Transcript

EXTENSIONS = {
    Form.VTT: "vtt",
    Form.SRT: "srt",
    Form.JSON: "json",
    Form.HTML: "html",
    Form.TEXT: "txt",
}
"""In the order in which apps are offered them: Apple takes the first it knows."""
_ORDER = {form.value: number for number, form in enumerate(EXTENSIONS)}
_MENDED = frozenset({"TR01", "TR09", "TR12", "TR13", "TR14", "TR25"})
"""Faults of a file's own form, which a file that is written anew does not have."""


@dataclass(frozen=True, slots=True)
class TranscriptParts:
    """What an item takes of its transcripts: elements, files as they are, forms to be written."""

    elements: tuple[Element, ...] = ()
    assets: tuple[Asset, ...] = ()
    copies: tuple[TranscriptCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A file of the author that was read, and the forms it can be written in."""

    link: TranscriptLink
    file: str
    transcript: Transcript
    forms: tuple[Form, ...]

    @property
    def is_ready(self) -> bool:
        """Say whether the file goes out byte for byte: it is right, or all of it is not known."""
        faults = self.transcript.faults
        if not any(fault.code in _MENDED for fault in faults):
            return True
        return self.transcript.form not in self.forms or any(fault.drops for fault in faults)


_NONE = TranscriptParts()


def compose_transcripts(
    links: Sequence[TranscriptLink],
    read: Mapping[str, Transcript],
    slug: str,
    end: float | None,
    ground: Ground,
) -> TranscriptParts:
    """Offer every transcript of a record, and each form that its files can be written in.

    `read` holds what was read of the files; `end` is the length of the episode in seconds. A form
    that the author gives in a language is not made a second time; a link stays a link.
    """
    if not links:
        return _NONE
    from feedtool.formats.transcript.write import list_forms  # noqa: PLC0415 - it knows them all

    sources = [
        _Source(link, link.file, read[link.file], list_forms(read[link.file], end))
        for link in links
        if link.file and link.file in read
    ]
    written = [each for each in sources if not each.is_ready and not each.link.url]
    copies = [_copy(each, each.file, each.transcript.form, end) for each in written]
    elements: list[Element] = []
    groups = _by_language(links, ground) if sources else {"": list(links)}
    for language, own in groups.items():
        offered = [_offer_own(link, read, ground) for link in own]
        usable = sorted((each for each in sources if each.link in own), key=_timed_first)
        given = {kind for link in own for kind in _kinds(link, read)}
        stem = _stem(slug, language, ground)
        for copy, link in _make_others(usable, given, stem, end):
            copies.append(copy)
            offered.append(_offer_copy(copy, link, ground))
        if usable:
            offered.sort(key=lambda offer: _ORDER.get(offer[0], len(_ORDER)))
        elements += [element for _, element in offered]
    assets = _own_assets(links, read, {each.file for each in written})
    return TranscriptParts(tuple(elements), assets, tuple(copies))


def _timed_first(source: _Source) -> int:
    return _ORDER[source.transcript.form]


def _copy(source: _Source, name: str, form: Form, end: float | None) -> TranscriptCopy:
    return TranscriptCopy(name, form, source.file, source.transcript, end)


def _by_language(
    links: Sequence[TranscriptLink], ground: Ground
) -> dict[str, list[TranscriptLink]]:
    """Part links by language, the show's where they name none."""
    found: dict[str, list[TranscriptLink]] = {}
    for link in links:
        found.setdefault(_fold(link.language or ground.show.language), []).append(link)
    return found


def _fold(language: str | None) -> str:
    return make_slug(language) if language else ""


def _stem(slug: str, language: str, ground: Ground) -> str:
    """Name the files of a language; the show's own goes without saying."""
    is_own = language == _fold(ground.show.language)
    return f"transcripts/{slug}" + ("" if is_own else f".{language}")


def _make_others(
    usable: Sequence[_Source], given: set[str], stem: str, end: float | None
) -> Iterator[tuple[TranscriptCopy, TranscriptLink]]:
    """Make the forms that nobody gives, each from the best file that has what it needs."""
    taken = {source.file for source in usable}
    for form, extension in EXTENSIONS.items():
        name = f"{stem}.{extension}"
        source = next((each for each in usable if form in each.forms), None)
        if source is not None and form not in given and name not in taken:
            yield _copy(source, name, form, end), source.link


def _kinds(link: TranscriptLink, read: Mapping[str, Transcript]) -> Iterator[str]:
    """Say which types a link stands for: what it holds, and what its extension says."""
    yield _kind(link, read)
    yield type_of(link.url or link.file or "")


def _kind(link: TranscriptLink, read: Mapping[str, Transcript]) -> str:
    """Tell the type of a transcript: by its content, as declared, by its extension."""
    transcript = read.get(link.file or "")
    if transcript is not None:
        return transcript.form.value
    return link.type or type_of(link.url or link.file or "") or Form.TEXT.value


Offer = tuple[str, Element]
"""What one transcript is offered as: its type without parameters, and its element."""


def _offer_own(link: TranscriptLink, read: Mapping[str, Transcript], ground: Ground) -> Offer:
    kind = _kind(link, read)
    is_timed = link.file in read and kind in TIMED_FORMS
    rel = link.rel or ("captions" if is_timed else None)
    url = link.url or public_url(ground.base_url, link.file or "")
    return plain_type(kind), _element(url, kind, link.language, rel)


def _offer_copy(copy: TranscriptCopy, link: TranscriptLink, ground: Ground) -> Offer:
    rel = "captions" if copy.form in TIMED_FORMS else None
    url = public_url(ground.base_url, copy.name)
    return copy.form.value, _element(url, copy.form.value, link.language, rel)


def _element(url: str, kind: str, language: str | None, rel: str | None) -> Element:
    """Make podcast:transcript."""
    attributes = (("url", url), ("type", kind), ("language", language), ("rel", rel))
    return Element("podcast:transcript", None, tuple((k, v) for k, v in attributes if v))


def _own_assets(
    links: Sequence[TranscriptLink], read: Mapping[str, Transcript], written: set[str]
) -> tuple[Asset, ...]:
    """List the author's files that go out as they are; one with an address of its own is out."""
    files = {
        link.file: _kind(link, read)
        for link in links
        if link.file and not link.url and link.file not in written
    }
    return tuple(Asset(name, kind, source=name) for name, kind in files.items())
