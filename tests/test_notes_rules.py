"""What the rules about notes find, leave alone, and make of it."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.markup.leftovers import find_in_html, find_in_markdown, find_in_plain
from feedtool.formats.markup.nesting import find_misnesting, looks_balanced
from feedtool.formats.markup.tags import find_all_tags, find_attributes, find_pictures
from feedtool.formats.mojibake import find_broken
from feedtool.formats.placeholders import find_placeholder
from feedtool.model.episode import Episode, SponsorMention
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.person import Link, Sponsor
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.attributes import styled_tag
from feedtool.rules.notes.balance import unbalanced_tag
from feedtool.rules.notes.characters import broken_characters
from feedtool.rules.notes.leftovers import leftover_markdown
from feedtool.rules.notes.links import dead_link
from feedtool.rules.notes.lost import lost_tag
from feedtool.rules.notes.opening import empty_opening
from feedtool.rules.notes.tags import forbidden_tag

SHOW = Show(title="Compiler Talk", link="https://compilertalk.example/show/")

PICTURE = "https://a.example/1.jpg"


def episode(notes: str, *, is_html: bool = False) -> Episode:
    """Make an episode of its notes."""
    return Episode(notes=notes, notes_format="html" if is_html else "markdown")


def item(description: str, notes: str = "") -> Item:
    """Make an item of its texts."""
    return Item(
        "1.md", "1", "T", "g", False, None, None, description, notes, None, None, None, None,  # noqa: FBT003
        (), (), (), (),
    )  # fmt: skip


def mend(notes: str, problems: Iterable[Problem]) -> str:
    """Make the repairs of some notes, one finding after the other, as `--fix` does."""
    for problem in problems:
        for edit in problem.edits:
            assert isinstance(edit, Replace)
            assert edit.within is not None
            assert notes[edit.within.start : edit.within.end] == edit.old
            notes = notes[: edit.within.start] + edit.new + notes[edit.within.end :]
    return notes


def places(notes: str, problems: Iterable[Problem]) -> list[str]:
    """Return the words that problems point at."""
    spans = [problem.within for problem in problems]
    return [notes[span.start : span.end] for span in spans if span]


@pytest.mark.parametrize(
    ("notes", "pointed", "mended"),
    [
        (f"![A desk]({PICTURE}) é", [f"![A desk]({PICTURE})"], f"[A desk]({PICTURE}) é"),
        (f"é ![]({PICTURE})", [f"![]({PICTURE})"], f"é <{PICTURE}>"),
        (f"[![A desk](1.jpg)]({PICTURE})", ["![A desk](1.jpg)"], f"[A desk]({PICTURE})"),
        ("![A desk](1.jpg)", ["![A desk](1.jpg)"], "![A desk](1.jpg)"),
        ("<u>One</u> and <u>two</u>", ["<u>"], "One and two"),
        ("10<sup>2</sup>", ["<sup>"], "10<sup>2</sup>"),
        ("<table><tr><td>a</td></tr></table>", ["<table>"], "<table><tr><td>a</td></tr></table>"),
    ],
)
def test_lost_tags_of_markdown(notes: str, pointed: list[str], mended: str) -> None:
    """Each kind is named once, where it first stands; what loses words is left to the author."""
    problems = list(lost_tag(episode(notes), Roster()))

    assert places(notes, problems) == pointed
    assert mend(notes, problems) == mended


@pytest.mark.parametrize(
    "notes",
    [
        "## Head\n\n> quote\n\n`<u>`\n\n```\n<table>\n```\n\n~~gone~~ &lt;u&gt;",
        "a\n\n    <img>\n\n---\n\n1. one\n2. two\n\na <b>c</b> 5 <6 <https://a.example> i<u",
        "`![x](y)` wow! [x](https://a.example)",
    ],
)
def test_markdown_of_its_own_loses_nothing(notes: str) -> None:
    """Headings, quotations and code read well without tags too."""
    assert list(lost_tag(episode(notes), Roster())) == []


def test_only_a_loss_counts_in_html() -> None:
    """Apps drop these tags and keep the text."""
    notes = "<div><span class='x'>a</span> <u>b</u><br><h3>c</h3><small>d</small></div>"
    more = notes + "<img src='x'>"

    assert list(lost_tag(episode(notes, is_html=True), Roster())) == []
    assert places(more, lost_tag(episode(more, is_html=True), Roster())) == ["<img src='x'>"]


@pytest.mark.parametrize(
    ("notes", "mended"),
    [
        ("a<script>x < 1</script>b", "ab"),
        ("<STYLE>p {}</STYLE>a", "a"),
        ('<link rel="x">a<meta y>', "a"),
        ('<iframe src="https://a.example/1"></iframe>!', "<https://a.example/1>!"),
        ("<iframe src='/1'></iframe>", "<iframe src='/1'></iframe>"),
        ("<form>a</form>", "<form>a</form>"),
    ],
)
def test_forbidden_tags_are_mended(notes: str, mended: str) -> None:
    """Code goes, a player becomes a link; a form is left to the author."""
    problems = list(forbidden_tag(episode(notes), Roster()))

    assert problems
    assert mend(notes, reversed(problems)) == mended


def test_styling_is_taken_out() -> None:
    """All attributes of a kind go in one repair; links and lists keep theirs."""
    notes = (
        "<p STYLE = 'a>b'\n class=x onClick=go()>é<font color=red size=\"2\">b</font> "
        "<a href='https://a.example/?style=1' title=\"on a day\">style=</a></p>"
    )

    problems = list(styled_tag(episode(notes, is_html=True), Roster()))

    assert places(notes, problems) == ["STYLE = 'a>b'", "onClick=go()", "color=red", 'size="2"']
    assert mend(notes, reversed(problems)) == (
        "<p\n class=x>é<font>b</font> "
        "<a href='https://a.example/?style=1' title=\"on a day\">style=</a></p>"
    )


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("/notes/1", "https://compilertalk.example/notes/1"),
        ("notes/1", "https://compilertalk.example/show/notes/1"),
        ("www.site.example/x", "https://www.site.example/x"),
        ("“https://site.example/x”", "https://site.example/x"),
        ("//site.example/x", "https://site.example/x"),
        ("site.example", "site.example"),
        ("#part", "#part"),
        ("javascript:go", "javascript:go"),
    ],
)
def test_dead_links_are_completed(url: str, whole: str) -> None:
    """As a browser on the show's page would; what may be a host is left alone."""
    notes = f"é [a]({url})"

    assert mend(notes, dead_link(episode(notes), Roster(), SHOW)) == f"é [a]({whole})"


