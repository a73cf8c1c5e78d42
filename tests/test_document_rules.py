"""What rules on the document and the show must leave alone, and the borders of what they name."""

from pathlib import Path

import pytest
from rule_examples import lay_over_base
from test_rules import found_codes

from feedtool.formats.record.fields import read_fields

HOST = "https://compilertalk.example"

CASES = {
    "a prefix of XML that nobody knows": ("# 001.md\nelements: [<foo:bar a='b'/>]\n", ["RC08"]),
    # texts cut short
    "comments that are meant": (
        (
            "# show.yaml\ntype: episodic  # newest first\ntimezone: Europe/London #GMT\n"
            "copyright: Ada Lovelace # since 1843\nsummary: null #soon\n"
        ),
        [],
    ),
    "a sign inside a word": ("# 001.md\ntitle: Grace Hopper on C#and F#\n", []),
    "a sign in quotes and blocks": (
        "# 001.md\ntitle: 'Grace Hopper #2' #fine\nsummary: |\n  Grace Hopper #1\n",
        [],
    ),
    "a whole text behind a sign": ("# 001.md\nfooter: #metoo\n", ["RC06"]),
    "a title behind a sign": ("# 001.md\ntitle: #metoo\n", ["EP01", "RC06"]),
    "names in a list": ("# 001.md\nguests:\n  - Grace Hopper #1\n", ["RC06"]),
    # white space
    "line ends that close blocks": (
        "# 001.md\ntitle: >\n  Grace Hopper and\n  the first compiler\nauthor: |\n  Ada\n",
        [],
    ),
    "a guid with space in it": ('# 001.md\nguid: " tag:compilertalk,2024:1 "\n', []),
    "texts that are rendered": (
        (
            '# show.yaml\nfooter: " bye "\nsponsors: {a: {name: A, text: " b "}}\n'
            'x-own: " mine "\n# 001.md\nelements: [{dc:subject: " b "}]\n'
        ),
        [],
    ),
    "an ideographic space": ("# 001.md\ntitle: \u3000Grace Hopper\n", ["XM13"]),
    "a space in the .yaml beside it": ('# 001.yaml\nauthor: " Ada"\n', ["XM13"]),
    # elements
    "elements of other namespaces": (
        (
            "# 001.md\nelements:\n  - media:group: {elements: [{media:content: {attributes: "
            "{url: 'https://a.example/1'}}}, {itunes:name: x}]}\n  - psc:anything: x\n"
        ),
        [],
    ),
    "Apple's proof of ownership stands in the channel": (
        "# show.yaml\nelements: [{itunes:applepodcastsverify: 8c011b37}]\n",
        ["SH35"],
    ),
    "an element that is taken out": ("# 001.md\nelements: [{itunes:category: null}]\n", []),
    "children in the wrong place": (
        "# show.yaml\nelements: [{textInput: {elements: [{width: '3'}]}}]\n",
        ["SH31", "XM12"],
    ),
    "names that no norm knows": (
        "# 001.md\nelements: [{subtitle: x}, {podcast:liveValue: x}]\n",
        ["XM12", "XM12"],
    ),
    "derived names that no norm knows": (
        "# show.yaml\nderive: {subtitle: summary, dc:subject: keywords}\n",
        ["XM12"],
    ),
    "slips in derived names": (
        "# show.yaml\nderive: {itunes:sumary: title, dc:creater: title, media:titel: title}\n",
        ["XM12", "XM12", "XM12"],
    ),
    "derived names of other namespaces": (
        "# show.yaml\nderive: {dc:extent: summary, media:rating: summary, content:items: notes}\n",
        [],
    ),
    "an attribute that a field writes": (
        "# 001.md\nsoundbite: {start_time: 1, duration: 30, attributes: {startTime: '2'}}\n",
        ["RC07"],
    ),
    "an attribute of a person that a field writes": (
        "# 001.md\nguests: [{name: Grace Hopper, attributes: {href: 'https://x.example'}}]\n",
        ["RC07"],
    ),
    "an attribute that no field writes": (
        "# 001.md\nguests: [{name: Grace Hopper, attributes: {pronouns: she}}]\n",
        [],
    ),
    "an episode by hand": ("# show.yaml\nelements: [<item><title>x</title></item>]\n", ["XM12"]),
    "the second entry of three elements": (
        "# show.yaml\nelements: ['<docs>a</docs><rating>b</rating>', {dc:language: en}]\n",
        ["SH31", "XM15"],
    ),
    # plain texts
    "titles about code": (
        (
            "# 001.md\ntitle: Grace Hopper on <vector>, a < b > c, Q&A; and AT&T\n"
            "guests: ['Grace Hopper <3']\n# 002.md\ntitle: 'John Backus: the <dialog> element'\n"
        ),
        [],
    ),
    "notes about code": (
        (
            "# 001.md\n---\n**Grace Hopper**: write `&amp;amp;`, or &lt;p&gt; alone, & R&amp;D.\n\n"
            "~~~\n&lt;b&gt;x&lt;/b&gt;\n~~~\n"
        ),
        [],
    ),
    "addresses in notes": (
        "# 001.md\n---\n**Grace Hopper** [wrote](https://a.example/?b=1&amp;c=2).\n",
        [],
    ),
    "a name that the registry escapes": (
        "# show.yaml\npeople: {grace: {name: Grace &amp; Hopper}}\n# 001.md\nguests: [grace]\n",
        ["XM21"],
    ),
    # length
    "a title of 255 letters in another script": (
        f"# 002.md\ntitle: 'John Backus {'語' * 243}'\n",
        ["EP03"],
    ),
    "a subtitle made of the title is named once": (
        "# show.yaml\nderive: {itunes:title: title}\n# 001.md\ntitle: <256 characters>\n",
        ["XM14"],
    ),
    "keywords of the show are named in the show": (
        f"# show.yaml\nderive: {{itunes:keywords: keywords}}\nkeywords: ['{'a, ' * 99}b']\n",
        ["XM14"],
    ),
}


@pytest.mark.parametrize(("block", "codes"), CASES.values(), ids=CASES.keys())
def test_what_is_named_and_what_is_not(block: str, codes: list[str], tmp_path: Path) -> None:
    """Under all platforms exactly these rules speak, each once."""
    lay_over_base(block, tmp_path / "episodes")

    assert sorted(found_codes(tmp_path / "episodes")) == codes


def test_white_space_in_toml() -> None:
    """TOML has no plain texts: each value is looked at."""
    text = '+++\ntitle = " A"\nguid = " b "\nkeywords = ["c", "d\\t"]\n+++\n'
    faults = read_fields(text, ".md").faults

    assert [(fault.code, fault.problem.at) for fault in faults] == [
        ("XM13", ("title",)),
        ("XM13", ("keywords", 1)),
    ]
