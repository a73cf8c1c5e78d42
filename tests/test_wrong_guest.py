"""PE09 finds what was left over from a copied record, and lets past guests be spoken of."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
AUDIO = 'audio: {url: "https://feeds.compilertalk.example/%s", length: 100, duration: 900}\n'

LEFT_OVER = {
    "summary of the other episode": (
        "summary: Grace Hopper on how a moth got into the log book, and why words matter.\n",
        ["summary"],
    ),
    "title of the other episode": ("title: Grace Hopper and the first compiler\n", ["title"]),
    "notes that begin as the other's summary": (
        "summary: null\n---\n*Grace Hopper* on how a moth got into the log book.\n",
        ["notes"],
    ),
    "title and summary of a guest the notes do not know": (
        "title: Grace Hopper on ships\nsummary: The navy years of Grace Hopper.\n---\nShips.\n",
        ["summary", "title"],
    ),
    "audio file of the other": (AUDIO % "002-grace-hopper.mp3", ["the audio file's name"]),
}
SPOKEN_OF = {
    "named beside the own guest": "summary: John Backus answers Grace Hopper.\n",
    "own guest by surname": "title: Grace Hopper and Backus disagree\n",
    "a subject, with the guest in the notes": "title: Was Grace Hopper right?\n",
    "a look back": "summary: Last week Grace Hopper told how a moth got into the log book.\n",
    "part of a longer word": "title: Grace Hopperson\n",
    "common words in small letters": "title: A grace hopper\n",
    "declared as well": "title: Grace Hopper returns\nguests: [John Backus, Grace Hopper]\n",
    "declared with a title": "title: Grace Hopper returns\nguests: [Admiral Grace M. Hopper]\n",
    "one of the family": "title: Grace Hopper, my aunt\nguests: [Vincent Hopper]\n",
    "credited": "title: Grace Hopper hosts\ncredits:\n  - {name: Grace Hopper, role: Narrator}\n",
    "no guest at all": "title: Grace Hopper and the first compiler\nguests: []\n",
    "audio after the subject": "title: What Hopper meant\n" + AUDIO % "grace-hopper.mp3",
}


def found(tmp_path: Path, block: str) -> list[str]:
    """List what the rule names in a show, by the first words of its messages."""
    lay_over_base(block, tmp_path / "episodes")
    options = Options(str(tmp_path / "episodes"), NOW, locked=True)
    outcome = check_show_folder(options, lambda _done, _all: None)
    findings = [each for each in outcome.findings if each.code == "PE09"]
    assert all(each.location.path.endswith("002.md") for each in findings)
    return sorted(each.message.partition(" names ")[0] for each in findings)


@pytest.mark.parametrize("case", LEFT_OVER)
def test_left_over_is_found(case: str, tmp_path: Path) -> None:
    """What another episode's record says is named where it stands."""
    block, places = LEFT_OVER[case]

    assert found(tmp_path, f"# 002.md\n{block}") == places


@pytest.mark.parametrize("case", SPOKEN_OF)
def test_past_guest_may_be_spoken_of(case: str, tmp_path: Path) -> None:
    """A name alone proves nothing."""
    assert found(tmp_path, f"# 002.md\n{SPOKEN_OF[case]}") == []


def test_person_whom_many_episodes_name_is_a_fixture(tmp_path: Path) -> None:
    """The same words in three episodes of other guests are a habit of the show, not a slip."""
    summary = "summary: Grace Hopper presents talks on machines and the people behind them.\n"
    blocks = [f"# 00{n}.md\ntitle: T{n}\nguests: [Guest Number{n}]\n{summary}" for n in (2, 3, 4)]

    assert found(tmp_path, f"# 001.md\n{summary}" + "".join(blocks)) == []


def test_host_and_namesake_of_the_show_are_no_wrong_guests(tmp_path: Path) -> None:
    """A host who once was a guest stays a host."""
    hosts = "# show.yaml\nhosts: [Ada Lovelace, Grace Hopper]\n"
    block = f"{hosts}# 002.md\ntitle: Grace Hopper and the first compiler\n"

    assert found(tmp_path, block) == []
