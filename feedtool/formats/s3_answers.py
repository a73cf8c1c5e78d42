"""What a store that speaks S3 says of uploads in parts: XML to values.

Source: the API reference of Amazon S3 (ListParts, ListMultipartUploads and others). Elements are
found by their names alone: some stores leave the namespace out.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

_WORD = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an upload that lies at the store: bytes, and its ETag without quotes."""

    size: int
    tag: str


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload that was begun and not ended, of the file of this name."""

    name: str
    id: str
    begun: datetime

    def below(self, prefix: str) -> "Upload":
        """Return it with its name as it is below a prefix."""
        return replace(self, name=self.name.removeprefix(prefix))


_MARKERS = {
    "NextPartNumberMarker": "part-number-marker",
    "NextKeyMarker": "key-marker",
    "NextUploadIdMarker": "upload-id-marker",
}
"""What a list that goes on names, and the parameters by which the rest of it is asked for."""


def read_value(body: bytes, name: str) -> str:
    """Return the text of the first element of a name, "" where there is none."""
    root = _parse(body)
    found = None if root is None else root.find(f".//{{*}}{name}")
    return "" if found is None else (found.text or "").strip()


def read_error(body: bytes) -> str:
    """Return the store's own short word for what went wrong, "" where nothing did."""
    root = _parse(body)
    if root is None or etree.QName(root).localname != "Error":
        return ""
    code = read_value(body, "Code")[:_WORD]
    return code if code.isascii() and code.isalnum() else "Error"


def read_parts(body: bytes) -> dict[int, Part]:
    """Read a list of parts, by number."""
    found: dict[int, Part] = {}
    for each in _each(body, "Part"):
        number, size = each.get("PartNumber", ""), each.get("Size", "")
        if number.isdecimal() and size.isdecimal():
            found[int(number)] = Part(int(size), each.get("ETag", "").strip('"'))
    return found


def read_uploads(body: bytes) -> list[Upload]:
    """Read a list of uploads that nobody has ended; one without a date is passed over."""
    found = []
    for each in _each(body, "Upload"):
        try:
            begun = datetime.fromisoformat(each.get("Initiated", ""))
        except ValueError:
            continue
        if begun.tzinfo is not None:
            found.append(Upload(each.get("Key", ""), each.get("UploadId", ""), begun))
    return found


def read_following(body: bytes) -> dict[str, str]:
    """Return the parameters that ask for the next page of a list; none after the last one."""
    if read_value(body, "IsTruncated") != "true":
        return {}
    found = {parameter: read_value(body, name) for name, parameter in _MARKERS.items()}
    return {parameter: value for parameter, value in found.items() if value}


def _each(body: bytes, name: str) -> list[dict[str, str]]:
    root = _parse(body)
    if root is None:
        return []
    return [
        {etree.QName(child).localname: child.text or "" for child in each.iterchildren("{*}*")}
        for each in root.iterchildren(f"{{*}}{name}")
    ]


def _parse(body: bytes) -> "etree._Element | None":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
