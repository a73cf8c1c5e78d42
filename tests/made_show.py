"""A show of a hundred episodes as a careful person keeps it: there is nothing to find in it."""

from datetime import date, timedelta
from pathlib import Path

from made_people import angle_of, guest_of, subject_of

from feedtool.formats.media_lock import write_lock
from feedtool.model.media import AudioFacts

EPISODES = 100
SEASON = 25
SHOW = """\
title: Made by Hand
description: >-
  People who make things tell how they learnt it, what went wrong, and what they would never sell.
link: https://madebyhand.example
base_url: https://feeds.madebyhand.example/
language: en
author: Rowan Thistlewood
owner: {name: Made by Hand, email: podcast@madebyhand.example}
hosts:
  - {name: Rowan Thistlewood, link: "https://madebyhand.example/rowan"}
credits:
  - {name: Saoirse Quigley, role: Audio Editor, group: Audio Post-Production}
categories: [Leisure > Crafts, Society & Culture]
artwork: https://feeds.madebyhand.example/artwork.jpg
explicit: false
type: episodic
timezone: Europe/Dublin
guid: 0a4a9d6e-54a5-5d8a-9f4c-6b6d2e1c7f11
locked: true
copyright: Rowan Thistlewood
medium: podcast
funding: {url: "https://madebyhand.example/support", text: Support the show}
seasons: {1: Wood, 2: Water, 3: Metal, 4: Paper}
people:
  gudrun:
    name: Gudrun Vandermeer
    link: https://guests.example/gudrun
sponsors:
  chisel:
    name: The Chisel Company
    link: https://chisel.example/hand
    text: Tools that outlive their owners.
footer: |
  **Made by Hand** comes out on Tuesdays. [All episodes](https://madebyhand.example/all)
"""
SETTINGS = """\
[[ignore]]
code = "XM23"
reason = "Reserved example domains, so that no real address stands in the tests."
"""


def make_show(folder: Path) -> None:
    """Write the whole show: the same bytes each time."""
    (folder / "transcripts").mkdir(parents=True)
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8")
    (folder / "feedtool.toml").write_text(SETTINGS, encoding="utf-8")
    facts = {}
    for number in range(1, EPISODES + 1):
        for name, text in episode_files(number).items():
            (folder / name).write_text(text, encoding="utf-8")
        if number % 3 == 0:
            facts[f"audio/{number:03}.mp3"] = recording(number)
    for season in range(1, 5):
        (folder / f"s{season}-trailer.md").write_text(trailer(season), encoding="utf-8")
    (folder / "s2-bonus.md").write_text(bonus(), encoding="utf-8")
    (folder / "media.lock").write_text(write_lock(facts), encoding="utf-8")


def episode_files(number: int) -> dict[str, str]:
    """Write an episode in one of the forms that records have."""
    name, kind = f"{number:03}", number % 5
    notes = notes_of(number)
    if kind == 1:
        return {f"{name}.md": f"+++\n{toml_fields(number)}+++\n{notes}"}
    if kind == 2:  # the fields that a machine writes stand beside it
        own, beside = fields(number, "head"), fields(number, "media")
        return {f"{name}.md": f"---\n{own}---\n{notes}", f"{name}.yaml": beside}
    if kind == 3:
        text = fields(number, "head") + fields(number, "media")
        return {f"{name}.html": f"---\n{text}---\n{html_of(number)}"}
    found = {f"{name}.md": f"---\n{fields(number, 'head')}{fields(number, 'media')}---\n{notes}"}
    if number % 10 == 0:
        found[f"transcripts/{name}.vtt"] = transcript(number)
    return found


def published(number: int) -> str:
    """Say when an episode came out: Tuesdays at nine."""
    return f"{date(2022, 1, 4) + timedelta(weeks=number)} 09:00"


def title(number: int) -> str:
    """Name an episode after its guest and subject."""
    return f"{guest_of(number)} on {subject_of(number)}"


def season(number: int) -> int:
    """Say which season an episode belongs to."""
    return (number - 1) // SEASON + 1


def audio(number: int) -> str:
    """Give the address, length and duration of a recording, or its file."""
    if number % 3 == 0:
        return f"audio: audio/{number:03}.mp3\n"
    return (
        "audio:\n"
        f"  url: https://cdn.madebyhand.example/{number:03}.mp3\n"
        f"  length: {seconds(number) * 16_000}\n"
        f"  duration: {seconds(number)}\n"
    )


def seconds(number: int) -> int:
    """Say how long an episode lasts: about half an hour."""
    return 1800 + number * 7 % 600


