"""What other tools and formats call the fields of our records.

Names are compared without case, hyphens and underscores: `pubDate` and `pub-date` are one.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

_NAMES = {
    "published": (
        *("date", "pubdate", "publishdate", "publisheddate", "datepublished", "publishedat"),
        *("publication", "publicationdate", "releasedate", "datetime", "day"),
    ),
    "artwork": (
        *("image", "cover", "coverimage", "coverart", "logo", "picture", "thumbnail", "img"),
        *("imageurl", "poster"),
    ),
    "audio": (
        *("enclosure", "podcast", "media", "audiofile", "audiourl", "audiolink", "audiosrc"),
        *("podcastfile", "podcasturl", "podcastlink", "mediaurl", "mediafile", "enclosureurl"),
        *("fileurl", "mp3url", "soundfile", "audiopath", "audiofilepath", "file", "filename"),
        *("filepath", "sound", "source", "download", "downloadlink", "downloadurl"),
        *("mp3", "m4a", "mp4", "aac", "ogg", "opus"),
    ),
    "length": (
        *("filesize", "size", "bytes", "audiosize", "audiolength", "audiofilesize", "audiobytes"),
        *("enclosurelength", "mp3size", "mediasize"),
    ),
    "duration": ("audioduration", "runtime", "playtime", "lengthsecond", "lengthseconds"),
    "keywords": ("tags", "hashtags"),
    "summary": (
        *("subtitle", "teaser", "excerpt", "abstract", "tagline", "intro", "shortdescription"),
        *("short", "lead"),
    ),
    "episode": ("number", "no", "nr", "num", "ep"),
    "episode_type": ("type", "kind", "eptype"),
    "link": ("url", "website", "homepage", "permalink"),
    "url": ("src", "href", "address", "link", "mp3", "m4a", "ogg", "opus", "aac"),
    "guests": (
        *("interviewee", "interviewees", "speaker", "speakers", "people", "actorids"),
        *("participants", "panel", "cast"),
    ),
    "hosts": ("podcasters", "presenters", "moderators"),
    "title": ("name", "headline"),
    "guid": ("id", "uuid"),
    "transcript": ("transcripturl", "transcriptfile", "transcriptpath", "transcription"),
    "video": ("youtube", "youtubeurl", "youtubelink", "youtubeid", "videourl"),
    "start": ("time", "begin", "at", "timestamp", "starttime"),
    "categories": ("genre",),
    "image": ("picture", "photo", "avatar", "img"),
    "name": ("title",),
}
_OWNERS = ("episode", "podcast", "itunes")
"""Words that themes put before the name of a field, for pages hold other things, too."""


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Write a field's name without what tools spell differently."""
    return "".join(char for char in name.casefold() if char.isalnum())


def list_names(field: str) -> Iterator[str]:
    """List what a field is called, folded: by its own name first, with an owner before it last."""
    names = (fold_name(field), *_NAMES.get(field, ()))
    yield from names
    yield from (owner + name for owner in _OWNERS for name in names)


def find_names(values: Collection[str], names: Iterable[str]) -> list[str]:
    """List those of some names that a page has, spelt as there; the first of two alike counts."""
    by_fold = {fold_name(name): name for name in reversed(list(values))}
    return [by_fold[name] for name in map(fold_name, names) if name in by_fold]


def find_meant(name: str, known: Iterable[str]) -> str:
    """Return the field of `known` that other tools call `name`, or ""."""
    folded = fold_name(name)
    fields = list(known)
    plain = (field for field in fields if folded in _NAMES.get(field, ()))
    owned = (field for field in fields if folded in list_names(field))
    return next(plain, "") or next(owned, "")
