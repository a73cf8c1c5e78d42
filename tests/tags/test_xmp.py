"""XMP packets beside the tags, in which editors name their project, are found and taken out."""

import struct
from pathlib import Path

import pytest
from tagged_show import check, codes, make_show, measure, tag

from feedtool.tag.mp4_boxes import join_boxes, make_box, split_boxes

PROJECT = b'<x:xmpmeta><a uncProjectPath="\\\\?\\C:\\Users\\Ada\\cuts\\hopper.prproj"/></x:xmpmeta>'
CLEAN = b"<x:xmpmeta><xmp:CreatorTool>An editor</xmp:CreatorTool></x:xmpmeta>"
KIND = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def add_box(data: bytes, packet: bytes, place: int) -> bytes:
    """Put a packet among the boxes of an MP4, whose index comes last."""
    boxes = split_boxes(data)
    is_behind = b"mdat" in [kind for kind, _ in boxes[:place]]
    boxes.insert(place, (b"uuid", KIND + packet))
    added = len(KIND + packet) + 8
    if not is_behind:  # the sound moves
        kind, moov = boxes.pop()
        at = moov.index(b"stco") + 12
        (offset,) = struct.unpack_from(">I", moov, at)
        boxes.append((kind, moov[:at] + struct.pack(">I", offset + added) + moov[at + 4 :]))
    return join_boxes(boxes)


def add_chunk(data: bytes, packet: bytes, _place: int) -> bytes:
    """Put a packet behind the sound of a WAV."""
    chunk = b"_PMX" + struct.pack("<I", len(packet)) + packet + bytes(len(packet) & 1)
    return data[:4] + struct.pack("<I", len(data) + len(chunk) - 8) + data[8:] + chunk


PUT = {"001.m4a": add_box, "001.wav": add_chunk}


@pytest.mark.parametrize(("name", "place"), [("001.m4a", 1), ("001.m4a", -1), ("001.wav", 0)])
def test_a_project_in_a_packet_is_named_and_taken_out(
    name: str, place: int, tmp_path: Path
) -> None:
    """Nothing else goes, and nothing where nobody asked."""
    show = make_show(tmp_path / "episodes", name)
    path = show / "audio" / name
    plain = measure(show, name)
    path.write_bytes(PUT[name](path.read_bytes(), PROJECT, place))

    tag(show)
    assert PROJECT in path.read_bytes()
    (found,) = [each for each in check(show).findings if each.code == "TG12"]
    assert found.message == "XMP holds a path of somebody's computer"
    done = tag(show, strips_private=True)[0]

    assert [(each.name, each.new) for each in done.changes] == [("XMP", "")]
    assert codes(check(show)) == []
    assert b"prproj" not in path.read_bytes()
    after = measure(show, name)
    assert (after.audio_sha256, after.duration) == (plain.audio_sha256, plain.duration)


@pytest.mark.parametrize("name", PUT)
def test_a_packet_that_gives_nobody_away_stays(name: str, tmp_path: Path) -> None:
    """It is not looked at any further."""
    show = make_show(tmp_path / "episodes", name)
    path = show / "audio" / name
    path.write_bytes(PUT[name](path.read_bytes(), CLEAN, 1))

    tag(show, strips_private=True)

    assert codes(check(show)) == []
    assert CLEAN in path.read_bytes()


def test_the_box_is_one_of_its_own(tmp_path: Path) -> None:
    """Boxes of other kinds are called uuid, too."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    path.write_bytes(path.read_bytes() + make_box(b"uuid", bytes(16) + PROJECT))

    assert "TG12" not in codes(check(show))
