"""Rules about people over the whole show: what is one person, and what is a pattern of the show."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import lay_over_base

from feedtool.formats.geo import judge_geo
from feedtool.formats.names import may_name
from feedtool.formats.spelling import accents_agree, fold_person, is_slip, is_variant, slip_keys
from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def find(tmp_path: Path, block: str, code: str) -> list[str]:
    """Check the base show with a block laid over it; say where one rule speaks."""
    folder = tmp_path / "episodes"
    lay_over_base(block, folder)
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True, workers=1)
    outcome = check_show_folder(options, lambda _done, _all: None)
    found = [finding for finding in outcome.findings if finding.code == code]
    return [f"{each.location.path.rpartition('/')[2]}: {each.message}" for each in found]


def talks(*episodes: tuple[str, str]) -> str:
    """Write records from 003 on, each with its guests and its summary."""
    return "".join(
        f"# {number:03}.md\ntitle: Talk {number}\nguid: talk-{number}\n"
        f"published: 2024-02-{number:02} 09:00\nepisode: {number}\nguests: [{guests}]\n"
        f'summary: "{summary}"\n'
        "audio: {url: 'https://feeds.compilertalk.example/%03d.mp3', length: 9, duration: 9}\n"
        % number
        for number, (guests, summary) in enumerate(episodes, 3)
    )


ONE_PERSON = {
    "case": "grace hopper",
    "accent put in": "Grace Höpper",
    "honorific": "Prof. Grace Hopper",
    "slip beside a page": '{name: Grace Hoper, link: "http://www.hopper.example/"}',
    "middle name beside a page": '{name: Grace B. Hopper, link: "https://hopper.example"}',
}
TWO_PEOPLE = {
    "slip without evidence": "Grace Hoper",
    "other page": '{name: grace hopper, link: "https://grace.example"}',
    "other surname": "Grace Hooper-Smith",
    "one word": "Grace",
    "same words in a longer name": "Grace Hopper Murray",
}


@pytest.mark.parametrize("name", ONE_PERSON.values(), ids=ONE_PERSON)
def test_one_person_in_two_spellings_is_found(tmp_path: Path, name: str) -> None:
    """What cannot be another person is named at the later record."""
    found = find(tmp_path, talks((name, "A talk.")), "PE07")

    assert len(found) == 1
    assert found[0].startswith("003.md: ")
    assert found[0].endswith("is spelt 'Grace Hopper' in 001.md")


@pytest.mark.parametrize("name", TWO_PEOPLE.values(), ids=TWO_PEOPLE)
def test_two_people_stay_two(tmp_path: Path, name: str) -> None:
    """What may be another person is left alone."""
    assert find(tmp_path, talks((name, "A talk.")), "PE07") == []


def test_slip_counts_beside_a_frequent_spelling(tmp_path: Path) -> None:
    """The host's own spelling, and one that comes twice as often, are right."""
    block = talks(
        ("Katherine Johnson", "A."),
        ("Katherine Johnson", "B."),
        ("Kathreine Johnson", "C."),
        ("Ada Lovlace", "D."),
    )

    found = find(tmp_path, block, "PE07")

    assert [each.partition(":")[0] for each in found] == ["005.md", "006.md"]
    assert found[1].endswith("is spelt 'Ada Lovelace' in show.yaml")


def test_two_names_in_one_episode_are_two_people(tmp_path: Path) -> None:
    """Nobody talks to the same person twice at once; but to one's sibling."""
    block = talks(("Sebastian Raschka, Sebastian Rashka", "A."), ("Sebastian Raschka", "B."))

    assert find(tmp_path, block, "PE07") == []


def test_person_listed_twice_is_found(tmp_path: Path) -> None:
    """The same name in the same role is a slip; in two roles it is two jobs."""
    block = (
        "# 001.md\nguests: [Grace Hopper, grace  hopper]\n"
        "credits: [{name: Al, role: Editor}, {name: Al, role: Researcher}]\n"
    )

    assert find(tmp_path, block, "PE07") == [
        "001.md: guests.1: 'grace  hopper' stands twice as guest"
    ]


