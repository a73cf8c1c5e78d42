"""Where rules on episodes beside each other must be silent, and where they must not."""

from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rule_examples import AUDIO, lay_over_base
from test_rules import found_codes

from feedtool.model.finding import Level
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.rules.episode.numbering import find_longest_row

NOW = datetime(2024, 12, 1, tzinfo=UTC)
GRACE = "{name: Grace Hopper, link: 'https://hopper.example'}"


def episodes(*fields: str, first: int = 3) -> str:
    """Write further episodes, a week apart, each with the fields given."""
    return "".join(
        f"# {number:03}.md\nguid: talk-{number}\n"
        f"{'' if 'title:' in more else f'title: Talk {chr(62 + number) * 3}{LINE}'}"
        f"published: 2024-{number:02}-20 09:00\n"
        f"audio: {{url: 'https://feeds.compilertalk.example/{number}.mp3', {AMOUNTS}}}\n"
        f"{more}---\nWords of number {chr(62 + number)}.\n"
        for number, more in enumerate(fields, start=first)
    )


LINE = "\n"
AMOUNTS = "length: 30000000, duration: 1800"
REMOTE = "# 001.md\naudio: {url: 'https://feeds.compilertalk.example/001.mp3'"
LONG = "title: What we learned in the first year of this show\n"
CASES = {
    # titles
    "a number beside a plain title": (
        "# 001.md\ntitle: '1: Fast formulas'\nelements: [{itunes:title: Fast formulas}]\n",
        [],
    ),
    "a number in both titles": (
        "# 001.md\ntitle: '1: Fast formulas'\nelements: [{itunes:title: '1: Fast formulas'}]\n",
        ["EP02"],
    ),
    "news of the week": (episodes(*["title: News of the week\n"] * 2), []),
    "a series with a long name": (episodes(LONG, LONG, LONG), []),
    "a long title that stands out": (episodes("", "", LONG, LONG), ["EP04"]),
    "case and signs do not count": (
        "# 002.md\ntitle: Grace Hopper and the First Compiler!\nguests: [Grace Hopper]\n",
        ["EP04"],
    ),
    "a guest who comes back under a bare name": (
        f"# 001.md\ntitle: Grace Hopper\n# 002.md\ntitle: Grace Hopper\nguests: [{GRACE}]\n",
        [],
    ),
    "a trailer is called as its episode": (
        episodes(f"{LONG}episode_type: trailer\n", LONG, "", ""),
        [],
    ),
    "the number stands in the title alone": (
        "# 001.md\ntitle: '#1: Grace Hopper'\nepisode: null\n",
        [],
    ),
    "a bonus may say what it belongs to": (
        "# 001.md\ntitle: '#1: Grace Hopper'\nepisode_type: bonus\nepisode: null\n",
        [],
    ),
    "a draft may": ("# 001.md\ntitle: '#1: Grace Hopper'\ndraft: true\n", []),
    "season and number with nothing between": (
        "# 001.md\nseason: 1\ntitle: S01E01 Grace Hopper and the moth\n",
        ["EP02"],
    ),
    "a word before the number alone": (
        "# 001.md\ntitle: Episode 1 Grace Hopper and the moth\n",
        ["EP02"],
    ),
    "one of a row of parts": ("# 001.md\ntitle: Episode 1 of the great compiler talk\n", []),
    "one that leads a list": ("# 001.md\ntitle: '#1 Language of its time: FLOW-MATIC'\n", []),
    # descriptions and pages
    "a description of elements": (
        "# 001.md\nsummary: null\nelements:\n  - <description><p>Hi</p></description>\n---\n",
        ["EP05"],
    ),
    "markup that shows nothing": ("# 001.md\ndescription: '<p>&nbsp;</p>'\n", ["EP05"]),
    "the page of two parts": (
        episodes(*(f"title: The moth, part {n}\nlink: https://a.example/moth\n" for n in (1, 2))),
        [],
    ),
    "the page of one guest": (
        episodes(
            *[f"guests: [{GRACE}]\nsummary: Grace Hopper.\nlink: https://a.example/grace\n"] * 2
        ),
        [],
    ),
    "the show's page for all": (
        "".join(f"# 00{n}.md\nlink: https://compilertalk.example\n" for n in (1, 2)),
        [],
    ),
    "the audio is no page": (
        "# 001.md\nlink: https://feeds.compilertalk.example/audio/001.mp3\n",
        ["EP07"],
    ),
    "the feed is no page": (
        "# 001.md\nlink: https://feeds.compilertalk.example/feed.xml\n",
        ["EP07"],
    ),
    # lengths
    "nobody knows how long it lasts": (f"{REMOTE}, length: 9}}\n", ["EP10"]),
    "an element says how long it lasts": (
        f"{REMOTE}, length: 9}}\nelements: [{{itunes:duration: 30:00}}]\n",
        [],
    ),
    "a document lasts no time": (REMOTE.replace("mp3", "pdf") + ", length: 9}\n", []),
    "ads make it last otherwise each time": (f"{REMOTE}, length: 9, dynamic: true}}\n", []),
    "a draft need not last yet": (f"{REMOTE}, length: 9}}\ndraft: true\n", []),
    # numbers
    "what a season is called is no number": ("# 001.md\nseason: {name: Moths}\n", ["EP14"]),
    "what is displayed is no number": ("# 001.md\nepisode: {display: One}\n", ["EP13"]),
    "a bonus with the number of its episode": (
        episodes("episode: 2\nepisode_type: bonus\n", "episode: 3\n"),
        [],
    ),
    "a teaser before its episode": (episodes("episode: 3\nepisode_type: trailer\n"), []),
    "a teaser without episode": (
        episodes("episode: 3\nepisode_type: trailer\n", "episode: 4\n"),
        ["EP18"],
    ),
    "a number that a draft has": (episodes("episode: 3\ndraft: true\n", "episode: 4\n"), []),
    "numbers that are dates": (episodes("episode: 20240320\n", "episode: 20240420\n"), []),
    "numbers start anew with a season": (
        episodes("season: 2\nepisode: 1\n", "season: 2\nepisode: 2\n"),
        [],
    ),
    "a gap with its reason": (
        "# show.yaml\nremoved: [{guid: gone, reason: asked for}]\n" + episodes("episode: 4\n"),
        [],
    ),
    "a mistyped number is named once": (
        episodes("episode: 3\n", "episode: 44\n", "episode: 5\n", "episode: 6\n"),
        ["EP16"],
    ),
    "one number twice is named once": (episodes("episode: 2\n", "episode: 3\n"), ["EP15"]),
    "zeros do not count": (episodes("episode: '002'\n"), ["EP15"]),
    # seasons
    "a name that two records give": (
        "".join(f"# 00{n}.md\nseason: {{number: 1, name: {'AB'[n - 1]}}}\n" for n in (1, 2)),
        ["EP19"],
    ),
    "a display too long": (f"# 001.md\nepisode: {{number: 1, display: {'x' * 33}}}\n", ["EP19"]),
    # ratings
    "a trailer without a mark": (
        "# 001.md\nexplicit: true\n# 002.md\nexplicit: true\n"
        + episodes("episode_type: trailer\n"),
        ["EP12"],
    ),
    "one clean episode": ("# 001.md\nexplicit: true\n", []),
    # guests
    "a solo talk about a past guest": (episodes("title: Remembering Grace Hopper\n"), []),
    "with somebody nobody knows": (episodes("title: A talk with Kay McNulty\n"), []),
    "with a great name that is none": (episodes("title: Living with great hopes\n"), []),
    "with the show's own host": (
        "# 002.md\nguests: [Ada Lovelace, John Backus]\n" + episodes("title: With Ada Lovelace\n"),
        [],
    ),
    "with an honorific": (episodes("title: More with Dr. Grace Hopper\n"), ["EP25"]),
    # elements
    "an author with address and name": (
        "# 001.md\nelements:\n  - author: ada@lovelace.example (Ada)\n",
        [],
    ),
    "an address beside dc:creator": (
        "# 001.md\nelements:\n  - author: ada@lovelace.example\n  - dc:creator: Ada\n",
        ["EP21"],
    ),
    "Apple's title without the number": (
        "# 001.md\nelements:\n  - itunes:title: 'Ep. 1: The first compiler'\n",
        [],
    ),
    # dates
    "a serial show goes by its numbers": (
        "# show.yaml\ntype: serial\n# 002.md\npublished: 2024-01-02 09:00\n",
        [],
    ),
    "an old date without time": ("# 001.md\npublished: 2024-01-02\n", []),
    "a new one that is explicit": ("# 002.md\npublished: 2024-01-09 00:00 +00:00\n", ["ID27"]),
    "GMT is certain": ("# 001.md\npublished: Tue, 02 Jan 2024 09:00:00 GMT\n", []),
    # GUIDs
    "nine digits": ("# 001.md\nguid: 123456789\n", []),
    "digits and a word": ("# 001.md\nguid: ep-42\n", []),
    # pictures
    "pictures without advised details": (
        "# 001.md\nimages: https://feeds.compilertalk.example/a.jpg\n",
        [],
    ),
    "a size that the file does not have": (
        "# 001.md\nimages: {file: a.png, width: 100, height: 90}\n# a.png = 160x90 PNG RGB\n",
        ["AR15"],
    ),
    "a ratio that the file does not have": (
        "# 001.md\nimages: {file: a.png, aspect_ratio: 4/3}\n# a.png = 160x90 PNG RGB\n",
        ["AR15"],
    ),
    "a ratio that is rounded": (
        "# 001.md\nimages: {file: a.png, aspect_ratio: 16 / 9}\n# a.png = 161x90 PNG RGB\n",
        [],
    ),
    "a picture that was given up": ("# 001.md\nelements:\n  - podcast:images: x\n", ["AR15"]),
    "a purpose of one's own": (
        "# 001.md\nimages: {url: 'https://a.example/a.jpg', purpose: truefans/hero}\n",
        [],
    ),
    "a server that chooses the format": (
        "# 001.md\nartwork: https://feeds.compilertalk.example/1.webp?as=jpg\n",
        [],
    ),
}


