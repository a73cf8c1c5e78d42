"""Rules about tags see every kind of tag, say each fault once, and leave published files alone."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from mutagen import File, apev2, id3, mp4, oggopus
from PIL import Image
from tagged_show import NOW, check, codes, make_show, measure, tag

from feedtool.errors import FeedtoolError
from feedtool.formats.default_names import is_default_name
from feedtool.formats.private_data import find_in_bytes, find_local_path
from feedtool.formats.vocabulary.language_codes import THREE_OF_TWO, is_same_language, tag_language
from feedtool.formats.vocabulary.languages import TWO_LETTER
from feedtool.model.finding import Level, Rest
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.releasing.release import check_release
from feedtool.pipeline.run import Options, Outcome
from feedtool.report.json_report import format_json
from feedtool.report.text import format_head


def frames_of(outcome: Outcome) -> list[tuple[str, str]]:
    """List code and frame of the findings in audio, but for chapters, which mutagen disorders."""
    found = ((each.code, each.location.frame) for each in outcome.findings)
    return [(code, frame) for code, frame in found if frame and code != "CH11"]


def edit_id3(show: Path, *frames: Any, version: int = 3) -> None:
    """Put frames into the MP3's tag."""
    path = show / "audio" / "001.mp3"
    tags: Any = id3.ID3(path, translate=version == 4)
    for frame in frames:
        tags.add(frame)
    tags.save(path, v2_version=version)


def test_atoms_of_mp4_are_compared_by_their_names(tmp_path: Path) -> None:
    """Title, show, author, date, numbers, genre and Apple's atoms."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    tag(show)
    file: Any = mp4.MP4(show / "audio" / "001.m4a")
    file["\xa9nam"], file["\xa9alb"], file["\xa9ART"] = ["Motten?"], ["Technik"], ["Studio"]
    file["\xa9day"], file["trkn"], file["disk"] = ["2019"], [(8, 9)], [(3, 0)]
    file["\xa9gen"], file["purl"] = ["Blues"], ["https://other.example/feed.xml"]
    file.save()

    assert sorted(frames_of(check(show))) == [
        ("TG02", "\xa9nam"),
        ("TG03", "\xa9alb"),
        ("TG04", "\xa9ART"),
        ("TG05", "\xa9day"),
        ("TG06", "disk"),
        ("TG06", "trkn"),
        ("TG07", "purl"),
        ("TG07", "\xa9gen"),
    ]


def test_comments_of_ogg_are_compared_by_their_names(tmp_path: Path) -> None:
    """A name in any case, and a second value of it."""
    show = make_show(tmp_path / "episodes", "001.opus")
    tag(show)
    file: Any = oggopus.OggOpus(show / "audio" / "001.opus")
    file["title"], file["tracknumber"], file["language"] = ["Untitled"], ["3"], ["fre"]
    file.save()

    assert sorted(frames_of(check(show))) == [
        ("TG06", "TRACKNUMBER"),
        ("TG11", "TITLE"),
        ("TG13", "LANGUAGE"),
    ]


@pytest.mark.parametrize(
    ("name", "word"), [("001.opus", "TITLE"), ("001.flac", "TITLE"), ("001.m4a", "\xa9nam")]
)
def test_a_missing_title_is_called_as_the_container_calls_it(
    name: str, word: str, tmp_path: Path
) -> None:
    """Where the file has no tag at all, too."""
    show = make_show(tmp_path / "episodes", name)
    file: Any = File(show / "audio" / name)
    file.clear()
    file.save()

    (message,) = (each.message for each in check(show).findings if each.code == "TG02")

    assert f"the tags have no title ({word})" in message


def test_a_comment_that_stands_there_in_two_languages_is_named_once(tmp_path: Path) -> None:
    """Programs write the same words again for players that look for another language."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    words = ["Paid for by Acme Anvils, drop one today and get another free"]
    edit_id3(show, *(id3.COMM(encoding=3, lang=lang, text=words) for lang in ("eng", "XXX")))

    assert frames_of(check(show)) == [("TG14", "COMM")]


def test_id3_before_a_flac_is_not_compared(tmp_path: Path) -> None:
    """Players look past it, and tagging leaves it: what it says could not be mended."""
    show = make_show(tmp_path / "episodes", "001.flac")
    path = show / "audio" / "001.flac"
    ahead: Any = id3.ID3()
    ahead.add(id3.TIT2(encoding=3, text=["Another title"]))
    ahead.add(id3.TALB(encoding=3, text=["Untitled"]))
    ahead.save(path)
    assert "TG02" in codes(check(show))

    tag(show)

    assert codes(check(show)) == []


