"""The chapter track of an MP4: written, replaced, taken out; the sound and all else stay."""

import random
import struct
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp4 import MP4
from tagged_show import AUDIO, check, codes, make_show, measure, tag
from test_tag_referees import CHAPTERS, ask, decode, needs_exiftool, needs_ffmpeg

from feedtool.errors import FeedtoolError
from feedtool.model.tagging import WantedChapter, WantedTags
from feedtool.probe.audio import probe_audio
from feedtool.probe.mp4_index import Movie, read_movie, top_boxes
from feedtool.probe.mp4_tags import read_mp4_tags
from feedtool.probe.window import Window
from feedtool.rewriting import open_old
from feedtool.tag.draft import draft_tags
from feedtool.tag.mp4_boxes import join_boxes, split_boxes
from feedtool.tag.mp4_chapters import add_chapters, drop_chapters, list_chapters
from feedtool.tag.wish import CannotTagError, Wish
from feedtool.tag.write import write_draft

SOURCE = AUDIO / "speech-moovend.m4a"
LAYOUTS = {"index last": (), "index first": ("-movflags", "+faststart")}
OLD = (
    ";FFMETADATA1",
    *(
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle=Part {end // 1000}"
        for start, end in pairwise((0, 5000, 9000, 20000))
    ),
)  # titles of one length: their track has no table of sizes


def make(path: Path, *options: str, chapters: tuple[str, ...] = ()) -> None:
    """Let ffmpeg write the recording as an M4A, with chapters if any are given."""
    command: list[str | Path] = ["ffmpeg", "-y", "-v", "error", "-i", SOURCE]
    if chapters:
        meta = path.with_suffix(".txt")
        meta.write_text("\n".join(chapters) + "\n", encoding="utf-8")
        command += ["-i", meta, "-map_chapters", "1"]
    subprocess.run([*command, "-map", "0:a", "-c", "copy", *options, path], check=True)


def boxes(path: Path) -> list[str]:
    """List the boxes of a file."""
    with path.open("rb") as file:
        return [box[0] for box in top_boxes(Window(file, path.stat().st_size))]


def index(path: Path) -> tuple[bytes, Movie]:
    """Return the index of a file."""
    with path.open("rb") as file:
        window = Window(file, path.stat().st_size)
        moov = next(box for box in top_boxes(window) if box[0] == "moov")
        data = window.read(moov[1], moov[2] - moov[1])
    return data, read_movie(data)


def listed(path: Path, kind: str = "text") -> list[tuple[float, str]]:
    """List the chapters of one form, as feedtool reads them."""
    tagging = measure(path.parents[1], path.name).tagging
    assert tagging is not None
    return [(each.start, each.title) for each in tagging.chapters if each.kind == kind]


def edit(show: Path, old: str, new: str) -> None:
    """Change the record."""
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new), encoding="utf-8")


def ask_ffprobe(path: Path) -> list[tuple[float, str]]:
    """List the chapters that ffprobe finds in the track alone."""
    alone = path.with_name("alone.m4a")
    alone.write_bytes(path.read_bytes().replace(b"chpl", b"xxxx"))
    found = ask("ffprobe", "-v", "error", "-of", "json", "-show_chapters", str(alone))
    alone.unlink()
    return [(float(each["start_time"]), each["tags"]["title"]) for each in found["chapters"]]


@needs_ffmpeg
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("old", [(), OLD])
def test_every_layout_gets_a_chapter_track(
    layout: str, old: tuple[str, ...], tmp_path: Path
) -> None:
    """Before the sound and behind it, with and without one of ffmpeg's; the second run is idle."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    make(path, *LAYOUTS[layout], chapters=old)
    assert listed(path) == [(0.0, "Part 5"), (5.0, "Part 9"), (9.0, "Part 20")][: len(old)]
    before, sound = decode(path), measure(show, "001.m4a").audio_sha256

    (done,) = tag(show)

    assert (done.fault, done.notes) == ("", [])
    assert listed(path) == listed(path, "chpl") == ask_ffprobe(path) == CHAPTERS
    assert (decode(path), measure(show, "001.m4a").audio_sha256) == (before, sound)
    assert boxes(path).count("mdat") == 2
    assert not any(each.changes for each in tag(show))
    assert codes(check(show)) == []


def test_mutagen_reads_the_chapters(tmp_path: Path) -> None:
    """In their order; the length is that of the sound."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    before: Any = MP4(path)

    tag(show)

    found: Any = MP4(path)
    assert [(each.start, each.title) for each in found.chapters] == CHAPTERS
    assert found.info.length == before.info.length


