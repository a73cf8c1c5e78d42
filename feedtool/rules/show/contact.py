"""The people behind the feed: addresses that are read, in the form that RSS asks for."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.mail import is_contact, is_mail_address, is_private, mend_contact
from feedtool.model.feed import Feed
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.rules.show.written import elements_named, place_of, text_edit

_CONTACTS = {"managingEditor": "managing_editor", "webMaster": "web_master"}


@rule("SH16", Level.WARNING)
def unreachable_owner(feed: Feed) -> Iterable[Problem]:
    """The show has an owner, but no e-mail address at which the owner is reached.

    Spotify, YouTube and others mail a code to that address before they hand a show over. Write a
    whole address, or leave the owner out.

    Bad:
        # show.yaml
        owner: {name: Compiler Talk}

    Good:
        # show.yaml
        owner: {name: Compiler Talk, email: podcast@compilertalk.example}
    """
    for element in elements_named(feed, "itunes:owner"):
        mails = [child.text or "" for child in element.children if child.name == "itunes:email"]
        at = place_of(element, "owner")
        if not any(mails):
            tag = "<itunes:email>…</itunes:email>"
            message, hint = "owner has no e-mail address", "add email: to the owner"
            yield Problem(at, message, hint, feed_hint=f"add {tag} to it")
        for mail in filter(None, mails):
            if not is_mail_address(mail.strip()):
                at = (*at, "email") if at == ("owner",) else at
                message = f"owner's e-mail address {mail!r} is none"
                yield Problem(at, message, "write one address, such as podcast@host.tld")


@rule("SH17", Level.ADVICE)
def private_address(show: Show) -> Iterable[Problem]:
    """The feed shows everybody an e-mail address that seems to be a person's own.

    Addresses in a feed are collected by senders of spam, and stay in copies of it for years.
    Directories need an address that is read, not yours: make one for the show. Only addresses at
    hosts of free mailboxes are named, with a person's name and without the show's.

    Bad:
        # show.yaml
        owner: {name: Ada Lovelace, email: ada.lovelace1815@gmail.com}

    Good:
        # show.yaml
        owner: {name: Ada Lovelace, email: compilertalk@gmail.com}
    """
    people = [person.name or "" for person in (*show.hosts, *show.credits)]
    people += [show.author or "", (show.owner.name if show.owner else None) or ""]
    for at, mail in _public_addresses(show).items():
        if mail and is_private(mail, people, show.title or ""):
            message = f"{'.'.join(map(str, at))} {mail!r} seems to be a private address"
            yield Problem(at, message, "use an address of the show, such as podcast@ or the title")


def _public_addresses(show: Show) -> dict[FieldPath, str | None]:
    return {
        ("owner", "email"): show.owner.email if show.owner else None,
        ("locked", "owner"): show.locked.owner if show.locked else None,
        ("managing_editor",): (show.managing_editor or "").partition(" (")[0],
        ("web_master",): (show.web_master or "").partition(" (")[0],
    }


@rule("SH30", Level.WARNING)
def malformed_contact(show: Show, feed: Feed) -> Iterable[Problem]:
    """The managing editor or web master is not written as `mail@host (Real Name)`.

    RSS 2.0 and its best practices give that form; the W3C validator refuses others. Without it a
    reader cannot tell the address from the name.

    Bad:
        # show.yaml
        managing_editor: Ada Lovelace <podcast@compilertalk.example>

    Good:
        # show.yaml
        managing_editor: podcast@compilertalk.example (Ada Lovelace)
    """
    for name, field in _CONTACTS.items():
        for element in elements_named(feed, name):
            text, at = element.text or "", place_of(element, field)
            if not is_contact(text):
                right = mend_contact(text) or _with_owner(text, show)
                edits = text_edit(element, right) if right else ()
                if right and at == (field,):
                    edits = (Replace(at, text, right),)
                message = f"{name} {text!r} is not written as mail@host (Real Name)"
                hint = f"write {right}" if right else "write mail@host (Real Name)"
                yield Problem(at, message, hint, edits)


def _with_owner(text: str, show: Show) -> str:
    """Name the owner's address, where the address stands alone."""
    owner = show.owner
    is_owner = owner is not None and owner.name and owner.email == text.strip()
    return f"{text.strip()} ({owner.name})" if owner and is_owner else ""
