"""A show of 200 episodes whose feed is out, and what people do to it by mistake afterwards."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from made_people import guest_of, subject_of

from feedtool.model.finding import Level
from feedtool.model.plan import Intent
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.releasing.plan import Planned, plan_release, render_release
from feedtool.pipeline.releasing.reference import read_file
from feedtool.pipeline.run import Options

NOW = datetime(2030, 1, 1, tzinfo=UTC)
EPISODES = 200
SHOW = """\
title: Made by Hand
description: People who make things tell how they learnt it, and what they would never sell.
link: https://madebyhand.example
base_url: https://feeds.madebyhand.example/
language: en
author: Rowan Thistlewood
owner: {name: Made by Hand, email: podcast@madebyhand.example}
hosts: [Rowan Thistlewood]
categories: [Leisure > Crafts]
artwork: https://feeds.madebyhand.example/artwork.jpg
explicit: false
timezone: Europe/Dublin
guid: 0a4a9d6e-54a5-5d8a-9f4c-6b6d2e1c7f11
locked: true
"""


def record_of(number: int) -> str:
    """Write an episode whose audio lies on another host."""
    guest, subject = guest_of(number), subject_of(number)
    day = date(2022, 1, 4) + timedelta(weeks=number)
    return f"""---
title: {guest} on {subject}
guid: {number:08x}-52f7-4c1e-9d0a-3b8a7c6d5e4f
published: {day} 09:00
episode: {number}
guests:
  - {{name: {guest}, link: "https://guests.example/{number}"}}
summary: About {subject}. {guest} was there.
artwork: https://img.madebyhand.example/{number:03}.jpg
audio:
  url: http://cdn.madebyhand.example/{number:03}.mp3
  length: {28_800_000 + number}
  duration: {1800 + number}
---
**{guest}** talks about {subject}, and about [how it began](https://guests.example/{number}/a).
"""


@dataclass(slots=True)
class Released:
    """A show folder, and the feed of it that is out."""

    folder: Path
    feed: Path

    def change_show(self, old: str, new: str) -> None:
        """Replace words of show.yaml."""
        path = self.folder / "show.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add_to_show(self, text: str) -> None:
        """Write more into show.yaml."""
        with (self.folder / "show.yaml").open("a", encoding="utf-8") as file:
            file.write(text)

    def change_records(self, pattern: str, new: str | Callable[[re.Match[str]], str]) -> int:
        """Replace what matches in every record; return how many changed."""
        count = 0
        for path in sorted(self.folder.glob("*.md")):
            text = path.read_text(encoding="utf-8")
            changed = re.sub(pattern, new, text, flags=re.MULTILINE)
            count += changed != text
            path.write_text(changed, encoding="utf-8")
        return count

    def change_record(self, number: int, pattern: str, new: str) -> None:
        """Replace what matches in one record."""
        path = self.folder / f"{number:03}.md"
        text = path.read_text(encoding="utf-8")
        changed = re.sub(pattern, new, text, flags=re.MULTILINE)
        assert changed != text
        path.write_text(changed, encoding="utf-8")

    def add(self, number: int, pattern: str = "", new: str = "") -> None:
        """Write a new record."""
        text = re.sub(pattern, new, record_of(number)) if pattern else record_of(number)
        (self.folder / f"{number:03}.md").write_text(text, encoding="utf-8")

    def plan(self, *intents: Intent) -> Planned:
        """Plan a release against the feed that is out."""
        return next(self.plans(*intents or (Intent(),)))

    def plans(self, *intents: Intent) -> Iterator[Planned]:
        """Plan one release with different things meant."""
        options = Options(str(self.folder), NOW, locked=True, workers=1)
        to_come = render_release(options, None, lambda _done, _all: None)
        seen = read_file(self.feed)
        for intent in intents:
            yield plan_release(replace(to_come, seen=seen), options, intent)


def release(folder: Path, episodes: int = EPISODES) -> Released:
    """Write the show and build its feed."""
    show = folder / "episodes"
    show.mkdir(parents=True)
    (show / "show.yaml").write_text(SHOW, encoding="utf-8")
    settings = '[[ignore]]\ncode = "XM23"\nreason = "Reserved example domains."\n'
    (show / "feedtool.toml").write_text(settings, encoding="utf-8")
    released = Released(show, folder / "out" / "feed.xml")
    for number in range(1, episodes + 1):
        released.add(number)
    build(released)
    return released


def build(released: Released) -> None:
    """Build the feed anew: from now on this is the one that is out."""
    options = Options(str(released.folder), NOW, workers=1)
    built = build_show_folder(options, released.feed.parent, lambda _done, _all: None)
    assert not built.is_stopped


def dangers(planned: Planned) -> list[str]:
    """List the codes of what stops the release."""
    return sorted(danger.code for danger in planned.plan.dangers if not danger.allowed)


def warnings(planned: Planned) -> list[str]:
    """List the codes of everything below a danger."""
    milder = (each.finding for each in planned.judged if each.finding.level is not Level.ERROR)
    return sorted(finding.code for finding in milder)
