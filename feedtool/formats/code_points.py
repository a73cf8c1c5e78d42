"""Places in the UTF-8 of a text, as parsers count them, to code points, as editors do."""


class CodePoints:
    """Counts along one text; a step costs what lies between two places, forward or back."""

    def __init__(self, text: str) -> None:
        """Take the text; for plain ASCII both counts are the same."""
        self._data = None if text.isascii() else text.encode("utf-8", "replace")
        self._byte = 0
        self._point = 0

    def at(self, place: int) -> int:
        """Return the code points before a byte that begins a character."""
        if self._data is None:
            return place
        if place >= self._byte:
            self._point += _count(self._data[self._byte : place])
        else:
            self._point -= _count(self._data[place : self._byte])
        self._byte = place
        return self._point


def _count(data: bytes) -> int:
    return len(data.decode("utf-8", "ignore"))
