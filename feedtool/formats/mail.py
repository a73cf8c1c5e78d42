"""E-mail addresses, as far as a text can tell one (RFC 5322, addr-spec), and who has them."""

import re
from collections.abc import Iterable

from feedtool.formats.names import fold_words

_MAIL = re.compile(r"[^@\s<>(),;:\"\[\]\\]+@[^@\s<>(),;:\"\[\]\\.]+(?:\.[^@\s<>(),;:\"\[\]\\.]+)+")
_FREE = frozenset(
    "aol.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com hey.com "
    "hotmail.co.uk hotmail.com hotmail.fr hotmail.it icloud.com laposte.net libero.it live.com "
    "mac.com mail.ru me.com msn.com naver.com orange.fr outlook.com pm.me proton.me protonmail.com "
    "qq.com t-online.de web.de yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.ru "
    "ymail.com 126.com 163.com".split()
)
"""Hosts at which anybody has a mailbox of their own."""
_LONG_WORD = 3


def is_mail_address(text: str) -> bool:
    """Tell whether a text is one plain address: `name@host.tld`, nothing before or after it."""
    return _MAIL.fullmatch(text) is not None


def is_contact(text: str) -> bool:
    """Tell `mail@host.tld (Real Name)`, as RSS writes the people behind a feed."""
    mail, opening, name = text.strip().partition(" (")
    is_closed = opening != "" and name.endswith(")") and name[:-1].strip() != ""
    return is_closed and is_mail_address(mail.rstrip())


def mend_contact(text: str) -> str:
    """Turn `Real Name <mail@host.tld>` into the form of RSS; "" where that is not what it is."""
    text = text.strip()
    for opening, closing in ("<>", "()"):
        name, _, mail = text.removesuffix(closing).rpartition(opening)
        if text.endswith(closing) and name.strip() and is_mail_address(mail.strip()):
            return f"{mail.strip()} ({name.strip()})"
    mail, _, name = text.removesuffix(")").partition("(")
    is_tight = text.endswith(")") and name.strip() != "" and is_mail_address(mail)
    return f"{mail} ({name.strip()})" if is_tight else ""


def is_private(mail: str, people: Iterable[str], show: str) -> bool:
    """Tell a person's own mailbox from one of the show, as far as the name before the @ says.

    It is at a host where everybody has one, holds a part of a person's name, and no word of the
    show's title.
    """
    local, _, host = mail.lower().rpartition("@")
    if host not in _FREE:
        return False
    of_show = any(word in local for word in _long_words(show))
    return not of_show and any(word in local for name in people for word in _long_words(name))


def _long_words(text: str) -> list[str]:
    return [word for word in fold_words(text) if len(word) >= _LONG_WORD]
