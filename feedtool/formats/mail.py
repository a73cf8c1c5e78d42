"""E-mail addresses, as far as a text can tell one (RFC 5322, addr-spec)."""

import re

_MAIL = re.compile(r"[^@\s<>(),;:\"\[\]\\]+@[^@\s<>(),;:\"\[\]\\.]+(?:\.[^@\s<>(),;:\"\[\]\\.]+)+")


def is_mail_address(text: str) -> bool:
    """Tell whether a text is one plain address: `name@host.tld`, nothing before or after it."""
    return _MAIL.fullmatch(text) is not None
