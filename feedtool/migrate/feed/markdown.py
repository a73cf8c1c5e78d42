"""HTML to Markdown, as far as Markdown goes; whether it says the same is judged by rendering."""

import html
import re

_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:\s[^<>]*)?)>|(?P<text>[^<]+)"
)
_HREF = re.compile(r'\s+href="([^"<>\s]*)"(?:\s+title="([^"<>\n]*)")?\s*')
_MARKS = {"em": "*", "strong": "**", "del": "~~", "code": "`"}
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_SPECIAL = re.compile(r"([\\`*_\[\]<>~])")
_START = re.compile(r"(#{1,6}(?=\s|$)|[-+>](?=\s|$)|\d{1,9}(?=[.)](?:\s|$)))")
_MAX = 200_000


class _Writer:
    """Writes the blocks of one text; `fails` says that it met what Markdown cannot write."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.fails = False
        self._inline: list[str] = []
        self._lists: list[list[str]] = []
        self._links: list[str] = []

    def start(self, name: str, rest: str) -> None:
        if name in _MARKS and not rest:
            self._inline.append(_MARKS[name])
        elif name == "br" and not rest.strip(" /"):
            self._inline.append("  \n" if not self._lists else "\\\n  ")
        elif name == "a":
            self._start_link(rest)
        elif name in ("ul", "ol") and not rest and not self._lists:
            self._lists.append([name])
        elif (name == "p" and not self._lists) or name == "li" or name in _HEADINGS:
            self.fails = self.fails or bool(rest) or bool("".join(self._inline).strip())
            self._inline = []
        else:
            self.fails = True

    def _start_link(self, rest: str) -> None:
        match = _HREF.fullmatch(rest)
        if match is None or self._links:
            self.fails = True
            return
        url, title = html.unescape(match[1]), match[2]
        bracketed = f"<{url}>" if re.search(r"[()\\]", url) else url
        label = "" if title is None else f' "{html.unescape(title)}"'
        self._links.append(f"]({bracketed}{label})")
        self._inline.append("[")

    def end(self, name: str) -> None:
        if name in _MARKS:
            self._inline.append(_MARKS[name])
        elif name == "a" and self._links:
            self._inline.append(self._links.pop())
        elif name == "p" or name in _HEADINGS:
            self.blocks.append(_HEADINGS.get(name, "") + self._take())
        elif name == "li" and self._lists:
            self._lists[-1].append(self._take())
        elif name in ("ul", "ol") and self._lists:
            self._end_list()
        else:
            self.fails = True

    def _end_list(self) -> None:
        kind, *entries = self._lists.pop()
        numbered = enumerate(entries, start=1)
        lines = [f"{n}. {each}" if kind == "ol" else f"- {each}" for n, each in numbered]
        self.blocks.append("\n".join(lines))

    def text(self, text: str) -> None:
        if "&" in text:
            text = html.unescape(text).replace("&", "&amp;").replace("&amp; ", "& ")
        self._inline.append(_SPECIAL.sub(r"\\\1", text) if _SPECIAL.search(text) else text)

    def _take(self) -> str:
        text, self._inline = "".join(self._inline).strip(), []
        return _START.sub(_escape_start, text, count=1) if _START.match(text) else text

    @property
    def is_open(self) -> bool:
        return bool(self._lists or self._links or "".join(self._inline).strip())


def to_markdown(markup: str) -> str | None:
    """Write HTML as Markdown; None where it holds what Markdown has no sign for."""
    if len(markup) > _MAX:
        return None
    writer, position = _Writer(), 0
    for match in _TOKEN.finditer(markup):
        if match.start() != position or writer.fails:
            return None
        position = match.end()
        if match["text"] is not None:
            writer.text(match["text"])
        elif match["close"]:
            writer.end(match["name"])
        else:
            writer.start(match["name"], match["rest"])
    if position != len(markup) or writer.fails or writer.is_open:
        return None
    return "\n\n".join(writer.blocks)


def _escape_start(match: re.Match[str]) -> str:
    sign = match[0]
    return f"{sign}\\" if sign[0].isdigit() else f"\\{sign}"