@pytest.mark.parametrize(
    ("language", "code"), [("de-AT", "deu"), ("en", "eng"), ("yue", "yue"), ("x-none", "und")]
)
def test_the_track_says_its_language(language: str, code: str, tmp_path: Path) -> None:
    """Of two codes the one that MP4 wants, which is not that of ID3 (ISO/IEC 14496-12, 8.4.2)."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    settings = show / "show.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("language: de-AT", f"language: {language}"), encoding="utf-8")

    tag(show)

    data = index(show / "audio" / "001.m4a")[0]
    place = data.rindex(b"mdhd") + 24
    packed = int.from_bytes(data[place : place + 2], "big")
    assert "".join(chr(0x60 + (packed >> shift & 31)) for shift in (10, 5, 0)) == code


@needs_exiftool
def test_exiftool_reads_the_track(tmp_path: Path) -> None:
    """Each title is a sample, in their order."""
    show = make_show(tmp_path / "episodes", "001.m4a")

    tag(show)

    path = str(show / "audio" / "001.m4a")
    (found,) = ask("exiftool", "-ee", "-j", "-G3", "-a", "-Text", "-charset", "utf8", path)
    texts = [text for name, text in sorted(found.items()) if name.endswith(":Text")]
    assert texts == [title for _, title in CHAPTERS]


def test_a_track_is_replaced_in_its_place_and_taken_out(tmp_path: Path) -> None:
    """Other chapters leave nothing of the old ones behind; hidden ones leave none at all."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    plain = measure(show, "001.m4a")
    tag(show)
    for title in ("Die Motten", "x", "Die große Motte im Relais " * 200):
        edit(show, "title: Die Motte}", f"title: {title}}}")
        (done,) = tag(show)
        assert done.fault == ""
        assert listed(path)[-1] == (2.5, title[:300].strip())
        assert boxes(path).count("mdat") == 2
        edit(show, f"title: {title}}}", "title: Die Motte}")
        tag(show)

    edit(show, "title: Anfang", "toc: false, title: Anfang")
    edit(show, "title: Die Motte}", "toc: false, title: Die Motte}")
    edit(show, "1.25, title", "1.25, toc: false, title")
    (done,) = tag(show)

    facts = measure(show, "001.m4a")
    assert (done.fault, listed(path), listed(path, "chpl")) == ("", [], [])
    assert (facts.audio_sha256, facts.duration) == (plain.audio_sha256, plain.duration)
    assert boxes(path).count("mdat") == 1
    assert all(track.chapters == () for track in index(path)[1].tracks)
    assert b"tref" not in index(path)[0]


