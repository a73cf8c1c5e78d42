"""What a cache folder keeps, and what it leaves alone."""

from pathlib import Path

import pytest

from feedtool.cache_folder import cache_of_show, read_kept, write_kept

LIMIT = 100


@pytest.mark.parametrize("name", ["facts.json", "pictures/a.jpg"])
def test_what_was_kept_comes_back_and_git_ignores_it(name: str, tmp_path: Path) -> None:
    """The folder says so itself."""
    folder = cache_of_show(tmp_path)

    write_kept(folder, name, b"1")

    assert read_kept(folder, name, LIMIT) == b"1"
    assert (folder / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("name", ["facts.json", "pictures/a.jpg"])
def test_nothing_goes_through_a_link(name: str, tmp_path: Path) -> None:
    """A show from elsewhere may bring one: what it leads to is neither read nor written."""
    elsewhere, folder = tmp_path / "elsewhere", cache_of_show(tmp_path)
    write_kept(elsewhere, name, b"theirs")
    link = folder if "/" not in name else folder / "pictures"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere if link == folder else elsewhere / "pictures")

    write_kept(folder, name, b"ours")

    assert read_kept(folder, name, LIMIT) == b""
    assert (elsewhere / name).read_bytes() == b"theirs"


def test_what_cannot_be_read_or_written_is_no_fault(tmp_path: Path) -> None:
    """A cache is no reason to fail: not one that is missing, too large, or in the way."""
    write_kept(tmp_path, "large", b"x" * (LIMIT + 1))
    (tmp_path / "file").write_bytes(b"")

    write_kept(tmp_path / "file", "facts.json", b"1")

    assert read_kept(tmp_path, "large", LIMIT) == b""
    assert read_kept(tmp_path, "missing", LIMIT) == b""
    assert read_kept(tmp_path / "file", "facts.json", LIMIT) == b""
