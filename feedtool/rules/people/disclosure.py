"""podcast:txt of the purpose ai-content: whether AI made part of the show."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_PURPOSE = "ai-content"
_ANSWERS = {"yes": "true", "no": "false", "1": "true", "0": "false"}
_LEGAL = ("true", "false")


@rule("PE21", Level.ADVICE, fields=("txt",))
def unreadable_ai_disclosure(record: Show | Episode) -> Iterable[Problem]:
    """A declaration about AI content is neither `true` nor `false`.

    Directories that label such shows read these two words and nothing else, so the declaration
    would not be seen. Whether AI had a part in a show cannot be read from its records: that the
    declaration is there at all is left to its makers.

    Bad:
        # show.yaml
        txt: {purpose: ai-content, text: "Yes"}

    Good:
        # show.yaml
        txt: {purpose: ai-content, text: "true"}
    """
    for number, each in enumerate(record.txt):
        text = each.label or ""
        if (each.purpose or "").strip().lower() != _PURPOSE or text in _LEGAL:
            continue
        at = ("txt", number, "text")
        folded = text.strip().lower()
        right = folded if folded in _LEGAL else _ANSWERS.get(folded)
        edits = (Replace(at, text, right),) if right and text else ()
        message = f"txt.{number} declares AI content with {text!r}; expected true or false"
        yield Problem(at, message, f"write {right}" if right else "write true or false", edits)
