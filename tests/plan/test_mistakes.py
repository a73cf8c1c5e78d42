"""Mistakes of real releases: each gives the right DANGER, in one line, and nothing else does."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from released import EPISODES, Released, build, dangers, release, warnings

from feedtool.model.plan import Allowance, Intent, Kind, Move

CDN = "http://cdn.madebyhand.example/"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What somebody does, the dangers it has, what else is said, and words of the first line.

    `before` is done before the feed goes out; `meant` is what lets the release pass.
    """

    make: Callable[[Released], object]
    dangers: tuple[str, ...]
    words: str = ""
    others: tuple[str, ...] = ()
    before: Callable[[Released], object] | None = None
    meant: Intent | None = None


def allow(*words: str, moves: tuple[Move, ...] = (), new: int = 1) -> Intent:
    """Allow rules, as RL02 or RL02:EPISODE."""
    pairs = (word.partition(":") for word in words)
    allowances = tuple(Allowance(code, episode) for code, _, episode in pairs)
    return Intent(allowances, moves, new)


def move_host(show: Released) -> None:
    """Take the show to a host that gives it GUIDs and addresses of its own."""
    show.change_records(r"^guid: (.*)$", r"guid: host-\1")
    show.change_records(re.escape(CDN), "https://audio.newhost.example/show/")


def number_guids(show: Released) -> None:
    """Let each GUID be the place in the list, newest first."""
    count = len(list(show.folder.glob("*.md")))
    show.change_records(
        r"^guid: .*\n(.*\n)episode: (\d+)$",
        lambda match: f"guid: '{count + 1 - int(match[2])}'\n{match[1]}episode: {match[2]}",
    )


def add_and_number(show: Released) -> None:
    """Add an episode on top of a list whose places are the GUIDs."""
    show.add(EPISODES + 1)
    number_guids(show)


def drop_files(show: Released) -> None:
    """Lose most of the records."""
    for number in range(1, 151):
        (show.folder / f"{number:03}.md").unlink()