def test_a_person_of_the_show_stands_there_once(tmp_path: Path) -> None:
    """The same name in the same role is named, whatever it is called; another role is another."""
    block = (
        "# show.yaml\npeople: {ada: {name: Ada Lovelace}}\nhosts: [ada, ADA LOVELACE]\n"
        "credits: [{name: Al, role: Editor}, {name: Al, role: Researcher}]\n"
    )

    assert find(tmp_path, block, "PE07") == [
        "show.yaml: hosts.1: 'Ada Lovelace' stands twice as host"
    ]


def test_person_of_two_keys_is_no_wrong_guest(tmp_path: Path) -> None:
    """Under `same_as` one human answers to both names, in feeds and in words."""
    people = (
        "# show.yaml\npeople:\n  grace: {name: Grace Hopper}\n  murray: {name: Grace Murray%s}\n"
    )
    words = "Grace Hopper on how a moth got into the log book, and why programs are words."
    block = people + f'# 002.md\nguests: [murray]\nsummary: "{words}"\n'

    assert len(find(tmp_path / "two", block % "", "PE09")) == 1
    assert find(tmp_path / "one", block % ", same_as: grace", "PE09") == []
    assert find(tmp_path / "one", block % ", same_as: grace", "PE08") == []


@pytest.mark.parametrize(
    ("grace", "murray", "brewster"),
    [
        ("", ", same_as: grace", ", same_as: murray"),
        (", same_as: murray", ", same_as: brewster", ", same_as: grace"),
        (", same_as: nobody", ", same_as: brewster", ", same_as: nobody"),
    ],
)
def test_keys_of_one_human_may_name_each_other(
    grace: str, murray: str, brewster: str, tmp_path: Path
) -> None:
    """In a chain, in a circle, or by a key that nobody has."""
    block = (
        f"# show.yaml\npeople:\n  grace: {{name: Grace Hopper{grace}}}\n"
        f"  murray: {{name: Grace Murray{murray}}}\n"
        f"  brewster: {{name: Grace Brewster{brewster}}}\n"
        "# 002.md\nguests: [brewster]\n"
        "summary: Grace Hopper on how a moth got into the log book, and why programs are words.\n"
    )

    assert find(tmp_path, block, "PE09") == []


def test_places_for_comments_need_an_order(tmp_path: Path) -> None:
    """Of two without a priority nobody knows which is shown first; one alone is the last."""
    post = "{protocol: activitypub, uri: 'https://social.example/%s'%s}"
    both = f"[{post % (1, '')}, {post % (2, '')}, {post % (3, ', priority: 1')}]"
    one = f"[{post % (1, '')}, {post % (2, ', priority: 1')}]"

    assert find(tmp_path / "both", f"# 001.md\nsocial_interact: {both}\n", "PE16") == [
        "001.md: social_interact.1 has no priority, and is not the only one"
    ]
    assert find(tmp_path / "one", f"# 001.md\nsocial_interact: {one}\n", "PE16") == []


def test_registered_names_are_two_on_purpose(tmp_path: Path) -> None:
    """The registry knows whom it means, and its spelling is right."""
    block = (
        "# show.yaml\npeople:\n  ann: {name: Annemarie Jensen}\n  anne: {name: Anne-Marie Jensen}\n"
        "  annem: {name: Annemmarie Jensen}\n"
    ) + talks(("ann", "A."), ("anne", "B."), ("annem", "C."))

    assert find(tmp_path, block, "PE07") == []


def test_spellings_of_ten_thousand_guests_are_compared_at_once() -> None:
    """Two names that differ by a slip share a key."""
    pairs = (("sebastian raschka", "sebastian rashka"), ("katherine j", "kathreine j"))
    for left, right in pairs:
        keys = set(slip_keys(tuple(left.split())))
        assert not keys.isdisjoint(slip_keys(tuple(right.split())))


@pytest.mark.parametrize(
    ("left", "right", "is_one"),
    [
        ("Sebastian Raschka", "Sebastian Rashka", True),
        ("Emmanuel Macron", "Emanuel Macron", True),
        ("Jon Peterson", "John Peterson", False),
        ("Daniel Larsen", "Daniela Larsen", False),
        ("Daniel Larsen", "Daniel Larson", False),
        ("Christina Maier", "Christine Maier", False),
        ("Maria Hernandez", "Mario Hernandez", False),
        ("Marta Silva", "Maria Silva", False),
    ],
)
def test_slips_are_told_from_other_names(left: str, right: str, is_one: bool) -> None:  # noqa: FBT001 - a case
    """A letter left out inside a long word is a slip; other letters and endings are names."""
    assert is_slip(fold_person(left), fold_person(right)) is is_one


