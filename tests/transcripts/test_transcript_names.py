"""Names as people write them in labels, and promises as people speak them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.formats.promises import find_promises, list_promises
from feedtool.formats.speakers import Fit, Voice, match_label
from feedtool.formats.transcript.read import read_transcript
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.pipeline.transcript_check import check_transcripts

NOW = datetime(2024, 6, 1, tzinfo=UTC)
NAMES = (
    "Sebastian Raschka",
    "Sammy Davis, Jr.",
    "Иван Петров",
    "Nagy Katalin",
    "田中花子",
    "김민수",
    "Мария",
)
LABELS = {
    "Raschka, Sebastian": (Fit.SPELLING, "Sebastian Raschka"),
    "Raschka, Dr. Sebastian": (Fit.SPELLING, "Sebastian Raschka"),
    "Raschka, S.": (Fit.SHORT, "Sebastian Raschka"),
    "Dr. Sebastian Raschka, PhD": (Fit.EXACT, "Sebastian Raschka"),
    "Sebastian Raschka, Ph.D.": (Fit.EXACT, "Sebastian Raschka"),
    "Raschka Sebastian": (Fit.SPELLING, "Sebastian Raschka"),
    "Sebastian (laughing)": (Fit.SHORT, "Sebastian Raschka"),
    "Мария [смеётся]": (Fit.EXACT, "Мария"),
    "(laughing)": (Fit.STRANGE, ""),
    "Sammy Davis Jr": (Fit.SPELLING, "Sammy Davis, Jr."),
    "Davis, Sammy": (Fit.SHORT, "Sammy Davis, Jr."),
    "Петров Иван": (Fit.SPELLING, "Иван Петров"),
    "Katalin Nagy": (Fit.SPELLING, "Nagy Katalin"),
    "田中": (Fit.SHORT, "田中花子"),
    "花子": (Fit.SHORT, "田中花子"),
    "田中さん": (Fit.SHORT, "田中花子"),
    "민수": (Fit.SHORT, "김민수"),
    "山田": (Fit.STRANGE, ""),
    "中花": (Fit.STRANGE, ""),
    "Мар": (Fit.STRANGE, ""),
    "Grace, Ada": (Fit.STRANGE, ""),
    "PhD": (Fit.STRANGE, ""),
}


@pytest.mark.parametrize(("label", "match"), LABELS.items())
def test_a_label_means_somebody(label: str, match: tuple[Fit, str]) -> None:
    """Surnames first, degrees and titles are ways to write a name, and no strangers."""
    found = match_label(label, [Voice(name) for name in NAMES])

    assert (found.fit, found.name) == match


def test_a_longer_name_is_not_called_short(tmp_path: Path) -> None:
    """What the message says of a label is true."""
    file = tmp_path / "talk.txt"
    file.write_text("Ada K. Lovelace: Hello there.\n\nGrace: Thank you so much.\n\n" * 3)
    found = check_transcripts([file], ["Ada Lovelace", "Grace Hopper"])
    said = [each.message for each in found if each.code == "TR18"]

    assert len(said) == 2
    assert "'Ada K. Lovelace' is a longer form of 'Ada Lovelace'" in said[0]
    assert "'Grace' is short for 'Grace Hopper'" in said[1]


@pytest.mark.parametrize("label", ["Dr. John Backus", "Backus, John", "John Backus, PhD"])
def test_a_guest_of_another_episode_is_known_with_a_title(label: str, tmp_path: Path) -> None:
    """The episode whose guest it is gets named, however the label writes the name."""
    talk = f"Ada Lovelace: Hello, Grace.\n\nGrace Hopper: Hello.\n\n{label}: Well, yes.\n\n"
    block = "# 001.md\ntranscript: talk.txt\n# talk.txt\n" + talk * 2
    lay_over_base(block, tmp_path / "episodes")
    found = check_show_folder(
        Options(str(tmp_path / "episodes"), NOW), lambda _d, _a: None
    ).findings
    codes = {each.code: each.others for each in found if each.location.path.endswith("talk.txt")}

    assert codes["TR17"][0].endswith("002.md")
    assert "TR16" not in codes


def test_a_first_name_of_two_guests_is_neither(tmp_path: Path) -> None:
    """Nobody can tell who speaks, and nobody is said to be silent; with whole names all is well."""
    file = tmp_path / "talk.txt"
    talk = "Ann Li: Welcome, both.\n\n{}: Thanks.\n\nAnn Li: Great.\n\n{}: Yes.\n"
    people = ["Ann Li", "Sam Fox", "Sam Lee"]
    file.write_text(talk.format("Sam", "Sam"))
    found = [(each.code, each.message) for each in check_transcripts([file], people)]
    file.write_text(talk.format("Sam Fox", "Sam Lee"))

    assert found == [("TR18", "speaker 'Sam' may be 'Sam Fox' or 'Sam Lee'")]
    assert check_transcripts([file], people) == []


PROMISED = [
    "Your paper is linked in the description.",
    "I'll link to that in the show notes.",
    "We'll leave the links down below.",
    "Den Link findet ihr in der Episodenbeschreibung.",
    "Le lien est dans la description.",
    "O link está na descrição.",
]
PUT = [
    "You can look it up, or we'll drop those in the show notes.",
    "All that we made today is in the show notes.",
    "There is a video: we can put that in the show notes.",
    "I'll make a list, and you can put that in the description.",
    "Das Buch findet ihr in den Shownotes.",
    "In den Shownotes steht, wo es das gibt.",
    "Je vous mets tout ça dans la description.",
    "Os dejo el libro en la descripción del episodio.",
    "As fontes estão na descrição do episódio.",
]
SPOKEN = [
    "The description of the algorithm links two ideas.",
    "The job description did not match, and it is linked to stress.",
    "I'll link up with you later.",
    "I'm going to link this back to what you said earlier.",
    "We will link these two topics together.",
    "No worries: I'll link it in the meantime.",
    "I'll link that in the chat for anybody who is here.",
    "The URL of your feed goes into the description field of the form.",
    "The timestamps are in the show notes.",
    "Nobody reads the show notes.",
    "You find it in the description of the job.",
    "He left that in the description of the algorithm.",
    "Das findet ihr in der Stellenbeschreibung.",
    "El problema lo encontraréis en la descripción del puesto.",
]


@pytest.mark.parametrize(
    ("text", "count"), [(t, 1) for t in PROMISED + PUT] + [(t, 0) for t in SPOKEN]
)
def test_a_promise_is_told_from_other_links(text: str, count: int) -> None:
    """A link for listeners is one; ideas that are linked are none."""
    assert len(find_promises(text)) == count


@pytest.mark.parametrize("text", PUT)
def test_what_is_put_in_the_notes_need_be_no_link(text: str) -> None:
    """Where the notes hold links, one of them may well be what was meant."""
    assert find_promises(text, names_link=True) == []


@pytest.mark.parametrize(("links", "codes"), [("", ["PE10"]), ("[a](https://a.example/)", [])])
def test_one_link_is_enough_for_what_is_put_in_the_notes(
    links: str, codes: list[str], tmp_path: Path
) -> None:
    """Two such sentences are no two links."""
    talk = "Ada Lovelace: Hi, Grace Hopper.\n\nGrace Hopper: Hi. I'll drop it in the show notes.\n"
    talk += "\nAda Lovelace: You can put that in the description, too.\n"
    lay_over_base(
        "# 001.md\naudio: {url: 'https://feeds.compilertalk.example/1.mp3', length: 9,"
        " dynamic: true}\ntranscript: t.txt\n---\n"
        f"Grace Hopper tells how it was. {links}\n# t.txt\n{talk}",
        tmp_path,
    )
    found = check_show_folder(Options(str(tmp_path), NOW), lambda _d, _a: None).findings

    assert [each.code for each in found if each.code == "PE10"] == codes * 2


@pytest.mark.parametrize("words", [1, 2, 3, 5])
def test_a_promise_is_found_across_captions(words: int) -> None:
    """Captions end in the middle of sentences, as those of a single word do; places are theirs."""
    spoken = "We talk. Your paper is linked in the show notes of today. Thanks!".split()
    bodies = [" ".join(spoken[n : n + words]) for n in range(0, len(spoken), words)]
    segments = [
        {"startTime": n, "endTime": n + 0.5, "speaker": "Ada", "body": body}
        for n, body in enumerate(bodies)
    ]
    captions = "".join(
        f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n:02},500\n{body}\n\n"
        for n, body in enumerate(bodies)
    )
    whole = {"text": " ".join(spoken), "version": "1.0.0", "segments": segments}
    for text, name in ((json.dumps(whole), "a.json"), (captions, "a.srt")):
        transcript = read_transcript(text.encode(), name)
        promises = list_promises(transcript)

        assert [said.split() for _, said in promises] == [["linked", "in", "the", "show", "notes"]]
        assert transcript.text[promises[0][0].start :].startswith("linked")
