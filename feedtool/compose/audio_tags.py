"""What the record says the tags inside its audio should hold."""

from math import inf

from feedtool.formats.vocabulary.language_codes import tag_language
from feedtool.model.episode import Chapter, Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.shapes import file_or_url
from feedtool.model.show import Show
from feedtool.model.tagging import WantedChapter, WantedTags


def compose_tags(
    episode: Episode, item: Item, written: tuple[Chapter, ...], show: Show, feed: Feed
) -> WantedTags:
    """Gather the values of the tags; never raises, whatever is missing.

    `written` are the chapters as record or file have them: their pictures are files of the show.
    """
    published = item.published.instant if item.published else None
    season, number = episode.season, episode.episode
    return WantedTags(
        title=item.title,
        album=feed.title,
        artist=item.author,
        album_artist=feed.author,
        date=published.date().isoformat() if published else "",
        track=_whole(number.number if number else None),
        disc=_whole(season.number if season else None),
        comment=item.summary,
        language=tag_language(feed.language or ""),
        description=item.summary,
        keywords=", ".join(episode.keywords or show.keywords),
        category=show.categories[0].partition(">")[0].strip() if show.categories else "",
        feed_url=feed.feed_url if feed.base_url or show.feed_url else "",
        guid=item.guid,
        chapters=_chapters(written, item.duration),
        cover=_cover(episode.artwork, show.artwork),
    )


def _whole(number: str | None) -> str:
    """Take a whole number: tags know no others."""
    return str(int(number)) if number and number.isdecimal() else ""


def _cover(*artworks: str | None) -> str:
    """Choose the episode's own artwork, else the show's, where it is a file."""
    return next((each for each in artworks if each and file_or_url(each) == "file"), "")


def _chapters(written: tuple[Chapter, ...], duration: float | None) -> tuple[WantedChapter, ...]:
    """Put chapters in the order of their times; each ends where it says, or the next begins.

    What lies behind the sound is left out: CH05 names it in the record.
    """
    limit = duration or inf
    timed = sorted(
        ((each.start, each) for each in written if each.start is not None and each.start < limit),
        key=lambda pair: pair[0],
    )
    ends = [start for start, _ in timed[1:]] + [duration or timed[-1][0]] if timed else []
    return tuple(
        WantedChapter(
            start=start,
            end=min(chapter.end, limit) if chapter.end and chapter.end > start else end,
            title=chapter.title or "",
            link=chapter.link or "",
            picture=_picture(chapter.image),
            is_listed=chapter.toc,
        )
        for (start, chapter), end in zip(timed, ends, strict=True)
        if end > start
    )


def _picture(image: str | None) -> str:
    return image if image and file_or_url(image) == "file" else ""
