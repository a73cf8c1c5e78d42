"""A new episode's record: a fresh GUID, and what the files tell."""

import re
import shlex
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from feedtool.errors import FeedtoolError
from feedtool.files import write_text
from feedtool.formats.dates import find_zone
from feedtool.formats.media_lock import write_lock
from feedtool.formats.slug import make_slug
from feedtool.formats.xml_text import has_illegal
from feedtool.formats.yaml.text import write_flow_scalar, write_scalar
from feedtool.load.folder import Folder, find_folder
from feedtool.pipeline.media_lock import LOCK_FILE, refuse_broken
from feedtool.pipeline.run import Options, Outcome, check_show_folder

_LEAD = re.compile(r"(\d{1,4})-(?!\d\d-\d\d(?:-|$))")
"""A file's number; the year of a date is none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the user says of a new episode. Paths are as the user typed them."""

    title: str
    guests: tuple[str, ...] = ()
    audio: Path | None = None
    transcript: Path | None = None


class Place(NamedTuple):
    """Season and number of a new episode, "" for none, and how its file's name begins."""

    season: str
    number: str
    lead: str


@dataclass(slots=True)
class Made:
    """The record that was written, and what is left to do."""

    path: str
    next_steps: list[str] = field(default_factory=list)


def make_episode(options: Options, draft: Draft, guid: UUID) -> Made:
    """Write the record of a new episode; never over a file that is there."""
    title = " ".join(draft.title.split())
    if not title or has_illegal(title):
        raise FeedtoolError("the title is empty, or holds a character that no feed allows")
    draft = replace(draft, title=title)
    folder = find_folder(options.folder)
    files = {
        name: _relative(folder, path)
        for name, path in (("audio", draft.audio), ("transcript", draft.transcript))
        if path is not None
    }
    outcome = check_show_folder(options, lambda _done, _total: None)
    place = _follow(outcome)
    name = f"{place.lead}{make_slug(draft.title)}.md"
    path = folder.path / name
    if path.exists():
        raise FeedtoolError(f"{folder.shown}{name} is there already", "choose another title")
    adds = draft.audio is not None and not options.locked
    if adds and outcome.lock_record is not None:
        refuse_broken(outcome.lock_record)
    text = _record(draft, files, place, _local(options.now, outcome), guid)
    write_text(path, text)
    if adds:
        _add_to_lock(options, outcome)
    return Made(folder.shown + name, _next_steps(draft, folder.shown.rstrip("/")))


def _relative(folder: Folder, path: Path) -> str:
    """Return a file's path in the show folder, typed from here or as records write it."""
    root = folder.path.resolve()
    found = next((each for each in (path, folder.path / path) if each.is_file()), None)
    if found is None:
        raise FeedtoolError(f"{path}: there is no such file, neither here nor in {folder.path}")
    resolved = found.resolve()
    if not resolved.is_relative_to(root):
        hint = f"copy it into {folder.path}, for instance as audio/{path.name}"
        raise FeedtoolError(f"{path} lies outside the show folder", hint)
    return resolved.relative_to(root).as_posix()


def _follow(outcome: Outcome) -> Place:
    """Follow the newest full episode: its season, if any, and the number after the last one in it.

    In a show that numbers no episode only the file gets a number, if those of the others have one.
    """
    full = [each for each in outcome.digests if each.episode_type == "full" and not each.is_broken]
    numbered = [
        (each.instant.timestamp() if each.instant else 0.0, int(each.episode), each.season)
        for each in full
        if each.episode.isdecimal()
    ]
    if full and not numbered and not any("episode" in each.dropped for each in full):
        leads = [int(match[1]) for match in (_LEAD.match(each.slug) for each in full) if match]
        return Place("", "", f"{max(leads) + 1:03d}-" if leads else "")
    season = max(numbered)[2] if numbered else ""
    number = max((number for _, number, own in numbered if own == season), default=0) + 1
    return Place(season, str(number), f"{number:03d}-")


def _local(now: datetime, outcome: Outcome) -> datetime:
    """Give the time in the show's zone, to the minute."""
    zone = find_zone(outcome.show.record.timezone) if outcome.show.record.timezone else None
    moment = now.astimezone(zone) if zone else now
    return moment.replace(second=0, microsecond=0)


def _record(
    draft: Draft, files: dict[str, str], place: Place, published: datetime, guid: UUID
) -> str:
    offset = published.strftime("%z")
    when = f"{published:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"
    guests = ", ".join(write_flow_scalar(guest) for guest in draft.guests)
    lines = [
        f"title: {write_scalar(draft.title)}",
        f"guid: {guid}",
        f"published: {when}",
        *([f"season: {place.season}"] if place.season else []),
        *([f"episode: {place.number}"] if place.number else []),
        "draft: true  # delete this line when the episode is ready",
        f"guests: [{guests}]",
        "summary:",
        *(f"{name}: {write_scalar(value)}" for name, value in files.items()),
    ]
    if "audio" not in files:
        lines.append("audio:")
    return "---\n" + "\n".join(lines) + "\n---\n"


def _add_to_lock(options: Options, outcome: Outcome) -> None:
    """Measure again with the new record, and keep the facts."""
    measured = check_show_folder(options, lambda _done, _total: None).fresh
    facts = outcome.lock | {name: each for name, each in measured.items() if not each.fault}
    if facts:
        write_text(outcome.folder.path / LOCK_FILE, write_lock(facts))


def _next_steps(draft: Draft, show: str) -> list[str]:
    steps = ["write the summary, and the show notes below the second ---"]
    if not draft.guests:
        steps.append("name the guest under guests")
    if draft.audio is None:
        steps.append("name the audio file under audio")
    check = "feedtool check" if show in ("", "episodes") else f"feedtool check {shlex.quote(show)}"
    return [*steps, "delete the line draft: true", check]
