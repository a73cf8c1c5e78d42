"""A new show folder: a record to fill in, editor settings, the jobs of a CI."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from feedtool.files import write_text
from feedtool.formats.guids import make_podcast_guid
from feedtool.formats.record.schema import SCHEMAS, make_schema
from feedtool.formats.yaml.text import write_flow_scalar, write_scalar
from feedtool.pipeline.ci_jobs import find_place, place_jobs


@dataclass(frozen=True, slots=True)
class ShowDraft:
    """What the user says of a new show; what is left out must not be invented."""

    title: str | None = None
    author: str | None = None
    email: str | None = None
    base_url: str | None = None
    language: str | None = None
    category: str | None = None


def make_show(folder: Path, draft: ShowDraft, services: Iterable[str]) -> list[tuple[str, bool]]:
    """Write a show folder, and the jobs of the CI services named; nothing is overwritten.

    Says of each file whether it is new.
    """
    top, show = find_place(folder)
    files = {
        folder / "show.yaml": show_text(draft),
        folder / "audio" / ".gitkeep": "",
        folder / "transcripts" / ".gitkeep": "",
        **place_jobs(folder, services),
        top / ".vscode" / "settings.json": _editor_settings("" if show == "." else f"{show}/"),
    }
    for name in SCHEMAS:
        text = json.dumps(make_schema(name), indent=1, ensure_ascii=False) + "\n"
        files[folder / ".schema" / f"{name}.json"] = text
    made: list[tuple[str, bool]] = []
    for path, text in files.items():
        is_new = not path.exists()
        if is_new:
            write_text(path, text)
        made.append((path.as_posix(), is_new))
    return made


def show_text(draft: ShowDraft) -> str:
    """Write show.yaml: what is known as fields, what is missing as empty ones with a word why."""
    guid = make_podcast_guid(draft.base_url.rstrip("/") + "/feed.xml") if draft.base_url else ""
    owner = ""
    if draft.email:
        name = write_flow_scalar(draft.author or draft.title or "")
        owner = f"{{name: {name}, email: {write_flow_scalar(draft.email)}}}"
    base_url = write_scalar(draft.base_url or "")
    category = f"[{write_flow_scalar(draft.category)}]" if draft.category else ""
    rows = [
        ("title", write_scalar(draft.title or ""), "name of the show, nothing else"),
        ("description", "", "what it is about, in Markdown"),
        ("link", "", "the show's web page"),
        ("base_url", base_url, "where feed.xml and the audio will be served"),
        ("language", write_scalar(draft.language or ""), "such as en or pt-BR"),
        ("author", write_scalar(draft.author or ""), "left out: the hosts"),
        ("owner", owner, "{name: …, email: …}: a role address; directories write there"),
        ("hosts", f"[{write_flow_scalar(draft.author)}]" if draft.author else "", "[Name]"),
        ("categories", category, "Apple's, such as [Technology, Education > Courses]"),
        ("artwork", "", "artwork.jpg: square, 1400 to 3000 pixels, JPEG or PNG"),
        ("explicit", "", "true or false"),
        ("timezone", "", "such as Europe/Berlin: dates without an offset"),
        ("guid", guid, "for ever: UUIDv5 of the feed's address"),
    ]
    lines = [_line(name, "" if value == '""' else value, why) for name, value, why in rows]
    return "# yaml-language-server: $schema=.schema/show.json\n" + "".join(lines)


def _line(name: str, value: str, why: str) -> str:
    return f"{name}: {value}\n" if value else f"{name}:  # {why}\n"


def _editor_settings(show: str) -> str:
    schemas = {
        f"./{show}.schema/show.json": f"{show}show.yaml",
        f"./{show}.schema/episode.json": f"{show}[0-9]*.yaml",
    }
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"
