"""Write the benchmark show: a show folder of as many valid episode records as asked for.

Every byte follows from the episode's number, so two runs, and two machines, write the same
files, and episode 17 of a show of 100 is episode 17 of a show of 100,000. A record has about
1 kB of front matter and 3 kB of Markdown; the audio is remote, with its facts given.

Usage: ``python benchmarks/make_show.py DIR --episodes 10000 [--chapters]``
"""

import argparse
import tomllib
import unicodedata
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from math import prod
from pathlib import Path
from typing import NamedTuple

MEDIA = "https://media.benchmark-show.net"
SITE = "https://www.benchmark-show.net"
PEOPLE = "https://people.benchmark-show.net"
FEED_URL = f"{MEDIA}/feed.xml"

# The namespace of podcast:guid, from the tag's documentation:
# https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
PODCAST_GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

# 80 minutes apart, 100,000 episodes reach from 2009 to 2024: none is in the future, no two
# share a time and none is at midnight.
FIRST_PUBLISHED = datetime(2009, 1, 5, 6, 5, tzinfo=timezone(timedelta(hours=5, minutes=30)))
INTERVAL = timedelta(minutes=80)

VOCABULARY = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = VOCABULARY["words"]
PATTERNS: dict[str, list[str]] = VOCABULARY["patterns"]

TITLE_PARTS = [WORDS[kind] for kind in ("object", "lead", "noun", "adj")]
TITLE_COUNT = prod(len(part) for part in TITLE_PARTS)
TITLE_STEP = 104_729  # prime and no divisor of TITLE_COUNT: a walk that meets every title once
GUEST_STEP = 1_237  # the same for the 2,000 guests
STRIDES = (7, 11, 13)  # and for the word lists whose lengths are products of 2, 3 and 5

BODY_BYTES = 3_000  # what the Markdown of a body comes to, give or take half a sentence
SEASON_LENGTH = 500
BYTES_PER_SECOND = 16_000  # 128 kbit/s
CHAPTER_COUNT = 10

UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "ð": "d"})

SHOW = f"""\
format: 1
title: Short Talks from the Workshop
description: Short interviews with people who look after things, one guest at a time.
link: {SITE}/
base_url: {MEDIA}/
feed_url: {FEED_URL}
language: en
author: Tamara Wiśniewska
owner: {{name: Short Talks, email: podcast@benchmark-show.net}}
hosts:
  - {{name: Tamara Wiśniewska, link: "{PEOPLE}/host"}}
categories: [Education > How To, Society & Culture, Technology]
artwork: {MEDIA}/artwork.png
explicit: false
type: episodic
timezone: Asia/Kolkata
guid: {uuid.uuid5(PODCAST_GUID_NAMESPACE, FEED_URL.removeprefix("https://"))}
copyright: Short Talks
locked: true
"""


class Guest(NamedTuple):
    """A person who is interviewed in every 2,000th episode."""

    name: str
    link: str


class Dice:
    """A row of choices that follows from a seed alone (SplitMix64).

    Written out here because the standard library promises no fixed row for `choice`.
    Source: https://prng.di.unimi.it/splitmix64.c
    """

    def __init__(self, seed: int) -> None:
        # Not a multiple of the step below: else neighbours would share one row, one place apart.
        self.state = seed * 0xD1342543DE82EF95

    def roll(self, sides: int) -> int:
        """Give a number from 0 up to, not including, `sides`."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return (mixed ^ (mixed >> 31)) % sides

    def pick(self, choices: Sequence[str]) -> str:
        """Choose one of the texts."""
        return choices[self.roll(len(choices))]

    def pick_several(self, choices: Sequence[str], count: int) -> list[str]:
        """Choose so many texts; none twice before all have been used."""
        start, step = self.roll(len(choices)), STRIDES[self.roll(len(STRIDES))]
        return [choices[(start + turn * step) % len(choices)] for turn in range(count)]


class Gaps(dict[str, str]):
    """The gaps of a pattern: a fixed value if there is one, else a fresh choice each time."""

    def __init__(self, dice: Dice, name: str) -> None:
        super().__init__(name=name)
        self.dice = dice

    def __missing__(self, gap: str) -> str:
        """Fill a gap, so that two of one kind in one pattern may differ."""
        match gap:
            case "count":
                return str(3 + self.dice.roll(40))
            case "url":
                return make_link(self.dice)
            case _:
                return self.dice.pick(WORDS[gap])


class Writer:
    """Writes the texts of one episode."""

    def __init__(self, number: int) -> None:
        self.dice = Dice(number)
        self.guest = make_guest(number)
        self.gaps = Gaps(self.dice, self.guest.name)
        self.sentences = iter(self.dice.pick_several(PATTERNS["sentence"], 100))

    def fill(self, pattern: str) -> str:
        """Fill the gaps of a pattern; the first letter becomes a capital."""
        text = pattern.format_map(self.gaps)
        return text[0].upper() + text[1:]

    def write(self, kind: str, count: int) -> list[str]:
        """Write so many texts of a kind, from different patterns as far as there are enough."""
        return [self.fill(pattern) for pattern in self.dice.pick_several(PATTERNS[kind], count)]

    def write_sentence(self) -> str:
        """Write the next sentence of the notes."""
        return self.fill(next(self.sentences))

    def write_paragraph(self, sentences: int) -> str:
        """Write so many sentences on one line."""
        return " ".join(self.write_sentence() for _ in range(sentences))

    def write_summary(self) -> str:
        """Write two sentences that name the guest."""
        kinds = ("summary_start", "summary_middle", "summary_end")
        start, middle, end = (self.write(kind, 1)[0] for kind in kinds)
        return f"{start} {middle}{end}"


def make_link(dice: Dice) -> str:
    """Make the https address of a page about two topics."""
    return f"{SITE}/notes/{dice.pick(WORDS['noun'])}/{dice.pick(WORDS['quality'])}"


def make_slug(text: str) -> str:
    """Spell a text in lower-case ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(UNDECOMPOSED))
    letters = "".join(c if c.isascii() else "" for c in plain)
    return "-".join("".join(c if c.isalnum() else " " for c in letters).split())


