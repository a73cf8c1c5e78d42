"""The grammar of speakers' labels: what is one, what never is, and what needs to come back."""

import pytest

from feedtool.formats.transcript.labels.known import make_known
from feedtool.formats.transcript.labels.mark import Kind
from feedtool.formats.transcript.labels.names import Classifier
from feedtool.formats.transcript.read import read_transcript
from feedtool.model.transcript import Form, Transcript

TALK = (
    "Ada Lovelace: One.\n\nGrace Hopper: Two.\n\nAda Lovelace: Three.\n\n{}\n\n"
    "Grace Hopper: Five.\n"
)
LINE = "Ada Lovelace: One. Grace Hopper: Two. Ada Lovelace: Three. {} Grace Hopper: Five."


def speakers(text: str, *known: str) -> list[str]:
    """List who speaks, turn by turn."""
    return [turn.speaker for turn in read_transcript(text, "a.txt", known).turns]


def kind_of(name: str, *known: str) -> Kind:
    """Say what the words before a colon are."""
    return Classifier(make_known(known)).kind_of(name)


FALSE_FRIENDS = [
    "Note: this is no speaker.",
    "NOTE: nor is this.",
    "Question: who speaks?",
    "http://example.org/a:b is one.",
    "https: is a scheme.",
    "PS: I forgot.",
    "P.S.: I forgot.",
    "12:30 is lunch.",
    "12: the number of the episode.",
    "He said: go on.",
    "And he said: go on.",
    "Here's the thing: we count.",
    "The Thing: it counts.",
    "So Then: we go.",
    "That's It: we are done.",
    "Part 2: the engine.",
    "March 4, 2024: we met.",
    "Monday, March 4: we met.",
    "Chapter Two: the engine.",
    "Step 1: count.",
    "Episode 12: the engine.",
    "Tip: write it down.",
    "Warning: it is hot.",
    "Links: below.",
    "C++: a language.",
    "a lower case word: no.",
    "what about this: no.",
    "Six Words Are Too Many Here: no.",
    "This name has far more letters than any label has, surely: no.",
    "Murphy’s Machine Learning: A View.",
    "TensorFlow: only once.",
    "Really?: maybe.",
    ": nothing before it.",
    "*: a sign.",
    "«»: signs.",
]


@pytest.mark.parametrize("words", FALSE_FRIENDS)
def test_false_friends_are_no_labels_on_lines(words: str) -> None:
    """They belong to what is said above them."""
    text = TALK.format(words)

    assert speakers(text) == ["Ada Lovelace", "Grace Hopper", "Ada Lovelace", "Grace Hopper"]
    assert words.replace("  ", " ") in read_transcript(text).turns[2].text


@pytest.mark.parametrize("words", FALSE_FRIENDS)
def test_false_friends_are_no_labels_inside_a_line(words: str) -> None:
    """Nor in a text that lost its line breaks."""
    text = LINE.format(words)

    assert speakers(text) == ["Ada Lovelace", "Grace Hopper", "Ada Lovelace", "Grace Hopper"]


@pytest.mark.parametrize(
    "label",
    [
        "Alan Turing",
        "Dr. Turing",
        "Alan M. Turing",
        "Alan Mathison de Turing",
        "ALAN TURING",
        "Jean-Luc O’Brien",
        "d'Alembert le Rond",
        "Željko Šarić",
        "Алан Тьюринг",
        "Άλαν Τούρινγκ",
        "Speaker 3",
        "SPEAKER_03",
        "Guest 2",
        "Unknown Speaker",
        "Alan Turing (Host)",
        "Alan Turing, PhD",
        "Alan & Grace",
        "Alan and Grace",
    ],
)
def test_a_full_name_once_is_a_label(label: str) -> None:
    """Where it stands as the labels of the file stand."""
    expected = ["Ada Lovelace", "Grace Hopper", "Ada Lovelace", label, "Grace Hopper"]

    assert speakers(TALK.format(f"{label}: Four.")) == expected
    if "," not in label and "(" not in label:
        assert speakers(LINE.format(f"{label}: Four.")) == expected


@pytest.mark.parametrize(
    "label", ["Alan", "SB", "Q", "אלן", "艾伦", "Host", "Ana Maria Luisa Gómez Pérez"]
)
def test_a_single_word_must_come_back(label: str) -> None:
    """Once it may be any word; twice it is a label."""
    once = TALK.format(f"{label}: Four.")
    twice = TALK.format(f"{label}: Four.\n\nAda Lovelace: More.\n\n{label}: Again.")

    assert label not in speakers(once)
    assert speakers(twice).count(label) == 2


@pytest.mark.parametrize("label", ["Alan", "alan turing", "TURING", "bell hooks", "deadmau5"])
def test_a_known_name_needs_nothing_else(label: str) -> None:
    """Not capitals, not two words, not a second time."""
    known = ("Alan Turing", "bell hooks", "deadmau5")

    assert label in speakers(TALK.format(f"{label}: Four."), *known)


