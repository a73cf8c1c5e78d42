"""Gives the recordings of a made show tags: those its records ask for, then what an example says.

Lines below a recording's name say what is in its tags instead: `TIT2 = Untitled`, `COMM = …`,
`TXXX:name = …`, `APIC = 300x200 PNG RGB`, `CHAP id = 0-9000 Title` (milliseconds), `CTOC id = top
ordered id id`, `padding = 1000`; `shorter = 50` takes bytes off the end, so that no two recordings
are the same; `- TIT2` takes a frame out, `untagged` all of them.
"""

import io
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mutagen import id3
from PIL import Image

from feedtool.pipeline.media_lock import LOCK_FILE
from feedtool.pipeline.tagging.tag import TagOptions, tag_show_folder

AUDIO = Path(__file__).parent / "data" / "audio"
_NOW = datetime(2024, 6, 1, tzinfo=UTC)
_LINE = re.compile(r"(?P<name>\w+)(?:[: ](?P<more>[^=]*?))? = (?P<value>.*)")


def tag_as_recorded(folder: Path) -> None:
    """Tag every recording as its record says; media.lock stays as it was."""
    lock = folder / LOCK_FILE
    text = lock.read_text(encoding="utf-8") if lock.exists() else None
    tag_show_folder(TagOptions(str(folder), _NOW), lambda _done, _all: None)
    if text is not None:
        lock.write_text(text, encoding="utf-8")
    else:
        lock.unlink(missing_ok=True)
    shutil.rmtree(folder / ".feedtool", ignore_errors=True)


def change_tags(path: Path, lines: list[str], recording: str) -> None:
    """Change the ID3 tag of a recording as the lines say."""
    shorter = sum(int(line[10:]) for line in lines if line.startswith("shorter = "))
    source = AUDIO / recording if "untagged" in lines else path
    data = source.read_bytes()
    path.write_bytes(_shorten(data, shorter) if shorter else data)
    lines = [line for line in lines if not line.startswith("shorter = ")]
    if "untagged" in lines or not lines:
        return
    tag: Any = id3.ID3(path, translate=False)
    padding = 1024
    for line in lines:
        if line.startswith("- "):
            tag.delall(line[2:])
            continue
        match = _LINE.fullmatch(line)
        assert match, f"{line!r} says nothing of a tag"
        if match["name"] == "padding":
            padding = int(match["value"])
        else:
            frame = _make_frame(match["name"], match["more"] or "", match["value"])
            if match["name"] not in ("CHAP", "TXXX", "PRIV"):
                tag.delall(match["name"])
            tag.add(frame)
    tag.save(path, v2_version=3, padding=lambda _: padding)


def _shorten(data: bytes, shorter: int) -> bytes:
    """Take bytes off the end, and tell so in the Info header of the recording."""
    place = data.index(b"Info")
    size = int.from_bytes(data[place + 12 : place + 16], "big") - shorter
    return data[: place + 12] + size.to_bytes(4, "big") + data[place + 16 : len(data) - shorter]


def _make_frame(name: str, more: str, value: str) -> Any:
    kind: Any = getattr(id3, name)
    if name == "CHAP":
        times, _, title = value.partition(" ")
        start, end = map(int, times.split("-"))
        return kind(more, start, end, sub_frames=[id3.TIT2(1, [title])] if title else [])
    if name == "CTOC":
        words = value.split()
        flags = ("top" in words) * 2 + ("ordered" in words)
        return kind(more, id3.CTOCFlags(flags), [w for w in words if w not in ("top", "ordered")])
    if name == "APIC":
        size, form, mode = value.split()
        width, height = map(int, size.split("x"))
        data = io.BytesIO()
        Image.linear_gradient("L").resize((width, height)).convert(mode).save(data, form)
        return kind(0, f"image/{form.lower()}", 3, "", data.getvalue())
    if name == "PRIV":
        return kind(more, value.encode())
    if name == "COMM":
        return kind(1, "eng", more, [value])
    return kind(1, more, [value]) if name == "TXXX" else kind(1, [value])