@pytest.mark.parametrize("scheme", ["http", "HTTP"])
def test_plain_links_are_a_warning(scheme: str) -> None:
    """Whatever the case of their letters; the repair makes them secure."""
    notes = f"é [a]({scheme}://b.example/A)"
    problems = list(dead_link(episode(notes), Roster(), SHOW))

    assert [problem.level for problem in problems] == [Level.WARNING]
    assert mend(notes, problems) == "é [a](https://b.example/A)"


def test_plain_addresses_of_fields_are_links_of_the_notes() -> None:
    """`links` and `sponsors` become links of the notes; a known sponsor's is named at the show."""
    url = "http://plugboard.example"
    known = {"plugboard": Sponsor(name="Plugboard", link=url)}
    show, roster = Show(sponsors=known), Roster(sponsors=known)
    record = Episode(
        links=(Link(title="a", url="HTTP://a.example"), Link(title="b", url="https://b.example")),
        sponsors=(SponsorMention(name="Plugboard", link=url), SponsorMention(name="C", link=url)),
    )

    of_episode = list(dead_link(record, Roster(), SHOW))
    assert [problem.at for problem in of_episode] == [
        ("links", 0, "url"),
        ("sponsors", 0, "link"),
        ("sponsors", 1, "link"),
    ]
    assert {problem.level for problem in of_episode} == {Level.WARNING}
    assert of_episode[0].edits == (
        Replace(("links", 0, "url"), "HTTP://a.example", "https://a.example"),
    )
    assert [problem.at for problem in dead_link(record, roster, SHOW)] == [("links", 0, "url")]
    assert [problem.at for problem in dead_link(show, roster, show)] == [
        ("sponsors", "plugboard", "link")
    ]


@pytest.mark.parametrize(
    ("notes", "words", "mended"),
    [
        ("<b><i>x</b></i>", "tag <i> is not closed before </b>", "<b><i>x</i></b>"),
        ("<p>a<b>c</p>d", "tag <b> is not closed before </p>", "<p>a<b>c</b></p>d"),
        ("a</b>", "tag </b> closes nothing", "a"),
        ("<a href='x'>y\n", "tag <a> is not closed before the end", "<a href='x'>y</a>\n"),
        ("<p>a</p><p class='x'>&nbsp;</p>", "the paragraph is empty", "<p>a</p>"),
    ],
)
def test_unbalanced_html_is_mended(notes: str, words: str, mended: str) -> None:
    """The smallest change makes it balanced."""
    problems = list(unbalanced_tag(episode(notes, is_html=True), Roster()))

    assert [problem.message for problem in problems] == [f"notes: {words}"]
    assert mend(notes, problems) == mended


