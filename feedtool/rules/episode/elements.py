"""Elements that a record writes itself, and that another element of the item says better."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.episode_title import strip_title
from feedtool.formats.mail import is_mail_address
from feedtool.formats.names import fold_words
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Remove, Rename
from feedtool.model.show import Show


@rule("EP21", Level.WARNING, fields=("elements",))
def nameless_author(episode: Episode) -> Iterable[Problem]:
    """The element `author` holds no e-mail address, or stands beside dc:creator.

    RSS 2.0 means an address by it, `ada@show.example (Ada)`, and readers that believe it write to
    a name; the W3C validator refuses both. A name belongs into the field `author`, which becomes
    itunes:author, or into dc:creator. Of two elements for one thing apps show either.

    The repair calls the element dc:creator, which holds names; or takes it away where dc:creator
    says the same.

    Bad:
        # 001.md
        elements:
          - author: Ada Lovelace

    Good:
        # 001.md
        elements:
          - author: podcast@compilertalk.example (Ada Lovelace)
    """
    if not episode.elements:
        return
    creators = [each for each in episode.elements if each.name == "dc:creator" and not each.absent]
    for number, element in enumerate(episode.elements):
        if element.name != "author" or element.absent:
            continue
        text, at = (element.text or "").strip(), ("elements", number)
        if not _is_contact(text):
            message = f"author {text!r} is no e-mail address; expected one, or dc:creator"
        elif creators:
            message = "author stands beside dc:creator; expected one of the two"
        else:
            continue
        hint = "give a name in the field author, or call this element dc:creator"
        edits = _move_author(at, text, creators)
        in_feed = "write mail@host (Full Name), or name them in dc:creator or itunes:author"
        yield Problem(at, message, hint, edits, feed_hint=in_feed)


def _is_contact(text: str) -> bool:
    """Tell `ada@show.example` and `ada@show.example (Ada)`."""
    address, bracket, name = text.partition(" (")
    return is_mail_address(address) and (not bracket or name.endswith(")"))


def _move_author(
    at: tuple[str, int], text: str, creators: list[Element]
) -> tuple[Remove | Rename, ...]:
    if not creators:
        return (Rename((*at, "author"), "dc:creator"),)
    is_same = any((creator.text or "").strip() == text for creator in creators)
    return (Remove(at),) if is_same else ()


@rule("EP24", Level.ADVICE, fields=("elements",))
def other_apple_title(episode: Episode, show: Show) -> Iterable[Problem]:
    """The element itunes:title says something else than the title.

    Apple shows it in place of the title, without number and show name; where the words differ,
    listeners who were told one title do not find the episode by it. Most often the title was
    changed later. Leave the element out: without it the title is shown. Parts of the title,
    such as the title without its number, are the same title.

    Bad:
        # 001.md
        elements:
          - itunes:title: Amazing Grace

    Good:
        # 001.md
        elements:
          - itunes:title: The first compiler
    """
    if not episode.elements or not episode.title:
        return
    number = (episode.episode.number if episode.episode else None) or ""
    for place, element in enumerate(episode.elements):
        text = (element.text or "").strip()
        if element.name != "itunes:title" or element.absent or not text:
            continue
        title = fold_words(episode.title)
        spellings = (text, strip_title(text, number, show.title or ""))
        if not any(_is_part(fold_words(each), title) for each in spellings):
            message = f"itunes:title {text!r} is not {episode.title!r}, nor a part of it"
            hint = "leave it out: apps then show the title"
            yield Problem(("elements", place), message, hint, (_take_out(episode, place),))


def _take_out(episode: Episode, place: int) -> Remove:
    """Take an entry of `elements` out, and the field with the last one."""
    return Remove(("elements", place) if len(episode.elements) > 1 else ("elements",))


def _is_part(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Say whether words stand in the title, one behind the other."""
    return f" {' '.join(words)} " in f" {' '.join(title)} "