def test_a_known_name_in_a_sentence_is_no_label() -> None:
    """Words that lead to a name make it a part of the sentence."""
    text = LINE.format("I asked Alan Turing: where? I was with Dr. Alan Turing: he knew.")

    assert "Alan Turing" not in speakers(text, "Alan Turing")


def test_initials_before_a_name_are_of_the_sentence_above() -> None:
    """`So am I. Ada Lovelace:` names Ada, not I. Ada Lovelace; a title belongs to the name."""
    text = (
        "Ada Lovelace: Hello. Dr. Charles Babbage: I am well. Ada Lovelace: So am I. "
        "Dr. Charles Babbage: Plan B. Ada Lovelace: Fine, he said, Dr. Charles Babbage: Yes."
    )

    assert speakers(text) == ["Ada Lovelace", "Dr. Charles Babbage"] * 3


def test_the_wrong_label_of_an_endless_line_has_its_exact_place() -> None:
    """A name that stands once among sixty others is found, sign by sign."""
    pairs = "Dr. Ada Lovelace: I see; yes. Charles Babbage: And then? " * 30
    text = f" {pairs}Grace Hopper: I would not know. Charles Babbage: Right. Dr. Ada Lovelace: No."
    transcript = read_transcript(text, "a.txt")
    strange = [turn for turn in transcript.turns if turn.speaker == "Grace Hopper"]

    assert len(transcript.turns) == 63
    assert len(strange) == 1
    label, span = strange[0].label, strange[0].span
    assert label is not None
    assert text[label.start : label.end] == "Grace Hopper"
    assert label.start == text.index("Grace Hopper")
    assert text[span.start : span.end] == "I would not know."
    assert strange[0].text == "I would not know."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada: Hello.\nGrace: Hi.", ["Ada", "Grace"]),
        ("Ada Lovelace: Only one label, at the top.\n\nAnd a paragraph.", ["Ada Lovelace"]),
        ("Kubernetes: only one word, at the top.\n\nAnd a paragraph.", [""]),
        ("Ada Lovelace: One. Grace Hopper: Two.", ["Ada Lovelace", "Grace Hopper"]),
        ("Q: Why? A: So. Q: Why not? A: No. Q: Sure? A: Yes.", ["Q", "A"] * 3),
        ("**Ada:** Hi.\n\n**Music:** \\[01:00\\]\n\n**Ada:** Bye.", ["Ada", "", "Ada"]),
        (
            "rebecca:\nHi.\ndanah:\nHi.\nrebecca:\nOh.\ndanah:\nYes.\nrebecca:\nBye.\ndanah:\nBye.",
            ["rebecca", "danah"] * 3,
        ),
        ("No colon here at all.", [""]),
        ("Ada Lovelace:", ["Ada Lovelace"]),
        ("Ada Lovelace: \n\nGrace Hopper: Hi.", ["Ada Lovelace", "Grace Hopper"]),
        (
            "Ada Lovelace (10:32 AM): Hi.\nGrace Hopper (10:33 AM): Hi.",
            ["Ada Lovelace", "Grace Hopper"],
        ),
    ],
)
def test_short_texts(text: str, expected: list[str]) -> None:
    """A few lines are enough to see how a file writes its labels."""
    assert speakers(text) == expected


ONCE = {
    "in bold": ("**Ada:** {}\n\n**Grace:** {}\n\n", "**Alan:** {}\n\n", "Alan"),
    "in capitals": ("ADA: {}\n\nGRACE: {}\n\n", "ALAN: {}\n\n", "ALAN"),
    "on lines of their own": ("Ada:\n{}\n\nGrace:\n{}\n\n", "Alan:\n{}\n\n", "Alan"),
    "answers not in bold": (
        "**ADA LOVELACE: {}**\n\nGRACE HOPPER: {}\n\n",
        "ALAN KAY: {}\n\n",
        "ALAN KAY",
    ),
    "questions as tags": (
        "<b>ADA LOVELACE: {}</b>\n\nGRACE HOPPER: {}\n\n",
        "<b>ALAN KAY: {}</b>\n\n",
        "ALAN KAY",
    ),
    "a first name that is a particle": (
        "Ada Lovelace: {}\n\nGrace Hopper: {}\n\n",
        "Ben Kay: {}\n\n",
        "Ben Kay",
    ),
}


@pytest.mark.parametrize("way", ONCE)
def test_a_label_that_stands_once_among_others_like_it(way: str) -> None:
    """A wrong name stands once as a rule: how the others are written tells that it is a label."""
    pair, strange, name = ONCE[way]
    text = (pair * 3 + strange + pair * 2).format(*["We talked of it."] * 11)
    found = speakers(text)

    assert found.index(name) == 6
    assert len(found) == 11


