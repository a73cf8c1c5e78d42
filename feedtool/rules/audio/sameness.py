"""Audio that two episodes share, and addresses that do not last."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Problem

_PASSING = frozenset(
    "x-amz-expires x-amz-signature x-amz-security-token x-goog-expires x-goog-signature expires "
    "signature sig token key-pair-id awsaccesskeyid googleaccessid hdnea hdnts phpsessid "
    "jsessionid sessionid session_id".split()
)
"""Names of what signs or ends an address: Amazon, Google, Azure, Akamai; sessions."""

_FILES = ("audio.", "alternate_enclosure.", "transcript.", "chapters.", "images.", "artwork")
_LASTING = "firebasestorage."  # its `token` does not end


@rule("AU07")
def shared_enclosure(index: Index) -> Iterable[Problem]:
    """Two episodes have the same audio address.

    Apple ignores the second, and apps that know downloads by their address play the first one's
    sound for both. Most often a record was copied and the audio forgotten. Live items may share
    their stream.

    Bad:
        # 002.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3
          length: 28800000
          duration: 30:00

    Good:
        # 002.md
        audio:
          url: https://feeds.compilertalk.example/audio/002-b.mp3
          length: 28800000
          duration: 30:00
    """
    first: dict[str, Digest] = {}
    for digest in index.digests:
        if not digest.enclosure or digest.is_live:
            continue
        other = first.setdefault(digest.enclosure, digest)
        if other is not digest:
            yield Problem(
                ("audio", "url"),
                f"the audio address {digest.enclosure!r} is that of {other.path} too; expected "
                "one of its own",
                "name this episode's own audio",
                file=digest.path,
                others=(other.path,),
            )


@rule("AU20")
def same_sound(index: Index) -> Iterable[Problem]:
    """Two episodes have the same sound under different names.

    Nobody wants the same hour twice: the wrong file was attached. Tags do not count, only the
    sound does. A rerun is let through by an [[ignore]] of AU20 with its reason in feedtool.toml.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        # 002.md
        audio: audio/002.mp3
        # audio/002.mp3 = speech-mono-cbr64.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        # 002.md
        audio: audio/002.mp3
        # audio/002.mp3 = speech-stereo-vbr.mp3
    """
    first: dict[str, Digest] = {}
    for digest in index.digests:
        if not digest.audio_sha256:
            continue
        other = first.setdefault(digest.audio_sha256, digest)
        if other is not digest and other.enclosure != digest.enclosure:
            yield Problem(
                ("audio", "file"),
                f"the sound is that of {other.path} too; expected a recording of its own",
                "attach this episode's own audio; let a rerun through with an [[ignore]] of AU20",
                file=digest.path,
                others=(other.path,),
            )


@rule("AU22")
def passing_address(item: Item | Feed) -> Iterable[Problem]:
    """The address of a file holds a signature, an expiry or a session.

    Such an address works today and not when a listener comes: storage services sign one for
    hours or days. Give the file's public address, without what follows `?`. Tokens of Firebase,
    which do not end, are let alone.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3?Expires=1704186000&Signature=kX0f
          length: 28800000
          duration: 30:00

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3?source=feed
          length: 28800000
          duration: 30:00
    """
    for field, url in item.urls:
        if ("?" not in url and ";" not in url) or not field.startswith(_FILES):
            continue
        name = _find_passing(url)
        if name:
            yield Problem(
                tuple(int(step) if step.isdecimal() else step for step in field.split(".")),
                f"the address holds '{name}', so it stops working after some time; expected one "
                "that lasts",
                "give the file's public address, without signature and session",
            )


def _find_passing(url: str) -> str:
    """Return the first part of an address that ends with time, or ""."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    _, semicolon, session = parts.path.partition(";")
    names = [name for name, _ in pairs] + ([session.partition("=")[0]] if semicolon else [])
    found = (name for name in names if name.lower() in _PASSING)
    return "" if _LASTING in parts.netloc else next(found, "")
