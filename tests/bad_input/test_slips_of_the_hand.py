"""What hands get wrong in records: it is named where it stands, with what was meant."""

from pathlib import Path

import pytest
from attacked_show import call, check, make_record

WRITTEN_WRONG = {
    "no colon": ("author Ada\nlink: https://a.fm\n", "9:1", "author Ada", "author: Ada"),
    "no space": ("author:Ada\n", "9:1", "author:Ada", "author: Ada"),
    "indented": ("x-a: b\n author: Ada\n", "10:1", " author: Ada", "author: Ada"),
    "tab": ("x-a: b\n\tauthor: Ada\n", "10:1", "\tauthor: Ada", "author: Ada"),
    "tab in a list": ("keywords:\n\t- one\n", "10:1", "\t- one", "  - one"),
}


@pytest.mark.parametrize(
    ("fields", "place", "wrong", "right"), WRITTEN_WRONG.values(), ids=WRITTEN_WRONG
)
def test_line_that_is_almost_a_field_is_mended(
    show: Path, fields: str, place: str, wrong: str, right: str
) -> None:
    """Its own line is named, what it means is said, and the rest of the record is still read."""
    ended = check(show, make_record(f"{fields}sumary: x\n"))
    (line,) = [line for line in ended.out.splitlines() if " RC01 " in line]
    call(show.parent, "check", "--fix", "--unsafe")
    mended = (show / "003.md").read_text(encoding="utf-8")

    assert line.startswith(f"episodes/003.md:{place}: error ")
    assert f"write it as {right.strip()}\n" in ended.out
    assert "unknown field 'sumary'" in ended.out
    assert mended == make_record(f"{fields}sumary: x\n").replace(wrong, right)


FURTHER_RIGHT = {
    "people": ("credits:\n- Ada\n  - Bea\n  - Cy\n", "credits:\n- Ada\n- Bea\n- Cy\n", 2),
    "chapters": (
        "chapters:\n  - 00:00 Intro\n    - 00:30 Next: how\n   - 05:00 End\n",
        "chapters:\n  - 00:00 Intro\n  - 00:30 Next: how\n  - 05:00 End\n",
        2,
    ),
    "comment": ("keywords:\n  - a # b\n   - c\n", "keywords:\n  - a # b\n  - c\n", 1),
}


@pytest.mark.parametrize(("wrong", "right", "count"), FURTHER_RIGHT.values(), ids=FURTHER_RIGHT)
def test_entry_of_a_list_that_stands_too_far_right_is_mended(
    show: Path, wrong: str, right: str, count: int
) -> None:
    """YAML takes it for a part of the entry above: two guests are one, and a chapter is lost."""
    ended = check(show, make_record(wrong))
    call(show.parent, "check", "--fix")

    assert ended.out.count(" RC01 unreadable: this line goes on with the entry above it") == count
    assert (show / "003.md").read_text(encoding="utf-8") == make_record(right)


BESIDE = {
    "left": ("guests:\n  - name: Ada\n   bio: x\n", "guests:\n  - name: Ada\n    bio: x\n", 1),
    "right": (
        "chapters:\n- start: 0\n    title: A\n    toc: no\n",
        "chapters:\n- start: 0\n  title: A\n  toc: no\n",
        2,
    ),
    "wide": (
        "guests:\n  -   name: Ada\n    bio: x\n",
        "guests:\n  -   name: Ada\n      bio: x\n",
        1,
    ),
}


@pytest.mark.parametrize(("wrong", "right", "count"), BESIDE.values(), ids=BESIDE)
def test_field_beside_the_first_one_of_its_entry_is_mended(
    show: Path, wrong: str, right: str, count: int
) -> None:
    """One space too many or too few, and YAML gives up at the line."""
    ended = check(show, make_record(wrong))
    call(show.parent, "check", "--fix")

    assert ended.out.count(" RC01 unreadable: this field does not stand below the first") == count
    assert (show / "003.md").read_text(encoding="utf-8") == make_record(right)