def test_other_tags_move_the_samples_of_the_chapters_with_the_sound(tmp_path: Path) -> None:
    """A record without chapters keeps those of the file, however long the index becomes."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    tag(show)
    text = (show / "001-motten.md").read_text(encoding="utf-8")
    text = text[: text.index("chapters:")] + "---\nNotizen.\n"
    (show / "001-motten.md").write_text(text, encoding="utf-8")

    for summary in ("Kurz.", "Lang. " * 300, "Wieder kurz."):
        edit(show, text[text.index("summary:") :].split("\n")[0], f"summary: {summary}")
        text = (show / "001-motten.md").read_text(encoding="utf-8")
        assert tag(show)[0].changes
        assert listed(path) == CHAPTERS


def test_a_track_of_pictures_and_other_references_stay(tmp_path: Path) -> None:
    """Titles are replaced; what else names tracks, and the pictures of chapters, is kept."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    tag(show)
    moov, movie = index(show / "audio" / "001.m4a")
    parts = split_boxes(moov)
    traks = [n for n, (kind, _) in enumerate(parts) if kind == b"trak"]
    pictures = parts[traks[1]][1].replace(b"text", b"vide").replace(b"\0\0\0\2", b"\0\0\0\3", 2)
    parts.insert(traks[1] + 1, (b"trak", pictures))
    old = struct.pack(">I4sI4sI", 20, b"tref", 12, b"chap", 2)
    new = struct.pack(">I4sI4sIII4sI", 36, b"tref", 16, b"chap", 2, 3, 12, b"sync", 1)
    parts[traks[0]] = (b"trak", parts[traks[0]][1].replace(old[:8] + old[8:], new))
    made = join_boxes(parts)
    assert read_movie(made).tracks[0].chapters == (2, 3)

    bare = drop_chapters(made)
    track = list_chapters([WantedChapter(0, 1, "Neu")], read_movie(bare), "de")
    assert track is not None
    again = read_movie(add_chapters(bare, track, 99))

    assert read_movie(bare).tracks[0].chapters == (3,)
    assert b"sync" in bare
    assert [(each.number, each.kind) for each in again.tracks] == [
        (1, "soun"),
        (3, "vide"),
        (4, "text"),
    ]
    assert again.tracks[0].chapters == (4, 3)
    assert len(movie.tracks) == 2


def test_a_list_without_a_track_is_advised_against(tmp_path: Path) -> None:
    """Apple's players would show no chapters; the next run of tag writes them."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    tag(show)
    path.write_bytes(path.read_bytes().replace(b"tref", b"free", 1))
    found = [each for each in check(show).findings if each.code == "CH11"]
    assert [(each.level.name, each.message) for each in found] == [
        ("ADVICE", "the chapters are in Nero's list alone, which Apple's players do not show")
    ]

    tag(show)

    assert codes(check(show)) == []
    assert listed(path) == CHAPTERS


@needs_ffmpeg
def test_a_file_in_fragments_gets_the_list_alone_and_is_told_so(tmp_path: Path) -> None:
    """Its index has no room to grow in; with room, the list of Nero goes in."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    make(path, "-movflags", "frag_keyframe+empty_moov", "-frag_duration", "2000000")
    assert "fragments" in tag(show)[0].fault

    data = bytearray(path.read_bytes())
    end = data.index(b"moof") - 4
    data[end:end] = struct.pack(">I4s", 100_000, b"free") + bytes(99_992)
    path.write_bytes(data)
    before = decode(path)
    (done,) = tag(show)

    assert done.fault == ""
    assert done.notes == ["its chapter track (QuickTime) is not written: the file is in fragments"]
    assert (listed(path, "chpl"), listed(path)) == (CHAPTERS, [])
    assert decode(path) == before
    assert not tag(show)[0].changes


def test_chapters_of_one_moment_are_not_written_as_a_track(tmp_path: Path) -> None:
    """A sample must last; the list has no such limit."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    edit(show, "start: 2.5", "start: 1.2502")

    (done,) = tag(show)

    assert "two chapters begin at the same time" in done.notes[0]
    assert (len(listed(show / "audio" / "001.m4a", "chpl")), done.fault) == (3, "")


def test_more_chapters_than_the_list_can_count(tmp_path: Path) -> None:
    """The track has them all; a list of 255 is no fault then."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    record = (show / "001-motten.md").read_text(encoding="utf-8")
    lines = "".join(f"  - {{start: {n / 100}, title: Nr {n}}}\n" for n in range(300))
    start, end = record.index("chapters:\n") + 10, record.index("---\nNotizen")
    (show / "001-motten.md").write_text(record[:start] + lines + record[end:], encoding="utf-8")

    (done,) = tag(show)

    assert done.notes == ["only the first 255 chapters are in Nero's list: it counts no more"]
    assert (len(listed(path, "chpl")), len(listed(path))) == (255, 300)
    assert "CH11" not in codes(check(show))


