"""Station probe: tags are read as mutagen and ffmpeg wrote them, whatever their kind."""

import base64
import io
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from mutagen import apev2, flac, id3, mp4, oggopus
from PIL import Image

from feedtool.model.tagging import Tagging
from feedtool.probe.audio import probe_audio

AUDIO = Path(__file__).parents[1] / "data" / "audio"


def draw(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """Draw a small picture."""
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, kind)
    return data.getvalue()


def copy_audio(name: str, folder: Path) -> Path:
    """Copy a test recording."""
    return Path(shutil.copy(AUDIO / name, folder / name))


def read(path: Path) -> Tagging:
    """Measure a file and return its tags."""
    tagging = probe_audio(path).tagging
    assert tagging is not None
    return tagging


@pytest.mark.parametrize("version", [3, 4])
def test_id3_chapters_keep_times_titles_links_and_pictures(version: int, tmp_path: Path) -> None:
    """CHAP and CTOC come back with what is inside them, and the tag's own picture apart."""
    path = copy_audio("speech-mono-cbr64.mp3", tmp_path)
    tag = id3.ID3()
    tag.add(id3.APIC(3, "image/png", 3, "Über", draw("PNG")))
    inner = [
        id3.TIT2(1, ["Größe"]),
        id3.WXXX(0, "chapter url", "https://example.com/1"),
        id3.APIC(0, "image/jpeg", 0, "", draw()),
    ]
    tag.add(id3.CHAP("ch0", 0, 9500, sub_frames=inner))
    tag.add(id3.CHAP("ch1", 9500, 20321, sub_frames=[id3.TIT2(3, ["Ende"])]))
    tag.add(id3.CTOC("toc", id3.CTOCFlags(3), ["ch0", "ch1"], [id3.TIT2(0, ["Inhalt"])]))
    tag.save(path, v2_version=version)

    tagging = read(path)

    chapters = {each.name: each for each in tagging.chapters}
    first, second = chapters["ch0"], chapters["ch1"]
    assert (first.start, first.end, first.title) == (0, 9.5, "Größe")
    assert (first.link, second.link, second.picture) == ("https://example.com/1", "", None)
    assert first.picture is not None
    assert (first.picture.type, first.picture.width, first.picture.height) == ("image/jpeg", 60, 40)
    assert (second.start, second.end, second.title) == (9.5, 20.321, "Ende")
    contents = tagging.contents[0]
    assert (contents.is_top, contents.is_ordered, contents.children) == (True, True, ("ch0", "ch1"))
    cover = tagging.pictures[0]
    assert (cover.role, cover.type, cover.width, cover.description) == (3, "image/png", 60, "Über")
    assert len(tagging.pictures) == 1
    assert [block.kind for block in tagging.blocks] == [f"ID3v2.{version}"]


def test_private_frames_tell_whose_they_are_and_what_they_give_away(tmp_path: Path) -> None:
    """PRIV, GEOB and UFID name their owner, and the first path of a computer in their bytes."""
    path = copy_audio("speech-mono-cbr64.mp3", tmp_path)
    tag = id3.ID3()
    tag.add(id3.PRIV("XMP", b"<x>file:///Users/ada/Desktop/cut%203.wav</x>"))
    tag.add(
        id3.GEOB(0, "text/plain", "notes.txt", "session", r"C:\Users\Ada\a.ses".encode("utf-16"))
    )
    tag.add(id3.UFID("http://example.com", b"1234"))
    tag.save(path)

    frames = {each.name: each for each in read(path).frames}

    assert (frames["PRIV"].description, frames["PRIV"].text[:18]) == ("XMP", "file:///Users/ada/")
    assert (frames["GEOB"].description, frames["GEOB"].text) == ("session", r"C:\Users\Ada\a.ses")
    assert (frames["UFID"].description, frames["UFID"].text) == ("http://example.com", "")


def test_every_kind_at_the_edges_is_listed_in_its_order(tmp_path: Path) -> None:
    """ID3v2 with its padding, APEv2 and ID3v1 are told apart, each with its bytes."""
    path = copy_audio("speech-mono-cbr64.mp3", tmp_path)
    sound = path.stat().st_size
    tag = id3.ID3()
    tag.add(id3.TIT2(3, ["New"]))
    tag.add(id3.TRCK(0, ["7"]))
    tag.save(path, padding=lambda _: 1000)
    ape = apev2.APEv2()
    ape["Title"] = "Older"
    ape["Cover Art (Front)"] = apev2.APEValue(b"cover.png\0" + draw("PNG"), apev2.BINARY)
    ape.save(path)
    with path.open("ab") as file:
        file.write(b"TAG" + b"Oldest".ljust(30, b"\0") + bytes(92) + b"\0\x07\x0c")

    tagging = read(path)

    kinds = [(block.kind, block.padding) for block in tagging.blocks]
    assert kinds == [("ID3v2.4", 1000), ("APEv2", 0), ("ID3v1", 0)]
    assert tagging.length == path.stat().st_size - sound
    found = [(each.kind, each.name, each.text) for each in tagging.frames]
    assert found == [
        ("ID3v2.4", "TIT2", "New"),
        ("ID3v2.4", "TRCK", "7"),
        ("APEv2", "Title", "Older"),
        ("ID3v1", "title", "Oldest"),
        ("ID3v1", "track", "7"),
        ("ID3v1", "genre", "12"),
    ]
    assert [(each.kind, each.role, each.type) for each in tagging.pictures] == [
        ("APEv2", 3, "image/png")
    ]


