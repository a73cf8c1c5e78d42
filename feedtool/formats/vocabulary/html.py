"""Tags of HTML by what listeners lose of them: apps show notes with few tags and drop the rest.

Apple shows paragraphs, lists and links, Spotify headings and line breaks too; both show neither
tables nor pictures. Sources: Apple's "A Podcaster's Guide to RSS"; the tests of notes in apps at
https://transistor.fm/rendering and https://podnews.net/article/html-episode-notes-in-podcast-rss.
Pure data of the formats layer: it reads no files.
"""

from typing import Final

FORBIDDEN: Final = frozenset(
    "script iframe object embed link meta form style comment applet base frame frameset".split()
)
"""Tags that run code, load a page or change the app's own: the feed validator's security risks."""

LOST: Final = {
    "img": "the picture is not shown",
    "svg": "the drawing is not shown",
    "canvas": "the drawing is not shown",
    "math": "the formula is not shown as one",
    "video": "no player is shown",
    "audio": "no player is shown",
    "table": "its cells run together",
    "dl": "its lines run together",
    "sup": "its text joins the word before it",
    "sub": "its text joins the word before it",
    "ruby": "its text joins the word before it",
    "button": "nothing can be pressed",
    "input": "nothing can be filled in",
    "select": "nothing can be chosen",
    "textarea": "nothing can be filled in",
}
"""What is lost where an app drops a tag, in words that follow its name."""

PART_OF: Final = {
    **dict.fromkeys("caption col colgroup tbody td tfoot th thead tr".split(), "table"),
    **dict.fromkeys("dd dt".split(), "dl"),
    **dict.fromkeys("rb rp rt rtc".split(), "ruby"),
    **dict.fromkeys("picture map area".split(), "img"),
    **dict.fromkeys("source track".split(), "video"),
    **dict.fromkeys("optgroup option".split(), "select"),
}
"""Tags that mean nothing on their own, and the one they belong to."""