def fields(number: int, part: str) -> str:
    """Write what people write (`head`), or what belongs to the recording (`media`)."""
    if part == "head":
        guest = f"  - {{name: {guest_of(number)}, link: https://guests.example/{number}}}\n"
        return (
            f"title: {title(number)}\n"
            f"guid: {number:08x}-52f7-4c1e-9d0a-3b8a7c6d5e4f\n"
            f"published: {published(number)}\n"
            f"season: {season(number)}\nepisode: {number}\nguests:\n{guest}"
            f"summary: {summary(number)}\n"
        )
    text = audio(number)
    if number % 10 == 0:
        text += f"transcript: transcripts/{number:03}.vtt\n"
    if number % 2 == 0:
        text += f"chapters:\n  - 00:00 Welcome\n  - 02:10 {subject_of(number).capitalize()}\n"
        text += f"  - 14:30 {angle_of(number).capitalize()}\n"
    if number % 4 == 0:
        text += f"links:\n  - The workshop: https://guests.example/{number}/workshop\n"
    if number % 7 == 0:
        text += "sponsors: [chisel]\n"
    return text


def summary(number: int) -> str:
    """Introduce an episode."""
    return f"About {subject_of(number)} and {angle_of(number)}. {guest_of(number)} was there."


def toml_fields(number: int) -> str:
    """Write an episode's fields in TOML."""
    guest = f'{{name = "{guest_of(number)}", link = "https://guests.example/{number}"}}'
    address = f'url = "https://cdn.madebyhand.example/{number:03}.mp3"'
    length = f"length = {seconds(number) * 16_000}, duration = {seconds(number)}"
    sound = f"{{{address}, {length}}}" if number % 3 else f'"audio/{number:03}.mp3"'
    return (
        f'title = "{title(number)}"\n'
        f'guid = "{number:08x}-52f7-4c1e-9d0a-3b8a7c6d5e4f"\n'
        f'published = "{published(number)}"\n'
        f"season = {season(number)}\nepisode = {number}\nguests = [{guest}]\n"
        f'summary = "{summary(number)}"\naudio = {sound}\n'
    )


def notes_of(number: int) -> str:
    """Write show notes in Markdown."""
    return (
        f"**{guest_of(number)}** talks about {subject_of(number)}: {angle_of(number)}.\n\n"
        f"- [Pictures](https://guests.example/{number}/pictures)\n"
        f"- [The book](https://books.example/{number})\n"
    )


def html_of(number: int) -> str:
    """Write show notes in HTML."""
    page = f"https://guests.example/{number}/pictures"
    return (
        f"<p><strong>{guest_of(number)}</strong> talks about {subject_of(number)}: "
        f'{angle_of(number)}.</p>\n<p><a href="{page}">Pictures</a></p>\n'
    )


def transcript(number: int) -> str:
    """Write a transcript in WebVTT: host and guest in turn, at the speed of speech."""
    host, guest = "Rowan Thistlewood", guest_of(number)
    spoken = [(host, f"Today I talk with {guest}\nabout {subject_of(number)}.")]
    for turn in range(1, seconds(number) // 6):
        word = angle_of(number * 31 + turn)
        said = f"So part {turn} of it is this:\n{word}, and then we go on."
        spoken.append(((host, guest)[turn % 2], said))
    cues = [
        f"{clock(turn * 6)} --> {clock(turn * 6 + 6)}\n<v {who}>{said}\n"
        for turn, (who, said) in enumerate(spoken)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def clock(moment: int) -> str:
    """Write a moment as WebVTT does."""
    return f"{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}.000"


def trailer(number: int) -> str:
    """Announce a season."""
    theme = ("wood", "water", "metal", "paper")[number - 1]
    day = date(2022, 1, 4) + timedelta(weeks=(number - 1) * SEASON + 1, days=-2)
    return f"""---
title: A season of {theme}
guid: 7{number:07x}-52f7-4c1e-9d0a-3b8a7c6d5e4f
published: {day} 17:00
season: {number}
episode_type: trailer
summary: Twenty-five people who work with {theme}, from next Tuesday on.
audio: {{url: "https://cdn.madebyhand.example/t{number}.mp3", length: 960000, duration: 60}}
---
What the season of {theme} brings, in one minute.
"""


def bonus() -> str:
    """Write an extra that belongs to an episode, with a person known by key."""
    return """---
title: "Extra: a walk along the ferry pier"
guid: 80000001-52f7-4c1e-9d0a-3b8a7c6d5e4f
published: 2022-09-01 12:15
season: 2
episode: 30
episode_type: bonus
guests: [gudrun]
summary: Gudrun Vandermeer shows where the boats used to land.
audio: {url: "https://cdn.madebyhand.example/x1.mp3", length: 9600000, duration: 600}
---
**Gudrun Vandermeer** walks and talks, with gulls.
"""


def recording(number: int) -> AudioFacts:
    """Make the facts of a recording that is kept elsewhere."""
    return AudioFacts(
        length=seconds(number) * 16_000,
        sha256=f"{number:064x}",
        type="audio/mpeg",
        container="mp3",
        codec="mp3",
        duration=float(seconds(number)),
        audio_sha256=f"{number + 1000:064x}",
        bit_rate=128.0,
        sample_rate=44_100,
        channels=2,
        vbr="cbr",
    )