def test_field_at_the_dash_of_an_entry_may_be_either_s(show: Path) -> None:
    """It may belong to the entry, or to the episode: only --unsafe moves it."""
    wrong = "guests:\n  - name: Ada\n  link: https://ada.fm\n"
    ended = check(show, make_record(wrong))
    call(show.parent, "check", "--fix")

    assert "begin it in column 5, below 'name'" in ended.out
    assert (show / "003.md").read_text(encoding="utf-8") == make_record(wrong)


IN_BRACKETS = {
    "a colon": ("{name: Ada, bio: she said: hi}", '{name: Ada, bio: "she said: hi"}'),
    "a sign": ("{name: @ada, bio: x}", '{name: "@ada", bio: x}'),
    "an open quote": ('{name: "Ada, bio: x}', '{name: "Ada", bio: x}'),
    "no end": ("{name: Ada, bio: x", "{name: Ada, bio: x}"),
    "spaces behind it": ("{name: Ada: x   , bio: y}", '{name: "Ada: x"   , bio: y}'),
    "none of them": ("[Live] from: here", '"[Live] from: here"'),
}


@pytest.mark.parametrize(("wrong", "right"), IN_BRACKETS.values(), ids=IN_BRACKETS)
def test_quotes_go_round_the_text_in_brackets_that_needs_them(
    show: Path, wrong: str, right: str
) -> None:
    """A person must not become a text that holds the braces."""
    record = make_record(f"credits:\n  - {wrong}\n  - Bea\n")
    ended = check(show, record)
    call(show.parent, "check", "--fix")

    assert len([head for head in ended.heads if " RC01 " in head]) == 1
    assert (show / "003.md").read_text(encoding="utf-8") == record.replace(wrong, right)


def test_colon_that_was_typed_twice_is_one(show: Path) -> None:
    """No title begins with a colon."""
    record = make_record("author: : Ada\n")
    ended = check(show, record)
    call(show.parent, "check", "--fix")

    assert len(ended.heads) == 1
    assert (show / "003.md").read_text(encoding="utf-8") == record.replace(": :", ":")


