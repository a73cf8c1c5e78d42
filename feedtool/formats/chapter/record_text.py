"""The list as a record holds it: YAML to paste under the front matter's other fields."""

from collections.abc import Iterable

from feedtool.formats.chapter.lines import read_chapter_line
from feedtool.formats.chapter.times import HOUR, write_play_time
from feedtool.formats.yaml.text import write_flow_scalar, write_scalar
from feedtool.model.episode import Chapter

_PLACE = ("name", "rel", "geo", "osm", "country")


def write_record_list(chapters: Iterable[Chapter]) -> str:
    """Write `chapters:` with a line for each, or a mapping where there is more to say."""
    return "".join(["chapters:\n", *(f"  - {_write_entry(chapter)}\n" for chapter in chapters)])


def _write_entry(chapter: Chapter) -> str:
    title = chapter.title or ""
    is_plain = chapter.toc and not (chapter.image or chapter.link or chapter.location)
    if is_plain and chapter.end is None and title == " ".join(title.split()):
        line = f"{_write_time(chapter.start or 0)} {title}".strip()
        read = read_chapter_line(line)
        if read is not None and (read["title"] or "") == title:
            return write_scalar(line)
    return f"{{{', '.join(_parts(chapter))}}}"


def _write_time(seconds: float) -> str:
    """Write `02:10`, or `1:02:10` after an hour, with the fraction that there is."""
    text = write_play_time(seconds)
    return text.removeprefix("00:") if seconds < HOUR else text.removeprefix("0")


def _parts(chapter: Chapter) -> Iterable[str]:
    times = {"start": chapter.start or 0, "end": chapter.end}
    texts = {"title": chapter.title, "image": chapter.image, "link": chapter.link}
    yield from (f'{name}: "{_write_time(t)}"' for name, t in times.items() if t is not None)
    yield from (f"{name}: {write_flow_scalar(t)}" for name, t in texts.items() if t is not None)
    if not chapter.toc:
        yield "toc: false"
    if chapter.location is not None:
        place = {name: getattr(chapter.location, name) for name in _PLACE}
        inside = (f"{name}: {write_flow_scalar(t)}" for name, t in place.items() if t is not None)
        yield f"location: {{{', '.join(inside)}}}"
