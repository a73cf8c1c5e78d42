"""What repairs rules ask for: exactly these edits, and unsafe ones where meaning may change."""

from pathlib import Path

import pytest
from rule_examples import lay_over_base
from rule_problems import find_problems

from feedtool.model.finding import Add, AnyEdit, Edit, Remove, Rename, Replace
from feedtool.model.place import Span

HOST = "https://compilertalk.example"
MINTED = "359fe46e-8b9f-50cc-b343-eab6b89fb2d4"

SAFE: dict[str, tuple[str, str, list[AnyEdit]]] = {
    # fields and values
    "a slip in a field's name": ("RC02", "# 001.md\nautor: x\n", [Rename(("autor",), "author")]),
    "letters that changed places": (
        "RC02",
        "# 001.md\nepsiode_type: full\n",
        [Rename(("epsiode_type",), "episode_type")],
    ),
    "a field inside another": (
        "RC02",
        "# show.yaml\nowner: {name: A, e-mail: a@b.example}\n",
        [Rename(("owner", "e-mail"), "email")],
    ),
    "a field of a chapter": (
        "RC02",
        "# 001.md\nchapters:\n  - {start: 0, titel: Intro}\n",
        [Rename(("chapters", 0, "titel"), "title")],
    ),
    "the old word for not explicit": (
        "RC03",
        "# 001.md\nexplicit: clean\n",
        [Replace(("explicit",), "clean", "false")],
    ),
    "a number with its sign": (
        "RC03",
        "# 001.md\nepisode: '#12'\n",
        [Replace(("episode", "number"), "#12", "12")],
    ),
    "minutes": ("RC03", "# show.yaml\nttl: 60 min\n", [Replace(("ttl",), "60 min", "60")]),
    "a spoken time": (
        "RC03",
        "# 001.md\nchapters:\n  - {start: 1h 5m 20s, title: End}\n",
        [Replace(("chapters", 0, "start"), "1h 5m 20s", "1:05:20")],
    ),
    # texts
    "an escape that makes a bell": (
        "XM09",
        '# 001.md\nauthor: "A\\aB"\n',
        [Edit(Span(394, 400), '"AB"')],
    ),
    "white space in a label": (
        "XM13",
        '# show.yaml\nfunding: {url: "https://a.example", text: " Support us"}\n',
        [Replace(("funding", "text"), " Support us", "Support us")],
    ),
    "HTML in a name": (
        "XM17",
        "# 001.md\nguests: ['<b>Grace</b> Hopper']\n",
        [Replace(("guests", 0, "name"), "<b>Grace</b> Hopper", "Grace Hopper")],
    ),
    "entities in a summary": (
        "XM21",
        "# 001.md\nsummary: Grace Hopper &amp; John&#39;s &#x1F600;\n",
        [
            Replace(
                ("summary",),
                "Grace Hopper &amp; John&#39;s &#x1F600;",
                "Grace Hopper & John's \U0001f600",
            )
        ],
    ),
    "escaped tags in a summary": (
        "XM21",
        "# 001.md\nsummary: '&lt;p&gt;Grace Hopper&lt;/p&gt;'\n",
        [Replace(("summary",), "&lt;p&gt;Grace Hopper&lt;/p&gt;", "Grace Hopper")],
    ),
    "escapes in the notes": (
        "XM21",
        "# 001.md\n---\nFish &amp;amp; &lt;em&gt;chips&lt;/em&gt;\n",
        [
            Replace(("notes",), "&lt;/em&gt;", "</em>", Span(30, 41)),
            Replace(("notes",), "&lt;em&gt;", "<em>", Span(15, 25)),
            Replace(("notes",), "&amp;amp;", "&amp;", Span(5, 14)),
        ],
    ),
    # elements
    "the case of an element": (
        "XM11",
        "# 001.md\nelements: [{itunes:episodetype: bonus}]\n",
        [Rename(("elements", 0, "itunes:episodetype"), "itunes:episodeType")],
    ),
    "the case of an attribute": (
        "XM11",
        "# 001.md\nelements: [{enclosure: {attributes: {URL: x}}}]\n",
        [Rename(("elements", 0, "enclosure", "attributes", "URL"), "url")],
    ),
    "a namespace that is built in": (
        "XM05",
        "# show.yaml\nnamespaces: {itunes: 'https://www.itunes.com/dtds/podcast-1.0.dtd'}\n",
        [Remove(("namespaces", "itunes"))],
    ),
    "a second vocabulary, behind an entry of two elements": (
        "SH31",
        "# show.yaml\nelements: ['<rating>a</rating><docs>b</docs>', {dc:language: en}]\n",
        [Remove(("elements", 1))],
    ),
    "an old word in an element": (
        "SH11",
        "# show.yaml\nexplicit: null\nelements: [{itunes:explicit: clean}]\n",
        [Replace(("elements", 0, "itunes:explicit"), "clean", "false")],
    ),
    "a word that Apple does not read": (
        "SH19",
        "# show.yaml\nelements: [{docs: x}, {itunes:complete: 'no'}]\n",
        [Remove(("elements", 1))],
    ),
    "the feed's own address, taken out": (
        "SH14",
        "# show.yaml\nelements: [{rating: x}, {atom:link: null}]\n",
        [Remove(("elements", 1))],
    ),
    "the element of a show that is over": (
        "SH19",
        "# show.yaml\nelements: [{itunes:complete: 'true'}]\n",
        [Replace(("elements", 0, "itunes:complete"), "true", "Yes")],
    ),
    "the element of a lock": (
        "SH24",
        (
            "# show.yaml\nlocked: null\nelements: [{podcast:locked: {attributes: {owner: a@b.co}, "
            "text: 'true'}}]\n"
        ),
        [Replace(("elements", 0, "podcast:locked", "text"), "true", "yes")],
    ),
    "the title of the RSS image": (
        "SH26",
        (
            "# show.yaml\nelements: [{image: {elements: [{url: x}, {title: Talk}, "
            f"{{link: '{HOST}/'}}]}}}}]\n"
        ),
        [Replace(("elements", 0, "image", "elements", 1, "title"), "Talk", "Compiler Talk")],
    ),
    "another title": (
        "SH40",
        "# show.yaml\nelements: [{itunes:title: Talk}]\n",
        [Replace(("elements", 0, "itunes:title"), "Talk", "Compiler Talk")],
    ),
    # the show
    "a first guid": ("SH23", "# show.yaml\nguid: null\n", [Add(("guid",), MINTED)]),
    "no time to live": ("SH28", "# show.yaml\nttl: -5\n", [Remove(("ttl",))]),
    "a short day": (
        "SH29",
        "# show.yaml\nskip_days: [Saturday, sun.]\n",
        [Replace(("skip_days", 1), "sun.", "Sunday")],
    ),
    "a day that is there already": (
        "SH29",
        "# show.yaml\nskip_days: [Sunday, sun]\n",
        [Remove(("skip_days", 1))],
    ),
    "an hour that is none": ("SH29", "# show.yaml\nskip_hours: 24\n", [Remove(("skip_hours",))]),
    "name and address turned round": (
        "SH30",
        "# show.yaml\nweb_master: Ada <ada@b.example>\n",
        [Replace(("web_master",), "Ada <ada@b.example>", "ada@b.example (Ada)")],
    ),
    "the owner's address": (
        "SH30",
        "# show.yaml\nweb_master: podcast@compilertalk.example\n",
        [
            Replace(
                ("web_master",),
                "podcast@compilertalk.example",
                "podcast@compilertalk.example (Compiler Talk)",
            )
        ],
    ),
    "keywords parted otherwise": (
        "SH34",
        "# show.yaml\nderive: {itunes:keywords: keywords}\nkeywords: a; b;c\n",
        [Replace(("keywords", 0), "a; b;c", "a, b, c")],
    ),
}

