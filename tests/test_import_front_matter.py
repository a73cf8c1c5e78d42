"""Front matter as themes write it: audio under many names, pages in folders, pages in disorder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_import_folder import make_site

from feedtool.errors import FeedtoolError
from feedtool.pipeline.importing.folder import import_folder
from feedtool.pipeline.importing.taken import Taken

NOW = datetime(2024, 6, 1, tzinfo=UTC)
CONFIG = "title: Talk\nurl: https://talk.example\ndownload_url: https://dl.example/e\n"
FIRST = "_posts/2024-01-02-first.md"


def take(tmp_path: Path, files: dict[str, str | bytes]) -> Taken:
    """Import a site into `show`."""
    texts = {name: text for name, text in files.items() if isinstance(text, str)}
    site = make_site(tmp_path / "site", texts)
    for name, data in files.items():
        if isinstance(data, bytes):
            (site / name).write_bytes(data)
    return import_folder(site, None, tmp_path / "show", NOW, lambda _done, _all: None)


URL = "https://x.example/1.mp3"
AUDIO = {
    "one address": (
        f"audio: {URL}\nsize: 1234567\nduration: '30:15'\n",
        f"audio: {{url: {URL}, length: 1234567, duration: 30:15}}",
    ),
    "an enclosure": (
        f"enclosure: {{url: '{URL}', length: '1234567', type: audio/mpeg}}\n",
        f"audio: {{url: {URL}, length: 1234567}}",
    ),
    "other names": (
        f"podcast_file: {URL}\npodcast_bytes: 1,234,567\npodcast_duration: '1815'\n",
        f"audio: {{url: {URL}, length: 1234567, duration: 1815}}",
    ),
    "a length that is a duration": (
        f"mp3: {URL}\nfilesize: 1234567\nlength: '1:30:15'\n",
        f"audio: {{url: {URL}, length: 1234567, duration: 1:30:15}}",
    ),
    "a size for each format": (
        f"audio: {URL}\nfilesize: {{m4a: 1, mp3: 1234567}}\n",
        f"audio: {{url: {URL}, length: 1234567}}",
    ),
    "a length in minutes": (f"audio: {URL}\nlength: 30\ntime: 10:00\n", f"audio: {URL}"),
    "a path of the site": ("audio_file: /audio/1.mp3\n", "audio: https://talk.example/audio/1.mp3"),
    "a name behind the prefix": ("audio: 1.mp3\n", "audio: https://dl.example/e/1.mp3"),
    "words that name none": ("podcast: 'true'\nmedia: video\naudio: 'yes'\n", ""),
    "a page of the podcast": ("podcast: https://shows.example/talk\nfile: docs/a.md\n", ""),
    "a file of the podcast": (f"podcast: {URL}?a=b\n", f"audio: {URL}?a=b"),
    "a size of thousands of digits": (f"audio: {URL}\nsize: {'9' * 5000}\n", f"audio: {URL}"),
    "an empty enclosure": ("enclosure: {length: 0}\n", ""),
}


@pytest.mark.parametrize(("matter", "audio"), AUDIO.values(), ids=AUDIO.keys())
def test_audio_is_found_under_many_names(matter: str, audio: str, tmp_path: Path) -> None:
    """Its size and duration, too; a post without any is left out."""
    other = "---\ntitle: Other\naudio: https://x.example/0.mp3\n---\n"
    page = f"---\ntitle: First\n{matter}---\nNotes.\n"
    take(tmp_path, {"_config.yml": CONFIG, "_posts/2024-01-01-other.md": other, FIRST: page})
    record = tmp_path / "show" / "2024-01-02-first.md"

    assert record.exists() is bool(audio)
    assert not audio or audio in record.read_text(encoding="utf-8").split("\n")


def test_collections_and_folders_of_posts_are_read(tmp_path: Path) -> None:
    """Those that the site declares, and those that podcasts are kept in."""
    page = "---\ntitle: A\naudio: https://x.example/{}.mp3\n---\n"
    taken = take(
        tmp_path,
        {
            "_config.yml": CONFIG + "collections: {talks: {output: true}}\n",
            "_posts/2024/2024-01-01-a.md": page.format(1),
            "_talks/b.md": page.format(2),
            "_episodes/c.md": page.format(3),
            "_layouts/d.html": page.format(4),
        },
    )

    assert sorted(name for name in taken.files if name.endswith(".md")) == [
        "2024-01-01-a.md",
        "b.md",
        "c.md",
    ]


def test_a_folder_with_an_index_is_a_page(tmp_path: Path) -> None:
    """Hugo calls it a bundle."""
    taken = take(
        tmp_path,
        {
            "hugo.yaml": "title: Talk\nparams: {media_prefix: 'https://x.example/'}\n",
            "content/episode/_index.md": "---\ntitle: Episodes\n---\n",
            "content/episode/first/index.md": "---\ntitle: First\npodcast_file: 1.mp3\n---\n",
        },
    )

    assert taken.files == ["first.md", "show.yaml"]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A page in another encoding, and front matter that breaks off."""
    taken = take(
        tmp_path,
        {
            "_config.yml": CONFIG,
            FIRST: "---\ntitle: First\naudio: 1.mp3\n---\n",
            "_posts/2024-01-03-list.md": "---\ntitle: [open\naudio: 2.mp3\n---\n",
            "_posts/2024-01-04-latin.md": "---\ntitle: Café\naudio: 3.mp3\n---\n".encode("latin-1"),
        },
    )

    assert any("2024-01-03-list.md: a '[' list" in remark for remark in taken.remarks)
    assert any("2024-01-04-latin.md: the file is not UTF-8" in remark for remark in taken.remarks)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"_posts/2024-01-01-a.md": "---\ntitle: A\n---\n"}, "without an episode"),
        ({"content/episode/_index.md": "---\ntitle: A\n---\n"}, "without an episode"),
        ({"show.yaml": "title: A\n"}, "a show folder already"),
    ],
)
def test_a_folder_without_episodes_is_refused(
    files: dict[str, str | bytes], message: str, tmp_path: Path
) -> None:
    """Nothing is written."""
    with pytest.raises(FeedtoolError, match=message):
        take(tmp_path, files)

    assert not (tmp_path / "show").exists()


