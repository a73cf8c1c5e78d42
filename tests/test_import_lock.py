"""An import.lock that somebody has changed writes nothing outside the show folder."""

import pytest

from feedtool.formats.import_lock import ImportLockError, read_import_lock

NO_LOCKS = [
    "format = 2",
    "format = true",
    "format = 1.0",
    "format = 1\nx = " + "1" * 5000,
    "format = 1\nx = " + "[" * 5000,
    "format = 1\n" + "a." * 50_000 + "b = 1",
    "format = 1\nitem = 3",
    "format = 1\nitem = [3]",
    "format = 1\nsource = 3",
    'format = 1\n[[item]]\nkey = "1"\nfiles = {a = 3}',
    'format = 1\n[[item]]\nkey = "1"\nfiles = {}\nsaid = nan',
]
ITEM = '[[item]]\nkey = "1"\nfiles = {{ "{name}" = "0" }}\nsaid = ""\n'


@pytest.mark.parametrize("name", ["../evil.md", "/etc/motd", "a/../../evil.md", ".."])
def test_names_that_lead_out_are_refused(name: str) -> None:
    """An update writes to the names that stand there."""
    with pytest.raises(ImportLockError, match="which no import writes"):
        read_import_lock("format = 1\n" + ITEM.format(name=name))


@pytest.mark.parametrize("text", ["", "format = ", *NO_LOCKS])
def test_what_is_no_lock_is_refused(text: str) -> None:
    """Also a number that Python does not read."""
    with pytest.raises(ImportLockError):
        read_import_lock(text)


def test_an_empty_lock_is_called_empty() -> None:
    """Nobody has to know what None is."""
    with pytest.raises(ImportLockError, match="names no format: it is empty"):
        read_import_lock("")


def test_names_of_an_import_are_read() -> None:
    """Two dots inside a name lead nowhere."""
    lock = read_import_lock("format = 1\n" + ITEM.format(name="001-wait..-what.md"))

    assert list(lock.items["1"].files) == ["001-wait..-what.md"]
