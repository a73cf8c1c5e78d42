"""Findings to report: plain ones, many, and ones whose texts attack the formats."""

from dataclasses import replace

from feedtool.model.finding import Finding, Level
from feedtool.model.place import Location
from feedtool.report.text import printable

DEAD_LINK = Finding(
    code="NO05",
    name="dead-link",
    level=Level.ERROR,
    message="notes: link '/notes' is not absolute; an address starts with https://",
    location=Location("episodes/001-first-compiler.md", 12, 21, 12, 27),
    hint="write the page's whole address, such as https://site.com/page",
    excerpt="Her notes are [here](/notes).",
    caret=(21, 6),
)
"""What a healthy run with one fault reports."""

TEXTS = {
    "empty": "",
    "cjk": "標題は「編譯器」です ☕",
    "rtl": "שלום עולם and \u202ereversed\u202c",
    "control": "a\x00b\x07c\x1b[31md\x7fe\x9bf\ufffeg\ud800h",
    "lines": "one\ntwo\r\nthree\u2028four\tfive",
    "cdata": "]]> <![CDATA[ --> <?xml ?>",
    "table": "a | b \\| c \\\\| d || e",
    "code": "`one` ``two`` ```three",
    "script": "<script>alert('x')</script> <img src=x onerror=y> &lt; &#64; </code></td>",
    "link": "[click](https://evil.example) ![p](http://e.example/p.png) <https://e.example> [x]: y",
    "address": "https://evil.example www.evil.example mail@evil.example //evil.example",
    "mention": "@octocat @org/team #123 GH-7 owner/name#1 !5 %3 ~label :smile: $x$ ~~gone~~",
    "command": "%0A%0D%25 ::error::x\n::warning file=a::b %3A,",
    "style": "*a* **b** _c_ __d__ # e\n- f\n> g\n1. h {i} {{0}} {1}",
    "long": "word " * 2_000,
}
"""Texts that a record can bring into a message, by what they attack."""

PATHS = {
    "space": "my show/001 #1 & more?.md",
    "percent": "show/100%20.md",
    "windows": "shows\\001:a.md",
    "drive": "C:/shows/my podcast/001.md",
    "root": "/srv/shows/001.md",
    "dotted": "./episodes/../episodes/001.md",
    "colon": "a:b/001.md",
    "cjk": "節目/第一集.md",
    "bytes": "show/\udce9t\udce9.md",
    "half": "show/\ud800.md",
    "control": "show/a\x1b]0;x\x07\n::error::b.md",
    "markup": "show/<b>@me|`x`]]>.md",
}
"""Names that a file can have, by what is unusual about them."""


def make_nasty() -> list[Finding]:
    """Put every text and path at every place of a finding, on each level, some of them twice."""
    levels = list(Level)
    by_text = [
        replace(
            DEAD_LINK, level=levels[number % 3], message=text, hint=text[::-1], excerpt=text[:160]
        )
        for number, text in enumerate(TEXTS.values())
    ]
    by_path = [replace(DEAD_LINK, location=Location(path, 3, 1)) for path in PATHS.values()]
    whole_files = [replace(DEAD_LINK, location=Location(path)) for path in PATHS.values()]
    other_rule = replace(DEAD_LINK, code="RC02", name="unknown-field", level=Level.WARNING)
    return [*by_text, *by_path, *whole_files, other_rule, DEAD_LINK, DEAD_LINK]


def make_many(count: int) -> list[Finding]:
    """Make findings of all levels in as many files, as a large show that nobody checked has."""
    levels = list(Level)
    return [
        replace(
            DEAD_LINK,
            level=levels[number % 3],
            message=f"notes: link '/notes/{number}' is not absolute",
            location=Location(f"episodes/{number:05}.md", number % 40 + 1, 3, number % 40 + 1, 9),
        )
        for number in range(count)
    ]


def move(findings: list[Finding], lines: int) -> list[Finding]:
    """Move findings down, as lines written above them do."""
    return [
        replace(
            finding,
            location=replace(
                finding.location,
                line=finding.location.line and finding.location.line + lines,
                end_line=finding.location.end_line and finding.location.end_line + lines,
            ),
        )
        for finding in findings
    ]


def shown(text: str) -> str:
    """Write a text as reports show it."""
    return printable(text)