UNSAFE: dict[str, tuple[str, str, list[AnyEdit]]] = {
    "a text cut short": (
        "RC06",
        "# 001.md\nauthor: Ada #2\n",
        [Edit(Span(394, 400), '"Ada #2"')],
    ),
    "a key that is not known": (
        "RC05",
        "# show.yaml\npeople: {grace: {name: Grace Hopper}}\n# 001.md\nguests: [{person: grce}]\n",
        [Replace(("guests", 0, "person"), "grce", "grace")],
    ),
    "a page of the show": (
        "XM18",
        "# 001.md\nlink: /001\n",
        [Replace(("link",), "/001", f"{HOST}/001")],
    ),
    "a file of the show": (
        "XM18",
        "# 001.md\ntranscript: {url: t/001.vtt}\n",
        [
            Replace(
                ("transcript", 0, "url"),
                "t/001.vtt",
                "https://feeds.compilertalk.example/t/001.vtt",
            )
        ],
    ),
    "an address without https": (
        "XM19",
        "# show.yaml\nfunding: http://compilertalk.test/\n",
        [Replace(("funding", 0, "url"), "http://compilertalk.test/", "https://compilertalk.test/")],
    ),
    "an address of a person in show.yaml": (
        "XM20",
        (
            "# show.yaml\npeople: {zuse: {name: Konrad Zuse, link: 'https://b.example/ü'}}\n"
            "# 001.md\nguests: [zuse]\n"
        ),
        [Replace(("people", "zuse", "link"), "https://b.example/ü", "https://b.example/%C3%BC")],
    ),
    "an address copied from HTML": (
        "XM21",
        "# 001.md\nlink: https://b.example/?a=1&amp;b=2\n",
        [Replace(("link",), "https://b.example/?a=1&amp;b=2", "https://b.example/?a=1&b=2")],
    ),
    "elements that say it again": (
        "XM15",
        (
            "# 001.md\nexplicit: false\n"
            "elements: [{itunes:explicit: 'true'}, "
            "'<itunes:explicit>no</itunes:explicit><docs/>']\n"
        ),
        [Remove(("elements", 0))],
    ),
    "a category in small letters": (
        "SH07",
        "# show.yaml\ncategories: [history, arts > Design]\n",
        [
            Replace(("categories", 0), "history", "History"),
            Replace(("categories", 1), "arts > Design", "Arts > Design"),
        ],
    ),
    "a subcategory of another": (
        "SH08",
        "# show.yaml\ncategories: [Technology > Careers]\n",
        [Replace(("categories", 0), "Technology > Careers", "Business > Careers")],
    ),
    "a category of 2018": (
        "SH09",
        "# show.yaml\ncategories: Games & Hobbies > Aviation\n",
        [Replace(("categories", 0), "Games & Hobbies > Aviation", "Leisure > Aviation")],
    ),
    "a copyright with sign and year": (
        "SH18",
        "# show.yaml\ncopyright: © 2019-2024 by Ada, Inc.\n",
        [Replace(("copyright",), "© 2019-2024 by Ada, Inc.", "Ada, Inc.")],
    ),
    "a second address of the feed": (
        "SH14",
        '# show.yaml\nelements: [<docs/>, \'<atom:link rel="self" href="https://a.b/"/>\']\n',
        [Remove(("elements", 1))],
    ),
    "a proof in Apple's own element": (
        "SH35",
        "# show.yaml\nelements: [{itunes:applepodcastsverify: x}]\n",
        [Remove(("elements", 0))],
    ),
    "a hidden show": ("SH20", "# show.yaml\nblock: yes\n", [Remove(("block",))]),
    "a move": ("SH21", f"# show.yaml\nnew_feed_url: {HOST}/f\n", [Remove(("new_feed_url",))]),
    "a guid that is none": (
        "SH22",
        "# show.yaml\nguid: compiler-talk\n",
        [Replace(("guid",), "compiler-talk", MINTED)],
    ),
    "a proof that was read": (
        "SH35",
        "# show.yaml\ntxt: [hello, {text: a, purpose: verify}]\n",
        [Remove(("txt", 1))],
    ),
    "a service that is misspelt": (
        "SH37",
        "# show.yaml\nblock_services: [apple, amazn]\n",
        [Replace(("block_services", 1, "id"), "amazn", "amazon")],
    ),
}

