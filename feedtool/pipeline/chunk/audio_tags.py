"""The tags of an episode's audio files as rules and `tag` see them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from feedtool.check.facts import Digest, TaggedFile
from feedtool.check.media_facts import AudioTags
from feedtool.compose.addresses import public_url
from feedtool.compose.audio_tags import compose_tags
from feedtool.formats.names import fold_words
from feedtool.formats.tag_names import find_field
from feedtool.model.episode import Chapter, Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.media import ONE_RUN, AudioFacts, MediaFacts
from feedtool.model.show import Show
from feedtool.model.transcript import Transcript


def audio_tags(
    loaded: Loaded[Episode],
    item: Item,
    facts: Mapping[str, MediaFacts],
    of_show: tuple[Show, Feed],
    transcripts: Sequence[Transcript],
) -> tuple[AudioTags, ...]:
    """Return the tags that are known of the audio and the alternates of an episode."""
    known = [
        (name, found, found.tagging)
        for name in dict.fromkeys(item.audio_files)
        if isinstance(found := facts.get(name), AudioFacts)
        and not fault_of(found)
        and found.tagging is not None
    ]
    if not known:
        return ()
    wanted = compose_tags(loaded.record, item, _chapters(loaded), *of_show)
    has_lyrics = any(any(tagging.find("USLT", "LYRICS")) for _, _, tagging in known)
    spoken = _words(transcripts) if has_lyrics else frozenset[str]()
    return tuple(AudioTags(name, each, tagging, wanted, spoken) for name, each, tagging in known)


def fault_of(facts: MediaFacts) -> str:
    """Say why a file cannot be tagged: one run of frames can even where its end is missing."""
    if facts.fault or not isinstance(facts, AudioFacts):
        return facts.fault
    if facts.missing_bytes > 0 and facts.container not in ONE_RUN:
        return "it is cut off: export or copy it again first"
    if facts.container == "ogg" and (facts.junk_bytes or facts.ending == "holed"):
        return "it is damaged inside: export or copy it again first"  # pages get new checksums
    return ""


def _chapters(loaded: Loaded[Episode]) -> tuple[Chapter, ...]:
    """Return the chapters as their author wrote them, pictures as paths."""
    if loaded.chapters is not None:
        return tuple(loaded.chapters.reading.entries)
    return loaded.record.chapters.entries if loaded.record.chapters else ()


def _words(transcripts: Sequence[Transcript]) -> frozenset[str]:
    texts = (turn.text for each in transcripts for turn in each.turns)
    return frozenset(word for text in texts for word in fold_words(text))


def list_tagged(
    tags: tuple[AudioTags, ...], item: Item, base_url: str, shown: str
) -> tuple[TaggedFile, ...]:
    """Say what each file's tags call it."""
    found: list[TaggedFile] = []
    for each in tags:
        title = next(find_field(each.tagging, "title"), None)
        names = (title.name, title.text) if title else ("", "")
        urls = list_addresses(each.file, item, base_url)
        found.append(TaggedFile(shown + each.file, urls, *names))
    return tuple(found)


def drop_shared(findings: list[Finding], digests: Sequence[Digest]) -> list[Finding]:
    """Leave out what rules say of the tags of one sound for two episodes: one must be wrong.

    That it is one file, or one sound, is what has to be mended (AU07, AU20).
    """
    counts = Counter(file.path for digest in digests for file in digest.tagged)
    sounds = Counter(digest.audio_sha256 for digest in digests if digest.audio_sha256)
    shared = {
        file.path
        for digest in digests
        for file in digest.tagged
        if counts[file.path] > 1 or sounds[digest.audio_sha256] > 1
    }
    if not shared:
        return findings
    return [each for each in findings if each.location.path not in shared]


def list_addresses(file: str, item: Item, base_url: str) -> tuple[str, ...]:
    """Return the public addresses of a file; with a prefix, both."""
    if item.audio is not None and item.audio.file == file:
        return (item.audio.url, item.audio.bare_url)
    return (public_url(base_url, file),)
