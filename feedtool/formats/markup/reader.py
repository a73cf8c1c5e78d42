"""Python's HTML parser, without the one text on which it gives up."""

from html.parser import HTMLParser


class HtmlReader(HTMLParser):
    """Reads any text: what is no HTML is skipped as browsers skip it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Take `<![…>` for a bogus comment, as HTML does, where the parser would raise."""
        return self.parse_bogus_comment(i, bool(report))
