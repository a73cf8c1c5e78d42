"""Lays a rule's Bad or Good block over the base show.

A block is cut into files by lines `# NAME`. The fields given replace those of the base file of
that name, the notes after `---` replace its notes; other files are taken whole. A picture is
described (`# artwork.png = 1000x1000 PNG RGB`), an audio file is one of tests/data/audio
(`# audio/001.mp3 = speech-mono-cbr64.mp3`), tagged as its record says, but for what lines below
say (tagged_audio.py). `# was/NAME` lays a file over the show as it was when its last feed went out,
which is the base show otherwise. `# feed.xml` is followed by a change of the base feed: lines that
go (`- `), lines that come instead (`+ `), lines that stay (two spaces).
`# answers.toml` states what addresses answer (online_answers.py).
`<4001 characters>` stands for a text that long.
"""

import re
import shutil
from pathlib import Path

from PIL import Image
from tagged_audio import AUDIO, change_tags, tag_as_recorded

HERE = Path(__file__).parent
BASE = HERE / "shows" / "base"
BASE_FEED = HERE / "data" / "feeds" / "base.xml"
Recordings = dict[Path, list[str]]
"""Recordings of an example: the one that was copied, then lines about its tags."""

_HEADER = re.compile(r"^# (?P<name>[\w./-]+)(?: = (?P<made>.+))?$", re.MULTILINE)
_LONG = re.compile(r"<(\d+) characters>")
_FIELD = re.compile(r"^(?P<key>[\w-]+):(?:.*\n)(?:(?:[ \t-].*)?\n)*?(?=[\w-]+:|\Z)", re.MULTILINE)


def lay_over_base(block: str, folder: Path) -> None:
    """Copy the base show to `folder`, lay the block over it, and tag the recordings.

    With files of the show as it was, that show lies beside it, under the name `was`.
    """
    tag_recordings(lay_files(block, folder), folder)


def lay_files(block: str, folder: Path) -> Recordings:
    """Copy the base show to `folder` and lay the block over it; return the recordings in it."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    if "# was/" in block:
        shutil.copytree(BASE, folder.parent / "was", dirs_exist_ok=True)
    block = _LONG.sub(lambda match: ("words " * int(match[1]))[: int(match[1])], block)
    headers = list(_HEADER.finditer(block))
    assert headers, "an example starts with a line '# NAME' that names its file"
    ends = [header.start() for header in headers[1:]] + [len(block)]
    recordings: Recordings = {}
    for header, end in zip(headers, ends, strict=True):
        is_old = header["name"].startswith("was/")
        path = (folder.parent if is_old else folder) / header["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if header["name"] == "feed.xml":
            path.write_text(change_feed(block[header.end() + 1 : end]), encoding="utf-8")
        elif header["made"]:
            make_media(path, header["made"])
            if (AUDIO / header["made"]).exists():
                lines = block[header.end() + 1 : end].splitlines()
                recordings[path] = [header["made"], *filter(None, lines)]
        else:
            lay_text(path, block[header.end() + 1 : end])
    return recordings


def tag_recordings(recordings: Recordings, folder: Path) -> None:
    """Tag recordings as their records say, then as the lines below them do."""
    if recordings and not (folder / "feed.xml").exists():
        for each in (folder, folder.parent / "was"):
            if any(path.is_relative_to(each) for path in recordings):
                tag_as_recorded(each)
    for path, (recording, *lines) in recordings.items():
        if lines:
            change_tags(path, lines, recording)


def change_feed(change: str) -> str:
    """Make a change of the base feed; the lines it takes out must be there, once."""
    feed = BASE_FEED.read_text(encoding="utf-8")
    lines = [line for line in change.splitlines() if line]
    old = "".join(f"{line[2:]}\n" for line in lines if line[0] in "- ")
    new = "".join(f"{line[2:]}\n" for line in lines if line[0] in "+ ")
    assert feed.count(old) == 1
    return feed.replace(old, new)


def lay_text(path: Path, text: str) -> None:
    """Replace fields and notes of a record; write any other file as it is."""
    is_record = path.suffix in (".md", ".html") and path.parent.name not in ("people", "sponsors")
    if path.name != "show.yaml" and not is_record:
        path.write_text(text, encoding="utf-8")
        return
    fields, separator, notes = text.partition("---\n")
    old_fields, old_notes = "", ""
    if path.exists():
        old = path.read_text(encoding="utf-8")
        old_fields, old_notes = (old, "") if not is_record else old[4:].split("---\n", 1)
    for match in _FIELD.finditer(fields):
        old_fields = re.sub(
            rf"^{re.escape(match['key'])}:.*\n(?:[ \t-].*\n)*", "", old_fields, flags=re.MULTILINE
        )
    merged = old_fields + fields.rstrip("\n") + "\n"
    body = notes if separator else old_notes
    path.write_text(f"---\n{merged}---\n{body}" if is_record else merged, encoding="utf-8")


def make_media(path: Path, description: str) -> None:
    """Draw a picture of the size, format and mode described, or copy a test recording."""
    match = re.fullmatch(r"(\d+)x(\d+) (\w+)(?: (\w+))?(?: (animated))?", description)
    if match is None:
        shutil.copy(AUDIO / description, path)
        return
    width, height, kind, mode, animated = match.groups()
    size = (int(width), int(height))
    picture = Image.linear_gradient("L").resize(size).convert(mode or "RGB")
    more = {"save_all": True, "append_images": [Image.new(mode or "RGB", size)]} if animated else {}
    picture.save(path, kind, **more)
