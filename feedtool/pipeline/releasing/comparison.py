"""The feed to come against the one that is out: what changes, and which records it is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from feedtool.check.facts import Digest
from feedtool.check.release import NextFeed, PreviousFeed, Reference
from feedtool.compare.difference import own_address
from feedtool.compare.feeds import Comparison, Evidence, Grounds, compare_feeds
from feedtool.compare.match import Pair
from feedtool.errors import FeedtoolError
from feedtool.formats.feed.published import NoFeedError, read_published
from feedtool.model.finding import Rest
from feedtool.model.plan import Intent
from feedtool.model.published import PublishedFeed, PublishedItem
from feedtool.pipeline.chunk.task import BuiltItem
from feedtool.pipeline.releasing.dangers import Subjects
from feedtool.pipeline.releasing.evidence import Witness
from feedtool.pipeline.releasing.reference import Seen
from feedtool.pipeline.releasing.settled import mark_settled, rest_of
from feedtool.pipeline.run import Outcome

_NOTHING = PublishedFeed("", 0)


@dataclass(frozen=True, slots=True)
class Release:
    """What would be released, and the feed that is out; `tried` names the places that have none."""

    outcome: Outcome
    out: Path
    items: list[BuiltItem]
    document: bytes
    seen: Seen | None = None
    tried: tuple[str, ...] = ()


def compare_release(release: Release, intent: Intent, revision: str) -> Subjects:
    """Compare the feed to come with the one that is out; raises FeedtoolError.

    Errors of records that are out as they are get marked as such. `revision` is the one whose
    media.lock knows the media that are out.
    """
    old = release.seen.feed if release.seen else _NOTHING
    new = _read_next(release.document, old)
    built = {id(item): each for item, each in zip(new.items, release.items, strict=True)}
    outcome, seen = release.outcome, release.seen
    witness = Witness(outcome, seen, revision) if seen else None

    def weigh(pair: Pair) -> Evidence:
        return witness.weigh(pair, built[id(pair[1])]) if witness else Evidence()

    removed = outcome.show.record.removed
    grounds = Grounds(removed, intent.most_new, _make_explainer(outcome), weigh)
    subjects = Subjects(
        comparison=compare_feeds(old, new, grounds),
        sides=_make_sides(release, new, intent),
        paths={key: each.path for key, each in built.items()},
        pictures=list(witness.find_pictures()) if witness else [],
        records={digest.guid: digest.path for digest in outcome.digests if digest.guid},
    )
    if seen:
        _refuse_other_show(seen, new, subjects.comparison)
        mark_settled(outcome, dict(_list_at_rest(outcome, old, subjects)))
    return subjects


def _read_next(document: bytes, old: PublishedFeed) -> PublishedFeed:
    try:
        return read_published(document, old)
    except NoFeedError as error:  # what was rendered can always be read; else nothing may go out
        raise FeedtoolError(f"the feed to come cannot be read back: {error}") from None


def _list_at_rest(
    outcome: Outcome, old: PublishedFeed, subjects: Subjects
) -> Iterator[tuple[str, Rest]]:
    """List the records that are out as they are, or that do not go out now."""
    comparison = subjects.comparison
    if not comparison.channel:
        yield outcome.show.path, Rest.OUT
    yield from ((subjects.path_of(item), Rest.OUT) for item in comparison.same)
    out = {item.guid for item in old.items}
    for digest in outcome.digests:
        rest = rest_of(digest, was_out=digest.guid in out)
        if rest:
            yield digest.path, rest


def _make_sides(release: Release, new: PublishedFeed, intent: Intent) -> dict[type, object]:
    """Make the facts about both feeds; without the one that is out only that is said."""
    seen = release.seen
    if seen is None:
        return {Reference: Reference(is_known=False, is_first=intent.is_first, tried=release.tried)}
    return {
        Reference: Reference(is_known=True),
        PreviousFeed: PreviousFeed(seen.feed, own_address(seen.feed.said) or seen.address),
        NextFeed: NextFeed(new, own_address(new.said)),
    }


def _make_explainer(outcome: Outcome) -> Callable[[PublishedItem], str]:
    """Make the function that says why the record of an item does not go out."""
    by_guid: dict[str, Digest] = {each.guid: each for each in outcome.digests if each.guid}
    broken = [each.path for each in outcome.digests if each.is_broken]

    def explain(item: PublishedItem) -> str:
        digest = by_guid.get(item.guid)
        if digest is None:
            few = ", ".join(broken[:3])
            return f"{few} cannot be read, and may be it" if broken else ""
        if digest.is_draft:
            return "its record is a draft"
        if digest.is_due:  # the GUID serves another episode now
            return ""
        return f"its record is held back until {digest.instant:%Y-%m-%d %H:%M %z}"

    return explain


def _refuse_other_show(seen: Seen, new: PublishedFeed, comparison: Comparison) -> None:
    """Refuse to compare with the feed of another show, of which nothing is found again."""
    old = seen.feed
    if (
        comparison.same
        or comparison.matches
        or not old.items
        or any(lost.why for lost in comparison.lost)
    ):
        return
    before, after = PreviousFeed(old, ""), NextFeed(new, "")
    guids = before.text("podcast:guid"), after.text("podcast:guid")
    titles = before.text("title"), after.text("title")
    if guids[0] and guids[0] == guids[1]:
        return
    if titles[0].casefold() != titles[1].casefold():
        message = f"'{seen.identity.source}' is the feed of another show: '{titles[0]}'"
        raise FeedtoolError(message, f"name the feed of '{titles[1]}' with --against")