@pytest.mark.parametrize(("block", "codes"), CASES.values(), ids=CASES.keys())
def test_only_what_is_sure_is_named(block: str, codes: list[str], tmp_path: Path) -> None:
    """Of their families exactly these rules speak, each once."""
    lay_over_base(block, tmp_path / "episodes")
    found = found_codes(tmp_path / "episodes")

    assert sorted(code for code in found if code[:2] in ("EP", "ID", "AU", "AR")) == codes


def test_limits_of_one_platform_count_for_it_alone(tmp_path: Path) -> None:
    """4,000 bytes are PSP-1's limit, 5,000 characters YouTube's; nobody else asks for them."""
    lay_over_base("# 001.md\ndescription: 'Grace Hopper: <4500 characters>'\n", tmp_path / "e")
    chosen = {
        name: check_show_folder(
            Options(str(tmp_path / "e"), NOW, platforms=(name,), workers=1), lambda _d, _a: None
        ).findings
        for name in ("apple", "psp1", "youtube")
    }

    assert {name: [each.code for each in found] for name, found in chosen.items()} == {
        "apple": [],
        "psp1": ["EP27"],
        "youtube": [],
    }


def test_an_mp3_that_is_partly_no_sound(tmp_path: Path) -> None:
    """A tenth of bytes that belong to no frame is damage; a little of them is a gap."""
    whole = (AUDIO / "speech-mono-cbr64.mp3").read_bytes()
    middle = len(whole) // 2
    for share, expected in ((0.0, []), (0.02, [Level.WARNING]), (0.2, [Level.ERROR])):
        folder = tmp_path / str(share)
        lay_over_base("# 001.md\naudio: audio/a.mp3\n", folder)
        (folder / "audio").mkdir()
        junk = b"\x00" * int(len(whole) * share)
        (folder / "audio" / "a.mp3").write_bytes(whole[:middle] + junk + whole[middle:])

        found = check_show_folder(Options(str(folder), NOW, locked=True), lambda *_: None).findings
        codes = [*("AU16" for _ in expected), "TG01"]  # the file bears no tags
        assert [each.code for each in found] == codes
        assert [each.level for each in found if each.code == "AU16"] == expected


def test_what_a_photo_tells_is_found_in_portraits_too(tmp_path: Path) -> None:
    """The position of a camera in a guest's portrait is as public as that in a cover."""
    lay_over_base("# 001.md\nguests: [{name: Grace Hopper, image: g.jpg}]\n", tmp_path)
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (9, 9)).save(tmp_path / "g.jpg", exif=exif)

    assert found_codes(tmp_path) == ["AR12"]


@given(numbers=st.lists(st.integers(0, 12), unique=True, max_size=9))
def test_longest_row_rises_and_none_is_longer(numbers: list[int]) -> None:
    """The row rises, stands in the list in its order, and no longer one does."""
    row = find_longest_row(numbers)
    rising = [
        list(some)
        for length in range(len(numbers) + 1)
        for some in combinations(numbers, length)
        if list(some) == sorted(some)
    ]

    assert row in rising
    assert len(row) == max(map(len, rising))