def make_guest(number: int) -> Guest:
    """Choose the guest of an episode: neighbours have different ones."""
    firsts, lasts = WORDS["first_name"], WORDS["surname"]
    first, last = divmod(number * GUEST_STEP % (len(firsts) * len(lasts)), len(lasts))
    name = f"{firsts[first]} {lasts[last]}"
    return Guest(name, f"{PEOPLE}/{make_slug(name)}")


def make_title(number: int) -> str:
    """Make the title of an episode, which no other number has."""
    rest = number * TITLE_STEP % TITLE_COUNT
    chosen = []
    for part in TITLE_PARTS:
        rest, index = divmod(rest, len(part))
        chosen.append(part[index])
    thing, lead, noun, adjective = chosen
    return f"{adjective.capitalize()} {noun}: {lead} {thing}"


def make_body(writer: Writer) -> str:
    """Write about BODY_BYTES of Markdown: paragraphs, headings, a list, links and emphasis."""
    headings = writer.write("heading", 2)
    blocks = [
        writer.write_paragraph(3),
        f"## {headings[0]}",
        writer.write_paragraph(4),
        "\n".join(f"- {point}" for point in writer.write("bullet", 5)),
        writer.write_paragraph(4),
        f"## {headings[1]}",
    ]
    size = sum(len(block.encode()) + 2 for block in blocks)
    closing: list[str] = []
    while size < BODY_BYTES - 50:
        closing.append(writer.write_sentence())
        size += len(closing[-1].encode()) + 1
    half = len(closing) // 2
    blocks += [" ".join(closing[:half]), " ".join(closing[half:])]
    return "\n\n".join(block for block in blocks if block) + "\n"


def make_chapters(writer: Writer, duration: int) -> list[str]:
    """Write ten chapter lines, at least 30 seconds apart and within the duration in seconds."""
    step = duration // CHAPTER_COUNT
    lines = ["chapters:", "  - 00:00 Intro"]
    titles = writer.write("chapter", CHAPTER_COUNT - 1)
    for index, title in enumerate(titles, start=1):
        minutes, seconds = divmod(index * step + writer.dice.roll(5), 60)
        lines.append(f"  - {minutes:02}:{seconds:02} {title}")
    return lines


def make_record(number: int, *, chapters: bool) -> tuple[str, str]:
    """Write the record of one episode; gives its file name and its text."""
    writer = Writer(number)
    title, dice, guest = make_title(number), writer.dice, writer.guest
    name = f"{number:06}-{make_slug(title)}"
    duration = 400 + dice.roll(190)
    published = FIRST_PUBLISHED + number * INTERVAL
    summary, body = writer.write_summary(), make_body(writer)
    front = [
        f'title: "{title}"',
        f"guid: {uuid.uuid5(uuid.NAMESPACE_URL, f'{SITE}/{number}')}",
        f"published: {published.isoformat()}",
        f"season: {(number - 1) // SEASON_LENGTH + 1}",
        f"episode: {number}",
        "guests:",
        f'  - {{name: {guest.name}, link: "{guest.link}"}}',
        f'summary: "{summary}"',
        "audio:",
        f"  url: {MEDIA}/audio/{name}.mp3",
        f"  length: {duration * BYTES_PER_SECOND + 45_000}",
        "  type: audio/mpeg",
        f"  duration: {duration}",
        f"link: {SITE}/episodes/{name}",
        f"keywords: [{', '.join(dice.pick_several(WORDS['noun'], 4))}]",
        "links:",
        *(
            f"  - {thing.capitalize()}: {make_link(dice)}"
            for thing in dice.pick_several(WORDS["object"], 3)
        ),
    ]
    if chapters:
        front += make_chapters(writer, duration)
    return f"{name}.md", "\n".join(("---", *front, "---", body))


def write_show(folder: Path, episodes: int, *, chapters: bool) -> None:
    """Write show.yaml and records into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8", newline="\n")
    for number in range(1, episodes + 1):
        name, text = make_record(number, chapters=chapters)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write the show."""
    parser = argparse.ArgumentParser(description="Write the benchmark show.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--episodes", type=int, default=10_000, metavar="N")
    parser.add_argument("--chapters", action="store_true", help="ten chapters in every record")
    options = parser.parse_args()
    if not 1 <= options.episodes <= TITLE_COUNT:
        parser.error(f"--episodes is {options.episodes}; from 1 to {TITLE_COUNT} can be made")
    write_show(options.folder, options.episodes, chapters=options.chapters)


if __name__ == "__main__":
    main()
