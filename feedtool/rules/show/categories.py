"""Apple's categories: known, in their place, and of today."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.vocabulary.apple import CATEGORIES, OBSOLETE
from feedtool.model.feed import Feed
from feedtool.model.finding import Level, Problem
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.rules.show.written import attribute_of, elements_named, place_of


@rule("SH07")
def unknown_category(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has no category, or one that is not among Apple's nineteen.

    Apple and PSP-1 require one and compare it letter by letter, case included: with an unknown one
    the show appears in no list. A subcategory is written after its parent: `Arts > Design`.

    Bad:
        # show.yaml
        categories: [technology]

    Good:
        # show.yaml
        categories: [Technology]
    """
    found = list(_categories(show, feed))
    if not found and not show.categories:
        hint = f"add categories: one of {', '.join(CATEGORIES)}"
        yield Problem(("categories",), "categories is missing: the show is in no list", hint)
    for at, top, sub in found:
        if top not in CATEGORIES and not _is_obsolete(top, sub):
            message = f"category {top!r} is not one of Apple's"
            yield Problem(at, message, _advise_top(top))


@rule("SH08")
def unknown_subcategory(show: Show, feed: Feed) -> Iterable[Problem]:
    """A subcategory does not belong to its parent category.

    Apple knows 91 subcategories, each below one parent; any other is ignored, and the show
    appears only under the parent.

    Bad:
        # show.yaml
        categories: [Technology > Careers]

    Good:
        # show.yaml
        categories: [Business > Careers]
    """
    for at, top, sub in _categories(show, feed):
        known = CATEGORIES.get(top)
        if sub and known is not None and sub not in known and not _is_obsolete(top, sub):
            message = f"category {top!r} has no subcategory {sub!r}"
            yield Problem(at, message, _advise_sub(top, sub, known))


@rule("SH09", Level.WARNING)
def obsolete_category(show: Show, feed: Feed) -> Iterable[Problem]:
    """A category was withdrawn by Apple in August 2019.

    Apple maps some of the old names by itself and ignores others; nobody promises which. Take the
    name of today.

    Bad:
        # show.yaml
        categories: [Games & Hobbies > Video Games]

    Good:
        # show.yaml
        categories: [Leisure > Video Games]
    """
    for at, top, sub in _categories(show, feed):
        if _is_obsolete(top, sub):
            name = f"{top} > {sub}" if sub else top
            today = OBSOLETE.get(name) or _today(OBSOLETE[top], sub)
            yield Problem(at, f"category {name!r} was withdrawn in 2019", f"write {today}")


def _categories(show: Show, feed: Feed) -> Iterator[tuple[FieldPath, str, str]]:
    """List the channel's categories as place, top level and subcategory ("" for none)."""
    number = 0
    for element in elements_named(feed, "itunes:category"):
        at = place_of(element, show, "categories")
        if at == ("categories",):
            at, number = (*at, number), number + 1
        top = (attribute_of(element, "text") or element.text or "").strip()
        subs = [attribute_of(child, "text") or "" for child in element.children]
        for sub in subs or [""]:
            yield at, top, sub.strip()


def _is_obsolete(top: str, sub: str) -> bool:
    return (f"{top} > {sub}" if sub else top) in OBSOLETE or top in OBSOLETE


def _today(top: str, sub: str) -> str:
    """Carry a subcategory over where today's parent has it too."""
    return f"{top} > {sub}" if sub in CATEGORIES.get(top, ()) else top


def _advise_top(top: str) -> str:
    nearest = find_nearest(top, CATEGORIES)
    if nearest:
        return f"did you mean {nearest}?"
    parent, sub = _parent_of(top)
    return f"write {parent} > {sub}" if parent else f"choose one of: {', '.join(CATEGORIES)}"


def _advise_sub(top: str, sub: str, known: tuple[str, ...]) -> str:
    parent, right = _parent_of(sub)
    nearest = find_nearest(sub, known)
    if parent and parent != top and not nearest:
        return f"write {parent} > {right}"
    if nearest:
        return f"did you mean {top} > {nearest}?"
    return f"choose one of: {', '.join(known)}" if known else f"{top} has none: write {top} alone"


def _parent_of(sub: str) -> tuple[str, str]:
    """Find a subcategory by its name in any case: its parent and its right name, or two ""."""
    wanted = sub.casefold()
    for top, subs in CATEGORIES.items():
        for each in subs:
            if each.casefold() == wanted:
                return top, each
    return "", ""
