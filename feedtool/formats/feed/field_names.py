"""What the fields of records are called in a feed, whose owner has elements and attributes."""

_OF_ALL = {
    "title": "title",
    "link": "link",
    "description": "description",
    "author": "itunes:author",
    "artwork": "itunes:image",
    "explicit": "itunes:explicit",
    "block": "itunes:block",
    "keywords": "itunes:keywords",
    "images": "podcast:image",
    "hosts": "podcast:person",
    "credits": "podcast:person",
    "funding": "podcast:funding",
    "license": "podcast:license",
    "location": "podcast:location",
    "txt": "podcast:txt",
    "social_interact": "podcast:socialInteract",
    "chat": "podcast:chat",
    "value": "podcast:value",
    "remote_item": "podcast:remoteItem",
}
_OF_CHANNEL = {
    "language": "language",
    "copyright": "copyright",
    "feed_url": 'atom:link rel="self"',
    "hub": 'atom:link rel="hub"',
    "new_feed_url": "itunes:new-feed-url",
    "owner": "itunes:owner",
    "categories": "itunes:category",
    "type": "itunes:type",
    "complete": "itunes:complete",
    "guid": "podcast:guid",
    "medium": "podcast:medium",
    "locked": "podcast:locked",
    "update_frequency": "podcast:updateFrequency",
    "podping": "podcast:podping",
    "podroll": "podcast:podroll",
    "publisher": "podcast:publisher",
    "trailer": "podcast:trailer",
    "block_services": "podcast:block",
    "managing_editor": "managingEditor",
    "web_master": "webMaster",
    "ttl": "ttl",
    "skip_hours": "skipHours",
    "skip_days": "skipDays",
}
_OF_ITEM = {
    "guid": "guid",
    "published": "pubDate",
    "guests": "podcast:person",
    "notes": "description",
    "audio": "enclosure",
    "season": "itunes:season",
    "episode": "itunes:episode",
    "episode_type": "itunes:episodeType",
    "categories": "category",
    "alternate_enclosure": "podcast:alternateEnclosure",
    "content_link": "podcast:contentLink",
    "transcript": "podcast:transcript",
    "chapters": "podcast:chapters",
    "soundbite": "podcast:soundbite",
    "live": "podcast:liveItem",
}
CHANNEL_NAMES = _OF_ALL | _OF_CHANNEL
"""The element of each field of a show."""
ITEM_NAMES = _OF_ALL | _OF_ITEM
"""The element of each field of an episode."""
CHILD_NAMES = {
    "source": "podcast:source",
    "integrity": "podcast:integrity",
    "recipients": "podcast:valueRecipient",
    "time_splits": "podcast:valueTimeSplit",
    "remote_item": "podcast:remoteItem",
    "podroll": "podcast:remoteItem",
    "publisher": "podcast:remoteItem",
}
"""The elements inside of others that the entries of a field are."""
