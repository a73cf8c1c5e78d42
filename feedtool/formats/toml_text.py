"""Writes single TOML values."""

import json


def quote_toml(text: str) -> str:
    """Write a basic string: JSON's escapes are TOML's, which escapes U+007F as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
