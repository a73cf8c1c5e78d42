"""Shows of other generators become show folders: Hugo, Jekyll, one YAML file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from web_server import giving, serving

from feedtool.cli import run
from feedtool.errors import FeedtoolError
from feedtool.formats.feed.document import read_feed
from feedtool.pipeline.importing.folder import import_folder
from feedtool.pipeline.importing.new_folder import write_all
from feedtool.staging import BusyError, lock_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
FEED = (Path(__file__).parent / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
CASTANET = {
    "config.toml": 'title = "Talk"\nbaseURL = "https://talk.example/"\n'
    '[params]\nmedia_prefix = "https://audio.example/"\n',
    "content/episode/first.md": "+++\n"
    'title = "First, a try"\nDescription = "Two people talk."\nDate = 2024-01-02T09:00:00-05:00\n'
    'PublishDate = 2024-01-03T09:00:00-05:00\npodcast_file = "002.mp3"\n'
    'podcast_bytes = "18,200,000"\npodcast_duration = "30:15"\nepisode = "1"\n'
    'hosts = ["ada", ""]\nguests = ["grace"]\nsponsors = ["acme"]\nexplicit = "no"\n'
    'youtube = "abc"\naliases = ["/1"]\n+++\nNotes with **weight**.\n',
    "content/host/ada.md": '+++\nTitle = "Ada Lovelace"\nTwitter = "ada"\n+++\nA host.\n',
    "content/guest/grace.md": "---\ntitle: Grace Hopper\nThumbnail: img/grace.jpg\n---\n",
    "data/sponsors/acme.yml": 'Name: Acme\n"url": "http://acme.example"\n',
    "themes/castanet/exampleSite/content/episode/no.md": "+++\n+++\n",
}
JEKYLL = {
    "_config.yml": "title: Talk\nurl: https://talk.example\ndownload_url: https://dl.example/e\n",
    "_posts/2024-01-02-first.md": "---\nlayout: post\ntitle: First\n"
    "date: 2024-01-02 09:00:00 +0100\naudio:\n  mp3: first.mp3\nfilesize:\n  mp3: 1,234\n"
    'duration: "30:15"\nsubtitle: A try.\nchapters:\n  - 00:00:00.000 Start\n'
    "tags: [talk]\n---\nNotes.\n",
    "_posts/2024-01-01-news.md": "---\ntitle: No audio\n---\n",
}
ONE_YAML = {
    "feed.yaml": "title: Talk\nlink: https://talk.example\nimage: /a.jpg\ncategory: Technology\n"
    "format: audio/mpeg\nitem:\n"
    "  - title: First\n    description: Notes.\n    file: /audio/1.mp3\n    length: 8,123,222\n"
    "    duration: 00:30:15\n    published: Thu, 12 Jan 2023 21:00:00 GMT\n",
}


def make_site(folder: Path, files: dict[str, str]) -> Path:
    """Write the files of a site."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def take(tmp_path: Path, files: dict[str, str], feed: str | None = None) -> Path:
    """Import a site; return the show folder."""
    site = make_site(tmp_path / "site", files)
    if feed is not None:
        (tmp_path / "live.xml").write_text(feed, encoding="utf-8")
    given = str(tmp_path / "live.xml") if feed is not None else None
    import_folder(site, given, tmp_path / "show", NOW, lambda _done, _all: None)
    return tmp_path / "show"


def test_castanet_becomes_records(tmp_path: Path) -> None:
    """Fields, people and sponsors are ours; the site's own fields are kept beside them."""
    show = take(tmp_path, CASTANET)

    assert (show / "001-first.md").read_text(encoding="utf-8") == (
        "---\n"
        "title: First, a try\n"
        "guid: {value: https://audio.example/002.mp3, is_permalink: true}\n"
        "published: 2024-01-02 09:00:00-05:00\n"
        "episode: 1\n"
        "hosts: [ada]\n"
        "guests: [grace]\n"
        "summary: Two people talk.\n"
        "audio: {url: https://audio.example/002.mp3, length: 18200000, duration: 30:15}\n"
        "video: https://www.youtube.com/watch?v=abc\n"
        "explicit: false\n"
        "sponsors: [acme]\n"
        "x-hugo: {aliases: /1}\n"
        "---\n"
        "Notes with **weight**.\n"
    )
    assert (show / "people" / "ada.md").read_text(encoding="utf-8") == (
        "---\nname: Ada Lovelace\nlinks: {twitter: https://twitter.com/ada}\n---\nA host.\n"
    )
    assert "image: https://talk.example/img/grace.jpg" in (show / "people" / "grace.md").read_text(
        encoding="utf-8"
    )
    assert "link: http://acme.example" in (show / "sponsors" / "acme.md").read_text(
        encoding="utf-8"
    )
    assert not (show / "no.md").exists()


