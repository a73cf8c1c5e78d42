"""Speaker labels of a transcript to the people of an episode: exact, misspelt, short, strange."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from feedtool.formats.names import HONORIFICS, drop_accents, fold_words

_JOINT = re.compile(r"\s*(?:&|\+|/|,|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
"""Between two who speak at once: `Adam & Jerod`."""
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
"""Behind a name: `Ada (laughing)`."""
_SHORT_WORD = 5
_LONG_WORD = 8
_NICKNAME = 3
_NO_PERSON = frozenset(
    re.split(
        r",\s*",
        "ad, ads, advert, advertisement, all, announcement, announcer, applause, audience, "
        "automated voice, background music, both, break, caption, caller, clip, commercial, "
        "crosstalk, crowd, everyone, everybody, excerpt, female voice, intro, jingle, laughter, "
        "lyrics, male voice, multiple voices, music, narration, narrator, outro, overlapping, "
        "promo, recording, sfx, song, sound, sound bite, sound effect, sound effects, soundbite, "
        "sponsor, sponsor break, sponsors, sting, theme music, theme song, together, trailer, "
        "transition, video, voice, voice over, voice-over, voiceover, "
        "alle, applaus, beide, einspieler, gelächter, lachen, musik, publikum, werbung, zuschauer, "
        "annonce, applaudissements, générique, jingle, musique, public, publicité, rires, tous, "
        "voix off, ambos, anuncio, aplausos, música, publicidad, público, risas, todos, "
        "voz en off, plateia, publicidade, risos, vinheta, applausi, musica, pubblicità, "
        "pubblico, risate, tutti",
    )
)
"""Labels of what is no person: sounds, breaks, everybody at once; English, German, French, Spanish,
Portuguese, Italian."""
_FIRST_OF_EAST_ASIA = "\u2e80"
_EAST_ASIAN_TITLE = re.compile("(?<=.)(?:さん|氏|先生|님|씨)$")
_PHD = "Ph.D"
_DEGREES = frozenset("phd md dds esq mba cpa obe cbe mbe msc".split())
_SUFFIXES = _DEGREES | frozenset("ph d jr sr ii iii iv".split())
"""What follows a comma without being a first name."""
_UNRESOLVED = re.compile(
    r"(?:speaker|spk|track|voice|person|participant|sprecher(?:in)?|locuteur|スピーカー|話者|"
    r"unknown(?: speaker)?|unidentified(?: speaker| person)?|\?+)[ _#-]*(?:[0-9]{1,3}|[a-z])?"
    r"|(?:(?:co-?)?host|guest|caller|interviewe[re]|panell?ist|gast|moderator(?:in)?|interviewer?in"
    r"|animat(?:eur|rice)|invit\u00e9e?|entrevistador[ae]?|invitad[oa]|presentador[ae]?"
    r"|convidad[oa]|apresentador[ae]?)(?:[ _#-]*[0-9]{1,3}|[ _#-]+[a-z])?",
    re.IGNORECASE,
)
"""Labels that a machine gives to voices it cannot name, and parts in a talk: `Host`."""


class Fit(IntEnum):
    """How well a label fits a person; the higher, the better."""

    STRANGE = 0
    NEAR = 1
    SHORT = 2
    SPELLING = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may speak: the name, and other labels that mean the same person."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a label means: how well it fits, and whom; "" for nobody.

    `names` are those of several whom it fits equally well.
    """

    fit: Fit
    name: str = ""
    names: tuple[str, ...] = ()


def is_person(label: str) -> bool:
    """Tell the label of a person, known or not, from that of a sound, a break or everybody."""
    return " ".join(label.casefold().split()) not in _NO_PERSON


def is_unresolved(label: str) -> bool:
    """Tell a label that only numbers a voice or says its part: `Speaker 1`, `Host`."""
    return _UNRESOLVED.fullmatch(label.strip()) is not None


def split_joint(label: str) -> list[str]:
    """Cut the label of several who speak at once into theirs."""
    return [part for part in _JOINT.split(label) if part.strip()]


def match_label(label: str, voices: Sequence[Voice]) -> Match:
    """Find whom a label means; of two that fit equally well nobody is meant."""
    exact = next((voice for voice in voices if label in (voice.name, *voice.aliases)), None)
    if exact is not None:
        return Match(Fit.EXACT, exact.name)
    best: list[Match] = []
    for voice in voices:
        fit = max(_fit(label, name) for name in (voice.name, *voice.aliases))
        if fit is not Fit.STRANGE and (not best or fit >= best[0].fit):
            best = [m for m in best if m.fit == fit] + [Match(fit, voice.name)]
    if not best:
        name = _ASIDE.sub("", label)
        return match_label(name, voices) if name not in ("", label) else Match(Fit.STRANGE)
    fit, names = best[0].fit, tuple(dict.fromkeys(match.name for match in best))
    if len(names) == 1:
        return best[0]
    return Match(fit, names=names) if fit > Fit.NEAR else Match(Fit.STRANGE)


