"""Sites of any generator: pages that name audio become episodes, and nothing they say is lost."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_import_folder import make_site

from feedtool.cli import run
from feedtool.formats.record.fields import read_fields
from feedtool.migrate.sites.page_fields import take_episode
from feedtool.pipeline.importing.folder import import_folder
from feedtool.pipeline.importing.taken import Taken

NOW = datetime(2024, 6, 1, tzinfo=UTC)
URL = "https://dl.compilertalk.fm/1.mp3"
PAGE = "src/content/episodes/1.md"


def take(tmp_path: Path, files: dict[str, str]) -> Taken:
    """Import a site into `show`."""
    site = make_site(tmp_path / "site", files)
    return import_folder(site, None, tmp_path / "show", NOW, lambda _done, _all: None)


def take_page(tmp_path: Path, page: str, **files: str) -> list[str]:
    """Import a site with one page; return the lines of its record."""
    take(tmp_path, {PAGE: page, **files})
    return (tmp_path / "show" / "1.md").read_text(encoding="utf-8").splitlines()


PAGES = {
    "names of one word": (
        "---\nepisodeNumber: 01\nfileName: first.mp3\nlength: 38285476\nduration: '1:19:46'\n---\n",
        "audio: {file: first.mp3, length: 38285476, duration: 1:19:46}",
    ),
    "names with hyphens": (
        f"---\nepisode-title: One\ndate-published: 2024-01-02T09:00:00Z\naudio-link: {URL}\n---\n",
        f"audio: {URL}",
    ),
    "a table of the page": (
        f'+++\ntitle = "One"\n[extra]\naudio_url = "{URL}"\naudio_length = 53781744\n+++\n',
        f"audio: {{url: {URL}, length: 53781744}}",
    ),
    "a mapping": (
        f"---\npodcast:\n  mp3: '{URL}'\n  duration: '6:59'\n  length: '3399122'\n---\n",
        f"audio: {{url: {URL}, length: 3399122, duration: 6:59}}",
    ),
    "a name of the theme's": (
        "---\nmp3:\n  asset_link: one.mp3\n  length: 13869138\nduration: 867\n---\n",
        "audio: {file: one.mp3, length: 13869138, duration: 867}",
    ),
    "a name nobody knows": ("---\nsnippet: a/one.mp3\n---\n", "audio: {file: a/one.mp3}"),
    "a name that says nothing of audio": (
        f"---\naac_url: {URL[:-3]}m4a\naac_length: 67502383\nimage_size: 1024\n---\n",
        f"audio: {{url: {URL[:-3]}m4a, length: 67502383}}",
    ),
    "a length with colons": (
        f"---\naudioLink: {URL}\naudioSize: '103000000'\naudioLength: '1:52:46'\n---\n",
        f"audio: {{url: {URL}, length: 103000000, duration: 1:52:46}}",
    ),
    "a duration for machines": (
        f"---\naudio_url: {URL}\nduration: PT16M15S\n---\n",
        f"audio: {{url: {URL}, duration: 16:15}}",
    ),
    "JSON": (
        f'{{\n  "podcast_file": "{URL}",\n  "podcast_bytes": 41620822,\n  "n": null\n}}\nNotes.\n',
        f"audio: {{url: {URL}, length: 41620822}}",
    ),
}


@pytest.mark.parametrize(("page", "audio"), PAGES.values(), ids=PAGES)
def test_a_page_that_names_audio_is_an_episode(page: str, audio: str, tmp_path: Path) -> None:
    """Wherever it lies, and whatever its theme calls the fields."""
    assert audio in take_page(tmp_path, page)


FIELDS = {
    "pubDate: 2024-01-02 09:00:00 +0900": {"published": "2024-01-02 09:00:00 +0900"},
    "publication: 2024-01-02 09:00": {"published": "2024-01-02 09:00"},
    "published: 2024-01-02": {"published": "2024-01-02"},
    "published: false": {"draft": "true"},
    "published: true": {},
    "number: '007'": {"episode": "007"},
    "eptype: bonus": {"episode_type": "bonus"},
    "type: episode": {"x-site": {"type": "episode"}},
    "host: Ada Lovelace": {"hosts": ["Ada Lovelace"]},
    "guests: [Grace Hopper, Kay McNulty]": {"guests": ["Grace Hopper", "Kay McNulty"]},
    "guests: [grace, kay]": {"x-site": {"guests": ["grace", "kay"]}},
    "speaker: {name: Ada, letter: A}": {"x-site": {"speaker": {"name": "Ada", "letter": "A"}}},
    "chapter: [{start: 00:00, title: Hi}]": {"chapters": ["00:00 Hi"]},
    "chapters: [{at: 00:00, mood: good}]": {
        "x-site": {"chapters": [{"at": "00:00", "mood": "good"}]}
    },
    "tags: code, old machines": {"keywords": ["code", "old machines"]},
    "tags: code machines": {"keywords": ["code", "machines"]},
    "explicit: clean": {"explicit": "false"},
    "explicit: somewhat": {"x-site": {"explicit": "somewhat"}},
    "duration: three quarters": {"x-site": {"duration": "three quarters"}},
    "episode: Part One": {"x-site": {"episode": "Part One"}},
    "youtube_id: kSN3upEaaxk": {"video": "https://www.youtube.com/watch?v=kSN3upEaaxk"},
    "draft: true": {"draft": "true"},
    "transcript_vtt: https://a.fm/1.vtt": {"transcript": "https://a.fm/1.vtt"},
    "transcript: Hello.": {"x-site": {"transcript": "Hello."}},
    "draft: false\nupcoming: true": {"draft": "true"},
}


@pytest.mark.parametrize(("field", "meant"), FIELDS.items(), ids=FIELDS)
def test_fields_of_themes_are_understood_or_kept(
    field: str, meant: dict[str, object], tmp_path: Path
) -> None:
    """What no field can hold stays under `x-site`, whole."""
    lines = take_page(tmp_path, f"---\naudio: {URL}\n{field}\n---\n")

    assert read_fields("\n".join(lines), ".md").values == {"audio": URL} | meant


def test_names_that_say_nothing_are_no_fields(tmp_path: Path) -> None:
    """Of two names that differ by signs alone the first counts."""
    page = f"---\ntitle: One\n':title': Two\n'': Three\naudio: {URL}\n---\n"
    record = read_fields("\n".join(take_page(tmp_path, page)), ".md")

    assert record.values == {
        "title": "One",
        "audio": URL,
        "x-site": {":title": "Two", "": "Three"},
    }


def test_a_second_text_is_kept(tmp_path: Path) -> None:
    """Two fields for one of ours: the other one is not thrown away."""
    page = (
        f"---\ntitle: One\naudio: {URL}\ndescription: Long.\nsummary: Short.\nintro: Hello.\n---\n"
    )
    lines = take_page(tmp_path, page)

    assert "summary: Short." in lines
    assert "x-site: {description: Long., intro: Hello.}" in lines


def test_what_stands_beside_the_audio_is_kept(tmp_path: Path) -> None:
    """A theme may keep all of an episode in one table."""
    lines = take_page(
        tmp_path, "---\nepisode: {file: 1.mp3, type: trailer, mime: audio/mpeg}\n---\n"
    )

    assert "audio: {file: 1.mp3}" in lines
    assert lines[2:5] == ["x-site:", "  episode: {type: trailer}", "---"]


def test_settings_may_lie_in_a_table_of_a_table(tmp_path: Path) -> None:
    """A theme's own, for the feed."""
    settings = (
        'baseURL = "https://a.fm"\nlanguageCode = "en"\n[params.feed]\nitunes_author = "Ada"\n'
        'explicit = "no"\n[params.podcast.owner]\nname = "Ada"\nemail = "ada@a.fm"\n'
    )
    take_page(tmp_path, f"---\naudio: {URL}\n---\n", **{"config.toml": settings})
    show = read_fields((tmp_path / "show" / "show.yaml").read_text(encoding="utf-8"), ".yaml")

    assert show.values == {
        "link": "https://a.fm",
        "language": "en",
        "author": "Ada",
        "owner": {"name": "Ada", "email": "ada@a.fm"},
        "explicit": "false",
    }


