"""What a form of chapters has no words for: said whenever it would be lost."""

from collections.abc import Callable, Sequence

from feedtool.formats.chapter.ends import LAST, lacks_end
from feedtool.formats.chapter.forms import Form
from feedtool.formats.chapter.lines import listed_chapters
from feedtool.formats.plural import count
from feedtool.model.episode import Chapter

_PARTS: dict[str, tuple[str, Callable[[Chapter], bool]]] = {
    "image": ("a picture", lambda chapter: chapter.image is not None),
    "link": ("a link", lambda chapter: chapter.link is not None),
    "location": ("a place", lambda chapter: chapter.location is not None),
    "end": ("an end of its own", lambda chapter: chapter.end is not None),
    "fraction": ("a fraction of a second", lambda chapter: (chapter.start or 0) % 1 != 0),
}
_LEFT_OUT: dict[str, tuple[str, Callable[[Chapter], bool]]] = {
    "toc": ("hidden from the list", lambda chapter: not chapter.toc),
    "untitled": (
        "without a title",
        lambda chapter: chapter.toc and not (chapter.title or "").strip(),
    ),
}


def name_losses(form: Form, chapters: Sequence[Chapter], duration: float | None) -> list[str]:
    """Say in plain sentences what of the chapters the form cannot say."""
    found: list[str] = []
    for part, (words, lacks) in _LEFT_OUT.items():
        number = 0 if part in form.keeps else sum(map(lacks, chapters))
        if number:
            found.append(f"{count(number, 'chapter')} {words} left out")
    shown = list(chapters) if "untitled" in form.keeps else list(listed_chapters(chapters))
    for part, (words, has) in _PARTS.items():
        number = 0 if part in form.keeps else sum(map(has, shown))
        if number:
            found.append(f"{count(number, 'chapter')} with {words}, which is not written")
    if form.needs_ends and lacks_end(shown, duration):
        found.append(
            f"the end of the last chapter is not known: {LAST:g} seconds are written; "
            "--duration says how long the audio is"
        )
    return found
