"""Whose feed it is that stands at an address."""

import pytest

from feedtool.formats.other_show import find_other_show
from feedtool.model.show import Show

GUID = "359fe46e-8b9f-50cc-b343-eab6b89fb2d4"
OTHER_GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"
SHOW = Show(title="Compiler Talk", link="https://talk.example", author="Ada", guid=GUID)
WITHOUT = SHOW.model_copy(update={"guid": None})
HEAD = '<rss xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'


def feed(**said: str) -> str:
    """Write the feed of a show."""
    names = {"guid": "podcast:guid", "author": "itunes:author"}
    parts = [f"<{names.get(key, key)}>{text}</{names.get(key, key)}>" for key, text in said.items()]
    return f"{HEAD}{''.join(parts)}</channel></rss>"


@pytest.mark.parametrize(
    ("text", "show", "other"),
    [
        (feed(title="Compiler Talk", guid=GUID.upper()), SHOW, ""),
        (feed(title="Renamed", link="https://new.example", guid=GUID), SHOW, ""),
        (
            feed(title="Compiler Talk", link="https://talk.example", guid=OTHER_GUID),
            SHOW,
            f"'Compiler Talk', whose podcast:guid is {OTHER_GUID}",
        ),
        (feed(title="Renamed", link="https://talk.example/"), SHOW, ""),
        (feed(title="Renamed", author="ada"), SHOW, ""),
        (feed(title=" COMPILER  talk"), SHOW, ""),
        (feed(title="Bread", link="https://bread.example", guid=OTHER_GUID), WITHOUT, "'Bread'"),
        (feed(title="Bread", author="Bob"), SHOW, "'Bread'"),
        ('<?xml version="1.0" encoding="utf-16"?>' + feed(title="Brötchen"), SHOW, "'Brötchen'"),
        (feed(), SHOW, ""),
        ("<html>Gone</html>", SHOW, ""),
        ("", SHOW, ""),
        ("<rss><channel><title>Bread", SHOW, ""),
    ],
)
def test_a_show_is_known_by_what_it_says(text: str, show: Show, other: str) -> None:
    """Its podcast:guid above all; a renamed one by its page or its author."""
    assert find_other_show(text, show) == other