def test_zola_is_told_from_hugo(tmp_path: Path) -> None:
    """Both keep their settings in config.toml; what no field holds is called after the one."""
    lines = take_page(
        tmp_path,
        f"---\naudio: {URL}\ndatum: today\n---\n",
        **{"config.toml": 'base_url = "https://a.fm"\n'},
    )

    assert "x-zola: {datum: today}" in lines


def test_settings_of_the_site_say_where_audio_lies(tmp_path: Path) -> None:
    """Hugo's keep a theme's own among `params`."""
    lines = take_page(
        tmp_path,
        "---\npodcast_file: 1.mp3\n---\nNotes.\n",
        **{"hugo.toml": f'baseURL = "https://a.fm/"\n[params]\nmedia_prefix = "{URL[:-5]}"\n'},
    )

    assert f"audio: {URL}" in lines
    assert "link: https://a.fm/" in (tmp_path / "show" / "show.yaml").read_text(encoding="utf-8")


PLACES = {
    "of the site": ("/audio/1.mp3", "audio: https://me.fm/cast/audio/1.mp3"),
    "of nobody knows what": ("1.mp3", "audio: {file: 1.mp3}"),
}


@pytest.mark.parametrize(("path", "audio"), PLACES.values(), ids=PLACES)
def test_an_address_is_made_of_what_the_site_says(path: str, audio: str, tmp_path: Path) -> None:
    """Jekyll keeps the path of a project's page apart; where names lie only its theme knows."""
    settings = {"_config.yml": "url: https://me.fm\nbaseurl: /cast\n"}

    assert audio in take_page(tmp_path, f"---\naudio: {path}\n---\n", **settings)