def test_siblings_with_one_page_are_two() -> None:
    """A page shared by a family says nothing where first names end otherwise."""
    assert not is_variant(fold_person("Daniel Larsen"), fold_person("Daniela Larsen"))
    assert not is_variant(fold_person("Mario Rossi"), fold_person("Maria Rossi"))
    assert is_variant(fold_person("Sebastian Raschka"), fold_person("Sebastian Raschke"))


def test_accents_tell_vietnamese_names_apart() -> None:
    """An accent may be forgotten, but not changed."""
    assert accents_agree("Nguyễn Văn Hùng", "Nguyen Van Hung")
    assert not accents_agree("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")
    assert accents_agree("Dr. José Garcia", "Jose García")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_names_can_be_compared(left: str, right: str) -> None:
    """Whatever is written, nothing is raised."""
    accents_agree(left, right)
    one, other = fold_person(left), fold_person(right)
    if one and other and one != other:
        assert is_slip(one, other) is is_slip(other, one)
        is_variant(one, other)
    may_name(left, right)


NAMED = [
    ("Мы говорим с Иваном Петровым", "Иван Петров"),
    ("Ein Gespräch mit Frau Dr. Kováčová", "Jana Kováč"),
    ("山田さんと話す", "山田太郎"),
    ("김민수 님과의 대화", "김민수"),
    ("Иван Петров рассказывает", "Ivan Petrov"),
    ("Paul ERDŐS and his numbers", "Pál Erdös"),
    ("Bo Li sings", "Bo Li"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_guest_is_named_in_any_language(text: str, name: str) -> None:
    """Case endings, other scripts and scripts without spaces raise no alarm."""
    assert may_name(text, name)


@pytest.mark.parametrize(("text", "name"), [("programs", "Grace Hopper"), ("a boli", "Bo Li")])
def test_parts_of_other_words_name_nobody(text: str, name: str) -> None:
    """A name is a word of its own."""
    assert not may_name(text, name)


SILENT = {
    "panel": "guests: [A Bell, C Dell, E Fell, G Hell]\n",
    "bonus": "episode_type: bonus\n",
    "draft": "draft: true\n",
    "alias": "guests: [{name: Grace Hopper, aliases: [Moth]}]\n",
    "nobody": "guests: []\n",
}


@pytest.mark.parametrize("fields", SILENT.values(), ids=SILENT)
def test_nobody_need_be_named(tmp_path: Path, fields: str) -> None:
    """Panels, extras, drafts and known nicknames are no fault."""
    block = f"# 001.md\ntitle: Words\nsummary: A moth, and a compiler.\n{fields}---\nMore.\n"

    assert find(tmp_path, block, "PE08") == []


def test_guest_named_too_late_is_found(tmp_path: Path) -> None:
    """Tags do not count, the words that are shown do."""
    block = "# 001.md\ntitle: Words\nsummary: null\n---\n%s*Grace Hopper*\n"

    assert find(tmp_path / "late", block % ("word " * 100), "PE08")
    assert find(tmp_path / "soon", block % ("**word** " * 90), "PE08") == []


INTRO = "%s on how a moth got into the log book, and why programs should be written in words."
OTHER = "%s on wiring a machine by hand, and on the women who were not in the picture."


def test_copied_introduction_is_found_once(tmp_path: Path) -> None:
    """Only the name was changed."""
    block = talks(
        ("Jean Bartik", OTHER % "Jean Bartik"),
        ("Kay McNulty", INTRO % "Kay McNulty"),
        ("Fran Allen", INTRO % "Fran Allen"),
    )

    found = find(tmp_path, block, "PE11")

    assert len(found) == 1
    assert found[0].startswith("005.md: summary says of Fran Allen what ")
    assert found[0].endswith("004.md says of another guest")


PATTERN = "In this episode of Compiler Talk, Ada talks with %s about %s and what comes after it."
PATTERNS = {
    "a pattern with subjects": (
        ("Kay McNulty", PATTERN % ("Kay McNulty", "ballistics")),
        ("Fran Allen", PATTERN % ("Fran Allen", "optimisers")),
        ("Jean Bartik", OTHER % "Jean Bartik"),
    ),
    "a pattern of the whole show": (
        ("Kay McNulty", PATTERN % ("Kay McNulty", "it")),
        ("Fran Allen", PATTERN % ("Fran Allen", "it")),
        ("Jean Bartik", PATTERN % ("Jean Bartik", "it")),
    ),
    "a rerun": (
        ("Kay McNulty", INTRO % "Kay McNulty"),
        ("Kay McNulty", "Rebroadcast: " + INTRO % "Kay McNulty"),
        ("Jean Bartik", OTHER % "Jean Bartik"),
    ),
    "a talk in two parts with one guest more": (
        ("Kay McNulty", INTRO % "Kay McNulty"),
        ("Kay McNulty, Fran Allen", INTRO % "Kay McNulty"),
        ("Jean Bartik", OTHER % "Jean Bartik"),
    ),
    "too short to tell": (
        ("Kay McNulty", "Kay McNulty on writing programs together."),
        ("Fran Allen", "Fran Allen on writing programs together."),
        ("Jean Bartik", OTHER % "Jean Bartik"),
    ),
}


@pytest.mark.parametrize("episodes", PATTERNS.values(), ids=PATTERNS)
def test_patterns_are_no_copies(tmp_path: Path, episodes: tuple[tuple[str, str], ...]) -> None:
    """What the show always says, and what is said again on purpose, is left alone."""
    assert find(tmp_path, talks(*episodes), "PE11") == []


@pytest.mark.parametrize(
    "text",
    ["geo:30.2672,-97.7431", "geo:-27,153.3", "geo:37.7,-122.3,250;u=350", "GEO:1,2;crs=Mars-2031"],
)
def test_points_on_the_map_are_read(text: str) -> None:
    """Height, uncertainty and other planets are allowed (RFC 5870)."""
    assert judge_geo(text) == ""


@pytest.mark.parametrize(
    "text", ["30.2672,-97.7431", "geo:91,0", "geo:0,181", "geo:1", "geo:" + "9" * 99]
)
def test_points_off_the_map_are_not(text: str) -> None:
    """Degrees end at 90 and 180."""
    assert judge_geo(text)


NO_ONE_NAME = {
    "comma": ("Ada Lovelace, Mary Allen", "of 2 people"),
    "and": ("Ada Lovelace and Mary Allen", "of 2 people"),
    "three": ("Ada Lovelace, Mary Allen & Kay McNulty", "of 3 people"),
    "German": ("Ada Lovelace und Mary Allen", "of 2 people"),
    "word processor": ("“Ada Lovelace”", "in quotation marks"),
    "apostrophes": ("‘Ada Lovelace’", "in quotation marks"),
}


def test_two_people_in_one_name_are_no_slips_of_it(tmp_path: Path) -> None:
    """What is to be parted must not be written over the labels of a transcript that are right."""
    talk = "Ada Lovelace: Hello.\n\nMary Allen: Hello.\n\nKay McNulty: Hello.\n"
    block = f"# 001.md\nguests: Mary Allen and Kay McNulty\ntranscript: a.txt\n# a.txt\n{talk}"

    assert len(find(tmp_path / "a", block, "PE01")) == 1
    assert find(tmp_path / "b", block, "TR18") == []
    assert find(tmp_path / "c", block, "TR16") == []


ONE_NAME = (
    "Martin Luther King, Jr.",
    "Otto von und zu Guttenberg",
    "José Ortega y Gasset",
    "Penn and Teller",
    "'Weird Al' Yankovic",
    "Flann O'Brien",
    "Grace Hopper, Ph. D.",
    "Ada Lovelace, Chair of Mathematics",
    "Nick Cave and The Bad Seeds",
    "李明",
)


@pytest.mark.parametrize(("name", "words"), NO_ONE_NAME.values(), ids=NO_ONE_NAME)
def test_entry_that_is_no_one_name_is_found(tmp_path: Path, name: str, words: str) -> None:
    """Apps look people up by name: behind two names, or quotes, they find nobody."""
    (found,) = find(tmp_path, talks((f'"{name}"', f"{name} talks.")), "PE01")

    assert words in found


@pytest.mark.parametrize("name", ONE_NAME)
def test_long_names_of_one_person_stay(tmp_path: Path, name: str) -> None:
    """Suffixes, particles and names of duos are no second person."""
    assert find(tmp_path, talks((f'"{name}"', f"{name} talks.")), "PE01") == []
