"""Writes single YAML values, quoted where YAML would read something else."""

import re

_PLAIN = re.compile(r"[A-Za-z0-9_/(][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_WORDS = frozenset("null true false yes no on off ~ y n".split())


def write_scalar(text: str) -> str:
    """Write text so that YAML 1.1 and 1.2 both read it back as this text."""
    risky = (
        not _PLAIN.fullmatch(text)
        or text.casefold() in _WORDS
        or ": " in text
        or " #" in text
        or text != text.strip()
        or text.endswith(":")
        or re.fullmatch(r"[\d.:_eExXoO+-]+", text)
    )
    return quote_scalar(text) if risky else text


def quote_scalar(text: str) -> str:
    """Write text in double quotes, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", _escape, escaped)
    return f'"{escaped}"'


def write_flow_scalar(text: str) -> str:
    """Write text for use inside `[…]` and `{…}`."""
    written = write_scalar(text)
    is_safe = written.startswith('"') or not re.search(r"[,\[\]{}?]|:(?=\s|$)", written)
    return written if is_safe else quote_scalar(text)


def _escape(match: re.Match[str]) -> str:
    return {"\n": "\\n", "\t": "\\t"}.get(match[0], f"\\u{ord(match[0]):04x}")