def test_octopod_keeps_audio_in_a_folder(tmp_path: Path) -> None:
    """Where its settings name no other place."""
    settings = {"_config.yml": "url: https://me.fm\nplugins:\n  - jekyll-octopod\n"}

    assert "audio: https://me.fm/episodes/1.mp3" in take_page(
        tmp_path, "---\naudio: {mp3: 1.mp3}\n---\n", **settings
    )


def test_pages_of_one_name_are_all_kept(tmp_path: Path) -> None:
    """Two shows of a site number their pages alike."""
    taken = take(
        tmp_path,
        {f"content/show/{name}/0001.md": f"---\naudio: {URL}\n---\n{name}\n" for name in "ab"},
    )

    assert taken.files == ["0001-2.md", "0001.md", "show.yaml"]
    assert (tmp_path / "show" / "0001-2.md").read_text(encoding="utf-8").endswith("\nb\n")


def test_a_show_folder_in_the_site_is_no_part_of_it(tmp_path: Path) -> None:
    """Who takes a site over where it lies may do so a second time, elsewhere."""
    page = f"---\naudio: {URL}\n---\n"
    taken = take(tmp_path, {PAGE: page, "episodes/show.yaml": "", "episodes/a/b.md": page})

    assert taken.files == ["1.md", "show.yaml"]


def test_html_stays_html_and_templates_are_no_pages(tmp_path: Path) -> None:
    """A page of HTML becomes a record of HTML; what makes pages is none."""
    page = f"---\naudio: {URL}\n---\n<p>Notes.</p>\n"
    names = ("_posts/2024-01-02-a.html", "_posts/_b.md", "layouts/c.html", "archetypes/d.md")
    taken = take(tmp_path, dict.fromkeys(names, page))

    assert taken.files == ["2024-01-02-a.html", "show.yaml"]


def test_pages_without_audio_are_named_where_others_have_some(tmp_path: Path) -> None:
    """The blog beside them is nobody's fault."""
    other = "---\ntitle: Other\n---\n"
    files = {
        PAGE: f"---\naudio: {URL}\n---\n",
        "src/content/episodes/2.md": other,
        "about.md": other,
    }
    taken = take(tmp_path, files)

    assert taken.remarks[0] == "1 page without audio left out: src/content/episodes/2"


def test_episodes_that_apps_would_take_for_new_ones_are_counted(tmp_path: Path) -> None:
    """What the site does not say the live feed does."""
    page = f"---\naudio: {URL}\n{{}}---\n"
    taken = take(tmp_path, {PAGE: page.format(""), "a/2.md": page.format("guid: two\n")})

    assert taken.remarks == [
        "1 episode without a GUID: if the show is out, take those of its feed with --feed"
    ]


def test_files_of_one_name_are_told_by_their_folders(tmp_path: Path) -> None:
    """A host that calls each file the same must not give an episode the GUID of another."""
    guid = "<guid isPermaLink='false'>guid-{0}</guid>"
    item = f"<item><title>{{0}}</title>{guid}<enclosure url='{{1}}'/></item>"
    names = {"one": "https://a.fm/1/stream.mp3", "two": "https://a.fm/2/stream.mp3?key=x"}
    items = "".join(item.format(*each) for each in reversed(names.items()))
    feed = tmp_path / "live.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>")
    pages = {f"e/{name}.md": f"---\naudio: {url}\n---\n" for name, url in names.items()}
    pages |= {f"e/{n}.md": f"---\naudio: /{n}/stream.mp3\n---\n" for n in (1, 3)}
    site = make_site(tmp_path / "site", pages)
    taken = import_folder(site, str(feed), tmp_path / "show", NOW, lambda _done, _all: None)

    two = (tmp_path / "show" / "two.md").read_text(encoding="utf-8")
    assert "guid: guid-two\n" in two
    assert "guid: guid-one\n" in (tmp_path / "show" / "one.md").read_text(encoding="utf-8")
    assert taken.remarks == ["2 episodes not in the feed: 1, 3"]


