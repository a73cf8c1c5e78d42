"""Words under a wrong name: what is planted in a good show is found, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rule_examples import lay_over_base
from test_shows import NOW

from feedtool.pipeline.run import Options, check_show_folder
from feedtool.pipeline.transcript_check import check_transcripts

HOST, FIRST, SECOND = "Ada Lovelace", "Grace Hopper", "John Backus"
TALK = {
    FIRST: ("compilers", "moths", "ships", "clocks", "letters", "teachers", "harbours"),
    SECOND: ("formulas", "punched cards", "trains", "chess", "gardens", "radio", "mountains"),
}


def tell(guest: str) -> str:
    """Write a talk of host and guest, other words in each episode."""
    lines = [
        f"{HOST}: Welcome to the show, {guest.split(maxsplit=1)[0]}. We have a lot to talk about."
    ]
    for word in TALK[guest]:
        lines.append(f"{guest}: What I learnt about {word} took me years, and I would do it again.")
        lines.append(f"{HOST}: Say more of {word}, since our listeners wrote to us about that.")
    return "\n\n".join(lines) + "\n"


def swap(talk: str) -> str:
    """Exchange the labels of host and second guest."""
    return (
        talk.replace(f"{HOST}: ", "@")
        .replace(f"{SECOND}: ", f"{HOST}: ")
        .replace("@", f"{SECOND}: ")
    )


def write_show(folder: Path, first: str, second: str) -> None:
    """Write the base show with a transcript for each of its two episodes."""
    lay_over_base(
        "# 001.md\ntranscript: [t1.txt, 'https://feeds.compilertalk.example/t1.vtt']\n"
        "audio: {url: 'https://feeds.compilertalk.example/1.mp3', length: 9, dynamic: true}\n"
        "# 002.md\ntranscript: [t2.txt, 'https://feeds.compilertalk.example/t2.vtt']\n"
        "audio: {url: 'https://feeds.compilertalk.example/2.mp3', length: 9, dynamic: true}\n"
        f"# t1.txt\n{first}# t2.txt\n{second}",
        folder,
    )


def found(folder: Path) -> list[str]:
    """List findings as `path:line CODE`."""
    findings = check_show_folder(Options(str(folder), NOW), lambda _done, _total: None).findings
    return [f"{Path(f.location.path).name}:{f.location.line} {f.code}" for f in findings]


def test_a_good_show_has_no_findings(tmp_path: Path) -> None:
    """With the right people on every line there is nothing to say."""
    write_show(tmp_path / "show", tell(FIRST), tell(SECOND))

    assert found(tmp_path / "show") == []


Plant = Callable[[str, str], tuple[str, str]]
PLANTED: dict[str, tuple[Plant, list[str]]] = {
    "two files swapped": (
        lambda one, two: (two, one),
        ["t1.txt:3 TR17", "t2.txt:3 TR17"],
    ),
    "one turn renamed to a stranger": (
        lambda one, two: (one.replace(f"{FIRST}: ", "Alan Kay: ", 1), two),
        ["t1.txt:3 TR16"],
    ),
    "one turn renamed to another guest": (
        lambda one, two: (one.replace(f"{FIRST}: ", f"{SECOND}: ", 1), two),
        ["t1.txt:3 TR17"],
    ),
    "a slip in every label": (
        lambda one, two: (one, two.replace(f"{SECOND}: ", "John Bakus: ")),
        ["t2.txt:3 TR18"],
    ),
    "first names": (
        lambda one, two: (one, two.replace(f"{SECOND}: ", "John: ")),
        ["t2.txt:3 TR18"],
    ),
    "capitals": (
        lambda one, two: (one.replace(f"{HOST}: ", "ADA LOVELACE: "), two),
        ["t1.txt:1 TR26"],
    ),
    "numbered voices": (
        lambda one, two: (one, two.replace(f"{SECOND}: ", "Speaker 2: ")),
        ["t2.txt:3 TR16"],
    ),
    "the guest's words under the host's name": (
        lambda one, two: (one.replace(f"{FIRST}: ", f"{HOST}: "), two),
        ["t1.txt:1 TR19"],
    ),
    "labels swapped from the introduction on": (
        lambda one, two: (
            one,
            swap(two.replace("Welcome to the show, John.", "My guest today is John Backus.")),
        ),
        ["t2.txt:1 TR27"],
    ),
    "another guest introduced": (
        lambda one, two: (
            one,
            two.replace("Welcome to the show, John.", "I am talking to Grace Hopper today."),
        ),
        ["t2.txt:1 TR24"],
    ),
    "a guest who is called first": (
        lambda one, two: (one, two.replace("John Backus: What", "John Backus: John, welcome", 1)),
        ["t2.txt:3 TR27"],
    ),
    "a guest who thanks himself": (
        lambda one, two: (one, two.replace("John Backus: What", "John Backus: Thank you, John", 1)),
        ["t2.txt:3 TR27"],
    ),
    "one file twice": (
        lambda one, _: (one, one),
        ["002.md:9 TR23", "t2.txt:3 TR17"],
    ),
}


@pytest.mark.parametrize("plant", PLANTED)
def test_what_is_planted_is_found(plant: str, tmp_path: Path) -> None:
    """Each fault is found at its place, once, and no other is."""
    change, expected = PLANTED[plant]
    write_show(tmp_path / "show", *change(tell(FIRST), tell(SECOND)))

    assert found(tmp_path / "show") == expected


def test_swapped_names_are_found_by_their_numbers(tmp_path: Path) -> None:
    """Each record names the file with the other's number; the labels say so, too."""
    write_show(tmp_path / "show", tell(FIRST), tell(SECOND))
    for name, own, other in (("001.md", "t1", "t2"), ("002.md", "t2", "t1")):
        path = tmp_path / "show" / name
        path.write_text(path.read_text("utf-8").replace(f"{own}.txt", f"{other}.txt"), "utf-8")

    codes = [line.rpartition(" ")[2] for line in found(tmp_path / "show")]
    assert sorted(codes) == ["TR17", "TR17", "TR28", "TR28"]


