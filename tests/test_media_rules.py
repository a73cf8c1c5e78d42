"""What the examples of rules on episodes, audio and artwork do not show: borders and odd input."""

from pathlib import Path

import pytest
from rule_examples import lay_over_base
from test_rules import NOW, found_codes

from feedtool.pipeline.run import Options, check_show_folder

HOST = "https://feeds.compilertalk.example"
REMOTE = f"url: {HOST}/audio/001.mp3, length: 28800000, duration: 1800"
SPEECH = "# audio/a.mp3 = speech-mono-cbr64.mp3\n"
LOCKED = """# media.lock
["audio/a.mp3"]
sha256 = "59dbc92b599eb1f27e9892263ca436affa2ee036d79163bc623ea7d9b5238e07"
length = 28800000
type = "audio/mpeg"
duration = 1800.0
container = "mp3"
codec = "mp3"
"""
LIVE = "live: {status: pending, start: 2024-02-01 19:00}\n"

WITHOUT_TIMES = """WEBVTT

00:0a.000 --> 00:b4.000
<v Ada Lovelace>We talk with Grace Hopper about compilers.

00:b4.000 --> 00:c9.000
<v Grace Hopper>And so nobody touched mine.
"""
CASES = {
    # numbers
    "numbers with thousands of digits": (f"# 001.md\nepisode: {'9' * 5000}\n", ["RC03"]),
    "a decimal does not number a serial show": (
        "# show.yaml\ntype: serial\n# 001.md\nepisode: 1.5\n",
        ["EP13"],
    ),
    "trailers of a serial show need no number": (
        "# show.yaml\ntype: serial\n# 001.md\nepisode: null\nepisode_type: trailer\n",
        [],
    ),
    "numbers without sign": ("# 001.md\nepisode: +3\nseason: -1\n", ["EP13", "EP14"]),
    # what must be there
    "a title that cannot be seen": ('# 001.md\ntitle: "\\u200b"\n', ["EP01"]),
    "a draft needs none of it": (
        f"# 001.md\ntitle: ''\npublished: ''\ndraft: true\naudio: {HOST}/1.mp3\n",
        [],
    ),
    "audio without address": ("# 001.md\naudio: {length: 3}\n", ["AU01"]),
    "a second enclosure": (
        "# 001.md\nelements:\n  - enclosure: {attributes: {length: '1', type: audio/mpeg}}\n",
        ["EP08"],
    ),
    "an enclosure that is only written": (
        (
            "# 001.md\naudio: null\nelements:\n"
            f"  - enclosure: {{attributes: {{url: {HOST}/1.mp3, length: '1', type: audio/mpeg}}}}\n"
        ),
        [],
    ),
    "a block that is written": ("# 001.md\nelements:\n  - itunes:block: 'YES'\n", ["EP20"]),
    # extension, type, codec: one fault is named once
    "neither extension nor type": (
        f"# 001.md\naudio: {{url: {HOST}/1, length: 3, duration: 9}}\n",
        ["AU01"],
    ),
    "an extension behind the question mark": (
        f"# 001.md\naudio: {{url: '{HOST}/p?f=a.mp3', length: 3, duration: 9, type: audio/mpeg}}\n",
        ["AU05"],
    ),
    "Ogg from another server": (
        f"# 001.md\naudio: {{url: {HOST}/1.ogg, length: 3, duration: 9, type: audio/ogg}}\n",
        ["AU05"],
    ),
    "a transcript whose times cannot be read": (
        "# 001.md\ntranscript: 001.vtt\n# 001.vtt\n" + WITHOUT_TIMES,
        ["TR09", "TR09"],
    ),
    "Ogg called MP3": (
        "# 001.md\naudio: audio/a.mp3\n# audio/a.mp3 = speech.ogg\n",
        ["AU06"],
    ),
    "an MP4 of sound alone": (
        "# 001.md\naudio: audio/a.mp4\n# audio/a.mp4 = speech-moovend.m4a\n",
        [],
    ),
    "a type of another extension": (
        f"# 001.md\naudio: {{{REMOTE}, type: audio/x-m4a}}\n",
        ["AU06"],
    ),
    "a type in capitals": (f"# 001.md\naudio: {{{REMOTE}, type: Audio/MPEG}}\n", []),
    "a pinned address with another extension": (
        f"# 001.md\naudio: {{file: audio/a.mp3, url: {HOST}/a.m4a}}\n{SPEECH}",
        ["AU06"],
    ),
    # live items
    "live items share a stream without extension": (
        "".join(
            f"# 00{n}.md\ncontent_link: {HOST}/live\n{LIVE}"
            f"audio: {{url: {HOST}/stream, type: audio/aac}}\n"
            for n in (1, 2)
        )
        + "# 003.md\n"
        "title: Grace Hopper again\nguid: 5f0b7d52-7d0b-4e68-8f6e-6a8d1c2b3a42\n"
        f"published: 2024-01-16 09:00\naudio: {{{REMOTE}}}\n---\n**Grace Hopper** talks.\n",
        [],
    ),
    # measured against written
    "length and duration of another file": (
        f"# 001.md\naudio: {{file: audio/a.mp3, length: 1, duration: 30}}\n{SPEECH}",
        ["AU03", "EP11"],
    ),
    "nothing is compared with dynamic audio": (
        f"# 001.md\naudio: {{file: audio/a.mp3, length: 1, duration: 30, dynamic: true}}\n{SPEECH}",
        [],
    ),
    "nor in a dynamic show": (
        f"# show.yaml\ndynamic: yes\n# 001.md\naudio: {{file: audio/a.mp3, length: 1}}\n{SPEECH}",
        [],
    ),
    "a rounded duration": (f"# 001.md\naudio: {{file: audio/a.mp3, duration: 21}}\n{SPEECH}", []),
    "the length of an alternate": (
        (
            "# 001.md\nalternate_enclosure: {file: audio/a.opus, length: 3}\n"
            "# audio/a.opus = speech.opus\n"
        ),
        ["AU03"],
    ),
    # files
    "an empty file": (
        "# 001.md\naudio: audio/a.mp3\n# audio/a.mp3 = broken-empty.mp3\n",
        ["AU10"],
    ),
    "an M4A that is cut off": (
        "# 001.md\naudio: audio/a.m4a\n# audio/a.m4a = broken-truncated.m4a\n",
        ["AU16"],
    ),
    "an alternate that is not measured": (
        "# 001.md\nalternate_enclosure: film.webm\n# film.webm\nnot looked into\n",
        [],
    ),
    "one file for two episodes": (
        f"# 001.md\naudio: audio/a.mp3\n# 002.md\naudio: audio/a.mp3\n{SPEECH}",
        ["AU07"],
    ),
    # enclosures that are written by hand
    "an enclosure without length and type": (
        f"# 001.md\naudio: null\nelements:\n  - enclosure: {{attributes: {{url: {HOST}/a.mp3}}}}\n",
        ["AU01"],
    ),
    "an enclosure whose length is a duration": (
        (
            "# 001.md\naudio: null\nelements:\n  - enclosure:\n"
            f"      attributes: {{url: {HOST}/a.mp3, length: '1:30:04', type: audio/mpeg}}\n"
        ),
        ["AU01"],
    ),
    # addresses that pass
    "a Firebase token lasts": (
        (
            "# 001.md\naudio:\n  length: 3\n  duration: 9\n"
            "  url: https://firebasestorage.googleapis.com/v0/b/x/o/a.mp3?token=1\n"
        ),
        [],
    ),
    "a session in a path": (f"# 001.md\ntranscript: {HOST}/a.vtt;jsessionid=1\n", ["AU22"]),
    "a token of a page": (f"# 001.md\nlinks:\n  - Her page: {HOST}/?token=1\n", []),
    "a signed cover": (f"# show.yaml\nartwork: {HOST}/a.jpg?X-Amz-Expires=60\n", ["AU22"]),
    # alternates
    "an empty alternate": ("# 001.md\nalternate_enclosure:\n  - {}\n", ["AU24"]),
    "a checksum of a padded type": (
        (
            "# 001.md\nalternate_enclosure:\n  - type: audio/mpeg\n"
            "    source: https://feeds.compilertalk.example/a.mp3\n"
            "    integrity: {type: ' sri ', value: none}\n"
        ),
        ["AU25", "XM13"],
    ),
    "a checksum without type": (
        f"# 001.md\nalternate_enclosure: {{source: {HOST}/a.opus, integrity: sha256-abc}}\n",
        ["AU24"],
    ),
    "a checksum of no known hash": (
        (
            f"# 001.md\nalternate_enclosure: {{source: {HOST}/a.opus, "
            "integrity: {type: sri, value: deadbeef}}\n"
        ),
        ["AU25"],
    ),
    "a checksum that cannot be compared": (
        (
            "# 001.md\nalternate_enclosure: {file: audio/a.opus, "
            "integrity: {type: sri, value: sha512-abc}}\n# audio/a.opus = speech.opus\n"
        ),
        [],
    ),
    # pictures
    "a cover of the show that is not the largest": (
        "# show.yaml\nartwork: a.png\n# a.png = 2999x2999 PNG RGB\n",
        ["AR02"],
    ),
    "a cover of an episode that is not": (
        "# 001.md\nartwork: a.png\n# a.png = 1400x1400 PNG RGB\n",
        [],
    ),
    "a cover with every fault of colour": (
        "# show.yaml\nartwork: a.png\n# a.png = 500x400 PNG LA\n",
        ["AR01", "AR02", "AR05", "AR06"],
    ),
    "a format that is wrong is named alone": (
        "# show.yaml\nartwork: a.webp\n# a.webp = 1500x1500 WEBP RGBA\n",
        ["AR03"],
    ),
    "a picture of a person that is none": (
        "# 001.md\nguests:\n  - {name: Grace Hopper, image: g.jpg}\n# g.jpg\nhello\n",
        ["AR03"],
    ),
}