def test_old_tags_beside_the_new_one_are_compared_too(tmp_path: Path) -> None:
    """ID3v1 has the title in its own letters; APEv2 is named, and what it says wrongly."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    path = show / "audio" / "001.mp3"
    ape: Any = apev2.APEv2()
    ape["Title"], ape["Album"] = "Grace Hopper über Motten", "Another show"
    ape.save(path)
    with path.open("ab") as file:
        title = "Grace Hopper über Motten".encode("latin-1").ljust(30, b"\0")
        file.write(b"TAG" + title + b"Ada Lovelace".ljust(95, b"\0"))

    assert sorted(frames_of(check(show))) == [("TG01", "APEv2"), ("TG03", "Album")]


@pytest.mark.parametrize("version", [2, 4])
def test_other_versions_of_id3_are_read(version: int, tmp_path: Path) -> None:
    """2.2 is read, and named for what it is; in 2.4 the date is one frame."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    if version == 4:
        tag(show, id3_version=4)
        edit_id3(show, id3.TDRC(3, ["2019-05-05"]), version=4)
        assert frames_of(check(show)) == [("TG05", "TDRC")]
        return
    text = b"TT2\0\0\x08\0Motten?"
    data = b"ID3\x02\0\0\0\0\0" + bytes([len(text)]) + text
    path.write_bytes(data + path.read_bytes())
    found = [(e.code, e.location.frame) for e in check(show).findings if "audio" in e.location.path]
    assert ("TG01", "ID3v2.2") in found
    assert ("TG02", "TIT2") in found


def test_garbled_letters_are_told_from_wrong_words(tmp_path: Path) -> None:
    """UTF-8 read as Latin-1 is TG11's alone."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    edit_id3(show, id3.TALB(1, ["GrÃ¶ÃŸen der Technik"]))

    assert frames_of(check(show)) == [("TG11", "TALB")]


def test_lyrics_are_compared_with_the_transcript(tmp_path: Path) -> None:
    """Words of another episode's transcript are named; the right ones are not."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("audio: ", "transcript: t.txt\naudio: ", 1), encoding="utf-8")
    said = "In der Klappe fünf der Maschine steckte eine richtige Motte, und wir klebten sie ein."
    (show / "t.txt").write_text(f"Grace Hopper: {said}\n", encoding="utf-8")
    tag(show)

    edit_id3(show, id3.USLT(1, "deu", "", said))
    assert "TG14" not in codes(check(show))
    edit_id3(show, id3.USLT(1, "deu", "", "Heute reden wir über Hunde, Katzen, Mäuse und Ratten."))
    assert "TG14" in codes(check(show))


def test_a_place_in_a_tag_is_printed_and_reported(tmp_path: Path) -> None:
    """`001.mp3: TIT2` for people, `frame` for programs; the record is named with it."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    edit_id3(show, id3.TIT2(1, ["Motten?"]))

    finding = next(each for each in check(show).findings if each.code == "TG02")

    assert format_head(finding).startswith(f"{show}/audio/001.mp3: TIT2: warning TG02 ")
    entry = json.loads(format_json([finding]))["findings"][0]
    assert (entry["path"], entry["frame"]) == (f"{show}/audio/001.mp3", "TIT2")
    assert "line" not in entry
    assert finding.others == (f"{show}/001-motten.md",)


def test_a_setting_lets_a_finding_through(tmp_path: Path) -> None:
    """By the name of the audio file, for a reason."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    assert "TG01" in codes(check(show))
    (show / "feedtool.toml").write_text(
        '[[ignore]]\ncode = "TG01"\npath = "audio/001.mp3"\nreason = "It is raw."\n', "utf-8"
    )

    assert "TG01" not in codes(check(show))


def publish(show: Path) -> None:
    """Mend what a release would stop at, build the feed and commit it."""
    record = (show / "001-motten.md").read_text(encoding="utf-8")
    ordered = record.replace("start: 1.25", "start: 3.75")
    (show / "001-motten.md").write_text(ordered, encoding="utf-8")
    (show / "feedtool.toml").write_text(
        '[[ignore]]\ncode = "XM23"\nreason = "These are addresses of examples."\n', "utf-8"
    )
    with Image.open(show / "artwork.png") as picture:
        picture.resize((1400, 1400)).save(show / "artwork.png")
    built = build_show_folder(Options(str(show), NOW), None, lambda _done, _all: None)
    assert not built.is_stopped
    root = show.parent
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "out"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        command = ["git", *identity, *words]
        subprocess.run(command, cwd=root, check=True, capture_output=True)


