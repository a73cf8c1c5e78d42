"""An XML element before it is XML: names with prefixes, no namespaces resolved."""

from dataclasses import dataclass

Attribute = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `name` is `prefix:local` or an RSS core name.

    `tail` is text after the element, inside its parent. `cdata` asks for a CDATA section, which
    readers cannot tell from escaped text. `absent` marks an element that must not be written.
    """

    name: str
    text: str | None = None
    attributes: tuple[Attribute, ...] = ()
    children: tuple["Element", ...] = ()
    tail: str | None = None
    cdata: bool = False
    absent: bool = False
