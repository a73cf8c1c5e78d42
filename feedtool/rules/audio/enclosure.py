"""The three attributes of an enclosure: address, length, type."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.media_types import BY_EXTENSION, extension_of, plain_type
from feedtool.formats.vocabulary.enclosures import ENCLOSURE_TYPES, KNOWN_TYPES
from feedtool.model.episode import Episode
from feedtool.model.exchange import Exchange, Kind
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Remove, Replace
from feedtool.rules.audio.place import fitting_type


@rule("AU01")
def incomplete_enclosure(episode: Episode, item: Item) -> Iterable[Problem]:
    """The audio lacks its address, its length or its type.

    RSS 2.0, Apple and PSP-1 require all three of an enclosure: without a length apps show no
    progress of a download, without a type they do not know a player for it. Of a local file all
    are known; for an address write the length in bytes, and the type where no extension tells it.
    A live item has no length. An enclosure that `elements` writes, as an import does with one that
    is not whole, is judged as well.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          duration: 30:00

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30:00
    """
    audio, made = episode.audio, item.audio
    if audio is None and not item.is_draft and item.live is None:
        yield from _judge_written(episode)
    if audio is None or item.is_draft:
        return
    if made is None:
        hint = "name the file as in 'audio: audio/001.mp3', or the address: 'url: https://…'"
        message, in_feed = "the audio has no address", 'add url="https://…"'
        yield Problem(("audio",), message, hint, feed_hint=in_feed)
        return
    if audio.file and extension_of(audio.file) != "pdf":
        return  # it is measured; RC09 and AU10 speak where it cannot be
    if made.length is None and item.live is None:
        yield Problem(
            ("audio",),
            "the audio has no length; expected the size of the file in bytes",
            "write it as {url: …, length: …}: the server says it as Content-Length",
            feed_hint='add length="…": the server says it as Content-Length',
        )
    if not made.type:
        told = BY_EXTENSION.get(extension_of(made.bare_url), "")
        yield Problem(
            ("audio",),
            "the audio has no type"
            + ("" if told else ", and its address has no extension that tells it"),
            "serve it under a name that ends in .mp3 or .m4a, or write 'type: audio/mpeg'",
            feed_hint=f'add type="{told}"' if told else 'add type="audio/mpeg", or what it is',
        )


def _judge_written(episode: Episode) -> Iterable[Problem]:
    for number, each in enumerate(episode.elements):
        if each.name == "enclosure" and not each.absent:
            said = dict(each.attributes)
            missing = [name for name in ("url", "length", "type") if not said.get(name, "").strip()]
            if "length" not in missing and not said["length"].strip().isdecimal():
                missing.append("length in bytes")
            if missing:
                message = f"the enclosure has no {' and no '.join(missing)}"
                hint = "write the field: 'audio: {url: …, length: …}', and delete this"
                yield Problem(("elements", number), message, hint)


@rule("AU02")
def malformed_length(faults: RecordFaults) -> Iterable[Problem]:
    """A length is not a number of bytes in plain digits.

    RSS 2.0 means the size of the file: no minutes, no `28.8 MB`, no fraction, no minus. Apps use
    it for the progress of a download and refuse anything else. Leave it out for a local file.
    Digits in groups, such as `28,800,000`, are rewritten; what is rounded is not.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28.8 MB
          duration: 30:00

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30:00
    """
    return faults.of("AU02")


@rule("AU03")
def wrong_length(part: Item | Exchange, episode: Episode) -> Iterable[Problem]:
    """The length that the record gives is not the size of the file.

    Apple asks for the exact size in bytes; downloads that stop short or never end come of a wrong
    one. The feed says what was measured, and a record that says otherwise is most often about
    another file: leave the length of a local file out. With `dynamic: true` nothing is compared.
    With `--online` the size that the address serves is compared, too: a file that was uploaded in
    part, or that a host has encoded anew, shows here.

    A length of 0 is a warning: it says that nobody knows the size, and some apps refuse the file.
    So is one that is the duration in seconds, rounded or not.

    The repair takes the length out. Where that is all that shows a wrong file, nothing is left
    that does, so it is asked for.

    Bad:
        # 001.md
        audio: {file: audio/001.mp3, length: 28800000}
        # audio/001.mp3 = speech-mono-cbr64.mp3

    Good:
        # 001.md
        audio: {file: audio/001.mp3}
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    if isinstance(part, Exchange):
        yield from _compare_served(part)
        return
    item = part
    if item.is_dynamic:
        return
    audio, made = episode.audio, item.audio
    if audio is not None and made is not None:
        if audio.length != made.length:
            yield from _compare(("audio", "length"), audio.length, made.length)
        elif made.length is not None and made.facts is None and item.live is None:
            yield from _judge_size(made.length, item.duration or 0)
    for number, each in enumerate(episode.alternate_enclosure):
        facts = item.alternates[number]
        if facts is not None:
            at = ("alternate_enclosure", number, "length")
            yield from _compare(at, each.length, facts.length)