def test_lines_end_in_one_way(tmp_path: Path) -> None:
    """A page written on Windows becomes a record whose fields and notes end their lines alike."""
    site = make_site(tmp_path / "site", {})
    (site / "_posts").mkdir(parents=True)
    page = f"\ufeff---\r\naudio: {URL}\r\n---\r\nOne.\r\n\r\nTwo.\r\n"
    (site / "_posts" / "1.md").write_bytes(page.encode())
    import_folder(site, None, tmp_path / "show", NOW, lambda _done, _all: None)

    assert (tmp_path / "show" / "1.md").read_bytes().endswith(b"---\nOne.\n\nTwo.\n")


def test_a_draft_of_jekyll_is_a_draft(tmp_path: Path) -> None:
    """By its folder."""
    take(tmp_path, {"_drafts/one.md": f"---\naudio: {URL}\n---\n"})

    assert "draft: true\n" in (tmp_path / "show" / "one.md").read_text(encoding="utf-8")


def test_one_yaml_file_is_numbered_by_date(tmp_path: Path) -> None:
    """Some write the newest last."""
    items = "".join(
        f"  - {{title: Part {n}, file: /{n}.mp3, published: 2024-01-0{n} 09:00}}\n" for n in (1, 2)
    )
    taken = take(tmp_path, {"feed.yaml": f"title: Talk\nlink: https://a.fm\nitem:\n{items}"})

    assert taken.files == ["001-part-1.md", "002-part-2.md", "show.yaml"]


def test_a_data_file_that_is_a_list_is_read(tmp_path: Path) -> None:
    """What the show is called stands in the site's settings."""
    items = f"- title: One\n  url: {URL}\n  length: 79088664\n  description: |\n    Notes.\n"
    settings = (
        "title: Talk\nurl: https://a.fm\nlicense: CC BY 4.0\nlicense_url: https://l.fm\n"
        "timezone: Asia/Tokyo\n"
    )
    take(tmp_path, {"_data/episodes.yml": items, "_config.yml": settings, "a.md": "---\n---\n"})

    record = (tmp_path / "show" / "001-one.md").read_text(encoding="utf-8")
    assert f"audio: {{url: {URL}, length: 79088664}}\n---\nNotes.\n" in record
    show = (tmp_path / "show" / "show.yaml").read_text(encoding="utf-8")
    assert show == (
        "title: Talk\nlink: https://a.fm\ntimezone: Asia/Tokyo\nlicense: {name: CC BY 4.0, url: https://l.fm}\n"
    )


def test_a_site_without_audio_in_its_pages_is_sent_to_its_feed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some keep the audio with a host, and only its number in the page."""
    site = make_site(tmp_path / "site", {PAGE: "---\ntitle: One\nanchor: e1upvim\n---\n"})

    assert run(["import", str(site), str(tmp_path / "show")]) == 2
    assert "any show is taken from its feed: feedtool import FEED" in capsys.readouterr().err


NAMES = st.sampled_from(
    "title date published audio enclosure podcast file mp3 length bytes duration chapters summary "
    "subtitle description hosts guest episode number type youtube transcript tags categories extra "
    "params author guid images audioSize aac_url start url name".split()
)
LEAVES = st.sampled_from(
    ["Words", "Ada Lovelace", "1.mp3", "https://a.fm/2.m4a", "38285476", "867", "12:30", "Ø 5 %",
     "00:10 Hi", "2024-01-02", "PT5M", "a.vtt", "one, two", None]
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def list_words(value: object) -> set[str]:
    """List the words of all texts in some data, durations for machines apart."""
    if isinstance(value, dict):
        return set().union(*map(list_words, value.values()))
    if isinstance(value, list):
        return set().union(*map(list_words, value))
    return set(str(value or "").replace(",", " ").split()) - {"PT5M"}


@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_no_word_of_a_page_is_lost(page: dict[str, Any]) -> None:
    """Whatever shape its fields have: it is in the record, or with what is the site's own."""
    words = list_words(page)
    found = take_episode(page, "", "")

    assert not {each for each in words if each not in f"{found} {page}"}