MISTAKES = {
    "a host with GUIDs of its own": Mistake(
        move_host,
        ("RL02", "RL04"),
        "200 episodes get other GUIDs: every app takes all 200 for new ones",
        meant=allow("RL02", moves=(Move(CDN, "https://audio.newhost.example/show/"),)),
    ),
    "http to https": Mistake(
        lambda show: show.change_records(CDN, CDN.replace("http:", "https:")),
        ("RL04",),
        "200 audio addresses move from http://cdn.madebyhand.example to https://cdn.",
        meant=allow(moves=(Move(CDN, CDN.replace("http:", "https:")),)),
    ),
    "the place in the list as GUID": Mistake(
        number_guids, ("RL02",), "200 episodes get other GUIDs", meant=allow("RL02")
    ),
    "a new episode moves all places": Mistake(
        add_and_number,
        ("RL02",),
        "200 episodes get other GUIDs",
        before=number_guids,
        meant=allow("RL02"),
    ),
    "one GUID": Mistake(
        lambda show: show.change_record(72, "^guid: .*$", "guid: new"),
        ("RL02",),
        "guid '00000048-52f7-4c1e-9d0a-3b8a7c6d5e4f' becomes 'new'",
        meant=allow("RL02:072"),
    ),
    "one GUID, audio and title": Mistake(
        lambda show: (
            show.change_record(72, "^guid: .*$", "guid: new"),
            show.change_record(72, re.escape(CDN) + ".*$", "https://b.example/72.mp3"),
        ),
        ("RL02", "RL04"),
        "guid '00000048",
        meant=allow("RL02:72", "RL04:072.md"),
    ),
    "a year that was dropped": Mistake(
        lambda show: show.change_record(72, "^published: 2023-", "published: "),
        ("RL03",),
        "date 'Tue, 23 May 2023 09:00:00 +0100' becomes '05-23 09:00'",
    ),
    "a year that slipped": Mistake(
        lambda show: show.change_record(72, "^published: 2023-", "published: 2013-"),
        ("RL03",),
        "date moves by -3,652 days",
        meant=allow("RL03:00000048-52f7-4c1e-9d0a-3b8a7c6d5e4f"),
    ),
    "another time zone": Mistake(
        lambda show: show.change_show("Europe/Dublin", "Europe/Lisbon"), (), ""
    ),
    "local times taken for those of another zone": Mistake(
        lambda show: show.change_show("Europe/Dublin", "Asia/Kolkata"),
        ("RL03", "RL03"),
        "dates move by -4:30 hours",
        meant=allow("RL03"),
    ),
    "records that are gone": Mistake(
        drop_files,
        ("RL01", "RL12"),
        "150 episodes that are out would be missing",
        meant=allow("RL01", "RL12"),
    ),
    "an episode that is a draft again": Mistake(
        lambda show: show.change_record(72, "^episode: 72$", "episode: 72\ndraft: true"),
        ("RL01",),
        "is out and would be missing: its record is a draft",
        meant=allow("RL01:072"),
    ),
    "an episode that is put off": Mistake(
        lambda show: show.change_record(72, "^published: 2023", "published: 2033"),
        ("RL01",),
        "its record is held back until 2033-05-23 09:00",
        meant=allow("RL01:072"),
    ),
    "another podcast:guid": Mistake(
        lambda show: show.change_show("guid: 0a4a9d6e", "guid: 1b4a9d6e"),
        ("RL07",),
        "the show's guid 0a4a9d6e-54a5-5d8a-9f4c-6b6d2e1c7f11 becomes 1b4a9d6e",
        meant=allow("RL07"),
    ),
    "no podcast:guid": Mistake(
        lambda show: show.change_show("guid: 0a4a9d6e-54a5-5d8a-9f4c-6b6d2e1c7f11\n", ""),
        ("RL07",),
        "is lost",
    ),
    "another feed address": Mistake(
        lambda show: show.add_to_show("feed_url: https://madebyhand.example/rss\n"),
        ("RL08",),
        "changes from https://feeds.madebyhand.example/feed.xml to https://madebyhand.example/rss",
        meant=allow("RL08"),
    ),
    "a feed that moves with a word": Mistake(
        lambda show: show.add_to_show(
            "feed_url: https://madebyhand.example/rss\n"
            "new_feed_url: https://madebyhand.example/rss\n"
        ),
        (),
        others=("RL11",),
    ),
    "hidden from Apple": Mistake(
        lambda show: show.add_to_show("block: true\n"), ("RL10",), "Apple takes the show off"
    ),
    "an episode hidden from Apple": Mistake(
        lambda show: show.change_record(72, "^episode: 72$", "episode: 72\nblock: true"), ()
    ),
    "a GUID that claims to be an address": Mistake(
        lambda show: show.change_record(
            72, "^guid: (.*)$", r"guid: {value: \1, is_permalink: true}"
        ),
        (),
    ),
    "a serial show": Mistake(lambda show: show.add_to_show("type: serial\n"), (), others=("RL09",)),
    "complete": Mistake(
        lambda show: show.add_to_show("complete: true\n"), ("RL10",), "apps stop looking"
    ),
    "three new episodes": Mistake(
        lambda show: [show.add(EPISODES + number) for number in (1, 2, 3)],
        ("RL13",),
        "3 new episodes at once, 1 expected",
        meant=allow(new=3),
    ),
    "a new episode below others": Mistake(
        lambda show: show.add(EPISODES + 1, "published: .*", "published: 2025-10-01 09:00"),
        ("RL14",),
        "and 4 more: it is buried below",
        meant=allow("RL14:201"),
    ),
    "the sound of another length": Mistake(
        lambda show: show.change_record(72, r"^  length: \d+$", "  length: 14400000"),
        ("RL05",),
        "the feed that is out, which gives 28,800,072 bytes and not 14,400,000",
        meant=allow("RL05:072"),
    ),
    "everything encoded anew": Mistake(
        lambda show: show.change_records(r"^  length: 28", "  length: 14"),
        ("RL05",),
        "200 audio files are not those that were published under their names",
        meant=allow("RL05"),
    ),
    "pictures on another host": Mistake(
        lambda show: show.change_records(r"https://img\.", "https://pictures."),
        (),
        others=("RL25",),
    ),
    "a statistics prefix": Mistake(
        lambda show: show.add_to_show("enclosure_prefix: https://op3.dev/e/\n"), ()
    ),
    "another title for the show": Mistake(
        lambda show: show.change_show("title: Made by Hand", "title: Made by Foot"),
        (),
        others=("RL09",),
    ),
    "a new episode": Mistake(lambda show: show.add(EPISODES + 1), ()),
    "a new recording under another name": Mistake(
        lambda show: (
            show.change_record(72, r"^  length: \d+$", "  length: 14400000"),
            show.change_record(72, r"072\.mp3$", "072-b.mp3"),
        ),
        (),
    ),
    "notes and titles": Mistake(
        lambda show: show.change_records(r"^title: ", "title: Talking with "), ()
    ),
}


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """Make the show once."""
    return release(tmp_path_factory.mktemp("released"))


@pytest.fixture
def show(pristine: Released, tmp_path: Path) -> Released:
    """Give a copy that a test may change."""
    shutil.copytree(pristine.folder, tmp_path / "episodes")
    shutil.copytree(pristine.feed.parent, tmp_path / "out")
    return Released(tmp_path / "episodes", tmp_path / "out" / "feed.xml")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_its_dangers_and_no_other(name: str, show: Released) -> None:
    """One line each, however many episodes it is about; what is meant passes, and is shown."""
    mistake = MISTAKES[name]
    if mistake.before:
        mistake.before(show)
        build(show)
    mistake.make(show)
    planned, meant = show.plans(Intent(), mistake.meant or Intent())

    assert dangers(planned) == sorted(mistake.dangers)
    assert warnings(planned) == sorted(mistake.others)
    assert planned.plan.is_safe is not bool(mistake.dangers)
    messages = [danger.message for danger in planned.plan.dangers]
    assert not messages or any(mistake.words in message for message in messages), messages
    if mistake.meant:
        assert dangers(meant) == []
        assert not meant.is_stopped
        assert meant.unused == []
        allowed = sorted(danger.code for danger in meant.plan.dangers)
        assert allowed == [code for code in sorted(mistake.dangers) if code != "RL13"]