def test_brackets_that_nothing_mends_stay(show: Path) -> None:
    """Quotes round all of them let the rest be read; only --unsafe writes them."""
    record = make_record("credits:\n  - {name: Ada} {bio: x}\nsumary: x\n")
    ended = check(show, record)
    call(show.parent, "check", "--fix")

    assert [head.split()[2] for head in ended.heads] == ["RC01", "RC02"]
    assert "{name: Ada} {bio: x}\n" in (show / "003.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("inside", ["a: " * 30_000, "a: b" + " " * 90_000 + "c: d"])
def test_brackets_of_a_very_long_line_are_read_in_time(show: Path, inside: str) -> None:
    """A search that looks from each place to the end of the line would take a minute."""
    ended = check(show, make_record(f"x-a: {{{inside}\n"))

    assert [head.split()[2] for head in ended.heads] == ["RC01"]


LEFT_ALONE = {
    "a program's line": f"keywords:\n  - {'word ' * 14}\n    - more of it\n",
    "a text": "copyright:\n  Ada\n  - Bea\n",
    "lists in lists": "x-a:\n- - b\n  - c\n",
    "brackets": "keywords: [one\n  - two]\n",
}


@pytest.mark.parametrize("fields", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_dash_inside_a_text_stays(show: Path, fields: str) -> None:
    """Programs break long texts where they like; elsewhere a dash is a dash."""
    assert " RC01 " not in check(show, make_record(fields)).out


SIGNS = {"anchor": "&Friends reunion", "tag": "!important words", "alias": "*Friends reunion"}


@pytest.mark.parametrize("title", SIGNS.values(), ids=SIGNS)
def test_sign_that_begins_a_text_loses_no_word(show: Path, title: str) -> None:
    """YAML takes the first word for its own; all of it is what the author wrote."""
    ended = check(show, make_record(f"author: {title}\n"))
    call(show.parent, "check", "--fix")

    assert f'write it as "{title}"' in ended.out
    assert (show / "003.md").read_text(encoding="utf-8") == make_record(f'author: "{title}"\n')


def test_anchor_that_is_used_is_one(show: Path) -> None:
    """Who knows YAML may say a thing once."""
    assert check(show, make_record("author: &who Ada\nx-editor: *who\n")).code == 0


def test_missing_colon_is_written_only_where_it_is_meant(show: Path) -> None:
    """`episode 5 of …` may go on with a text, so it takes `--unsafe`; a stray word is left."""
    record = make_record("author Ada\nnonsense\n")
    ended = check(show, record)
    call(show.parent, "check", "--fix")

    assert "003.md:10:1: error RC01" in ended.out
    assert "write two spaces before it" in ended.out
    assert (show / "003.md").read_text(encoding="utf-8") == record


CONFLICT = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_merge_conflict_is_named_wherever_it_is(show: Path, line_end: str) -> None:
    """In fields and notes alike: its first side is read on, and listeners never see the marks."""
    fields = CONFLICT.format(ours="author: Ada\n", theirs="author: Bea\nsumary: x\n")
    notes = CONFLICT.format(ours="Ours.\n", theirs="||||||| base\nOld.\n=======\nTheirs.\n")
    record = make_record(fields) + notes.replace("=======\n|", "|") + "[to](/nowhere)\n"
    ended = check(show, record.replace("\n", line_end).encode())
    heads = [line.partition(": error ") for line in ended.heads]

    assert [(place, words[:4]) for place, _, words in heads] == [
        ("episodes/003.md:9:1", "RC01"),
        ("episodes/003.md:17:1", "RC01"),
        ("episodes/003.md:24:6", "NO05"),
    ]


def test_merge_conflict_in_files_of_settings_and_speech_is_named(show: Path) -> None:
    """feedtool.toml, media.lock and transcripts are merged, too."""
    lock = CONFLICT.format(ours='["a.mp3"]\nlength = 1\n', theirs='["b.mp3"]\nlength = 2\n')
    (show / "media.lock").write_text(lock, encoding="utf-8")
    (show / "feedtool.toml").write_text(lock, encoding="utf-8")
    (show / "talk.txt").write_text(f"Alan Perlis: Hello.\n\n{lock}", encoding="utf-8")
    ended = check(show, make_record("transcript: talk.txt\n"))
    found = [line.partition(": a merge")[0] for line in ended.out.splitlines() if "a merge" in line]

    assert found == [
        "episodes/feedtool.toml:1:1: error RC01 unreadable",
        "episodes/media.lock:1:1: error RC01 unreadable",
        "episodes/talk.txt:3:1: warning TR25 unfinished-transcript",
    ]


NO_CONFLICTS = {
    "a heading": "A heading\n=======\n",
    "one that is not parted": "<<<<<<< not\nparted\n>>>>>>> here\n",
    "one that is explained": "```\n" + CONFLICT.format(ours="a\n", theirs="b\n") + "```\n",
}


@pytest.mark.parametrize("text", NO_CONFLICTS.values(), ids=NO_CONFLICTS)
def test_what_only_looks_like_a_conflict_stays(show: Path, text: str) -> None:
    """A heading of Markdown is underlined the same way, and shows about git show conflicts."""
    assert "a merge conflict" not in check(show, make_record() + text).out


FOREIGN_WORDS = {
    "date": "published",
    "pubDate": "published",
    "publication": "published",
    "file": "audio",
    "podcast_file": "audio",
    "audio-link": "audio",
    "image": "artwork",
    "episode_image": "artwork",
    "tags": "keywords",
    "podcasters": "hosts",
    "youtube_id": "video",
}


@pytest.mark.parametrize(("word", "field"), FOREIGN_WORDS.items())
def test_words_of_other_tools_are_understood(show: Path, word: str, field: str) -> None:
    """`date` is no slip for `draft`: who comes from another tool is told the field's name here."""
    ended = check(show, make_record(f"{word}: x\n", without=field))

    assert f"did you mean '{field}'?" in ended.out


OTHER_HINTS = {
    "duration": "it is a part of the audio: write audio: {url: …, duration: …}",
    "podcast_bytes": "it is a part of the audio: write audio: {url: …, length: …}",
    "language": "'language' is a field of show.yaml; your own fields start with 'x-'",
    "subtitle": "did you mean 'summary'? It stands here already: merge the two; "
    "your own fields start with 'x-'",
    "digest": "your own fields start with 'x-'",
}


@pytest.mark.parametrize(("word", "hint"), OTHER_HINTS.items())
def test_a_cure_that_would_not_work_is_not_named(show: Path, word: str, hint: str) -> None:
    """Parts of the audio, fields of the show, one that stands already, and words like no field."""
    ended = check(show, make_record(f"{word}: x\n"))

    assert f"unknown field '{word}'\n" in ended.out
    assert f"  = {hint}\n" in ended.out


@pytest.mark.parametrize("word", ["mp3", "src"])
def test_formats_of_the_audio_are_its_address(show: Path, word: str) -> None:
    """Some tools list an address for each format."""
    audio = f"audio: {{{word}: https://dl.compilertalk.fm/1.mp3, length: 12345678}}\n"
    ended = check(show, make_record(audio, without="audio"))

    assert f"unknown field '{word}' in audio\n" in ended.out
    assert "did you mean 'url'?" in ended.out


def test_published_is_a_date_and_no_switch(show: Path) -> None:
    """Jekyll asks there whether a page is public."""
    ended = check(show, make_record("published: false\n", without="published"))

    assert "date 'false' cannot be read\n" in ended.out
    assert (
        "  = write the date of publication here; what is held back has 'draft: true'\n" in ended.out
    )


BARE_LINKS = {
    "no colon": ("Club https://club.fm/a", "write Club: https://club.fm/a"),
    "no scheme": ("'Club: www.club.fm'", "write Club: https://www.club.fm"),
    "a title behind it": ("https://club.fm/a - the club", "write the club: https://club.fm/a"),
    "in brackets": ("The club (https://club.fm/a)", "write The club: https://club.fm/a"),
    "behind a dash": ("The club – https://club.fm/a", "write The club: https://club.fm/a"),
    "two addresses": ("Club https://a.fm https://b.fm", "a link is 'Title: https://…'"),
    "words": ("the club", "a link is 'Title: https://…' or an address"),
}


@pytest.mark.parametrize(("link", "words"), BARE_LINKS.values(), ids=BARE_LINKS)
def test_line_that_is_almost_a_link_is_named_once(show: Path, link: str, words: str) -> None:
    """Words are no address: the cure is the link that was meant."""
    ended = check(show, make_record(f"links:\n  - {link}\n"))

    assert len(ended.heads) == 1
    assert words in ended.out


def test_link_of_markdown_is_one(show: Path) -> None:
    """`[Club](https://…)` is how notes write it; YAML wants quotes for it, and says so."""
    ended = check(show, make_record("links:\n  - [Club](https://club.fm)\n"))
    mended = check(show, make_record('links:\n  - "[Club](https://club.fm)"\n'), command="build")

    assert [line.partition(": error")[0] for line in ended.heads] == ["episodes/003.md:10:11"]
    assert 'write it as "[Club](https://club.fm)"' in ended.out
    assert mended.code == 0
    assert '&lt;a href="https://club.fm"&gt;Club' in (show.parent / "feed/feed.xml").read_text()


CURES = {
    "words in an address": ("funding: Support us https://x.fm\n", "write the whole address"),
    "a text for a mapping": ("live: soon\n", "write it as {status: …, start: …}"),
    "a comma in a mapping": (
        "credits:\n  - {name: Robert Downey, Jr.}\n",
        "a comma ends a text between { and }: quote the whole of it",
    ),
    "a licence by its name": ("license: CC BY 4.0\n", "write cc-by-4.0"),
}


@pytest.mark.parametrize(("fields", "cure"), CURES.values(), ids=CURES)
def test_cure_can_be_followed(show: Path, fields: str, cure: str) -> None:
    """No address is made of words, and a mapping is shown as it is written."""
    assert f"  = {cure}\n" in check(show, make_record(fields)).out


WITHOUT_DASHES = {
    "lines": ("credits:\n  Ada\n  Bea\n", "credits:\n  - Ada\n  - Bea\n"),
    "first behind the name": ("credits: Ada\n  Bea\n", "credits:\n  - Ada\n  - Bea\n"),
    "numbers": ("credits:\n  1. Ada\n  2. Bea\n", "credits:\n  - Ada\n  - Bea\n"),
    "no spaces": ("credits:\n  -Ada\n  -Bea\n", "credits:\n  - Ada\n  - Bea\n"),
    "chapters": (
        "chapters:\n  00:00 Intro\n  02:10 End\n",
        "chapters:\n  - 00:00 Intro\n  - 02:10 End\n",
    ),
    "dash behind the name": ("credits: - Ada\n", "credits:\n  - Ada\n"),
    "dashes behind the name": (
        "credits: - Ada\n         - Bea\n",
        "credits:\n         - Ada\n         - Bea\n",
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("wrong", "right"), WITHOUT_DASHES.values(), ids=WITHOUT_DASHES)
def test_lines_that_are_meant_for_a_list_become_one(
    wrong: str, right: str, line_end: str, show: Path
) -> None:
    """To YAML they are one text: two people in one name, all chapters in the first."""
    ended = check(show, make_record(wrong).replace("\n", line_end).encode())
    call(show.parent, "check", "--fix")

    assert len([head for head in ended.heads if " RC0" in head]) == 1
    assert (show / "003.md").read_bytes() == make_record(right).replace("\n", line_end).encode()


def test_text_that_only_begins_with_a_dash_is_quoted(show: Path) -> None:
    """A title is no list."""
    record = make_record("author: - Ada\n")

    assert 'write it as "- Ada"' in check(show, record).out


def test_links_that_are_fields_are_shown_as_a_list(show: Path) -> None:
    """Each line looks like a field, and would be the link that it is with a dash before it."""
    ended = check(show, make_record("links:\n  Club: https://club.fm\n  Bar: https://bar.fm\n"))

    assert [head.partition(": ")[2] for head in ended.heads] == [
        "error RC03 wrong-type: links must be a list: YAML takes these lines for fields"
    ]
    assert "write each as in '- Club: https://club.fm'" in ended.out


def test_chapters_that_are_fields_are_shown_as_a_list(show: Path) -> None:
    """`00:00: Intro` is a field to YAML."""
    ended = check(show, make_record("chapters:\n  00:00: Intro\n  02:10: End\n"))

    assert [head.partition(": ")[2] for head in ended.heads] == [
        "error RC03 wrong-type: chapters must be a list: YAML takes these lines for fields"
    ]
    assert "write each as in '- 00:00 Intro'" in ended.out


@pytest.mark.parametrize("typed", ["a.mp3", "episodes/audio/a.mp3", "/srv/a.mp3", "C:\\\\x\\a.mp3"])
def test_file_that_lies_in_another_folder_is_found(typed: str, show: Path) -> None:
    """Most often the folder is forgotten, or the whole path of one computer is given."""
    (show / "audio").mkdir(exist_ok=True)
    (show / "audio" / "a.mp3").touch()
    ended = check(show, make_record(f"audio: {typed}\n", without="audio"))

    assert "  = did you mean 'audio/a.mp3'?\n" in ended.out
