"""Findings as a Markdown table, for step summaries and for comments on a pull request.

Every text of a record or path stands in `<code>`, where no site looks for mentions, numbers of
issues or emoji, with each sign that Markdown or HTML knows written as a character reference, which
is never structure (CommonMark, section 2.5).
"""

from collections.abc import Sequence

from feedtool.model.finding import Finding
from feedtool.report.text import format_place, printable, summarise

COMMENT_LIMIT = 65_000
"""Bytes a table has at most: GitHub takes comments of 65,536 characters."""
_TABLE = "\n| level | place | rule | finding |\n|---|---|---|---|\n"
_REST = "\n… and {count:,} more\n"
_STRUCTURE = {ord(sign): f"&#{ord(sign)};" for sign in "&<>|`*_[]{}\\~$#:!."}
_STRUCTURE[ord("@")] = "<!-- -->&#64;"  # GitHub makes links of mail addresses after references


def format_markdown(findings: Sequence[Finding], *, limit: int = COMMENT_LIMIT) -> str:
    """Write the counts, then a row a finding, the most important first.

    `limit` is the number of bytes that the text has at most; what does not fit is counted.
    """
    head = f"**feedtool**: {summarise(findings)}\n"
    if not findings:
        return head
    ordered = sorted(findings, key=lambda finding: -finding.level.rank)
    text = head + _TABLE
    left = limit - size(text) - size(_REST.format(count=len(ordered)))
    rows: list[str] = []
    for finding in ordered:
        row = _row(finding)
        left -= size(row)
        if left < 0:
            break
        rows.append(row)
    rest = len(ordered) - len(rows)
    return text + "".join(rows) + (_REST.format(count=rest) if rest else "")


def _row(finding: Finding) -> str:
    texts = [finding.message, finding.hint] if finding.hint else [finding.message]
    cells = (
        finding.level.value,
        quote(format_place(finding.location)),
        quote(f"{finding.code} {finding.name}"),
        "<br>".join(map(quote, texts)),
    )
    return f"| {' | '.join(cells)} |\n"


def quote(text: str) -> str:
    """Write a text of a record so that nothing in it is Markdown, a mention or a link."""
    return f"<code>{printable(text).translate(_STRUCTURE)}</code>"


def size(text: str) -> int:
    """Count the bytes of a text."""
    return len(text.encode())