@pytest.mark.parametrize(
    ("name", "what", "effect"),
    [
        ("another podcast:guid", "the show's GUID", "take it for another show"),
        ("another feed address", "links of the feed", "subscribers stay at the address they have"),
        ("a feed that moves with a word", "new feed address", "lead subscribers to the feed's new"),
        ("hidden from Apple", "block", "directories hide the show"),
        ("an episode hidden from Apple", "block", "Apple hides the episode"),
        ("a GUID that claims to be an address", "isPermaLink", "apps do not notice"),
        ("a serial show", "order", "apps and directories show it"),
    ],
)
def test_words_of_a_change_say_what_comes_of_it(
    name: str, what: str, effect: str, show: Released
) -> None:
    """No change is called unnoticed where a danger says otherwise, and none is without a name."""
    MISTAKES[name].make(show)
    (change,) = show.plan().plan.changes

    assert what in change.what
    assert effect in change.effect


def test_nothing_done_changes_nothing(show: Released) -> None:
    """The same records give the same bytes, and a plan without a line."""
    planned = show.plan()

    assert planned.plan.is_same
    assert planned.plan.changes == ()
    assert planned.judged == []


def test_a_feed_written_another_way_has_no_changes(show: Released) -> None:
    """Quotes, order, prefixes, defaults and ways to say no are no change."""
    text = show.feed.read_text(encoding="utf-8")
    text = text.replace("xmlns:itunes=", "xmlns:i=").replace("<itunes:", "<i:")
    text = text.replace("</itunes:", "</i:").replace("<i:explicit>false", "<i:explicit>no")
    text = re.sub(r"<title>(.*?)</title>(.*?)(?=<enclosure)", r"\2<title>\1</title>", text)
    text = text.replace("<item>", "<item><i:episodeType/><i:subtitle></i:subtitle>")
    show.feed.write_text(text, encoding="utf-8")
    planned = show.plan()

    assert not planned.plan.is_same
    assert planned.plan.changes == ()
    assert [each.finding.code for each in planned.judged] == ["RL17"]


@pytest.mark.parametrize("relation", ["next", "prev-archive"])
def test_the_first_page_of_a_feed_is_not_all_of_it(relation: str, show: Released) -> None:
    """Older episodes that stand on its later pages are not new; a newer one is."""
    text = show.feed.read_text(encoding="utf-8")
    head, *items = text.split("<item>")
    link = f'<atom:link rel="{relation}" href="https://feeds.madebyhand.example/2.xml"/>'
    end = items[-1].partition("</item>")[2]
    show.feed.write_text("<item>".join((head + link, *items[:50])) + end, encoding="utf-8")
    show.add(EPISODES + 1)
    planned = show.plan()

    assert dangers(planned) == []
    assert [each.kind for each in planned.plan.changes if each.guid] == [Kind.NEW]


def test_the_record_says_what_is_meant(show: Released) -> None:
    """`removed:` and `moved:` in show.yaml need no word on the command line."""
    (show.folder / "001.md").unlink()
    show.change_records(CDN, "https://audio.newhost.example/")
    show.add_to_show(
        "removed:\n  - {guid: 00000001-52f7-4c1e-9d0a-3b8a7c6d5e4f, reason: asked for}\n"
        f"moved:\n  - {{old: {CDN!r}, new: 'https://audio.newhost.example/', reason: a new host}}\n"
    )
    planned = show.plan()

    assert not planned.is_stopped
    allowed = [danger.allowed for danger in planned.plan.dangers]
    assert allowed == ["moved: in show.yaml"]
    assert [each.kind for each in planned.plan.changes].count(Kind.REMOVED) == 1


def test_a_declared_move_allows_what_it_describes_alone(show: Released) -> None:
    """An address that goes elsewhere than the others stays a danger."""
    show.change_records(CDN, "https://audio.newhost.example/")
    show.change_record(72, "audio.newhost", "audio.otherhost")
    planned = show.plan(allow(moves=(Move(CDN, "https://audio.newhost.example/"),)))

    open_ones = [danger for danger in planned.plan.dangers if not danger.allowed]
    assert [danger.place.path.rpartition("/")[2] for danger in open_ones] == ["072.md"]


def test_comments_and_settings_allow_for_long(show: Released) -> None:
    """An ignore with a reason counts for release rules as for all others."""
    show.change_record(72, "^guid: .*$", "guid: new  # feedtool: ignore[RL02] It was a mistake.")
    show.change_record(73, "^guid: .*$", "guid: other")
    with (show.folder / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.write('[[ignore]]\ncode = "RL02"\npath = "073.md"\nreason = "Another mistake."\n')
    planned = show.plan()

    assert not planned.is_stopped
    assert sorted(danger.allowed for danger in planned.plan.dangers) == [
        "comment: It was a mistake.",
        "feedtool.toml: Another mistake.",
    ]
