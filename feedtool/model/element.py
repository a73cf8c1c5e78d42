"""An XML element before it is XML: names with prefixes, no namespaces resolved."""

from dataclasses import dataclass, field

from feedtool.model.place import FieldPath

Attribute = tuple[str, str]


@dataclass(slots=True, unsafe_hash=True)
class Element:
    """One element: `name` is `prefix:local` or an RSS core name.

    `tail` is text after the element, inside its parent. `cdata` asks for a CDATA section, which
    readers cannot tell from escaped text. `absent` marks an element that must not be written.
    `entry` numbers the entry of `elements` that holds it, -1 where a field stands for it: one entry
    of XML may hold several.
    """

    name: str
    text: str | None = None
    attributes: tuple[Attribute, ...] = ()
    children: tuple["Element", ...] = ()
    tail: str | None = None
    cdata: bool = False
    absent: bool = False
    entry: int = field(default=-1, compare=False)

    @property
    def text_path(self) -> FieldPath:
        """The path of the text in a record that writes this element as a mapping, not as XML."""
        at: FieldPath = ("elements", self.entry, self.name)
        return (*at, "text") if self.attributes or self.children else at
