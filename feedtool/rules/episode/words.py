"""What an item says in words, and the page where it says more."""

from collections.abc import Iterable

from feedtool.check.answers import judge_page
from feedtool.check.facts import Digest, Index, Platforms
from feedtool.check.rule import rule
from feedtool.formats.markup.convert import to_text
from feedtool.formats.names import fold_words
from feedtool.model.episode import Episode
from feedtool.model.exchange import Exchange, Kind
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show

_SHORT = 80
"""Characters of a description that may be nothing but markup."""
_MOST_BYTES = 4000
_MOST_CHARACTERS = 5000
_LIMITING = ("psp1", "youtube")


@rule("EP05", Level.WARNING)
def missing_description(episode: Episode, item: Item) -> Iterable[Problem]:
    """An episode has no description.

    PSP-1 asks for one: it is what apps show beneath the title, and what listeners choose by and
    search for. Write a `summary` of one to three sentences, or show notes.

    Bad:
        # 001.md
        summary: ""
        ---

    Good:
        # 001.md
        summary: Grace Hopper on how a moth got into the log book.
        ---
    """
    if item.is_draft or not _is_blank(item.description):
        return
    for number, each in enumerate(episode.elements):
        if each.name == "description" and each.children:
            message = "the description holds elements instead of text, which few apps show"
            yield Problem(("elements", number), message, "move what it holds to the notes")
            return
    yield Problem(
        ("notes",) if episode.description is None else ("description",),
        "the episode has no description; expected a text that can be seen",
        "write a line such as 'summary: Grace Hopper on how a moth got into the log book.'",
        feed_hint="add <description>…</description>: the show notes, or a few sentences",
    )


def _is_blank(markup: str) -> bool:
    return len(markup) < _SHORT and not to_text(markup).strip()


@rule("EP07", Level.WARNING)
def wrong_page(part: Index | Exchange, show: Show, feed: Feed) -> Iterable[Problem]:
    """Two episodes have the same page, or the page is the audio file or the feed, or is not there.

    Apps open `link` for all that the feed cannot show, and search engines know an episode by it:
    a copied one leads to the wrong episode. Give the episode's own page, or leave it out.

    Left alone are pages that three or more share, such as the show's, and those of episodes that
    belong together: with the same guests, or titles that share half their words, as parts do.
    Trailers and bonuses may have the page of their episode. Whether a page answers is asked with
    `--online`.

    Bad:
        # 001.md
        link: https://compilertalk.example/grace-hopper
        # 002.md
        link: https://compilertalk.example/grace-hopper

    Good:
        # 001.md
        link: https://compilertalk.example/grace-hopper
        # 002.md
        link: https://compilertalk.example/john-backus
    """
    if isinstance(part, Exchange):
        yield from judge_page(part) if part.address.kind is Kind.PAGE else ()
        return
    pages: dict[str, list[Digest]] = {}
    for digest in part.digests:
        if not digest.link or digest.is_draft or digest.is_broken:
            continue
        if digest.link in (digest.enclosure, feed.feed_url):
            what = "feed" if digest.link == feed.feed_url else "audio file"
            message = f"link {digest.link!r} is the {what}; expected a web page"
            hint = "give the episode's page, or leave it out"
            yield Problem(("link",), message, hint, file=digest.path)
        elif digest.episode_type == "full":
            pages.setdefault(digest.link, []).append(digest)
    for link, group in pages.items():
        if len(group) == 2 and link != show.link and not _belong_together(*group):  # noqa: PLR2004
            first, second = group
            message = f"link {link!r} is that of {first.path} too; expected a page of its own"
            hint = "give this episode's page, or leave it out"
            yield Problem(("link",), message, hint, file=second.path, others=(first.path,))


def _belong_together(one: Digest, other: Digest) -> bool:
    """Say whether two episodes may be parts of one thing."""
    guests = {fold_words(name) for name in one.guests}
    if guests and guests == {fold_words(name) for name in other.guests}:
        return True
    left, right = set(fold_words(one.title)), set(fold_words(other.title))
    return 2 * len(left & right) >= min(len(left), len(right))


@rule("EP27", Level.WARNING)
def description_over_platform_limit(
    episode: Episode, item: Item, platforms: Platforms
) -> Iterable[Problem]:
    """An episode's description is longer than a platform that was chosen takes.

    PSP-1 allows 4,000 bytes of UTF-8 with markup, YouTube 5,000 characters; what is longer may be
    cut there, links at the end first. Asked for only by `--for psp1` and `--for youtube`: Apple
    and most apps take 10,000 characters (EP06).

    Bad:
        # 001.md
        description: "Grace Hopper: <4001 characters>"

    Good:
        # 001.md
        description: "Grace Hopper: <3950 characters>"
    """
    text = item.description
    if 4 * len(text) <= _MOST_BYTES or platforms.names.isdisjoint(_LIMITING):
        return
    size = len(text) if text.isascii() else len(text.encode())
    if "psp1" in platforms.names and size > _MOST_BYTES:
        what = f"{size:,} bytes with its markup; PSP-1 allows 4,000"
    elif "youtube" in platforms.names and len(text) > _MOST_CHARACTERS:
        what = f"{len(text):,} characters with its markup; YouTube allows 5,000"
    else:
        return
    at = ("notes",) if episode.description is None else ("description",)
    yield Problem(at, f"the description has {what}", "shorten the notes, or move a part to a page")
