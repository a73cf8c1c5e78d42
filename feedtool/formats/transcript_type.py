"""Which transcript format a text is in, by its content.

Sources: WebVTT (W3C), SubRip, podcast namespace transcripts.
"""

import re

_SRT = re.compile(r"\s*\d+[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")


def detect_type(text: str) -> str:
    """Return the media type of a transcript from its first characters."""
    head = text.lstrip("\ufeff")
    if head.startswith("WEBVTT"):
        return "text/vtt"
    if _SRT.match(head):
        return "application/x-subrip"
    start = head.lstrip()[:1]
    if start == "{":
        return "application/json"
    return "text/html" if start == "<" else "text/plain"