def test_what_is_published_is_advised_about_and_left_alone(tmp_path: Path) -> None:
    """Tags of a file that the feed points to wait until the audio is next replaced."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    publish(show)
    data = (show / "audio" / "001.mp3").read_bytes()

    outcome = check_release(Options(str(show), NOW), None, lambda _done, _all: None)
    found = [each for each in outcome.findings if each.code == "TG01"]
    done = tag(show)

    assert [(each.level, each.rest) for each in found] == [(Level.ADVICE, Rest.OUT)]
    assert found[0].hint.startswith("when the audio is next replaced: ")
    assert done[0].is_out
    assert (show / "audio" / "001.mp3").read_bytes() == data


def test_a_published_file_is_replaced_under_a_new_name(tmp_path: Path) -> None:
    """The record follows by one edit, GUID and old file stay; the new one may be tagged."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    publish(show)
    before = (show / "001-motten.md").read_text(encoding="utf-8")
    old = measure(show, "001.mp3")

    done = tag(show, "7", new_name=Path("audio/001-b.mp3"))

    assert [each.written for each in done] == [f"{show}/audio/001-b.mp3"]
    after = (show / "001-motten.md").read_text(encoding="utf-8")
    assert after == before.replace("audio/001.mp3", "audio/001-b.mp3")
    assert measure(show, "001.mp3") == old
    assert measure(show, "001-b.mp3").audio_sha256 == old.audio_sha256
    lock = (show / "media.lock").read_text(encoding="utf-8")
    assert '["audio/001-b.mp3"]' in lock
    assert [each.changes for each in tag(show)] == [[]]
    assert codes(check_release(Options(str(show), NOW), None, lambda _d, _a: None)) == []


def test_a_pinned_address_is_not_renamed_and_the_cure_works(tmp_path: Path) -> None:
    """It would lead to the old bytes: the words say what to do by hand, and that does it."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    pinned = "audio: {file: audio/001.mp3, url: 'https://technik.example/old.mp3'}"
    record.write_text(text.replace("audio: audio/001.mp3", pinned), encoding="utf-8")

    with pytest.raises(FeedtoolError) as caught:
        tag(show, "7", new_name=Path("audio/001-b.mp3"))

    assert caught.value.hint.startswith("copy it to audio/001-b.mp3, write audio: audio/001-b.mp3")
    shutil.copy(show / "audio" / "001.mp3", show / "audio" / "001-b.mp3")
    record.write_text(text.replace("001.mp3", "001-b.mp3"), encoding="utf-8")
    assert tag(show)[0].written.endswith("001-b.mp3")


@pytest.mark.parametrize(
    "text",
    [
        r"C:\Users\ada\a.wav",
        r"c:\users\ada\a.wav",
        r"D:\Sessions\Ep 7\a.wav",
        "/home/ada/cuts/a.wav",
        "/Users/j\xfcrgen/Desktop/a.wav",
        r"\\nas\x\y.wav",
    ],
)
def test_paths_of_computers_are_found_in_texts_and_bytes(text: str) -> None:
    """One or two bytes a letter, with other data round it."""
    assert find_local_path(f"from {text}") == text
    assert find_in_bytes(b"\0\1" + text.encode("utf-16-le") + b"\0\0") == text
    assert find_in_bytes(b"\1" + text.encode("utf-16") + b"\0\0") == text
    assert find_in_bytes(b"_\x10" + bytes([len(text) + 50]) + text.encode("latin-1")) == text


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/home/ada/a.html",
        "and/or",
        "C: the language",
        "https://m\xfcnchen.example/Users/ada/a.html",
        r"D:\ is a drive",
        "/Users/Shared/a/b.wav",
        "at home/away",
        "2/3",
    ],
)
def test_what_only_looks_like_a_path_is_none(text: str) -> None:
    """Addresses and running text give nobody away."""
    assert find_local_path(text) == ""


@pytest.mark.parametrize(
    "text", ["Untitled", "Track 01", "audio track 3", "final mix v2", "cut 3.wav", "Audacity 3.2"]
)
def test_default_names_are_known(text: str) -> None:
    """What programs write when nobody says anything."""
    assert is_default_name(text)


@pytest.mark.parametrize(
    "text", ["Final Fantasy", "The Project", "Track records", "Masters of sound", "Test kitchen 3"]
)
def test_titles_of_people_are_no_default_names(text: str) -> None:
    """Words alone do not make a default."""
    assert not is_default_name(text)


def test_every_language_of_two_letters_has_three() -> None:
    """And both codes of a language that has two are the same."""
    assert set(THREE_OF_TWO) == set(TWO_LETTER)
    assert all(len(code) == 3 for code in THREE_OF_TWO.values())
    assert tag_language("pt-BR") == "por"
    assert is_same_language("deu", "ger")
    assert is_same_language("de", "deu")
    assert not is_same_language("eng", "ger")
    assert not is_same_language("", "")