def _judge_size(length: int, seconds: float) -> Iterable[Problem]:
    """Name a size that is none: 0, or the duration in seconds."""
    if length and abs(length - seconds) > _ROUNDED * seconds:
        return
    what = f"{length:,}, the seconds that it lasts" if length else "0"
    message = f"the length is {what}; expected the size of the file in bytes"
    hint = "the server says it as Content-Length"
    yield Problem(("audio", "length"), message, hint, level=Level.WARNING)


_ROUNDED = 0.05
"""How far a duration may be from itself where it is rounded, to minutes at most."""


def _compare_served(exchange: Exchange) -> Iterable[Problem]:
    address, reply = exchange.address, exchange.reply
    if address.kind is not Kind.AUDIO or address.is_dynamic or not reply.is_ok or reply.start:
        return
    if address.length and reply.size is not None and reply.size != address.length:
        yield exchange.problem(
            f"the feed says {address.length:,} bytes, but {address.url} has {reply.size:,}",
            "look whether all of this file was uploaded; with ads put in, write dynamic: true",
            feed_hint="look whether all of this file was uploaded, or whether ads were put in",
        )


def _compare(
    at: tuple[str | int, ...], written: int | None, measured: int | None
) -> Iterable[Problem]:
    if written is None or measured is None or written == measured:
        return
    yield Problem(
        at,
        f"the length is given as {written:,}, but the file has {measured:,} bytes",
        "leave it out: it is measured; or look whether this is the right file",
        (Remove(at),),
        is_unsafe=True,
    )


@rule("AU04")
def foreign_enclosure_type(episode: Episode, item: Item) -> Iterable[Problem]:
    """The audio's type is not one that podcast apps know.

    Apple and PSP-1 list them: MP3 is `audio/mpeg`, never `audio/mp3`; M4A is `audio/x-m4a`
    (`audio/mp4`, its registered name, and `audio/m4a` do as well); films are `video/mp4`,
    `video/x-m4v` or `video/quicktime`. Apps skip an item of any other type. Leave the type out:
    it follows from the extension. Of an extension that Apple does not know, AU05 speaks.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          type: audio/mp3
          duration: 30:00

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          type: audio/mpeg
          duration: 30:00
    """
    written = episode.audio.type if episode.audio else None
    if not written or plain_type(written) in KNOWN_TYPES or item.live is not None:
        return
    extension = extension_of(item.audio.bare_url) if item.audio else ""
    if extension in BY_EXTENSION and extension not in ENCLOSURE_TYPES:
        return
    right = fitting_type(extension, written, item.audio.facts if item.audio else None)
    yield Problem(
        ("audio", "type"),
        f"type {written!r} is not one of podcast audio; expected one of: "
        f"{', '.join(sorted(KNOWN_TYPES))}",
        f"write {right}, or leave it out" if right else "write audio/mpeg for MP3",
        (Replace(("audio", "type"), written, right),) if right else (),
        feed_hint=f"write {right or 'audio/mpeg for MP3'}",
    )
