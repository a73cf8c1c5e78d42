"""How files are delivered: HEAD, byte ranges, types, web players, caches."""

from collections.abc import Iterable

from feedtool.check.answers import judge_openness
from feedtool.check.rule import rule
from feedtool.formats.media_types import plain_type
from feedtool.formats.plural import count
from feedtool.model.exchange import Exchange, Kind
from feedtool.model.finding import Level, Problem

_SAME = (
    frozenset({"audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg", "audio/x-mp3"}),
    frozenset({"audio/mp4", "audio/x-m4a", "audio/m4a", "audio/x-m4b", "audio/aac"}),
    frozenset({"audio/ogg", "application/ogg", "audio/opus"}),
    frozenset({"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"}),
    frozenset({"audio/aiff", "audio/x-aiff"}),
    frozenset({"audio/flac", "audio/x-flac"}),
    frozenset({"video/mp4", "video/x-m4v"}),
    frozenset({"application/x-subrip", "application/srt", "text/srt"}),
    frozenset({"application/json", "application/json+chapters", "application/chapters+json"}),
    frozenset({"application/x-mpegurl", "application/vnd.apple.mpegurl", "audio/mpegurl"}),
)
"""Media types that apps take for one another."""
_DECLARED = frozenset({Kind.AUDIO, Kind.TRANSCRIPT, Kind.CHAPTERS})
_LOADED_BY_PLAYERS = frozenset({Kind.FEED, Kind.AUDIO, Kind.CHAPTERS})
_PART = 206
_FEED_AGE = 900
_FILE_AGE = 3600


@rule("HO04")
def head_unlike_get(exchange: Exchange) -> Iterable[Problem]:
    """HEAD is refused, or answers otherwise than GET does, at the feed or the audio.

    Apple asks for HEAD before it fetches, to learn type and size: a host that refuses it looks
    dead, and a size or type that differs is believed. Let the server answer HEAD with the status
    and headers of GET. Many scripts and signed addresses know GET alone. Of pictures AR10 speaks.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        head_status = 405

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        head_status = 200
    """
    address, reply = exchange.address, exchange.reply
    is_asked = address.kind in (Kind.FEED, Kind.AUDIO) and reply.is_ok
    if not is_asked or reply.head_status is None:
        return
    hint = "let the server answer HEAD with the headers of GET"
    if not 200 <= reply.head_status < 300:  # noqa: PLR2004 - success, RFC 9110
        said = f"answers HEAD with {reply.head_status}" if reply.head_status else "drops HEAD"
        yield exchange.problem(f"the host {said}, but GET well: {address.url}", hint)
    elif reply.head_type != reply.type:
        message = f"HEAD says type {reply.head_type or 'none'}, GET {reply.type or 'none'}"
        yield exchange.problem(f"{message}: {address.url}", hint)
    elif _differ(exchange):
        message = f"HEAD says {reply.head_size:,} bytes, GET {reply.size:,}"
        yield exchange.problem(f"{message}: {address.url}", hint)


def _differ(exchange: Exchange) -> bool:
    reply = exchange.reply
    has_sizes = reply.head_size is not None and reply.size is not None
    is_steady = exchange.address.kind is Kind.AUDIO and not exchange.address.is_dynamic
    return has_sizes and is_steady and reply.head_size != reply.size


@rule("HO05")
def no_byte_ranges(exchange: Exchange) -> Iterable[Problem]:
    """The host gives the whole audio file where a part of it is asked for.

    Apple requires byte ranges. Without them nobody can jump to a chapter, go on with a broken
    download, or play before all of it is loaded, and Apple's directory leaves the show out. Any
    static web server, object store and podcast host has them; scripts that hand files through
    mostly do not.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        has_ranges = false

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        has_ranges = true
    """
    reply, address = exchange.reply, exchange.address
    if address.kind is Kind.AUDIO and reply.is_ok and reply.has_ranges is False and not reply.start:
        is_part = reply.status == _PART
        said = "206 but another part, or no size of the whole" if is_part else str(reply.status)
        wanted = "Content-Range: bytes 0-511/SIZE" if is_part else "206"
        message = f"{address.url} answers a request for a part with {said}; expected {wanted}"
        yield exchange.problem(message, "serve the audio from where byte ranges are answered")


@rule("HO06", Level.WARNING)
def wrong_served_type(exchange: Exchange) -> Iterable[Problem]:
    """A file is served as another type than the feed says.

    Some apps believe the feed, some the server: one of them is misled, and plays nothing or shows
    no transcript. `application/octet-stream` and `text/plain` mostly mean that the server does not
    know the extension. Set the type where the file is stored.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        type = "application/octet-stream"

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/audio/001.mp3"]
        type = "audio/mpeg"
    """
    reply, address = exchange.reply, exchange.address
    declared = plain_type(address.type)
    if address.kind not in _DECLARED or not reply.is_ok or reply.start or not declared:
        return
    served = reply.type
    if served != declared and not any({served, declared} <= group for group in _SAME):
        message = f"{address.url} is served as {served or 'no type'}; the feed says {declared}"
        yield exchange.problem(message, f"let the server say Content-Type: {declared}")


@rule("HO17", Level.ADVICE)
def closed_to_web_players(exchange: Exchange) -> Iterable[Problem]:
    """Web players may not load the feed, the audio or the chapters.

    A player on another web page may read a file only where its host says
    `Access-Control-Allow-Origin: *` (CORS). The podcast namespace asks for that. It is named once
    a host; of transcripts TR08 speaks.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        is_open = false

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        is_open = true
    """
    address = exchange.address
    if address.kind in _LOADED_BY_PLAYERS and exchange.is_first:
        yield from judge_openness(exchange)


@rule("HO18", Level.ADVICE)
def unfit_cache_time(exchange: Exchange) -> Iterable[Problem]:
    """The feed may be cached for long, or audio and pictures only for a moment.

    What caches keep of a feed hides the new episode: 15 minutes are enough. Audio and pictures
    never change under their name, so a year is right for them; every hour less is paid for in
    traffic. Set `Cache-Control: max-age` where the files are stored. It is named once a host.

    Bad:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        max_age = 86400

    Good:
        # answers.toml
        ["https://feeds.compilertalk.example/feed.xml"]
        max_age = 300
    """
    reply, kind = exchange.reply, exchange.address.kind
    if not reply.is_ok or reply.max_age is None or not exchange.is_first:
        return
    if kind is Kind.FEED and reply.max_age > _FEED_AGE:
        message = f"caches may keep the feed for {reply.max_age:,} seconds"
        yield exchange.problem(message, "let the host say Cache-Control: max-age=300")
    elif kind in (Kind.AUDIO, Kind.ARTWORK) and reply.max_age < _FILE_AGE:
        age = count(reply.max_age, "second")
        message = f"caches may keep the {kind} {exchange.address.url} only {age}"
        hint = "let the host say Cache-Control: max-age=31536000, immutable"
        yield exchange.problem(message, hint)