NONE = {
    "artwork, or images": ("RC02", "# 001.md\nimage: a.png\n"),
    "a field of an episode in show.yaml": ("RC02", "# show.yaml\npublished: 2024-01-01\n"),
    "both names": ("RC02", "# 001.md\nsumary: a\nsummary: Grace Hopper tells.\n"),
    "far from any name": ("RC02", "# 001.md\nsubtitle: a\n"),
    "a number in words": ("RC03", "# 001.md\nepisode: twelve\n"),
    "hours where minutes are asked for": ("RC03", "# show.yaml\nttl: 1 hour\n"),
    "perhaps": ("RC03", "# 001.md\nexplicit: maybe\n"),
    "a chapter on one line": ("RC06", "# 001.md\nchapters:\n  - 00:00 Intro: part #1\n"),
    "elements in XML": ("SH11", "# show.yaml\nexplicit: null\nelements: [<itunes:explicit/>]\n"),
    "a category of a category that is unknown": ("SH07", "# show.yaml\ncategories: [Tech > Go]\n"),
    "an address of a person in a file": (
        "XM20",
        "# people/zuse.md\n---\nname: Konrad Zuse\nlink: https://b.example/ü\n---\n",
    ),
    "how long audio elsewhere lasts": (
        "EP11",
        "# 001.md\naudio: {url: 'https://a.example/1.mp3', length: 9, duration: 0}\n",
    ),
    "a name in a file": ("XM21", "# people/g.md\n---\nname: Grace &amp; Hopper\n---\n"),
    "a name alone": ("SH30", "# show.yaml\nmanaging_editor: Ada Lovelace\n"),
    "a sentence of many words": (
        "SH34",
        "# 001.md\nelements: [{itunes:keywords: one two three four five}]\n",
    ),
}


