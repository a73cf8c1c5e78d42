"""Chapters of any form to any other: read once, written as often as asked, losses said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.check.engine import Engine, Subject
from feedtool.check.facts import ChapterList
from feedtool.errors import FeedtoolError
from feedtool.files import write_text
from feedtool.formats.chapter.forms import FORMS, Form, form_of
from feedtool.formats.chapter.lines import listed_chapters
from feedtool.formats.chapter.losses import name_losses
from feedtool.formats.plural import count
from feedtool.load.chapter_source import ChapterSource, load_chapter_source
from feedtool.model.episode import Chapter
from feedtool.model.finding import Finding
from feedtool.model.shapes import file_or_url
from feedtool.rules import all_rules

_FAMILY = "CH"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What to convert: `form` says the form where an extension does not, `duration` is seconds.

    Files that are there are replaced only with `overwrites`.
    """

    source: Path
    outputs: tuple[Path, ...] = ()
    form: str | None = None
    duration: float | None = None
    overwrites: bool = False


@dataclass(slots=True)
class Converted:
    """What came of it: `text` where no file was asked for, else a sentence for each file written.

    `losses` are sentences about what a form has no words for; `left_out` counts what could not be
    read.
    """

    text: str = ""
    written: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0


def convert_chapters(conversion: Conversion) -> Converted:
    """Read chapters and write them in other forms; raises FeedtoolError."""
    targets = _choose_targets(conversion)
    source = load_chapter_source(conversion.source)
    reading = source.reading
    timed = [each for each in reading.entries if each.start is not None]
    chapters = sorted(timed, key=lambda each: each.start or 0)
    left_out = reading.left_out + len(reading.entries) - len(chapters)
    converted = Converted(findings=_judge(source), left_out=left_out)
    if not chapters:
        converted.left_out = max(left_out, 1)
        return converted
    converted.losses += _losses_of_source(source, chapters)
    duration = conversion.duration if conversion.duration is not None else source.duration
    for path, form in targets:
        losses = name_losses(form, chapters, duration)
        converted.losses += [f"{path or form.title}: {loss}" for loss in losses]
        text = form.write(chapters, duration)
        if path is None:
            converted.text = text
        else:
            write_text(path, text)
            converted.written.append(f"{path}: {form.title}, {_count(form, chapters)}")
    return converted


def _count(form: Form, chapters: Sequence[Chapter]) -> str:
    shown = len(list(chapters if "untitled" in form.keeps else listed_chapters(chapters)))
    return count(shown, "chapter")


def _choose_targets(conversion: Conversion) -> list[tuple[Path | None, Form]]:
    """Decide the form of every output before anything is read; raises FeedtoolError."""
    asked = FORMS.get(conversion.form) if conversion.form else None
    if conversion.form and asked is None:
        message = f"'{conversion.form}' is no form of chapters"
        raise FeedtoolError(message, f"expected one of: {', '.join(FORMS)}")
    if not conversion.outputs:
        return [(None, asked or FORMS["lines"])]
    return [(path, _form_for(path, asked, conversion)) for path in conversion.outputs]


def _form_for(path: Path, asked: Form | None, conversion: Conversion) -> Form:
    form = form_of(path.name) or asked
    if form is None:
        message = f"the name {path} does not tell the form"
        raise FeedtoolError(message, f"say it with --to: {', '.join(FORMS)}")
    if path.exists() and not conversion.overwrites:
        raise FeedtoolError(f"{path} is there already", "replace it with --force")
    return form


def _judge(source: ChapterSource) -> list[Finding]:
    """Run the rules about lists of chapters on what was read."""
    reading, loaded = source.reading, source.loaded
    chapters = ChapterList(
        tuple(reading.entries),
        loaded.source,
        reading.form,
        tuple(reading.spans),
        tuple(reading.faults),
    )
    rules = [each for each in all_rules() if each.code.startswith(_FAMILY)]
    subject = Subject(loaded, {ChapterList: chapters}, frozenset({ChapterList}))
    findings = Engine(rules).run(subject)
    return sorted(findings, key=lambda finding: finding.sort_key)


def _losses_of_source(source: ChapterSource, chapters: Sequence[Chapter]) -> list[str]:
    found: list[str] = []
    if source.reading.unread:
        names = ", ".join(dict.fromkeys(source.reading.unread))
        found.append(f"{source.loaded.path}: not carried over: {names}")
    files = [each for each in chapters if each.image and file_or_url(each.image) == "file"]
    if files:
        message = "pictures of the show folder are written as paths; a build writes addresses"
        found.append(f"{source.loaded.path}: {message}")
    return found