@pytest.mark.parametrize(
    "text",
    [
        "**Model:** large\n\n" + "**Ada:** Hi.\n\n**Grace:** Hi.\n\n" * 3,
        "Ada: Hi.\n\nGrace: Hi.\n\n" * 3 + "Ada: So.\n\nRight: that is it.\n\nGrace: Hi.",
        "## Chapters\n\n00:10 Compilers\n\n" + "Ada Lovelace 01:00\nHi.\n\nGrace: Hi.\n\n" * 3,
    ],
    ids=["above the first label", "as sentences are written", "a chapter"],
)
def test_what_stands_once_and_is_no_label(text: str) -> None:
    """Facts of the file, sentences and chapters name nobody."""
    assert {"Model", "Right", "Compilers"}.isdisjoint(speakers(text))


def test_a_time_of_the_day_is_no_time_of_the_episode() -> None:
    """Chat programs say when something was said, not where in the recording."""
    transcript = read_transcript("Ada Lovelace 10:32 AM\nHi.\n\nGrace Hopper 10:33 AM\nHi.\n")

    assert [(turn.speaker, turn.start) for turn in transcript.turns] == [
        ("Ada Lovelace", None),
        ("Grace Hopper", None),
    ]


def test_text_that_looks_like_a_title_is_not_a_label_in_wrapped_text() -> None:
    """Where labels follow empty lines, a line inside a paragraph needs more to be one."""
    text = TALK.format("Grace Hopper: We talked about\nMachine Learning: it is new.")

    assert "Machine Learning" not in speakers(text)


def test_captions_are_cut_anywhere() -> None:
    """A name at the beginning of a cue is a label only where a sentence may begin."""
    cue = "00:0{}.000 --> 00:0{}.900\n{}\n\n"
    words = ["Ada Lovelace: I like", "Machine Learning: it is", "new.", "Grace Hopper: Yes."]
    text = "WEBVTT\n\n" + "".join(cue.format(i, i, line) for i, line in enumerate(words))

    assert speakers(text) == ["Ada Lovelace", "Grace Hopper"]


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """List who says what."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_an_unlabelled_cue_goes_on_or_is_nobodys() -> None:
    """It goes on where only beginnings are labelled; where every cue is, it is nobody's."""
    cue = "00:0{}.000 --> 00:0{}.900\n{}\n\n"
    beginnings = ["<v Ada>One", "two.", "<v Grace>Three", "four."]
    every = ["<v Ada>One", "<v Ada>two.", "(music)", "<v Grace>Three"]
    texts = [
        "WEBVTT\n\n" + "".join(cue.format(i, i, line) for i, line in enumerate(lines))
        for lines in (beginnings, every)
    ]

    assert said(read_transcript(texts[0])) == [("Ada", "One two."), ("Grace", "Three four.")]
    assert said(read_transcript(texts[1])) == [
        ("Ada", "One two."),
        ("", "(music)"),
        ("Grace", "Three"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ada Lovelace", Kind.NAME),
        ("Ada", Kind.WORD),
        ("Prof. Lovelace", Kind.NAME),
        ("St. John", Kind.NAME),
        ("Ok. Then", Kind.NEVER),
        ("So Yeon Park", Kind.DOUBTFUL),
        ("ada", Kind.LOWER),
        ("ada lovelace", Kind.NEVER),
        ("Speaker A", Kind.ROLE),
        ("Unidentified Person #1", Kind.ROLE),
        ("Commercial", Kind.SECTION),
        ("Theme Music", Kind.SECTION),
        ("Ada; Grace", Kind.NEVER),
        ("", Kind.NEVER),
        ("...", Kind.NEVER),
        ("SR", Kind.WORD),
    ],
)
def test_kinds_of_words(name: str, kind: Kind) -> None:
    """What words are is told from the words alone."""
    assert kind_of(name) is kind