@pytest.mark.parametrize(
    ("seconds", "level"), [(1750, "warning"), (1890, "warning"), (1900, "error"), (0, "error")]
)
def test_seconds_off_are_a_warning_and_minutes_an_error(
    seconds: int, level: str, tmp_path: Path
) -> None:
    """Up to a twentieth of the length it may be the same recording, cut anew."""
    block = f"# 001.md\naudio: {{file: audio/a.mp3, duration: {seconds}}}\n{LOCKED}"
    lay_over_base(block, tmp_path / "episodes")
    found = check_show_folder(Options(str(tmp_path / "episodes"), NOW), lambda _d, _a: None)

    assert [(each.code, each.level.value) for each in found.findings if each.code == "EP11"] == [
        ("EP11", level)
    ]


def test_a_missing_file_is_not_said_to_be_its_folder(tmp_path: Path) -> None:
    """Where no name in the folder is near, nothing is guessed."""
    block = "# 001.md\naudio: audio/001.mp3\n# audio/speech.mp3 = speech-mono-cbr64.mp3\n"
    lay_over_base(block, tmp_path / "episodes")
    options = Options(str(tmp_path / "episodes"), NOW)

    found = check_show_folder(options, lambda _done, _all: None).findings

    assert [each.hint for each in found if each.code == "RC09"] == [""]


@pytest.mark.parametrize(("block", "codes"), CASES.values(), ids=CASES.keys())
def test_each_fault_is_named_once(block: str, codes: list[str], tmp_path: Path) -> None:
    """Exactly these rules speak, each once."""
    lay_over_base(block, tmp_path / "episodes")

    assert sorted(found_codes(tmp_path / "episodes")) == codes
