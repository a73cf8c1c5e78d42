"""Apple's categories: known, in their place, of today, and few."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.formats.vocabulary.apple import CATEGORIES, OBSOLETE
from feedtool.model.feed import Feed
from feedtool.model.finding import Level, Problem, Replace
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
        message, known = "categories is missing: the show is in no list", ", ".join(CATEGORIES)
        hint, tag = f"add categories: one of {known}", '<itunes:category text="…"/>'
        yield Problem(("categories",), message, hint, feed_hint=f"add {tag}: one of {known}")
    for each in found:
        if each.top not in CATEGORIES and not _is_obsolete(each):
            hint, better = _advise_top(each.top, each.sub)
            yield _problem(each, f"category {each.top!r} is not one of Apple's", hint, better)


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
    for each in _categories(show, feed):
        known = CATEGORIES.get(each.top)
        if each.sub and known is not None and each.sub not in known and not _is_obsolete(each):
            message = f"category {each.top!r} has no subcategory {each.sub!r}"
            hint, better = _advise_sub(each.top, each.sub, known)
            yield _problem(each, message, hint, better)


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
    for each in _categories(show, feed):
        if _is_obsolete(each):
            name = each.name
            today = OBSOLETE.get(name) or _today(OBSOLETE[each.top], each.sub)
            message = f"category {name!r} was withdrawn in 2019"
            yield _problem(each, message, f"write {today}", today)


@rule("SH10", Level.ADVICE)
def many_categories(show: Show, feed: Feed) -> Iterable[Problem]:
    """The show has more than three categories, or the same one twice.

    Apple sorts a show by its first category and the first subcategory of that one, and takes at
    most three into account. What stands further down has no effect, and hides that one of the
    three could be a better one. Put the most fitting first, and keep three.

    Bad:
        # show.yaml
        categories: [Technology, Education, History, Science]

    Good:
        # show.yaml
        categories: [Technology, Education > Courses, History]
    """
    seen: set[str] = set()
    for each in _categories(show, feed):
        if each.name in seen:
            yield Problem(each.at, f"category {each.name!r} stands twice", "delete one of the two")
        elif len(seen) == _MOST:
            message = f"category {each.name!r} is one more than the {_MOST} that Apple reads"
            yield Problem(each.at, message, "keep three, the most fitting first")
        seen.add(each.name)


_MOST = 3


class _Category(NamedTuple):
    """A category of the channel: its place, top level, subcategory ("" for none).

    `text` is how the field says it, "" for a written element.
    """

    at: FieldPath
    top: str
    sub: str
    text: str

    @property
    def name(self) -> str:
        """`Top > Sub`, as the field writes it."""
        return f"{self.top} > {self.sub}" if self.sub else self.top


def _categories(show: Show, feed: Feed) -> Iterator[_Category]:
    number = 0
    for element in elements_named(feed, "itunes:category"):
        at, text = place_of(element, "categories"), ""
        if at == ("categories",) and number < len(show.categories):  # not one that is derived
            at, text, number = (*at, number), show.categories[number], number + 1
        top = (attribute_of(element, "text") or element.text or "").strip()
        subs = [attribute_of(child, "text") or "" for child in element.children]
        for sub in subs or [""]:
            yield _Category(at, top, sub.strip(), text)


def _problem(each: _Category, message: str, hint: str, better: str) -> Problem:
    """Offer the better category, where it is one and a field says the old one."""
    top, _, sub = better.partition(" > ")
    is_known = top in CATEGORIES and (not sub or sub in CATEGORIES[top])
    edits = (Replace(each.at, each.text, better),) if each.text and is_known else ()
    return Problem(each.at, message, hint, edits, is_unsafe=True)


def _is_obsolete(each: _Category) -> bool:
    return each.name in OBSOLETE or each.top in OBSOLETE


def _today(top: str, sub: str) -> str:
    """Carry a subcategory over where today's parent has it too."""
    return f"{top} > {sub}" if sub in CATEGORIES.get(top, ()) else top


def _advise_top(top: str, sub: str) -> tuple[str, str]:
    """Give the hint for an unknown top level, and the category that is meant, or ""."""
    nearest = find_nearest(top, CATEGORIES)
    if nearest:
        return f"did you mean {nearest}?", f"{nearest} > {sub}" if sub else nearest
    parent, right = _parent_of(top)
    if parent:
        return f"write {parent} > {right}", f"{parent} > {right}"
    return f"choose one of: {', '.join(CATEGORIES)}", ""


def _advise_sub(top: str, sub: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Give the hint for an unknown subcategory, and the category that is meant, or ""."""
    parent, right = _parent_of(sub)
    nearest = find_nearest(sub, known)
    if parent and parent != top and not nearest:
        return f"write {parent} > {right}", f"{parent} > {right}"
    if nearest:
        return f"did you mean {top} > {nearest}?", f"{top} > {nearest}"
    if known:
        return f"choose one of: {', '.join(known)}", ""
    return f"{top} has none: write {top} alone", top


def _parent_of(sub: str) -> tuple[str, str]:
    """Find a subcategory by its name in any case: its parent and its right name, or two ""."""
    wanted = sub.casefold()
    for top, subs in CATEGORIES.items():
        for each in subs:
            if each.casefold() == wanted:
                return top, each
    return "", ""
