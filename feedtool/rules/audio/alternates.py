"""Alternate enclosures: the episode in other encodings, languages or as a film."""

from base64 import b64encode
from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.media_types import type_of
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Problem, Replace
from feedtool.model.media import AudioFacts
from feedtool.model.place import FieldPath
from feedtool.model.tags import AlternateEnclosure

_INTEGRITY_TYPES = ("sri", "pgp-signature")
_SRI_HASHES = ("sha256", "sha384", "sha512")


@rule("AU24", fields=("alternate_enclosure",))
def incomplete_alternate(
    part: RecordFaults | Item, episode: Episode, item: Item
) -> Iterable[Problem]:
    """An alternate enclosure lacks its type, its source, or a part of its checksum.

    The podcast namespace requires a type and at least one source of each alternateEnclosure, and
    a type (`sri` or `pgp-signature`) and a value of each integrity: apps pass over one without.
    A file gives type and source by itself, an address the type by its extension.

    Bad:
        # 001.md
        alternate_enclosure: https://feeds.compilertalk.example/audio/001-low

    Good:
        # 001.md
        alternate_enclosure:
          type: audio/opus
          source: https://feeds.compilertalk.example/audio/001-low
    """
    if isinstance(part, RecordFaults):
        yield from part.of("AU24")
    for number, alternate in enumerate(episode.alternate_enclosure):
        at = ("alternate_enclosure", number)
        yield from _judge_sources(at, alternate)
        yield from _judge_integrity(at, alternate)
        if not _type_of(alternate, item.alternates[number]):
            yield Problem(
                at,
                "the alternate enclosure has no type, and no extension tells it; expected a media "
                "type such as audio/opus",
                "write it with 'type' and 'source', as in {type: audio/opus, source: https://…}",
                feed_hint='add type="audio/opus", or what it is',
            )


def _type_of(alternate: AlternateEnclosure, facts: AudioFacts | None) -> str:
    """Return the type the feed will say; one without any source is not asked for its type."""
    if alternate.type or (facts and facts.type):
        return alternate.type or (facts.type if facts else "")
    if not alternate.file and not alternate.source:
        return "unknown"
    return type_of(alternate.file or alternate.source[0].uri or "")


def _judge_sources(at: FieldPath, alternate: AlternateEnclosure) -> Iterable[Problem]:
    if not alternate.file and not alternate.source:
        yield Problem(
            at,
            "the alternate enclosure has no source; expected one at least",
            "name a file of the show folder, or write 'source: https://…'",
            feed_hint='add <podcast:source uri="https://…"/>',
        )
    for place, source in enumerate(alternate.source):
        if not source.uri:
            message = "the source has no uri; expected the address of the file"
            here, in_feed = (*at, "source", place), 'add uri="https://…"'
            yield Problem(here, message, "write 'uri: https://…'", feed_hint=in_feed)


def _judge_integrity(at: FieldPath, alternate: AlternateEnclosure) -> Iterable[Problem]:
    integrity = alternate.integrity
    if integrity is None:
        return
    at = (*at, "integrity")
    if (integrity.type or "").strip() not in _INTEGRITY_TYPES:
        named = f"type {integrity.type!r}" if integrity.type else "no type"
        yield Problem(
            at,
            f"the integrity has {named}; expected one of: {', '.join(_INTEGRITY_TYPES)}",
            "write it as {type: sri, value: sha256-…}",
            feed_hint='write <podcast:integrity type="sri" value="sha256-…"/>',
        )
    if not integrity.value:
        message = "the integrity has no value; expected a checksum or a signature"
        hint = "write it as {type: sri, value: sha256-…}, or leave it out"
        in_feed = 'add value="sha256-…", or leave it out'
        yield Problem(at, message, hint, feed_hint=in_feed)


@rule("AU25", fields=("alternate_enclosure",))
def wrong_checksum(episode: Episode, item: Item) -> Iterable[Problem]:
    """The checksum of an alternate enclosure is not that of its file.

    An app that checks it refuses the download (podcast namespace, W3C Subresource Integrity).
    Either the file was changed after the checksum was made, or another one was meant. The hint
    gives the right value, and the repair writes it. SHA-384 and SHA-512 are not compared; nothing
    is with `dynamic: true`.

    Bad:
        # 001.md
        alternate_enclosure:
          file: audio/001.opus
          integrity: {type: sri, value: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=}
        # audio/001.opus = speech.opus

    Good:
        # 001.md
        alternate_enclosure:
          file: audio/001.opus
        # audio/001.opus = speech.opus
    """
    if item.is_dynamic:
        return
    for number, alternate in enumerate(episode.alternate_enclosure):
        integrity, facts = alternate.integrity, item.alternates[number]
        if integrity is None or (integrity.type or "").strip() != "sri" or not integrity.value:
            continue
        message = _judge_checksum(integrity.value, facts)
        if message:
            right = _checksum_of(facts) if facts and facts.sha256 else ""
            at = ("alternate_enclosure", number, "integrity", "value")
            hint = f"write {right}" if right else "make the checksum again"
            edits = (Replace(at, integrity.value, right),) if right else ()
            yield Problem(at, message, hint, edits)


def _judge_checksum(value: str, facts: AudioFacts | None) -> str:
    """Say what is wrong with Subresource Integrity metadata, or ""."""
    sums = [each.partition("?")[0] for each in value.split()]
    if not any(each.partition("-")[0] in _SRI_HASHES for each in sums):
        return f"checksum {value!r} names no hash; expected one of: {'-…, '.join(_SRI_HASHES)}-…"
    given = [_plain(each) for each in sums if each.startswith("sha256-")]
    if not given or facts is None or not facts.sha256 or _plain(_checksum_of(facts)) in given:
        return ""
    return f"checksum {value!r} is not that of the file; expected {_checksum_of(facts)}"


def _plain(checksum: str) -> str:
    """Make the two alphabets of base64 one; padding does not count."""
    head, _, rest = checksum.partition("-")
    return f"{head}-{rest.replace('-', '+').replace('_', '/').rstrip('=')}"


def _checksum_of(facts: AudioFacts) -> str:
    return f"sha256-{b64encode(bytes.fromhex(facts.sha256)).decode()}"