FRIENDS = {
    "a break and music": "Break: [12:30]\n\nMusic: a tune\n\nMusic: another tune\n\nBreak: [22:30]",
    "two at once": f"{HOST} & {FIRST}: Goodbye, and thank you all for listening to us.",
    "a note": "Note: this is no speaker, and neither is what follows in this line.",
    "a quotation": f"{HOST}: She said: thank you, Ada. And I said: you are welcome.",
    "thanks of somebody else": f"{HOST}: Thank you, Grace, for coming to the show.",
    "another guest as a subject": f"{HOST}: Last week our guest was John Backus; I'm with you now.",
    "her own introduction": f"{FIRST}: I'm Grace Hopper, and I'm talking to you from the harbour.",
    "her own name": f"{FIRST}: I thought: welcome to the club, but Grace Hopper is my name.",
    "an unlabelled end": "This text was read by two people, and their names are above.",
    "a time of day": f"{HOST}: We meet at 12:30, or at 9:15: both are fine with us.",
    "an audience": "Publikum: Ja!\n\nPublikum: Nein!\n\nTous: Oui.\n\nTous: Non.",
    "music in Spanish": "Música: un vals\n\nMúsica: otro vals",
    "an announcer": "Announcer: This show is brought to you by the harbour of Lisbon.",
}


@pytest.mark.parametrize("friend", FRIENDS)
def test_false_friends_are_left_alone(friend: str, tmp_path: Path) -> None:
    """What looks like a wrong name, and is none, brings no finding about a speaker."""
    write_show(tmp_path / "show", f"{tell(FIRST)}\n{FRIENDS[friend]}\n", tell(SECOND))

    speakers = ("TR16", "TR17", "TR18", "TR19", "TR24", "TR26", "TR27")
    assert [line for line in found(tmp_path / "show") if line.endswith(speakers)] == []


@pytest.mark.parametrize("between", ["## Later", "[00:12:30]"])
def test_who_speaks_here_is_not_guessed_from_what_interrupts(between: str, tmp_path: Path) -> None:
    """Of two, neither is likely behind a stranger who stands between them."""
    file = tmp_path / "talk.md"
    talk = "{0}: Hi.\n\n{1}: Hi.\n\n{0}: And?\n\nAlan Kay: I see.\n\n{2}\n\nYes.\n\n{1}: No.\n"
    file.write_text(talk.format(HOST, FIRST, between))
    hints = {each.code: each.hint for each in check_transcripts([file], [HOST, FIRST])}

    assert hints["TR16"].startswith("write who speaks")


def test_a_guest_of_one_word_is_not_introduced_by_any_word(tmp_path: Path) -> None:
    """`I am talking to people` names nobody, whatever guests are called."""
    folder = tmp_path / "show"
    write_show(
        folder, tell(FIRST).replace("We have", "I am talking to people. We have"), tell(SECOND)
    )
    record = folder / "002.md"
    text = record.read_text(encoding="utf-8")
    assert "guests:\n" in text
    record.write_text(text.replace("guests:\n", "guests:\n  - Hal\n"), encoding="utf-8")

    assert [line for line in found(folder) if line.endswith("TR24")] == []


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Host", "names nobody"),
        ("Guest 2", "names nobody"),
        ("Moderatorin", "names nobody"),
        ("Invité", "names nobody"),
        ("Unknown", "names nobody"),
        ("Track 4", "names nobody"),
        ("スピーカー 1", "names nobody"),
        ("Alan Kay", "is not on this episode"),
        ("Thomas Gast", "is not on this episode"),
    ],
)
def test_a_part_in_the_talk_is_no_absent_person(tmp_path: Path, label: str, words: str) -> None:
    """`Host` names nobody; it is not somebody who is on another episode."""
    path = tmp_path / "talk.txt"
    path.write_text(tell(FIRST).replace(HOST, label), encoding="utf-8")
    (message,) = [f.message for f in check_transcripts([path], [HOST, FIRST]) if f.code == "TR16"]
    assert message.startswith(f"speaker {label!r} {words}, ")
