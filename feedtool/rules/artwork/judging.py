"""What covers must be: each function names one fault of a picture, or says "".

Sources: "A Podcaster's Guide to RSS" and the artwork requirements of Apple; PSP-1; Spotify's
delivery specification. They ask the same of the show's cover and of an episode's.
"""

from feedtool.formats.media_types import extension_of
from feedtool.model.media import ImageFacts

SMALLEST, LARGEST = 1400, 3000
EXTENSIONS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",)}
_MODES = frozenset({"RGB", "RGBA", "RGBa", "RGBX"})
_COLOURS = {
    "CMYK": "CMYK",
    "L": "greyscale",
    "LA": "greyscale",
    "La": "greyscale",
    "I": "greyscale",
    "F": "greyscale",
    "1": "black and white",
    "P": "a palette",
    "PA": "a palette",
}


def judge_shape(facts: ImageFacts) -> str:
    """Judge that width and height are the same."""
    if facts.width == facts.height:
        return ""
    return f"the picture has {facts.width} x {facts.height} pixels; expected a square"


def judge_size(facts: ImageFacts) -> str:
    """Judge that each side has 1400 to 3000 pixels; an unknown size is not judged."""
    sides = (facts.width, facts.height)
    if not all(sides) or (min(sides) >= SMALLEST and max(sides) <= LARGEST):
        return ""
    size = f"{facts.width} x {facts.height}"
    return f"the picture has {size} pixels; expected {SMALLEST} to {LARGEST} on each side"


def judge_format(facts: ImageFacts) -> str:
    """Judge that it is a JPEG or PNG that does not move; an unknown format is not judged."""
    if facts.format and facts.format not in EXTENSIONS:
        return f"the picture is in {facts.format} format; expected one of: JPEG, PNG"
    return "the picture is animated; expected one that does not move" if facts.is_animated else ""


def judge_extension(facts: ImageFacts, file: str) -> str:
    """Judge that the file is called what it is; a format that is no cover's is not judged."""
    fitting = EXTENSIONS.get(facts.format)
    extension = extension_of(file)
    if fitting is None or extension in fitting:
        return ""
    called = f"called '.{extension}'" if extension else "called without extension"
    return f"the picture is {called} and is a {facts.format}; expected .{fitting[0]}"


def judge_colours(facts: ImageFacts) -> str:
    """Judge that it is in RGB; an unknown mode is not judged."""
    if not facts.mode or facts.mode in _MODES:
        return ""
    found = _COLOURS.get(facts.mode.partition(";")[0], facts.mode)
    return f"the picture's colours are {found} (mode {facts.mode}); expected RGB"


def judge_alpha(facts: ImageFacts) -> str:
    """Judge that nothing of it is transparent."""
    return "the picture has an alpha channel; expected none" if facts.has_alpha else ""