def test_the_live_feed_decides_what_is_out(tmp_path: Path) -> None:
    """GUID, title, date and address come from the feed, matched by the audio file's name."""
    show = take(tmp_path, CASTANET, FEED)

    record = (show / "001-first.md").read_text(encoding="utf-8")
    assert "title: John Backus and the cost of clarity\n" in record
    assert "guid: 8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12\n" in record
    assert "url: https://feeds.compilertalk.example/audio/002.mp3" in record
    assert "title: Compiler Talk" in (show / "show.yaml").read_text(encoding="utf-8")


def test_a_folder_with_its_feed_builds(tmp_path: Path) -> None:
    """What the feed says comes out again under the same identity."""
    show = take(tmp_path, CASTANET, FEED)

    assert run(["build", str(show), "--now", "2024-06-01", "--locked"]) == 0
    built = read_feed((tmp_path / "feed" / "feed.xml").read_bytes())
    guid = built.items[0].child("guid")
    assert guid
    assert guid.text == "8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12"


def test_what_no_feed_vouches_for_stops_a_build(tmp_path: Path) -> None:
    """Without a feed a missing GUID is no old fault: no baseline lets it through."""
    show = take(tmp_path, ONE_YAML)

    assert not (show / "baseline.toml").exists()
    assert run(["build", str(show), "--now", "2024-06-01", "--locked"]) == 1


def test_jekyll_posts_become_records(tmp_path: Path) -> None:
    """Posts with audio are taken; a post without is named and left out."""
    show = take(tmp_path, JEKYLL)

    record = (show / "2024-01-02-first.md").read_text(encoding="utf-8")
    assert "audio: {url: https://dl.example/e/first.mp3, length: 1234, duration: 30:15}" in record
    assert "summary: A try.\n" in record
    assert "00:00:00.000 Start" in record
    assert not (show / "2024-01-01-news.md").exists()


def test_one_yaml_file_becomes_records(tmp_path: Path) -> None:
    """Commas in a size are read, dates stay as they are written."""
    show = take(tmp_path, ONE_YAML)

    record = (show / "001-first.md").read_text(encoding="utf-8")
    assert "length: 8123222" in record
    assert "url: https://talk.example/audio/1.mp3" in record
    assert record.endswith("---\nNotes.\n")


@pytest.mark.parametrize("files", [{}, {"README.md": "# nothing\n"}])
def test_an_unknown_folder_is_refused(files: dict[str, str], tmp_path: Path) -> None:
    """What is no known site ends with words, and nothing is written."""
    site = make_site(tmp_path / "site", files)
    site.mkdir(exist_ok=True)

    assert run(["import", str(site), str(tmp_path / "show")]) == 2
    assert not (tmp_path / "show").exists()


def test_the_live_feed_may_be_an_address_of_several_pages(tmp_path: Path) -> None:
    """GUIDs come from wherever the feed says them: its further pages too."""
    link = '<atom:link rel="next" href="/2"/>'
    first = FEED.replace("<item>", f"{link}<item>", 1).replace("002.mp3", "999.mp3")
    first = first.replace("8a52f7d4", "99999999")
    site = make_site(tmp_path / "site", CASTANET)
    with serving({"/": giving(first.encode()), "/2": giving(FEED.encode())}) as server:
        import_folder(site, server.url, tmp_path / "show", NOW, lambda _done, _all: None)

    assert "guid: 8a52f7d4" in (tmp_path / "show" / "001-first.md").read_text(encoding="utf-8")


def test_a_prefix_that_is_a_list_is_none(tmp_path: Path) -> None:
    """It is said as if there was none."""
    config = CASTANET["config.toml"].replace('"https://audio.example/"', '["https://x.example/"]')
    site = make_site(tmp_path / "site", CASTANET | {"config.toml": config})
    taken = import_folder(site, None, tmp_path / "show", NOW, lambda _done, _all: None)

    assert taken.remarks[0].startswith("no media_prefix was found")
    assert "audio: {file: 002.mp3," in (tmp_path / "show/001-first.md").read_text(encoding="utf-8")


def test_what_a_killed_import_had_begun_is_in_nobodys_way(tmp_path: Path) -> None:
    """The next one into the same folder was refused, though nothing in there is to be seen."""
    left = tmp_path / "show" / ".feedtool-new" / "0"
    left.parent.mkdir(parents=True)
    left.write_text("half", encoding="utf-8")
    show = take(tmp_path, JEKYLL)

    assert (show / "show.yaml").exists()
    assert not left.parent.exists()


def test_an_import_that_breaks_off_leaves_no_show(tmp_path: Path) -> None:
    """A folder with half of the episodes must not look whole, whatever pages are called."""
    too_long = f"{'z' * 300}.md"  # the system refuses it when it is to take this name
    with pytest.raises(FeedtoolError, match="File name too long"):
        write_all(tmp_path, {"show.yaml": "title: A\n", too_long: "---\n---\n"})

    assert not (tmp_path / "show.yaml").exists()


def test_two_imports_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    """The second is told of the first."""
    with lock_folder(tmp_path, "import"), pytest.raises(BusyError, match="another import"):
        write_all(tmp_path, {"show.yaml": "title: A\n"})