MOOV = index(SOURCE)[0]
TITLES = st.text(max_size=40).map(lambda text: " ".join(text.split())).filter(str.isprintable)


@given(
    st.lists(st.tuples(st.integers(0, 20_000), TITLES), min_size=1, unique_by=lambda each: each[0]),
    st.sampled_from([600, 1000, 44_100]),
)
def test_any_chapters_come_back_and_go_without_a_trace(
    made: list[tuple[int, str]], scale: int
) -> None:
    """Times and titles as they were, to the millisecond; the index without them is the old one."""
    parts = dict(split_boxes(MOOV))
    header = parts[b"mvhd"]
    ticks = struct.pack(">II", scale, 20 * scale)
    moov = MOOV.replace(header, header[:12] + ticks + header[20:])
    wanted = [WantedChapter(start / 1000, 0, title) for start, title in sorted(made)]
    track = list_chapters(wanted, read_movie(moov), "")
    assert track is not None

    new = add_chapters(moov, track, 5000)

    samples = bytes(5000) + b"".join(track.samples)
    found = read_mp4_tags(lambda place, n: samples[place : place + n], new, read_movie(new))
    tolerance = 1 / scale if made and min(made)[0] else 0
    for chapter, want in zip(found.chapters, wanted, strict=True):
        assert chapter.title == want.title
        assert abs(chapter.start - want.start) <= tolerance + 0.0005
    assert len(new) == len(add_chapters(moov, track, 0))
    after = split_boxes(drop_chapters(new))
    assert after[1:] == split_boxes(moov)[1:]  # the first counts the tracks that ever were
    assert after[0][1][:-4] == split_boxes(moov)[0][1][:-4]


def test_a_title_cut_in_a_letter_stays_text() -> None:
    """Titles longer than is read are cut between letters."""
    wanted = replace(WantedChapter(0, 1, ""), title="x" + "ü" * 3000)

    track = list_chapters([wanted], read_movie(MOOV), "de")

    assert track is not None
    assert track.texts[0].decode() == "x" + "ü" * 1999


def test_an_mp4_without_sound_is_tagged_all_the_same(tmp_path: Path) -> None:
    """An empty mdat box is not taken for one of chapters; no track could name chapters."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    header = split_boxes(MOOV)[0]
    data = path.read_bytes()
    start = data[: int.from_bytes(data[:4], "big")]
    path.write_bytes(start + join_boxes([(b"moov", join_boxes([header])), (b"mdat", b"")]))

    (done,) = tag(show)

    assert done.fault == ""
    assert done.notes == ["its chapter track (QuickTime) is not written: no track could name it"]
    assert boxes(path) == ["ftyp", "moov", "mdat"]


def test_a_damaged_file_is_tagged_soundly_or_left(tmp_path: Path) -> None:
    """Whatever its index says, what was written is what measuring finds; else no byte changes."""
    data = (AUDIO / "speech-chapters.m4a").read_bytes()
    chapters = tuple(WantedChapter(n / 2, n / 2 + 0.5, f"Part {n}") for n in range(6))
    path, written = tmp_path / "a.m4a", 0
    for number in range(150):
        chance = random.Random(number)  # noqa: S311 - the same number, the same file
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(1900)] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        facts = probe_audio(path)
        if facts.fault or facts.missing_bytes:
            continue
        old = open_old(path, tmp_path)
        wish = Wish(WantedTags(title="Title", chapters=chapters))
        try:
            with path.open("rb") as file:
                draft = draft_tags(Window(file, facts.length), facts, wish)
            made = write_draft(old, facts, draft, wish, None)
        except (CannotTagError, FeedtoolError):
            assert path.read_bytes() == damaged
        else:
            assert made == probe_audio(path)
            assert made.audio_sha256 == facts.audio_sha256
            written += 1
    assert written > 10
    assert [each.name for each in tmp_path.iterdir()] == ["a.m4a"]
