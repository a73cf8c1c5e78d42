"""An Ogg whose pages are cut otherwise than the norm asks is measured and tagged all the same."""

from pathlib import Path

import pytest
from mutagen.ogg import OggPage
from tagged_show import AUDIO, make_show, measure, tag

HEADERS = {"001.ogg": ("speech.ogg", 3), "001.opus": ("speech.opus", 2)}
"""Recordings, and how many packets stand before the sound."""


def move_sound(source: Path, target: Path, headers: int) -> None:
    """Let the first packet of the sound end the page on which the last header ends."""
    pages = []
    with source.open("rb") as file:
        while file.tell() < source.stat().st_size:
            pages.append(OggPage(file))
    first = next(n for n, page in enumerate(pages) if page.position > 0)
    assert sum(len(page.packets) for page in pages[:first]) == headers
    pages[first - 1].packets.append(pages[first].packets.pop(0))
    target.write_bytes(b"".join(page.write() for page in pages))


@pytest.mark.parametrize("name", HEADERS)
def test_sound_that_begins_beside_the_headers(name: str, tmp_path: Path) -> None:
    """Some programs write so: it is the same sound, and stays so beside other tags."""
    show = make_show(tmp_path / "episodes", name)
    source, headers = HEADERS[name]
    plain = measure(show, name)

    move_sound(AUDIO / source, show / "audio" / name, headers)
    moved = measure(show, name)
    (done,) = tag(show)
    after = measure(show, name)

    assert (moved.duration, moved.audio_sha256) == (plain.duration, plain.audio_sha256)
    assert (done.fault, after.audio_sha256) == ("", plain.audio_sha256)
    assert tag(show)[0].changes == []
