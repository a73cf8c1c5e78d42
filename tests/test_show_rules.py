"""What rules on the show must leave alone, and the borders of what they name."""

from pathlib import Path

import pytest
from rule_examples import lay_over_base
from test_rules import NOW, found_codes

from feedtool.formats.recurrence import judge_dtstart, judge_rrule
from feedtool.pipeline.run import Options, check_show_folder

CASES = {
    "a title with a subtitle": (
        "# show.yaml\ntitle: 'The Indicator: Money, Work & Home - a daily talk'\n",
        [],
    ),
    "an owner's address that is padded": (
        "# show.yaml\nowner: {name: Ada, email: ' podcast@compilertalk.example'}\n",
        ["XM13"],
    ),
    "an owner's address that the lock gives too": (
        "# show.yaml\nlocked: true\nowner: {name: Ada, email: ada at compilertalk.example}\n",
        ["SH24"],
    ),
    "a description of markup alone": ("# show.yaml\ndescription: <p>&nbsp;</p>\n", ["SH03"]),
    "a completed show with an episode to come": (
        "# show.yaml\ncomplete: true\n# 002.md\npublished: 2034-01-09 09:00\n",
        ["SH19"],
    ),
    "a completed show with a draft": (
        "# show.yaml\ncomplete: true\n# 002.md\ndraft: true\n",
        [],
    ),
    "no zone, and times that need one": ("# show.yaml\ntimezone: null\n", ["ID23"]),
    "no zone, and none needed": (
        (
            "# show.yaml\ntimezone: null\n# 001.md\npublished: 2024-01-02 09:00 +00:00\n"
            "# 002.md\npublished: 2024-01-09T09:00:00Z\n"
        ),
        [],
    ),
    "the feed in place of its folder": (
        "# show.yaml\nbase_url: https://feeds.compilertalk.example/feed.xml\n",
        ["SH14"],
    ),
    "a folder named like a feed": (
        "# show.yaml\nbase_url: https://feeds.compilertalk.example/talk.xml/files/\n",
        [],
    ),
    "a title in Japanese": (
        "# show.yaml\ntitle: 機械学習、統計、プログラミング、歴史、人々\n",
        ["SH02"],
    ),
    "three categories": ("# show.yaml\ncategories: [Arts > Books, Arts > Food, News]\n", []),
    "the same category twice": ("# show.yaml\ncategories: [Arts, Arts]\n", ["SH10"]),
    "no owner at all": ("# show.yaml\nowner: null\n", []),
    "an owner without name": ("# show.yaml\nowner: {email: podcast@compilertalk.example}\n", []),
    "an owner's address with a name": (
        "# show.yaml\nlocked: null\nowner: {email: Ada <a@compilertalk.example>}\n",
        ["SH16"],
    ),
    "a name at a host of one's own": (
        "# show.yaml\nowner: {name: Ada Lovelace, email: ada@lovelace.example}\n",
        [],
    ),
    "a free mailbox of the show": (
        "# show.yaml\nowner: {name: Ada Lovelace, email: ada.compilertalk@gmail.com}\n",
        [],
    ),
    "a copyright that names its holder": ("# show.yaml\ncopyright: 20th Century Talks 1999\n", []),
    "people in elements": (
        "# show.yaml\nhosts: []\nelements: [{podcast:person: Ada Lovelace}]\n",
        [],
    ),
    "a broken list of hosts is named once": ("# show.yaml\nhosts: [[Ada]]\n", ["RC03"]),
    "a guid in elements": (
        (
            "# show.yaml\nguid: null\n"
            "elements: [{podcast:guid: 359fe46e-8b9f-50cc-b343-eab6b89fb2d4}]\n"
        ),
        [],
    ),
    "a show without address has no guid to come": (
        "# show.yaml\nguid: null\nbase_url: null\n",
        ["SH14"],
    ),
    "every hour and day": (
        (
            f"# show.yaml\nskip_hours: {list(range(24))}\n"
            "skip_days: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]\n"
        ),
        [],
    ),
    "days in German": ("# show.yaml\nskip_days: [Montag, Samstag]\n", ["SH29", "SH29"]),
    "an hour that is no number": ("# show.yaml\nskip_hours: [noon]\n", ["RC03"]),
    "hours in elements": (
        "# show.yaml\nelements: [<skipHours><hour>25</hour></skipHours>]\n",
        ["SH29"],
    ),
    "a web master with brackets in the name": (
        "# show.yaml\nweb_master: a@compilertalk.example (Ada (host))\n",
        [],
    ),
    "an RSS image as the channel, with a slash": (
        (
            "# show.yaml\nelements: [{image: {elements: [{url: https://a.example/a.png}, "
            "{title: Compiler Talk}, {link: https://compilertalk.example/}, {height: '400'}]}}]\n"
        ),
        [],
    ),
    "an RSS image of nothing": ("# show.yaml\nelements: [<image/>]\n", ["SH26"] * 3),
    "an RSS image that is too wide": (
        (
            "# show.yaml\nelements: [{image: {elements: [{url: https://a.example/a.png}, "
            "{title: Compiler Talk}, {link: https://compilertalk.example}, {width: '1400'}]}}]\n"
        ),
        ["SH26"],
    ),
    "Dublin Core beside nothing": (
        (
            "# show.yaml\nelements: [{dc:creator: Ada}, {dc:rights: Ada}]\n"
            "# 001.md\nelements: [{dc:creator: Ada}, {dc:language: en}]\n"
        ),
        [],
    ),
    "Dublin Core's date beside pubDate": (
        "# 001.md\nelements: [{dc:date: 2024-01-02}]\n",
        ["SH31"],
    ),
    "a subtitle that is a part of the summary": (
        "# 001.md\nelements: [{itunes:subtitle: 'Grace  Hopper on how a MOTH got…'}]\n",
        [],
    ),
    "keywords that are one": (
        "# show.yaml\nderive: {itunes:keywords: keywords}\nkeywords: the history of computing\n",
        [],
    ),
    "inherited keywords are named in the show": (
        "# show.yaml\nderive: {itunes:keywords: keywords}\nkeywords: history; people\n",
        ["SH34"],
    ),
    "a text on AI in an episode": (
        "# 001.md\ntxt: [{text: 'true', purpose: ai-content}, {text: a, purpose: verify}]\n",
        [],
    ),
    "a funding of an episode": ("# 001.md\nfunding: {text: Help}\n", ["SH33"]),
    "the same title in capitals": ("# show.yaml\nelements: [{itunes:title: COMPILER TALK}]\n", []),
    "a channel date in GMT": (
        "# show.yaml\nelements: [{pubDate: 'Tue, 09 Jan 2024 09:30 GMT'}]\n",
        [],
    ),
    "a channel date on the wrong day": (
        "# show.yaml\nelements: [{pubDate: 'Mon, 09 Jan 2024 09:30:00 GMT'}]\n",
        ["SH27"],
    ),
}


