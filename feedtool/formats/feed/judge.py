"""Says whether a text is well-formed XML, by expat; gives the first place where it is not.

Expat is only asked for its verdict: it gets no handlers, so that it keeps nothing, and no text
with entities of its own, so that there is nothing to expand.
"""

from xml.parsers.expat import ErrorString, ExpatError, ParserCreate


def find_malformed(text: str) -> tuple[int, str] | None:
    """Return place (code points) and reason of the first error, None where there is none."""
    parser = ParserCreate("utf-8", " ")
    data = text.encode()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - "this is the last part"; expat knows no keyword
    except ExpatError as error:
        reason = ErrorString(error.code) or "not well-formed"
        return len(data[: parser.ErrorByteIndex].decode("utf-8", "ignore")), reason
    return None
