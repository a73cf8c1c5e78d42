"""The gap of the encoder that only iTunes' atom tells: ffmpeg cuts what it cut before."""

from pathlib import Path
from typing import Any

import pytest
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from tagged_show import make_show, measure, tag
from test_mp4_chapters import LAYOUTS, OLD, SOURCE, edit, index, listed, make
from test_tag_referees import decode, needs_ffmpeg

from feedtool.tag.mp4_boxes import join_boxes, split_boxes

GAP = b" 00000000 00000400 00000000 00000000000DB000" + b" 00000000" * 8
"""iTunSMPB of the recording: 1024 samples before the sound, none behind it, 897,024 of sound."""

EDITS = (
    ("Die Motte}", "Die Motte}"),
    ("Die Motte}", "Eine Motte}"),
    ("2.5, title", "2.5, toc: false, title"),
)
"""Of the record: none, another title, a chapter less."""
NONE_LEFT = (
    ("title: Anfang", "toc: false, title: Anfang"),
    ("1.25, title", "1.25, toc: false, title"),
)

pytestmark = needs_ffmpeg


def move_gap(path: Path, *, cover: bool = False) -> None:
    """Tell the gap as iTunes does, in place of edit lists; with a cover if asked."""
    path.write_bytes(path.read_bytes().replace(b"edts", b"free"))
    file: Any = MP4(path)
    file["----:com.apple.iTunes:iTunSMPB"] = [MP4FreeForm(GAP)]
    if cover:
        file["covr"] = [MP4Cover((path.parents[1] / "chapter.png").read_bytes(), 14)]
    file.save()


def put_cover_first(path: Path) -> None:
    """Swap iTunSMPB and the cover behind it."""
    data = path.read_bytes()
    gap, cover = data.index(b"----") - 4, data.index(b"covr") - 4
    end = cover + int.from_bytes(data[cover : cover + 4], "big")
    path.write_bytes(data[:gap] + data[cover:end] + data[gap:cover] + data[end:])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("cover", [False, True])
def test_the_gap_is_cut_as_before(layout: str, cover: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Sample by sample, with new chapters, other ones, fewer and none; so is the length."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    make(path, *LAYOUTS[layout])
    move_gap(path, cover=cover)
    before, facts = decode(path), measure(show, "001.m4a")
    length: float = MP4(path).info.length  # type: ignore[no-untyped-call]
    begins = ("-t", "9")  # where ffmpeg 9 cuts the end, the edit list tells a few samples less
    assert decode(path, *begins) == decode(SOURCE, *begins)  # the atom says what the list said

    for old, new in (*EDITS, *NONE_LEFT):
        edit(show, old, new)
        (done,) = tag(show)
        assert (bool(done.changes), done.fault, done.notes) == (True, "", [])
        assert decode(path) == before
        after = measure(show, "001.m4a")
        assert (after.duration, after.audio_sha256) == (facts.duration, facts.audio_sha256)
        assert MP4(path).info.length == length  # type: ignore[no-untyped-call]
    assert listed(path) == []
    assert not tag(show)[0].changes


@pytest.mark.parametrize("behind", ["chapters", "cover"])
def test_a_gap_that_ffmpeg_does_not_see_is_not_cut_later(behind: str, tmp_path: Path) -> None:
    """Tags behind titles of chapters, or the atom behind the cover: new ones stand there too."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    make(path, chapters=OLD if behind == "chapters" else ())
    move_gap(path, cover=True)
    if behind == "cover":
        put_cover_first(path)
    before = decode(path)
    begins = ("-t", "9")
    assert decode(path, *begins) != decode(SOURCE, *begins)

    for old, new in EDITS:
        edit(show, old, new)
        (done,) = tag(show)
        assert (bool(done.changes), done.fault, done.notes) == (True, "", [])
        assert decode(path) == before


def test_user_data_keep_their_place_among_the_boxes(tmp_path: Path) -> None:
    """Also where they stand before the tracks."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    make(path)
    move_gap(path)
    data, start = path.read_bytes(), len(path.read_bytes()) - len(index(path)[0])
    header, track, tags = split_boxes(data[start:])
    path.write_bytes(data[:start] + join_boxes([header, tags, track]))
    before = decode(path)

    tag(show)

    kinds = [kind for kind, _ in split_boxes(index(path)[0])]
    assert kinds == [b"mvhd", b"udta", b"trak", b"trak"]
    assert decode(path) == before