@pytest.mark.parametrize(("block", "codes"), CASES.values(), ids=CASES.keys())
def test_what_is_named_and_what_is_not(block: str, codes: list[str], tmp_path: Path) -> None:
    """Under all platforms exactly these rules speak, each as often as it stands here."""
    lay_over_base(block, tmp_path / "episodes")

    assert sorted(found_codes(tmp_path / "episodes")) == codes


@pytest.mark.parametrize(
    "field",
    [
        "new_feed_url: https://feeds.compilertalk.example/feed.xml",
        "elements: [{itunes:complete: 'No'}]",
    ],
)
def test_what_hosts_write_without_effect_is_advice(field: str, tmp_path: Path) -> None:
    """It moves and ends nothing."""
    lay_over_base(f"# show.yaml\n{field}\n", tmp_path / "episodes")
    found = check_show_folder(Options(str(tmp_path / "episodes"), NOW), lambda _d, _a: None)

    assert [each.level.value for each in found.findings if each.code in ("SH19", "SH21")] == [
        "advice"
    ]


def test_copyright_is_judged_for_psp1_alone(tmp_path: Path) -> None:
    """Apple's own sample has sign and year."""
    lay_over_base("# show.yaml\ncopyright: © 2024 Ada\n", tmp_path / "episodes")
    chosen = Options(str(tmp_path / "episodes"), NOW, platforms=("apple", "spotify", "youtube"))

    assert check_show_folder(chosen, lambda _done, _all: None).findings == []


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en_US", "write en-US"),
        ("en_UK", "write en, or en with a code of ISO 3166, as in en-GB or pt-BR"),
        ("english", "write a code such as en, de or pt-BR"),
    ],
)
def test_language_is_mended_by_what_is_known_of_it(
    language: str, hint: str, tmp_path: Path
) -> None:
    """A language may be right and its region wrong."""
    lay_over_base(f"# show.yaml\nlanguage: {language}\n", tmp_path / "episodes")
    found = check_show_folder(Options(str(tmp_path / "episodes"), NOW), lambda _d, _a: None)

    assert [(each.code, each.hint) for each in found.findings] == [("SH06", hint)]


