"""A small show with audio of every container, and `feedtool tag` on it."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from feedtool.model.media import AudioFacts
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.pipeline.tagging.tag import Tagged, TagOptions, tag_show_folder
from feedtool.probe.audio import probe_audio

AUDIO = Path(__file__).parents[1] / "data" / "audio"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
RECORDINGS = {
    "001.mp3": "speech-mono-cbr64.mp3",
    "001.m4a": "speech-moovend.m4a",
    "001.opus": "speech.opus",
    "001.ogg": "speech.ogg",
    "001.flac": "speech.flac",
    "001.wav": "speech.wav",
}
SHOW = """title: Größen der Technik
description: Gespräche.
link: https://technik.example
base_url: https://feeds.technik.example/
language: de-AT
author: Ada Lovelace
keywords: [Rechner, Geschichte]
categories: [Technology]
artwork: artwork.png
explicit: false
guid: 359fe46e-8b9f-50cc-b343-eab6b89fb2d4
timezone: Europe/Vienna
"""
RECORD = """---
title: Grace Hopper über Motten
guid: 3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41
published: 2024-01-02 09:00 +01:00
season: 2
episode: 7
guests: [Grace Hopper]
summary: Wie eine Motte ins Logbuch kam.
audio: audio/001.mp3
alternate_enclosure: [audio/001.m4a, audio/001.opus, audio/001.ogg, audio/001.flac, audio/001.wav]
chapters:
  - {start: 0, title: Anfang, image: chapter.png, link: "https://technik.example/1"}
  - {start: 2.5, title: Die Motte}
  - {start: 1.25, title: Ein längerer Titel für das zweite Kapitel}
---
Notizen.
"""


def make_show(folder: Path, *names: str) -> Path:
    """Write the show with its pictures and these recordings, all if none is named."""
    (folder / "audio").mkdir(parents=True)
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8")
    record = RECORD
    if names:
        main, *others = names
        lines = [f"audio: audio/{main}"]
        if others:
            lines.append(f"alternate_enclosure: [{', '.join(f'audio/{n}' for n in others)}]")
        start, end = record.index("audio: "), record.index("chapters:")
        record = record[:start] + "\n".join(lines) + "\n" + record[end:]
    (folder / "001-motten.md").write_text(record, encoding="utf-8")
    for name in names or RECORDINGS:
        shutil.copy(AUDIO / RECORDINGS[name], folder / "audio" / name)
    picture = Image.linear_gradient("L").convert("RGB")
    picture.resize((640, 640)).save(folder / "artwork.png")
    picture.resize((560, 315)).save(folder / "chapter.png")
    return folder


def tag(folder: Path, *episodes: str, against: str | None = None, **asked: object) -> list[Tagged]:
    """Run `feedtool tag`."""
    options = TagOptions(str(folder), NOW, against, episodes)
    wanted = replace(options, **asked)  # type: ignore[arg-type]
    return tag_show_folder(wanted, lambda _done, _all: None)


def check(folder: Path, **more: object) -> Outcome:
    """Check the show."""
    options = replace(Options(str(folder), NOW, workers=1), **more)  # type: ignore[arg-type]
    return check_show_folder(options, lambda _done, _all: None)


def codes(outcome: Outcome) -> list[str]:
    """List the codes about tags and chapters in audio."""
    found = (each.code for each in outcome.findings)
    return sorted(code for code in found if code.startswith("TG") or code == "CH11")


def measure(folder: Path, name: str) -> AudioFacts:
    """Measure one of the recordings."""
    return probe_audio(folder / "audio" / name)