@cache
def _words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as it is called: `Dr. Byron, Ada` and `Ada Byron, PhD` too."""
    last, comma, first = name.partition(",")
    turned = fold_words(first)
    if comma and turned and not _SUFFIXES.issuperset(turned) and "," not in first:
        name = f"{first} {last}"
    words = fold_words(name)
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _DEGREES:
        words = words[:-1]
    return words[:-2] if words[2:] and words[-2:] == ("ph", "d") else words


@cache
def _spelt(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are spelt, honorifics left out: `Dr. Ada` is Ada."""
    words = name.replace(".", "" if _PHD in name else " ").replace("\u2019", "'").split()
    while len(words) > 1 and words[0].casefold() in HONORIFICS:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in _DEGREES:
        words = [*words[:-2], words[-2].rstrip(",")]
    return tuple(words)


def _fit(label: str, name: str) -> Fit:
    """Say how well a label fits one name."""
    own, wanted = _words_of(label), _words_of(name)
    if not own or not wanted:
        return Fit.STRANGE
    if own == wanted or "".join(own) == "".join(wanted):
        return Fit.EXACT if _spelt(label) == _spelt(name) else Fit.SPELLING
    if sorted(own) == sorted(wanted):  # `Lovelace Ada`
        return Fit.SPELLING
    if _is_short(own, wanted):
        return Fit.SHORT
    return Fit.NEAR if _is_near(own, wanted) else Fit.STRANGE


def _is_short(own: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell a part of a name: first name, surname, initials, a middle name more or less."""
    if len(wanted) < 2:  # noqa: PLR2004 - there is no word to leave out
        return len(own) == len(wanted) and _is_part(own[0], wanted[0])
    if len(own) == 1 and (own[0] in (wanted[0], wanted[-1]) or _is_nickname(own[0], wanted[0])):
        return True
    initials = "".join(word[0] for word in wanted)
    if "".join(own) in (initials, wanted[0][0] + wanted[-1][0]):
        return True
    return len(own) > 1 and (_is_abridged(own, wanted) or _is_abridged(wanted, own))


def _is_part(own: str, name: str) -> bool:
    """Tell surname or first name of a name without spaces, as in Chinese, Japanese and Korean."""
    own = _EAST_ASIAN_TITLE.sub("", own)
    is_unspaced = all(letter >= _FIRST_OF_EAST_ASIA for letter in name)
    return is_unspaced and (name.startswith(own) or name.endswith(own))


def _is_nickname(own: str, first: str) -> bool:
    return len(own) >= _NICKNAME and first.startswith(own)


def _is_abridged(own: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Say whether each word is one of the other name, or its initial, in the same order."""
    rest = iter(wanted)
    return all(
        any(each == word or (len(word) == 1 and each[0] == word) for each in rest) for word in own
    )


def _is_near(own: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell a slip: at most two letters of a whole name, or of its only long word, are wrong."""
    whole, other = " ".join(own), " ".join(wanted)
    if len(own) == 1 and len(wanted) > 1:
        return any(_is_slip(own[0], word) for word in (wanted[0], wanted[-1]))
    return _is_slip(whole, other)


def _is_slip(left: str, right: str) -> bool:
    longest = max(len(left), len(right))
    allowed = 0 if longest < _SHORT_WORD else 1 if longest < _LONG_WORD else 2
    return 0 < distance(left, right, allowed) <= allowed if allowed else False


def distance(left: str, right: str, most: int) -> int:
    """Count the letters to change, add, drop or swap; more than `most` is `most` + 1."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        oldest, before, row = before, row, [i]
        for j, two in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != two))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == two:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def first_names(voices: Iterable[Voice]) -> dict[str, str]:
    """Lead from what people call each other, first and full names, to whom; nobody twice."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for voice in voices:
        words = _words_of(voice.name)
        for called in {" ".join(words), words[0]} if words else ():
            if found.setdefault(called, voice.name) != voice.name:
                twice.add(called)
    return {called: name for called, name in found.items() if called not in twice}


def fold_label(label: str) -> str:
    """Reduce a label to what counts when two are compared: `Dr. Ada Lovelace` is Ada Lovelace."""
    return " ".join(_words_of(label) or drop_accents(label.casefold()).split())
