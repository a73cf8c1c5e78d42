"""How people say that something is in the notes: "we'll drop those in the show notes".

English, German, French, Spanish and Portuguese. What they speak of need not be called a link.
"""

import re

from feedtool.formats.lazy_pattern import lazy_pattern

_EPISODE = (
    r"(?:\w+ |[lo]['\u2019]){0,2}(?:[e\u00e9]pis\w+|video\w*|vid\u00e9o|podcast|show|program\w*)"
)
_DESCRIPTION = (
    rf"descri(?:ption|pci[o\u00f3]n|[c\u00e7][a\u00e3]o)\b(?! d?(?:of|el|es|[eauo]) (?!{_EPISODE}))"
)
"""Not that of a job or an algorithm."""
_PUT = (
    r"put|drop(?:ped)?|leave|left|get|have|includ(?:e|ed)|add(?:ed)?|post(?:ed)?|throw|stick|pop"
    r"|find|found|see|reference|available"
)
_STEHT = r"(?:pack|stell|leg|schreib|h\u00e4ng|tu|find|steh|sind|ist|komm|gibt|hab)\w*"
_METS = r"mets|met|mettra|mettrons|laisse|laissons|(?:re)?trouvez|(?:re)?trouverez"
_DEJO = (
    r"dej(?:o|amos|ar\u00e9|aremos)|pon(?:go|emos|dr\u00e9|dremos)|encontrar\w+|ten\u00e9is|tienen"
)
_DEIXO = r"deix(?:o|amos|ar|arei|aremos)|coloc(?:o|amos|ar)|encontr\w+|est(?:\u00e1|\u00e3o)"
_SAYINGS = {
    rf"{_PUT}|(?:will|['\u2019]ll|to) be|is|are": (
        r"(?:in|into|on|from) (?:(?:\w+|today['\u2019]s) )?(?:show|episode) ?notes"
    ),
    _PUT: rf"in (?:the|our|my) (?:\w+ )?{_DESCRIPTION}",
    _STEHT: (
        r"in (?:den|die|der|unseren?|meinen?) "
        r"(?:show ?notes|sendungsnotizen|(?:folgen|episoden|video|podcast)beschreibung)"
    ),
    r"in den (?:show ?notes|sendungsnotizen)": _STEHT,
    _METS: rf"(?:dans|en) (?:la |les )?(?:{_DESCRIPTION}|notes de l['\u2019][e\u00e9]pisode)",
    _DEJO: rf"en (?:la {_DESCRIPTION}|las notas del (?:episodio|programa))",
    _DEIXO: rf"na(?: {_DESCRIPTION}|s notas do epis\u00f3dio)",
}
PUT_IN_NOTES = lazy_pattern(
    "|".join(
        rf"\b(?:{verb})(?:,? [\w'\u2019-]+){{0,8}}? {place}\b" for verb, place in _SAYINGS.items()
    ),
    re.IGNORECASE,
)
HOLDS_NO_LINK = lazy_pattern(
    r"\b(?:time ?(?:stamp|code)s?|chapters?|transcripts?)\b", re.IGNORECASE
)
"""What notes hold that is no link."""
PLACES = (
    "show notes",
    "shownotes",
    "episode notes",
    "notizen",
    "descri",
    "beschreibung",
    "notas d",
    "notes de l",
)
"""One of them is in every such sentence."""