def test_mp4_atoms_are_those_mutagen_writes(tmp_path: Path) -> None:
    """Texts, numbers, pairs, flags, own atoms and the cover come back."""
    path = copy_audio("speech-moovend.m4a", tmp_path)
    tags = mp4.MP4(path)
    tags["\xa9nam"], tags["trkn"], tags["stik"] = ["Título"], [(7, 9)], [21]
    tags["pcst"], tags["purl"] = True, ["https://example.com/feed.xml"]
    tags["----:com.example:NOTE"] = [mp4.MP4FreeForm(b"hello")]
    tags["covr"] = [mp4.MP4Cover(draw(), mp4.MP4Cover.FORMAT_JPEG)]
    tags.save()

    tagging = read(path)

    found = {each.name: each.text for each in tagging.frames}
    assert (found["\xa9nam"], found["trkn"], found["stik"], found["pcst"]) == (
        "Título",
        "7/9",
        "21",
        "1",
    )
    assert found["purl"] == "https://example.com/feed.xml"
    assert found["----:com.example:NOTE"] == "hello"
    assert [(each.type, each.width) for each in tagging.pictures] == [("image/jpeg", 60)]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg writes the chapters, and not here")
@pytest.mark.parametrize("name", ["speech-moovend.m4a", "speech-mono-cbr64.mp3"])
def test_chapters_are_those_ffmpeg_writes(name: str, tmp_path: Path) -> None:
    """MP4 has them twice: Nero's list, and a track of titles."""
    meta = tmp_path / "chapters.txt"
    entry = "[CHAPTER]\nTIMEBASE=1/1000\nSTART={}\nEND={}\ntitle={}\n"
    meta.write_text(
        ";FFMETADATA1\n" + entry.format(0, 8000, "Début") + entry.format(8000, 20321, "Fin"),
        encoding="utf-8",
    )
    made = tmp_path / name
    command = ["ffmpeg", "-v", "error", "-i", AUDIO / name, "-i", meta, "-map_chapters", "1"]
    subprocess.run([*command, "-map", "0:a", "-c", "copy", made], check=True)

    found = [(each.kind, each.start, each.title) for each in read(made).chapters]

    kinds = {"m4a": ["chpl", "text"], "mp3": ["ID3v2.4"]}[made.suffix[1:]]
    assert found == [(k, s, t) for k in kinds for s, t in ((0, "Début"), (8.0, "Fin"))]


def test_comments_of_opus_and_flac_come_back_with_their_pictures(tmp_path: Path) -> None:
    """Names are in capitals; a picture block and a coded picture are read alike."""
    picture = flac.Picture()
    picture.data, picture.type, picture.mime = draw("PNG"), 3, "image/png"
    coded = oggopus.OggOpus(copy_audio("speech.opus", tmp_path))
    coded["title"], coded["chapter000"] = ["Titel"], ["00:00:01.500"]
    coded["chapter000name"] = ["Anfang"]

    coded["metadata_block_picture"] = [base64.b64encode(picture.write()).decode()]
    coded.save()
    block = flac.FLAC(copy_audio("speech.flac", tmp_path))
    block["title"] = ["Titel"]
    block.add_picture(picture)
    block.save()

    opus, blocks = read(tmp_path / "speech.opus"), read(tmp_path / "speech.flac")

    for tagging in (opus, blocks):
        assert [each.text for each in tagging.find("TITLE")] == ["Titel"]
        assert [(each.role, each.type, each.width) for each in tagging.pictures] == [
            (3, "image/png", 60)
        ]
    assert [(each.start, each.title) for each in opus.chapters] == [(1.5, "Anfang")]
    assert not list(opus.find("METADATA_BLOCK_PICTURE"))


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg writes the files, and is not here")
def test_metadata_of_quicktimes_kind_have_their_names(tmp_path: Path) -> None:
    """They stand in a list of their own; in the place of a name is a number."""
    path = copy_audio("speech-moovend.m4a", tmp_path)
    made = tmp_path / "keys.m4a"
    command = ["ffmpeg", "-v", "error", "-i", path, "-c", "copy", "-movflags", "use_metadata_tags"]
    subprocess.run([*command, "-metadata", "title=Möwen", "-metadata", "x.y=z", made], check=True)

    tagging = read(made)

    assert {frame.name: frame.text for frame in tagging.frames}.items() >= {
        ("title", "Möwen"),
        ("x.y", "z"),
    }


def test_a_long_text_in_utf_16_costs_no_time(tmp_path: Path) -> None:
    """Lyrics of 100 kB in UTF-16, which mutagen decodes byte by byte, are cut, not waited for."""
    path = copy_audio("speech-mono-cbr64.mp3", tmp_path)
    tag = id3.ID3()
    tag.add(id3.USLT(1, "eng", "", "So she said. " * 8000))
    tag.save(path, v2_version=3)
    begin = time.process_time()

    tagging = read(path)

    assert [len(each.text) for each in tagging.find("USLT")] == [300]
    assert time.process_time() - begin < 1