def test_an_item_without_a_file_has_no_audio(tmp_path: Path) -> None:
    """The site's own address is none."""
    take(
        tmp_path,
        {"feed.yaml": "title: T\nlink: https://x.example\nitem: [{title: A, description: B}]\n"},
    )
    record = (tmp_path / "show" / "001-a.md").read_text(encoding="utf-8")

    assert "x.example" not in record
    assert "artwork" not in (tmp_path / "show" / "show.yaml").read_text(encoding="utf-8")


JSON_PAGES = {
    "characters in two halves": r'{"title": "Ada \ud83d\ude00", "audio": "https://x.example/1.mp3"}',
    "half a character": r'{"title": "Ada \ud83d", "audio": "https://x.example/1.mp3"}',
    "tabs": '{\n\t"title": "Ada",\n\t"audio": "https://x.example/1.mp3"\n}',
    "a labelled fence": '---json\n{"title": "Ada", "audio": "https://x.example/1.mp3"}\n---',
}


@pytest.mark.parametrize("matter", JSON_PAGES.values(), ids=JSON_PAGES.keys())
def test_json_that_yaml_cannot_read_is_read(matter: str, tmp_path: Path) -> None:
    """The page was left out."""
    take(tmp_path, {FIRST: f"{matter}\nNotes.\n"})
    lines = (tmp_path / "show" / "2024-01-02-first.md").read_text(encoding="utf-8").split("\n")

    assert lines[1].startswith("title: Ada")
    assert lines[-4:] == [f"audio: {URL}", "---", "Notes.", ""]


def test_a_fence_may_say_that_toml_follows(tmp_path: Path) -> None:
    """As Eleventy and Gatsby let it."""
    take(tmp_path, {FIRST: f'---toml\ntitle = "Ada"\naudio = "{URL}"\n---\nNotes.\n'})
    text = (tmp_path / "show" / "2024-01-02-first.md").read_text(encoding="utf-8")

    assert text.endswith(f"title: Ada\npublished: 2024-01-02\naudio: {URL}\n---\nNotes.\n")


def test_no_page_becomes_a_file_that_is_no_record(tmp_path: Path) -> None:
    """Nor one that takes another's place where a system does not tell case."""
    page = "---\ntitle: Ada\naudio: https://x.example/{}.mp3\n---\n"
    names = (
        *("readme.md", "a/Show.md", "b/One.md", "c/one.md", "d/one.md", "e/.hidden.md"),
        f"{'ö' * 126}/index.md",
    )
    taken = take(tmp_path, {name: page.format(n) for n, name in enumerate(names)})
    records = sorted(path.name for path in (tmp_path / "show").glob("*.md"))

    assert records == [
        *("One.md", "Show-2.md", "one-2.md", "one-3.md", "readme-2.md"),
        f"{'ö' * 100}.md",
    ]
    assert taken.episodes == len(records)