def test_known_names_fold_case_accents_and_titles() -> None:
    """An alias, a first or a last name is known too; another title is no other person."""
    known = make_known(["Dr. Željko Šarić", "The Computist"])

    assert all(map(known.has, ["zeljko saric", "Prof. Željko Šarić", "Željko", "SARIC"]))
    assert known.has("the computist")
    assert not known.has("Saric Zeljko Jr")
    assert not make_known([]).has("Ada")


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("WEBVTT\n", "a.txt", Form.VTT),
        ("\ufeffWEBVTT\n", "", Form.VTT),
        ("webvtt\n", "", Form.VTT),
        ("00:01.000 --> 00:02.000\nx", "", Form.VTT),
        ("00:00:01,000 --> 00:00:02,000\nx", "", Form.SRT),
        ("1\n00:00:01,000 --> 00:00:02,000\nx", "", Form.SRT),
        ("1\r\n00:00:01.000 --> 00:00:02.000\r\nx", "", Form.SRT),
        ("1\n00:00:01.000 --> 00:00:02.000\nx", "a.vtt", Form.VTT),
        ("00:00:01.000 --> 00:00:02.000\nx", "a.srt", Form.SRT),
        ('{"version": "1.0.0"}', "a.txt", Form.JSON),
        (' [{"start": 0}]', "", Form.JSON),
        ("[00:00:03] Ada: Hi", "", Form.TEXT),
        ("[Music]", "a.json", Form.TEXT),
        ("<cite>Ada:</cite>", "a.txt", Form.HTML),
        ("<!DOCTYPE html>", "", Form.HTML),
        ("<3 is a heart", "", Form.TEXT),
        ("Hello <b>you</b>", "a.html", Form.HTML),
        ("Ada: Hi", "a.vtt", Form.TEXT),
        ("1\n00:00:zz --> 00:00:02\n", "a.srt", Form.SRT),
        ("", "a.vtt", Form.TEXT),
    ],
)
def test_the_form_follows_from_the_content_then_from_the_name(
    text: str, name: str, form: Form
) -> None:
    """A wrong extension does not make captions a plain text."""
    transcript = read_transcript(text, name)

    assert transcript.form is form


CUE = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{{{n}}}" for n in range(8)) + "\n"


def test_brackets_name_who_speaks_where_people_are_declared() -> None:
    """Also somebody who is not of the episode, if each cue has such a label."""
    who = ("Ada Lovelace", "Grace Hopper", "Alan Turing", *("Ada Lovelace", "Grace Hopper") * 3)
    text = CUE.format(*(f"[{name}] and so on" for name in who))

    assert speakers(text, "Ada Lovelace", "Grace Hopper") == list(who[:8])


@pytest.mark.parametrize("known", [(), ("Ada Lovelace", "Grace Hopper")])
@pytest.mark.parametrize(
    "text",
    [
        CUE.format(*("[Crowd Cheering] oh", "[Phone Ringing] hm") * 4),
        CUE.format(*("[MUSIC]", "[LAUGHTER] oh") * 4),
        "**Ada Lovelace** is the host.\n**Grace Hopper** is the guest.\n\nThey talk.\n",
        "Ada Lovelace\nGrace Hopper\n\nThey talk of this and that.\n",
        "[Ada Lovelace](https://a.test) wrote it.\n\n[Grace Hopper](https://b.test) too.\n\n" * 3,
        "".join(f"**Step {n}** Count.\n\n" for n in range(8)),
        "They talk.\n\nAda Lovelace – the host\nGrace Hopper – the guest\n",
        "Ada Lovelace – the first of them – wrote it.\n\nNobody else did.\n\n" * 3,
        "Well – yes.\n\nSo – no.\n\n" * 4,
    ],
)
def test_bold_and_brackets_that_name_nobody(text: str, known: tuple[str, ...]) -> None:
    """Sounds, a cast, links and headings begin lines, too."""
    assert {*speakers(text, *known)} == {""}


@pytest.mark.parametrize("dash", ["-", "–", "—"])
@pytest.mark.parametrize("name", ["{}", "**{}**"])
def test_a_dash_stands_for_the_colon_where_two_names_come_back(name: str, dash: str) -> None:
    """It is no part of what is said, where it stands in the middle of a sentence it is."""
    who = ("Ada Lovelace", "Grace Hopper") * 3
    text = "".join(f"{name.format(each)} {dash} Well {dash} yes.\n\n" for each in who)

    assert said(read_transcript(text)) == [(each, f"Well {dash} yes.") for each in who]


@pytest.mark.parametrize("stamp", ["[[{}]({})]", "([{}]({}))", "[{}]({})"])
def test_a_time_may_be_a_link_in_brackets(stamp: str) -> None:
    """It leads to its place in the recording, and is no part of what is said."""
    times = ("00:00:05", "0:15", "01:02:03")
    stamps = [stamp.format(time, "https://video.test/w?v=a&t=5") for time in times]
    text = "".join(f"{each} Ada Lovelace: Yes.\n\n" for each in stamps)
    turns = read_transcript(text).turns

    assert [(turn.start, turn.speaker, turn.text) for turn in turns] == [
        (seconds, "Ada Lovelace", "Yes.") for seconds in (5, 15, 3723)
    ]


def test_a_declared_name_is_a_label_in_lower_case_too() -> None:
    """On lines of its own, and in the middle of one endless line."""
    turns = ["Ada Lovelace: One.", "grace hopper: Two.", "Ada Lovelace: Three."]

    for text in ("\n".join(turns), " ".join(turns)):
        assert speakers(text, "Ada Lovelace", "Grace Hopper")[1] == "grace hopper"
