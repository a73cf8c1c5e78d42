"""Where a recording was made: found in what phones and converters write, and taken out."""

import json
import subprocess
from pathlib import Path

import pytest
from tagged_show import AUDIO, check, codes, make_show, tag
from test_tag_referees import ask, decode, needs_ffmpeg

from feedtool.formats.private_data import name_private_data
from feedtool.model.tagging import Frame
from feedtool.probe.mp4_user_data import user_text
from feedtool.tag.mp4_boxes import join_boxes, make_box, split_boxes

FFMPEG = ("ffmpeg", "-nostdin", "-v", "error", "-y", "-i")
PLACE = "+48.2082+016.3738/"
KEYS = ("com.apple.quicktime.software", "com.apple.quicktime.location.ISO6709")


def data(text: str) -> bytes:
    """Write the value of an item."""
    return make_box(b"data", b"\0\0\0\1\0\0\0\0" + text.encode())


def quicktime_list() -> bytes:
    """Write the list of an iPhone: a box of metadata by itself, whose items have numbers."""
    keys = [make_box(b"mdta", key.encode()) for key in KEYS]
    items = [(number.to_bytes(4, "big"), data(text)) for number, text in ((1, "17.4"), (2, PLACE))]
    boxes = [
        (b"hdlr", b"\0\0\0\0\0\0\0\0mdta" + bytes(13)),
        (b"keys", b"\0\0\0\0" + len(keys).to_bytes(4, "big") + b"".join(keys)),
        (b"ilst", join_boxes(items)),
    ]
    return make_box(b"meta", join_boxes(boxes))


def degrees(north: float, east: float) -> bytes:
    """Write a place as `loci` has it, without its name: a role, east before north, a height."""
    numbers = [round(each * 65536).to_bytes(4, "big", signed=True) for each in (east, north, 0.0)]
    return b"\0" + b"".join(numbers) + b"earth\0\0"


LANGUAGE = b"\0\0\0\0\x15\xc7"
WIDE = "\ufeffWien \u0101\0".encode("utf-16-be")
ADDED = {
    "\xa9xyz": b"\0\x12\x15\xc7" + PLACE.encode(),
    "loci": LANGUAGE + b"Home\0" + degrees(48.2082, -16.3738),
    "loci of UTF-16": LANGUAGE + WIDE + degrees(-48.2, 16.3),
    "XMP_": b"<x:xmpmeta><path>/Users/ada/cuts/a.wav</path></x:xmpmeta>",
    KEYS[1]: quicktime_list(),
}
"""Boxes of user data, and a list that stands beside it."""


def add_to_index(path: Path, name: str) -> None:
    """Put one of those into the index, which ends the file, and a text that stays."""
    *before, (last, moov) = split_boxes(path.read_bytes())
    assert last == b"moov"
    *tracks, (end, user_data) = split_boxes(moov)
    assert end == b"udta"
    if name == KEYS[1]:
        tracks.append((b"meta", ADDED[name][8:]))
    else:
        user_data += make_box(name[:4].encode("latin-1"), ADDED[name])
    user_data += make_box(b"\xa9mak", b"\0\5\x15\xc7Phone")
    path.write_bytes(join_boxes([*before, (last, join_boxes([*tracks, (end, user_data)]))]))


@needs_ffmpeg
@pytest.mark.parametrize("name", ADDED)
def test_what_a_phone_adds_is_named_and_taken_out(name: str, tmp_path: Path) -> None:
    """Nothing else goes, the sound least of all, and nothing where nobody asked."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    sound = decode(path)
    add_to_index(path, name)

    tag(show)
    (found,) = [each for each in check(show).findings if each.code == "TG12"]
    assert name.split(maxsplit=1)[0] in found.message
    assert "48" not in found.message
    tag(show, strips_private=True)

    assert codes(check(show)) == []
    data = path.read_bytes()
    assert not any(text in data for text in (PLACE.encode(), b"Home", b"Wien", b"/Users/"))
    assert b"Phone" in data
    assert (b"17.4" in data) == (name == KEYS[1])
    assert decode(path) == sound


@needs_ffmpeg
@pytest.mark.parametrize("kind", ["mp3", "m4a", "opus", "flac"])
def test_what_ffmpeg_makes_of_a_place_is_found(kind: str, tmp_path: Path) -> None:
    """It carries the place of a phone's recording on into every container it writes."""
    show = make_show(tmp_path / "episodes", f"001.{kind}")
    path = show / "audio" / f"001.{kind}"
    film = tmp_path / "phone.mov"
    place = ("-metadata", f"location={PLACE}")
    subprocess.run([*FFMPEG, AUDIO / "speech-moovend.m4a", "-c", "copy", *place, film], check=True)
    subprocess.run([*FFMPEG, film, path], check=True)

    assert codes(check(show)).count("TG12") == 1
    tag(show, strips_private=True)

    assert codes(check(show)) == []
    asked = ask("ffprobe", "-v", "quiet", "-of", "json", "-show_format", "-show_streams", str(path))
    assert "48.2" not in json.dumps(asked)


@pytest.mark.parametrize(
    "text",
    [PLACE, "+48.2-16.3", "-33.86+151.21+30/", "+4812.49+01622.43/", "+48-016/", "+5.1234-5.9000/"],
)
def test_points_of_the_earth_are_told_by_their_form(text: str) -> None:
    """Recorders write them with more or fewer digits."""
    assert name_private_data(Frame("ID3v2.3", "TXXX", text, "location"))


@pytest.mark.parametrize(
    "text",
    ["Vienna", "+43-6641234567", "2024-01-02", "-6.5 dB", "+00.0000+000.0000/", "+1.5", "1+1/2"],
)
def test_what_only_looks_like_a_point_is_none(text: str) -> None:
    """Names of towns, numbers of telephones, days, and a place that was not known."""
    assert name_private_data(Frame("ID3v2.3", "TXXX", text, "location")) == ""


@pytest.mark.parametrize("content", [b"", LANGUAGE, LANGUAGE + b"Home", LANGUAGE + WIDE[:-1]])
def test_a_place_that_is_cut_off_is_none(content: bytes) -> None:
    """What has no end of its name has no degrees behind it."""
    assert user_text("loci", content) == ""
    assert user_text("\xa9xyz", content[:3]) == ""


@pytest.mark.parametrize("name", ["Home", "\ufeffWien \u0101", ""])
def test_degrees_are_written_as_phones_write_them(name: str) -> None:
    """Two digits north, three east, and a sign; names may have two bytes a letter."""
    encoded = (name + "\0").encode("utf-16-be" if name.startswith("\ufeff") else "utf-8")

    assert user_text("loci", LANGUAGE + encoded + degrees(-8.5, 16.25)) == "-08.5000+016.2500/"
