"""Elements of our model to lxml elements."""

from collections.abc import Collection, Iterable
from typing import Any

from lxml import etree

from feedtool.formats.namespaces import BUILT_IN
from feedtool.model.element import Element

_ALWAYS = ("itunes", "podcast", "content", "atom")


class XmlWriter:
    """Appends elements to lxml nodes; knows the names of one feed.

    Prefixes that nothing uses are not declared, so that a feed's first lines stay short.
    """

    def __init__(self, own: Iterable[tuple[str, str]], used: Iterable[str]) -> None:
        """Take the show's own prefixes and those its elements use."""
        self._uris = BUILT_IN | dict(own)
        wanted = sorted({*_ALWAYS, *used} - {"xml", ""})
        self.namespaces = {prefix: self._uris[prefix] for prefix in wanted if prefix in self._uris}
        self._names: dict[str, str] = {}
        self._mixed: list[tuple[Any, Element]] = []

    def qualify(self, name: str) -> str:
        """Turn `prefix:local` into lxml's name, and remember it."""
        known = self._names.get(name)
        if known is None:
            prefix, colon, local = name.partition(":")
            known = f"{{{self._uris[prefix]}}}{local}" if colon else name
            self._names[name] = known
        return known

    def append(self, parent: Any, element: Element) -> None:
        """Append an element with its children."""
        node = etree.SubElement(parent, self.qualify(element.name))
        if element.text is not None:
            cdata = element.cdata and fits_cdata(element.text)
            node.text = etree.CDATA(element.text) if cdata else element.text
        for name, value in element.attributes:
            node.set(self.qualify(name), value)
        for child in element.children:
            self.append(node, child)
        if element.tail:
            node.tail = element.tail
        if element.children and (element.text or any(each.tail for each in element.children)):
            self._mixed.append((node, element))

    def indent(self, root: Any, level: int) -> None:
        """Indent what was appended, but for elements whose white space is text."""
        etree.indent(root, level=level)
        for node, element in self._mixed:
            _restore(node, element)
        self._mixed.clear()


def _restore(node: Any, element: Element) -> None:
    """Give an element's texts back as they were before it was indented."""
    if not element.cdata:
        node.text = element.text
    for child, wanted in zip(node, element.children, strict=True):
        child.tail = wanted.tail
        _restore(child, wanted)


def fits_cdata(text: str) -> bool:
    """Tell whether a CDATA section keeps this text: it cannot end early, nor hold a bare CR.

    Source: Extensible Markup Language (XML) 1.0, sections 2.7 and 2.11.
    """
    return "]]>" not in text and "\r" not in text


def used_prefixes(elements: Collection[Element]) -> set[str]:
    """Collect the prefixes of elements, their attributes and children."""
    names = {element.name for element in elements}
    found = {name.partition(":")[0] if ":" in name else "" for name in names}
    for element in elements:
        if element.attributes:
            found |= {name.partition(":")[0] for name, _ in element.attributes if ":" in name}
        if element.children:
            found |= used_prefixes(element.children)
    return found