@pytest.mark.parametrize(
    "notes",
    [
        "<p>a<p>b<ul><li>c<li>d</ul>",
        "<P>a<BR>b<br/></p><hr><img src='>'>",
        "<!-- <b> --><dl><dt>a<dd>b</dl><table><tr><td>c</table>",
        "<p>5 < 6 &lt;b> <p><br></p>",
    ],
)
def test_ends_that_html_lets_be_left_out(notes: str) -> None:
    """Nobody need close a paragraph or a list's item."""
    assert list(unbalanced_tag(episode(notes, is_html=True), Roster())) == []


def test_markdown_is_judged_by_the_tags_it_keeps() -> None:
    """Of tags that are taken out, another rule speaks."""
    assert list(unbalanced_tag(episode("a <div> `<b>` <https://a.example>"), Roster())) == []
    assert list(unbalanced_tag(episode("a <em>b"), Roster()))


PIECES = st.sampled_from(
    ["<b>", "</b>", "<i x='>'>", "</i>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<br>", "</br>",
     "<img/>", "a", " ", "é\n", " < ", "<!-- x -->"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_tags_can_be_balanced(text: str) -> None:
    """After the repair nothing is left to mend; the quick look never misses a fault."""
    faults = find_misnesting(text, find_all_tags(text, is_markdown=False))
    if looks_balanced(text):
        assert not faults
    changes = sorted((c for fault in faults for c in fault.changes), key=lambda c: -c[0].start)
    for span, new in changes:
        text = text[: span.start] + new + text[span.end :]
    assert find_misnesting(text, find_all_tags(text, is_markdown=False)) == []


SHOWN = [
    ("** bold** x", "** bold**"),
    ("**Guest:**Ada", "**Guest:**"),
    ("は**「重要」**な", "**「重要」**"),
    ("[x] (https://a.example)", "[x] (https://a.example)"),
    ("[x](https://a.example/one two)", "[x](https://a.example/one two)"),
    ("| a | b |\n|---|:-:|\n| 1 | 2 |", "|---|:-:|"),
    ("<div>\n**x**\n</div>", "**x**"),
    ("said so[^1]", "[^1]"),
    ("\n\n## News {#news-of-may}\n\n- one", "{#news-of-may}"),
    ('[a](https://a.example){:target="_blank"}, b', '{:target="_blank"}'),
    ("A word of warning.\n{: .note}", "{: .note}"),
]
NOT_SHOWN = [
    "**bold** *x* [a](https://a.example) [a](https://a.example 'a title') [b][c]\n\n## Head\n\n[c]: https://b.example",
    "`**x**` <code>**y**</code>\n\n```\n**z**\n```\n\n    [a] (https://a.example)",
    "5 * 3 ** 2, f**k this s**t, **kwargs and **options; a \\*\\*b\\*\\*",
    "C# #tag snake_case __init__ [00:10] (intro) [laughs] --- | ___",
    "It gives {:ok, value} or {:error, why}, `{#id}`, {#if x}, {.5} and a smile {:-)}",
    "** spoiler **, п**дец и х**ня, what the **** is **** here",
]


@pytest.mark.parametrize(("text", "words"), SHOWN)
def test_markdown_that_fails_is_found(text: str, words: str) -> None:
    """It is found where it is typed."""
    left = find_in_markdown(f"é {text}" if text[0] not in "|<" else text)

    assert [each.words for each in left] == [words]


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_markdown_that_works_is_not_found(text: str) -> None:
    """Stars and brackets that mean something else are no Markdown."""
    assert find_in_markdown(text) == []


@pytest.mark.parametrize("text", NOT_SHOWN[2:])
def test_plain_words_are_no_markdown(text: str) -> None:
    """The same holds for plain texts and HTML."""
    assert find_in_plain(text) == []
    assert find_in_html(f"<p>{text}</p><code>**x**</code><a title='**x**'>y</a>") == []


@given(st.text(alphabet="*_[]({#|-`~<>}/\\ab é\n:.!1「", max_size=60))
def test_any_text_can_hold_leftovers(text: str) -> None:
    """Whatever is written, nothing is raised and every place is exact."""
    for find in (find_in_plain, find_in_html, find_in_markdown):
        for left in find(text):
            assert text[left.span.start : left.span.end] == left.words or find is not find_in_plain
    find_pictures(text)
    find_attributes(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One {% include player.html %} two", "{% include player.html %}"),
        ("One {{< youtube abc >}} two", "{{< youtube abc >}}"),
        ("50 {% of 100 %, `{% raw %}` and {one}", None),
    ],
)
def test_what_a_site_would_have_filled_in_is_found(text: str, found: str | None) -> None:
    """Tags of templates mean nothing in a feed."""
    span = find_placeholder(text)

    assert (text[span.start : span.end] if span else None) == found


def test_attributes_are_deleted() -> None:
    """They say nothing to readers: what stands before them stays."""
    notes = '## News {#news}\n\n[a](https://a.example){:target="_blank"} **b**\n'
    problems = list(leftover_markdown(item("", notes), episode(notes), Roster()))

    assert problems[0].message.endswith(
        "are shown as they were typed, for Markdown has no attributes"
    )
    assert mend(notes, problems) == "## News \n\n[a](https://a.example) **b**\n"


def misread(text: str) -> str:
    """Read UTF-8 as browsers read Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


BROKEN = [
    "café – naïve", "it’s “here”…", "São Paulo, Müller", "Привет, мир", "中文播客", "שלום עולם",
    "😀 party", "Łódź", "30 °C", "½ £", "你好", "Ελληνικά", "日本語のポッドキャスト",
]  # fmt: skip
SOUND = [
    "NÃO É SÓ ISSO: “MANHÔ, IRMÃ… MAÇÃ’s — AMANHÃ\xa0!",
    "Ça va ? À «\xa0la\xa0» fenêtre, château privé\xa0», été\xa0: âgé…",
    "ĐÃ ĐẾN LÚC: “Ã”, chữ Â, Đà Nẵng, cây cầu, “â”",
    "Ä, Ö und Ü: „Ä…hm“, Ärger; Å’s, RÅ™, 100 Å², Å–en",
    "Í dag: ðað, þÞ; Ø–Ø, ×2, ±3, ñ¡Olé!",
    "Î – România: Â, Ă; îi dă „pâine”",
    "Привет — «мир»… Ёж", "中文播客：“你好”……", "ツ、『東京』", "naïve café — it’s “fine”…",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_misread_texts_are_read_again(text: str) -> None:
    """The repair gives back what was written, misread once or twice."""
    for broken in (misread(text), misread(misread(text))):
        problems = list(broken_characters(episode(broken), Roster()))

        assert len(problems) == 1
        assert problems[0].is_unsafe
        assert mend(broken, problems) == text


@pytest.mark.parametrize("text", SOUND)
def test_languages_keep_their_letters(text: str) -> None:
    """What a language writes is not broken, whatever stands beside it."""
    assert find_broken(text) == []


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        ("Èíòåðâüþ ñ Àäîé", ["Интервью с Адой"]),
        ("Âûïóñê 12: Ãîñòü, Èâàí", ["Выпуск", "Гость, Иван"]),
        ("äöüß, ÄÖÜäöüß and ÆØÅæøå", []),
        ("Äääääh, ÖÖÖÖÖ!", []),
        ("çà et là, où déjà", []),
    ],
)
def test_cyrillic_read_as_western_is_found(text: str, rights: list[str]) -> None:
    """Lists of umlauts and drawn-out cries are let alone."""
    assert [broken.right for broken in find_broken(text)] == rights


@given(st.text(max_size=40))
def test_any_text_can_be_read_again(text: str) -> None:
    """Whatever is written, nothing is raised and every place is exact."""
    for broken in find_broken(text + misread(text.encode("utf-8", "ignore").decode())):
        assert broken.words
        assert not re.search("[\ud800-\udfff]", broken.right)


def test_lost_character_is_named() -> None:
    """Nobody but the author knows which one it was."""
    problems = list(broken_characters(episode("na\ufffdve"), Roster()))

    assert places("na\ufffdve", problems) == ["\ufffd"]
    assert problems[0].edits == ()


def opening(description: str, show: Show = SHOW) -> list[str]:
    """Say what is found at the beginning of a description."""
    return [
        problem.message for problem in empty_opening(episode(description), item(description), show)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Welcome to Compiler Talk!",
        "<p>Hello and <b>x</b>",
        "Herzlich willkommen zur neuen Folge",
        "<p><strong>Welcome back to the show</strong>",
        "This episode is sponsored by Plugboard.",
        "Hey everyone, today we talk.",
    ],
)
def test_greetings_are_found_at_the_start_alone(text: str) -> None:
    """They take the room of what the episode is about."""
    assert bool(opening(text)) is ("Hello and" not in text)
    assert opening(f"Grace Hopper on words. {text}") == []


def test_names_that_greet_are_no_greetings() -> None:
    """A show may be called so, and a subject too."""
    assert opening("Welcome to Night Vale is a town", Show(title="Welcome to Night Vale")) == []
    assert opening("Welcome to 2015! We look back.") == []
