"""What audio files are, for programs. Described in docs/audio.md."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts
from feedtool.model.tagging import Tagging, TagPicture
from feedtool.report.audio import MeasuredAudio
from feedtool.report.json_report import findings_document, write_json


def format_audio_json(files: Sequence[MeasuredAudio]) -> str:
    """Write `files`, then findings as every command does."""
    findings = list(chain.from_iterable(each.findings for each in files))
    document = findings_document(findings)
    entries = [_entry(each) for each in files]
    return write_json({"schema": document.pop("schema"), "files": entries, **document})


def _entry(measured: MeasuredAudio) -> dict[str, Any]:
    facts = measured.facts
    tagging = facts.tagging or Tagging()
    return {
        "path": measured.path,
        "container": facts.container or None,
        "codec": facts.codec or None,
        "type": facts.type or None,
        "duration": facts.duration,
        "promised_duration": facts.promised,
        "bytes": facts.length,
        "bit_rate": facts.bit_rate,
        "bit_rate_mode": facts.vbr or None,
        "vbr": facts.vbr not in ("cbr", "free") if facts.vbr else None,
        "sample_rate": facts.sample_rate,
        "channels": facts.channels,
        "video": facts.has_video,
        "complete": _is_complete(facts),
        "missing_bytes": facts.missing_bytes,
        "junk_bytes": facts.junk_bytes,
        "gap_bytes": facts.gap_bytes,
        "fault": facts.fault or None,
        "loudness": _loudness_entry(measured.loudness),
        **_tag_entries(tagging),
    }


def _loudness_entry(loudness: Loudness | None) -> dict[str, Any] | None:
    if loudness is None:
        return None
    return {
        "integrated": loudness.integrated,
        "sample_peak": loudness.sample_peak,
        "true_peak": loudness.true_peak,
        "leading_silence": loudness.lead,
        "trailing_silence": loudness.trail,
        "clipped_samples": loudness.clipped,
    }


def _is_complete(facts: AudioFacts) -> bool | None:
    """Return None where no mark tells."""
    is_cut = bool(facts.fault) or facts.is_cut_off
    return None if facts.ending == "doubtful" and not is_cut else not is_cut


def _tag_entries(tagging: Tagging) -> dict[str, Any]:
    return {
        "tags": [
            {"kind": frame.kind, "name": frame.label, "text": frame.text, "bytes": frame.length}
            for frame in tagging.frames
        ],
        "tags_fault": tagging.fault or None,
        "pictures": [_picture_entry(picture) for picture in tagging.pictures],
        "chapters": [
            {
                "kind": chapter.kind,
                "start": chapter.start,
                "end": chapter.end,
                "title": chapter.title,
                "link": chapter.link or None,
                "picture": _picture_entry(chapter.picture) if chapter.picture else None,
            }
            for chapter in tagging.chapters
        ],
    }


def _picture_entry(picture: TagPicture) -> dict[str, Any]:
    return {
        "kind": picture.kind,
        "name": picture.name,
        "role": picture.role,
        "type": picture.type or None,
        "width": picture.width or None,
        "height": picture.height or None,
        "bytes": picture.length,
        "sha256": picture.sha256,
    }
