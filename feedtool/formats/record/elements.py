"""The `elements` field: XML that the record writes as it stands."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from feedtool.formats.namespaces import BUILT_IN, is_namespace
from feedtool.model.element import Element
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import FieldPath, dotted

_NAME = re.compile(r"(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*")
_PARTS = frozenset({"attributes", "text", "elements"})
_UNKNOWN = re.compile(r"Namespace prefix (\S+) .*is not defined")
"""What lxml says of a prefix that nobody has declared."""
_MAX_XML = 1_000_000


def may_hold_attributes(text: str) -> bool:
    """Tell cheaply whether a field of a record can be called `attributes`: escapes can spell it."""
    return "attributes" in text or "\\" in text


class ElementReader:
    """Reads one record's `elements`; `faults` holds what was wrong."""

    __slots__ = ("_namespaces", "faults")

    def __init__(self, namespaces: dict[str, str]) -> None:
        """Take the show's own prefixes beside the built-in ones."""
        self._namespaces = BUILT_IN | namespaces
        self.faults: list[Fault] = []

    def read(self, value: Any, at: FieldPath) -> tuple[Element, ...]:
        """Read a list of one-key mappings and XML texts."""
        if not isinstance(value, list):
            self._fault(at, "must be a list of elements, each written '- prefix:name: text'")
            return ()
        found: list[Element] = []
        for number, item in enumerate(value):
            found.extend(self._read_one(item, (*at, number)))
        return tuple(found)

    def check_attributes(self, value: Any, at: FieldPath = ()) -> None:
        """Judge the names under each `attributes` of a record's fields; of `elements`, `read`.

        What no XML can hold is taken out of `value`.
        """
        steps = enumerate(value) if isinstance(value, list) else value.items()
        for step, item in steps:
            if item.__class__ is str:
                continue
            if step == "attributes" and isinstance(item, dict):
                for name in [name for name in item if not self._is_name(name, (*at, step))]:
                    del item[name]
            elif isinstance(item, (dict, list)) and not str(step).startswith(("elements", "x-")):
                self.check_attributes(item, (*at, step))

    def _read_one(self, item: Any, at: FieldPath) -> Iterator[Element]:
        if isinstance(item, str):
            yield from self._read_xml(item, at)
        elif isinstance(item, dict) and len(item) == 1:
            name, value = next(iter(item.items()))
            if self._is_name(name, at):
                element = self._read_value(name, value, (*at, name))
                if element is not None:
                    yield element
        else:
            self._fault(at, "an element is one 'name: value' pair, or XML that starts with '<'")

    def _read_value(self, name: str, value: Any, at: FieldPath) -> Element | None:
        if value is None:
            return Element(name, absent=True, entry=_entry(at))
        if isinstance(value, str):
            return Element(name, value.strip(), entry=_entry(at))
        if not isinstance(value, dict) or not value.keys() <= _PARTS:
            self._fault(at, "must be text, null, or a mapping of attributes, text and elements")
            return None
        attributes = self._read_attributes(value.get("attributes"), (*at, "attributes"))
        nested = value.get("elements")
        children = () if nested is None else self.read(nested, (*at, "elements"))
        text = value.get("text")
        if text is not None and not isinstance(text, str):
            self._fault((*at, "text"), "must be text")
            return None
        text = text.strip() if text else None
        return Element(name, text, attributes, children, entry=_entry(at))

    def _read_attributes(self, value: Any, at: FieldPath) -> tuple[tuple[str, str], ...]:
        if value is None:
            return ()
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self._fault(at, "must be a mapping of names to texts")
            return ()
        return tuple((key, text) for key, text in value.items() if self._is_name(key, at))

    def _is_name(self, name: str, at: FieldPath) -> bool:
        prefix, colon, _ = name.partition(":")
        if not is_element_name(name):
            self._fault(at, f"'{name}' is not a name XML allows")
            return False
        if colon and prefix not in self._namespaces:
            self._fault(at, _unknown_prefix(prefix), "RC08")
            return False
        return True

    def _read_xml(self, text: str, at: FieldPath) -> Iterator[Element]:
        if not text.lstrip().startswith("<") or len(text) > _MAX_XML:
            self._fault(at, "an element is one 'name: value' pair, or XML that starts with '<'")
            return
        from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - it brings all of http with it

        spoken = _bind(self._namespaces)
        declared = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in spoken.items())
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(f"<all{declared}>{text}</all>", parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            words = str(error).split(", line")[0]
            unknown = _UNKNOWN.match(words)
            if unknown:
                self._fault(at, _unknown_prefix(unknown[1]), "RC08")
            else:
                self._fault(at, f"this is not well-formed XML: {words}")
            return
        prefixes = {uri: prefix for prefix, uri in (BUILT_IN | spoken).items()}
        if any(text and text.strip() for text in (root.text, *(child.tail for child in root))):
            self._fault(at, "text stands outside the elements: put it inside one")
        for child in root:
            child.tail = None
            element = self._from_xml(child, prefixes, at)
            if element is not None:
                yield element

    def _from_xml(
        self, node: Any, prefixes: dict[str, str], at: FieldPath, *, is_verbatim: bool = False
    ) -> Element | None:
        if not isinstance(node.tag, str):
            self._fault(at, "entities have no place here: write the character")
            return None
        names = [_prefixed(name, prefixes) for name in (node.tag, *node.attrib)]
        if None in names:
            uri = etree.QName(node).namespace
            self._fault(at, f"namespace '{uri}' has no prefix; give one in show.yaml", "RC08")
            return None
        inside = is_verbatim or _is_mixed(node)
        children = [self._from_xml(child, prefixes, at, is_verbatim=inside) for child in node]
        return Element(
            name=names[0] or "",
            text=node.text,
            attributes=tuple(zip((n or "" for n in names[1:]), node.attrib.values(), strict=True)),
            children=tuple(child for child in children if child is not None),
            tail=(node.tail or None) if is_verbatim else None,
            entry=_entry(at),
        )

    def _fault(self, at: FieldPath, message: str, code: str = "RC07") -> None:
        self.faults.append(Fault(code, Problem(at, f"{dotted(at)}: {message}"), (str(at[0]),)))


def _unknown_prefix(prefix: str) -> str:
    return f"prefix '{prefix}' is not known; give its URI under namespaces in show.yaml"


def _is_mixed(node: Any) -> bool:
    """Tell whether text stands beside elements: then white space counts."""
    texts = (node.text, *(child.tail for child in node))
    return len(node) > 0 and any(text and text.strip() for text in texts)


def _bind(namespaces: dict[str, str]) -> dict[str, str]:
    """Give each prefix a URI that XML can hold: a wrong one in show.yaml is XM01's to name."""
    return {
        prefix: uri if is_namespace(prefix, uri) else f"urn:prefix:{prefix}"
        for prefix, uri in namespaces.items()
        if not prefix.startswith("xml") and ":" not in prefix and is_element_name(prefix)
    }


def is_element_name(name: str) -> bool:
    """Tell whether this is `local` or `prefix:local`, in letters that every reader knows."""
    return _NAME.fullmatch(name) is not None


def _entry(at: FieldPath) -> int:
    """Return the number of the entry that a path in `elements` leads into."""
    number = at[1]
    return number if isinstance(number, int) else -1


def _prefixed(name: str, prefixes: dict[str, str]) -> str | None:
    """Turn lxml's `{uri}local` into `prefix:local`; None where the uri has no prefix."""
    if not name.startswith("{"):
        return name
    uri, _, local = name[1:].partition("}")
    return f"{prefixes[uri]}:{local}" if uri in prefixes else None
