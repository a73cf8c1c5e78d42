"""Markdown to sanitised HTML, and HTML to plain text."""

import html
import re

import nh3
import pyromark

from feedtool.formats.markup.reader import HtmlReader
from feedtool.formats.xml_text import strip_illegal

TAGS = frozenset(
    "a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong ul".split()
)
"""What notes may hold: the tags that Apple and Spotify show, and harmless structure."""
HTML_TAGS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big "
    "blink blockquote body br button canvas caption center cite code col colgroup data datalist dd "
    "del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form "
    "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label "
    "legend li link main map mark marquee menu meta meter nav nobr noembed noframes noscript "
    "object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby "
    "s samp script search section select slot small source span strike strong style sub summary "
    "sup svg math table tbody td template textarea tfoot th thead time title tr track tt u ul var "
    "video wbr xmp".split()
)
"""HTML's elements, obsolete ones too. Source: HTML Living Standard."""
_ANY_TAG = re.compile(r"</?(?P<name>[A-Za-z][^\s/<>]*+)[^<>]*+>")
_READS_AS_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w++;")
_NOT_PLAIN = re.compile(r'<(?:img|code class|a (?!href="(?:https?://|mailto:)))')
SCHEMES = frozenset({"http", "https", "mailto"})
OPTIONS = pyromark.Options.ENABLE_STRIKETHROUGH
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_BLOCKS = frozenset(
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr "
    "ul".split()
)
_CELLS = frozenset({"td", "th"})
_ONE_PARAGRAPH = re.compile(r"<p>([^<]*+)</p>\s*")
_TAG = re.compile(r"<[^>]*>")
_OPENS_OR_CLOSES = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSE_THEMSELVES = frozenset(
    "area base br col dd dt embed hr img input li link meta p source td th tr track wbr".split()
)
_FEW_TAGS = 1000
_MAX_NESTING = 4_000_000
_MAX_CLEANED = 1_000_000
_TABLE = re.compile("<table", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n]+")


def render_markdown(text: str) -> str:
    """Render CommonMark and keep only safe tags; raw HTML inside is sanitised with it."""
    markup = pyromark.html(text, options=OPTIONS)
    if "<" in text:
        markup = _ANY_TAG.sub(_show_unknown, markup)
    if "<" in text or not _is_plain(markup):
        markup = _CLEANER.clean(markup) if _is_cleanable(markup) else f"<p>{escape_text(text)}</p>"
    return (strip_illegal(markup) if "&#" in text else markup).strip()


def _show_unknown(match: re.Match[str]) -> str:
    """Keep a tag of HTML; show another one as text, since the author means the words.

    The cleaner would take `<path>` for a part of a drawing, and drop what follows it.
    """
    return match[0] if match["name"].lower() in HTML_TAGS else escape_text(match[0])


def _is_plain(markup: str) -> bool:
    """Tell whether rendered Markdown that had no HTML of its own needs no cleaning.

    The renderer then wrote every tag: only links, pictures and code blocks carry attributes.
    """
    return _NOT_PLAIN.search(markup) is None


def plain_paragraph(markup: str) -> str | None:
    """Return the text of HTML that is one paragraph without markup, else None.

    Apps guess whether a description is HTML: a text that would read as markup stays HTML.
    """
    match = _ONE_PARAGRAPH.fullmatch(markup)
    text = html.unescape(match[1]).strip() if match else ""
    return text if match and not _READS_AS_MARKUP.search(text) else None


def _is_cleanable(markup: str) -> bool:
    """Tell whether the cleaner ends within seconds: its work is tags times nesting.

    A tag that is not closed by the next closing tag counts as open to the end. What is not
    cleaned is far longer than a feed's texts may be (EP06, SH04).
    """
    if markup.count("<") <= _FEW_TAGS or len(markup) > _MAX_CLEANED:
        return len(markup) <= _MAX_CLEANED
    tags, deepest, is_open = 0, 0, list[str]()
    for match in _OPENS_OR_CLOSES.finditer(markup):
        closes, name = match[1], match[2].lower()
        if name in _CLOSE_THEMSELVES:
            tags += 1
        elif not closes:
            is_open.append(name)
            tags, deepest = tags + 1, max(deepest, len(is_open))
        elif is_open and is_open[-1] == name:
            is_open.pop()
    if _TABLE.search(markup):  # what stands wrong in a table is moved before it, one by one
        deepest = max(deepest, 100)
    return tags * deepest <= _MAX_NESTING


class _TextMaker(HtmlReader):
    """Collects text; blocks become lines, list items get a dash."""

    def __init__(self, *, with_urls: bool) -> None:
        super().__init__()
        self._with_urls = with_urls
        self._parts: list[str] = []
        self._href = ""
        self._label: list[str] = []
        self._hidden = 0
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._hidden += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._parts.append("\n\n" if tag != "li" else "\n- ")
            self._kept += tag == "pre"
        elif tag in _CELLS:
            self._parts.append(" ")
        elif tag == "a":
            self._href, self._label = dict(attrs).get("href") or "", []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a":
            if self._with_urls and self._href and self._href != "".join(self._label).strip():
                self._parts.append(f" ({self._href})")
            self._href = ""
        elif tag in _BLOCKS and tag != "li":
            self._parts.append("\n\n")
            self._kept = max(0, self._kept - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self._label.append(data)
        self._parts.append(data if self._kept else _SPACES.sub(" ", data))

    def text(self) -> str:
        lines = "".join(self._parts).split("\n")
        joined = "\n".join(line.strip() for line in lines)
        return re.sub(r"\n{3,}", "\n\n", joined).replace("\n\n- ", "\n- ").strip()


def to_text(markup: str, *, with_urls: bool = False) -> str:
    """Reduce HTML to plain text; `with_urls` writes links as `label (url)`."""
    tags, rest = split_after_tags(markup)
    maker = _TextMaker(with_urls=with_urls)
    maker.feed(tags)
    maker.close()
    maker.handle_data(html.unescape(rest))
    return strip_illegal(maker.text())


def squeeze_markup(markup: str) -> str:
    """Reduce HTML to its letters, without tags, white space and case: to look for it elsewhere."""
    tags, rest = split_after_tags(markup)
    bare = _TAG.sub("", tags) + rest if tags else rest
    plain = html.unescape(bare) if "&" in bare else bare
    return "".join(plain.casefold().split())


def first_paragraph(markup: str) -> str:
    """Return the first paragraph of HTML as one line of plain text."""
    start = markup.partition("</p>")[0]
    words = start.removeprefix("<p>")
    if "<" not in words and "&" not in words:  # as most are
        return " ".join(words.split())
    tags, rest = split_after_tags(start)
    return " ".join(html.unescape(_TAG.sub("", tags) + rest).split())


def split_after_tags(markup: str) -> tuple[str, str]:
    """Cut HTML behind its last `>`: no tag begins after it.

    A parser that looks for the end of every `<` there takes minutes for a page of them.
    """
    end = markup.rfind(">") + 1
    return markup[:end], markup[end:]


def escape_text(text: str) -> str:
    """Escape text for HTML content."""
    return html.escape(text, quote=False)


def link_tag(url: str, label: str) -> str:
    """Write a link; both parts escaped."""
    return f'<a href="{html.escape(url, quote=True)}">{escape_text(label)}</a>'
