"""The first words of a description, which lists and searches show alone."""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span
from feedtool.model.show import Show

_WELCOMES = (
    r"(?:(?:hello|hi|hey)(?: there)?,? (?:and )?)?welcome,? (?:back,? )?(?:everyone,? )?to",
    r"(?:herzlich |hallo und (?:herzlich )?)?willkommen (?:zurück )?(?:bei|beim|zu|zum|zur|im|in)",
    r"(?:bonjour et )?bienvenue,? (?:à|au|aux|chez|dans|pour|sur)",
    r"(?:hola y )?bienvenid[oa]s,? (?:todos )?(?:a|al)",
    r"(?:olá e )?(?:sejam )?bem[- ]vind[oa]s,? (?:a|ao|à)",
    r"(?:ciao e )?benvenut[aeio],? (?:a|ad|al|alla|in|su)",
    r"(?:hallo en )?welkom (?:terug )?bij",
    r"velkomm?en til",
    r"välkomm?en till",
)
_SHOWS = (
    "podcast show episode edition folge sendung épisode émission programa episodio episódio "
    "puntata aflevering avsnitt afsnit"
).split()
"""What listeners are welcomed to, if not to the show by its name."""
_WHOLE = (
    r"(?:hello|hi|hey|good morning),? (?:everyone|everybody|friends|folks|listeners)",
    r"hallo,? (?:zusammen|liebe (?:hörer|leute|freunde))",
    r"(?:this|today.s) (?:episode|show) is (?:sponsored|supported|brought to you|presented) by",
    r"(?:sponsored|brought to you) by",
    r"diese (?:folge|episode) wird (?:präsentiert|unterstützt|gesponsert) von",
)
_FIRST = "bcdghostvw"
"""Letters that they begin with: to look at one is faster than to try all."""
_OPENING = lazy_pattern(
    rf"(?:<[^<>]{{0,200}}>|[\s*_#>])*+(?=[{_FIRST}])"
    rf"(?P<words>(?:(?P<welcome>{'|'.join(_WELCOMES)})|{'|'.join(_WHOLE)})\b[^\n<]{{0,60}})",
    re.IGNORECASE,
)


@rule("NO10", Level.ADVICE)
def empty_opening(episode: Episode, item: Item, show: Show) -> Iterable[Problem]:
    """A description begins with a greeting or with the sponsor.

    Lists of episodes, searches and lock screens show its first 150 characters and no more: who
    speaks, and what a listener gets of it, must stand there. Greet in the audio, and thank the
    sponsor at the end. Trailers are left alone, and a show that is called so.

    Bad:
        # 001.md
        summary: Welcome back to Compiler Talk! Today Ada talks with Grace Hopper about words.

    Good:
        # 001.md
        summary: Grace Hopper tells Ada why programs should be words.
    """
    if episode.episode_type == "trailer" or item.is_draft:
        return
    match = _OPENING.match(item.description)
    if match is None:
        return
    words = match["words"]
    if match["welcome"] and not _is_to_show(words.casefold(), show):
        return
    at = _field(episode, words)
    start = (episode.notes or "").find(words) if at == "notes" else -1
    within = Span(start, start + len(words)) if start >= 0 else None
    message = f"{at} opens with {words!r}; lists show the first 150 characters alone"
    yield Problem((at,), message, "begin with the guest and the subject", within=within)


def _is_to_show(words: str, show: Show) -> bool:
    """Say whether words welcome listeners to the show, and are not its name."""
    title = (show.title or "").casefold()
    if title and words.startswith(title[: len(words)]):
        return False
    return (title != "" and title in words) or any(each in words for each in _SHOWS)


def _field(episode: Episode, words: str) -> str:
    """Say which field the description begins with."""
    if episode.description is not None:
        return "description"
    return "summary" if (episode.summary or "").lstrip().startswith(words) else "notes"
