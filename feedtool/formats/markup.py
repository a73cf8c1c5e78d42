"""Markdown to sanitised HTML, and HTML to plain text."""

import html
import re
from html.parser import HTMLParser

import nh3
import pyromark

from feedtool.formats.xml_text import strip_illegal

TAGS = frozenset(
    "a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong ul".split()
)
"""What notes may hold: the tags that Apple and Spotify show, and harmless structure."""
_SAFE_LINKS = ('href="https://', 'href="http://', 'href="mailto:')
SCHEMES = frozenset({"http", "https", "mailto"})
_OPTIONS = pyromark.Options.ENABLE_STRIKETHROUGH
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_BLOCKS = frozenset("p div ul ol li h1 h2 h3 h4 h5 h6 blockquote pre hr table tr".split())
_ONE_PARAGRAPH = re.compile(r"<p>([^<]*)</p>\s*")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\n]+")


def render_markdown(text: str) -> str:
    """Render CommonMark and keep only safe tags; raw HTML inside is sanitised with it."""
    markup = pyromark.html(text, options=_OPTIONS)
    if "<" in text or not _is_plain(markup):
        markup = _CLEANER.clean(markup)
    return (strip_illegal(markup) if "&#" in text else markup).strip()


def _is_plain(markup: str) -> bool:
    """Tell whether rendered Markdown that had no HTML of its own needs no cleaning.

    The renderer then wrote every tag: only links, pictures and code blocks carry attributes.
    """
    if "<img" in markup or "<code class" in markup:
        return False
    return all(part.startswith(_SAFE_LINKS) for part in markup.split("<a ")[1:])


def plain_paragraph(markup: str) -> str | None:
    """Return the text of HTML that is one paragraph without markup, else None."""
    match = _ONE_PARAGRAPH.fullmatch(markup)
    return html.unescape(match[1]).strip() if match else None


class _TextMaker(HTMLParser):
    """Collects text; blocks become lines, list items get a dash."""

    def __init__(self, *, with_urls: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._with_urls = with_urls
        self._parts: list[str] = []
        self._href = ""
        self._label = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._hidden += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._parts.append("\n\n" if tag != "li" else "\n- ")
        elif tag == "a":
            self._href, self._label = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a":
            if self._with_urls and self._href and self._href != self._label.strip():
                self._parts.append(f" ({self._href})")
            self._href = ""
        elif tag in _BLOCKS and tag != "li":
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self._label += data
        self._parts.append(_SPACES.sub(" ", data))

    def text(self) -> str:
        lines = "".join(self._parts).split("\n")
        joined = "\n".join(line.strip() for line in lines)
        return re.sub(r"\n{3,}", "\n\n", joined).replace("\n\n- ", "\n- ").strip()


def to_text(markup: str, *, with_urls: bool = False) -> str:
    """Reduce HTML to plain text; `with_urls` writes links as `label (url)`."""
    maker = _TextMaker(with_urls=with_urls)
    maker.feed(markup)
    maker.close()
    return strip_illegal(maker.text())


def first_paragraph(markup: str) -> str:
    """Return the first paragraph of HTML as one line of plain text."""
    head, _, _ = markup.partition("</p>")
    return " ".join(html.unescape(_TAG.sub("", head)).split())


def escape_text(text: str) -> str:
    """Escape text for HTML content."""
    return html.escape(text, quote=False)


def link_tag(url: str, label: str) -> str:
    """Write a link; both parts escaped."""
    return f'<a href="{html.escape(url, quote=True)}">{escape_text(label)}</a>'