RHYTHMS = [
    "FREQ=DAILY",
    "freq=weekly;byday=mo,we",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU;",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=1,15,-1;BYHOUR=9;BYMINUTE=0",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=-366;BYMONTH=12",
    "FREQ=WEEKLY;UNTIL=20251231T235959Z",
    "FREQ=WEEKLY;COUNT=10",
]
BROKEN = {
    "": "is no part",
    "weekly": "is no part",
    "RRULE:FREQ=WEEKLY": "is no part",
    "BYDAY=MO": "FREQ is missing",
    "FREQ=FORTNIGHTLY": "FREQ must be one of",
    "FREQ=WEEKLY;FREQ=DAILY": "stands twice",
    "FREQ=WEEKLY;BYDAY=TUE": "BYDAY must be",
    "FREQ=WEEKLY;BYDAY=1MO": "BYDAY with a number",
    "FREQ=YEARLY;BYDAY=1MO;BYWEEKNO=3": "BYDAY with a number",
    "FREQ=YEARLY;BYDAY=54MO": "from 1 to 53",
    "FREQ=WEEKLY;INTERVAL=0": "INTERVAL must be",
    "FREQ=WEEKLY;COUNT=-1": "COUNT must be",
    "FREQ=YEARLY;BYMONTH=13": "'13'",
    "FREQ=MONTHLY;BYMONTHDAY=0": "'0'",
    "FREQ=DAILY;BYHOUR=24": "'24'",
    "FREQ=DAILY;BYHOUR=९": "'९'",
    "FREQ=WEEKLY;BYMONTHDAY=3": "does not go with FREQ=WEEKLY",
    "FREQ=MONTHLY;BYWEEKNO=3": "does not go with FREQ=MONTHLY",
    "FREQ=MONTHLY;BYYEARDAY=3": "does not go with FREQ=MONTHLY",
    "FREQ=MONTHLY;BYSETPOS=1": "BYSETPOS chooses",
    "FREQ=DAILY;UNTIL=20250101;COUNT=3": "exclude each other",
    "FREQ=DAILY;UNTIL=2025-01-01": "UNTIL must be",
    "FREQ=DAILY;UNTIL=20251399": "UNTIL must be",
}


@pytest.mark.parametrize("rrule", RHYTHMS)
def test_recurrence_rules_of_rfc_5545(rrule: str) -> None:
    """Each of these is one."""
    assert judge_rrule(rrule) == ""


@pytest.mark.parametrize(("rrule", "words"), BROKEN.items())
def test_broken_recurrence_rules(rrule: str, words: str) -> None:
    """The first fault is named."""
    assert words in judge_rrule(rrule)


@pytest.mark.parametrize(
    ("dtstart", "rrule", "words"),
    [
        (None, "FREQ=DAILY", ""),
        (None, "FREQ=DAILY;COUNT=3", "is missing"),
        ("2024-01-02", "FREQ=DAILY;COUNT=3", ""),
        ("2024-01-02T06:00:00.000Z", "FREQ=DAILY", ""),
        ("2 January", "FREQ=DAILY", "is no ISO 8601 date"),
        ("2024-01-02", "FREQ=DAILY;UNTIL=20250101", ""),
        ("2024-01-02", "FREQ=DAILY;UNTIL=20250101T000000Z", "both be"),
        ("2024-01-02T06:00Z", "FREQ=DAILY;UNTIL=20250101", "both be"),
    ],
)
def test_start_of_a_recurrence(dtstart: str | None, rrule: str, words: str) -> None:
    """COUNT needs a start, and UNTIL is written as it is."""
    fault = judge_dtstart(dtstart, rrule)

    assert words in fault
    assert bool(fault) == bool(words)