@pytest.mark.parametrize(("code", "block", "edits"), SAFE.values(), ids=SAFE.keys())
def test_repairs_that_are_safe(code: str, block: str, edits: list[AnyEdit], tmp_path: Path) -> None:
    """These edits mend the fault and change no meaning."""
    lay_over_base(block, tmp_path / "episodes")
    problems = find_problems(code, tmp_path / "episodes")

    assert [edit for problem in problems for edit in problem.edits] == edits
    assert not any(problem.is_unsafe for problem in problems)


@pytest.mark.parametrize(("code", "block", "edits"), UNSAFE.values(), ids=UNSAFE.keys())
def test_repairs_that_are_to_be_asked_for(
    code: str, block: str, edits: list[AnyEdit], tmp_path: Path
) -> None:
    """These edits may change identity or meaning."""
    lay_over_base(block, tmp_path / "episodes")
    problems = find_problems(code, tmp_path / "episodes")

    assert [edit for problem in problems for edit in problem.edits] == edits
    assert all(problem.is_unsafe for problem in problems)


@pytest.mark.parametrize(("code", "block"), NONE.values(), ids=NONE.keys())
def test_no_repair_where_none_is_sure(code: str, block: str, tmp_path: Path) -> None:
    """The fault is found, and left to its author."""
    lay_over_base(block, tmp_path / "episodes")
    problems = find_problems(code, tmp_path / "episodes")

    assert problems
    assert [edit for problem in problems for edit in problem.edits] == []
