"""What other tools and formats call the fields of our records."""

_NAMES = {
    "published": ("date", "pubdate", "publish_date", "published_at", "datetime", "day"),
    "artwork": ("image", "cover", "cover_image", "logo", "picture", "thumbnail"),
    "audio": ("file", "mp3", "enclosure", "audio_file", "audio_url", "podcast_file", "media"),
    "keywords": ("tags",),
    "summary": ("subtitle", "teaser", "excerpt", "abstract", "itunes_summary"),
    "episode": ("number", "no", "nr", "episode_number"),
    "episode_type": ("type", "kind"),
    "link": ("url", "website", "homepage", "permalink"),
    "guests": ("interviewee", "interviewees", "speakers"),
    "title": ("name", "headline"),
    "start": ("time", "begin", "at", "timestamp"),
    "categories": ("genre",),
    "image": ("picture", "photo", "avatar", "img"),
    "name": ("title",),
}


def find_meant(name: str, known: list[str]) -> str:
    """Return the field of `known` that other tools call `name`, or ""."""
    folded = name.casefold().replace("-", "_")
    meant = (field for field, others in _NAMES.items() if field in known and folded in others)
    return next(meant, "")
