"""Files that a record names: they exist, inside the show folder, in the exact case."""

import os
import re
import stat
import unicodedata
from bisect import bisect_left
from functools import cached_property
from pathlib import Path

from feedtool.formats.nearest import find_nearest, find_sure
from feedtool.load.folder import NOT_THERE
from feedtool.load.local_files import Named
from feedtool.load.reading import UNPRINTABLE
from feedtool.model.finding import Fault, Problem

_OURS = frozenset({"feed.xml", "manifest.json", ".feedtool", ".feedtool-new"})
"""Names at the top of the output folder, and that of the cache."""
_MISSING = "file '{name}' does not exist"
_NOT_RELATIVE = "path '{name}' must be relative to the show folder"
_LAST = re.compile(r"[/\\]")
_FEW = 50
"""Names of a folder that are all compared with one which is not there."""
_BESIDE = 20


class FileJudge:
    """Judges the files of one show folder that records name.

    What a folder holds, and where links lead it, is looked up once: a show has one of thousands.
    `locked` are the names in media.lock, which stands for media that are not at hand.
    """

    def __init__(self, root: Path, locked: frozenset[str] = frozenset()) -> None:
        self._root, self._locked = root, locked
        self._listed: dict[str, dict[str, None]] = {}
        self._folded: dict[str, list[tuple[str, str]]] = {}
        self._real: dict[str, str] = {}

    def judge(self, named: Named) -> Fault | None:
        """Say what is wrong with a named file, or None."""
        at, name, is_media = named
        message, hint = _judge_words(name) or self._judge_file(name)
        if message == _MISSING and is_media and name in self._locked:
            return None
        if message in (_MISSING, _NOT_RELATIVE):
            hint = self._find_near(name) or self._find_elsewhere(name)
        if not message:
            return None
        words = message.replace("{name}", name)
        return Fault("RC09", Problem(at, words, hint), (str(at[0]),))

    def _judge_file(self, name: str) -> tuple[str, str]:
        """Say what is wrong with a file, and the cure, if any; two empty texts if nothing is."""
        path = os.path.join(self._root, name)  # noqa: PTH118 - fast, as all here
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
            if not stat.S_ISREG(mode):
                kind = "a folder" if stat.S_ISDIR(mode) else "a device or pipe"
                return f"path '{{name}}' is {kind}, not a file", ""
            if self._leaves_root(path):
                words = "path '{name}' leaves the show folder through a link"
                return words, "put the file itself there"
            if not os.access(path, os.R_OK):
                return "file '{name}' cannot be read: permission denied", "make it readable"
        except OSError as error:
            if error.errno in NOT_THERE:
                return _MISSING, ""
            return "path '{name}' cannot be opened", ""
        except ValueError:
            return "path '{name}' cannot be opened", ""
        return ("" if self._has_exact_case(name) else _MISSING), ""

    def _leaves_root(self, path: str) -> bool:
        """Tell whether links lead a path out of the show folder."""
        root = self._resolve(str(self._root))
        if os.path.islink(path):  # noqa: PTH114
            real = os.path.realpath(path)
        else:
            real = self._resolve(os.path.dirname(path))  # noqa: PTH120
        return real != root and not real.startswith(root.rstrip(os.sep) + os.sep)

    def _resolve(self, folder: str) -> str:
        known = self._real.get(folder)
        if known is None:
            known = self._real[folder] = os.path.realpath(folder)
        return known

    def _has_exact_case(self, name: str) -> bool:
        """Compare each part with its folder's listing: some systems ignore case, servers do not."""
        folder = str(self._root)
        for part in name.split("/"):
            names = self._list(folder)
            if part not in ("", ".") and names and part not in names:  # empty: it cannot be listed
                return False
            folder = os.path.join(folder, part)  # noqa: PTH118
        return True

    def _list(self, folder: str) -> dict[str, None]:
        """List the names in a folder, in their order; none of one that cannot be read."""
        names = self._listed.get(folder)
        if names is None:
            try:
                names = dict.fromkeys(sorted(os.listdir(folder)))  # noqa: PTH208
            except OSError:
                names = {}
            self._listed[folder] = names
        return names

    def _find_near(self, name: str) -> str:
        """Name the file that was most likely meant, each part of its path in the right case."""
        found: list[str] = []
        for part in (part for part in name.split("/") if part not in ("", ".")):
            folder = os.path.join(self._root, *found)  # noqa: PTH118
            meant = part if part in self._list(folder) else self._find_alike(folder, part)
            if not meant:
                return ""
            found.append(meant)
        near = "/".join(found)
        if near != name == unicodedata.normalize("NFC", near):
            return "rename the file: its name has letters with separate accents (NFD)"
        return f"did you mean '{near}'?" if near else ""

    def _find_elsewhere(self, name: str) -> str:
        """Name a file of the show that is called the same, in one of the folders in it."""
        found = self._by_name.get(_LAST.split(name)[-1])
        return f"did you mean '{found}'?" if found else ""

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The paths of what lies in the folders of the show, by their names."""
        root = str(self._root)
        folders = [each for each in self._list(root) if os.path.isdir(os.path.join(root, each))]  # noqa: PTH112, PTH118
        paths = (
            f"{each}/{name}"
            for each in folders
            if each[0] not in "._"
            for name in self._list(os.path.join(root, each))  # noqa: PTH118
        )
        return {path.rpartition("/")[2]: path for path in paths}

    def _find_alike(self, folder: str, part: str) -> str:
        """Find the name most like one that is not there, or "".

        Of many, those beside it in the alphabet are looked at, for another extension and for sure
        slips: to compare thousands of names with thousands takes minutes.
        """
        names, known = self._list(folder), self._folded.get(folder)
        apart = unicodedata.normalize("NFD", part)
        if apart in names:  # as macOS writes them
            return apart
        if known is None:
            known = sorted((each.casefold(), each) for each in names)
            self._folded[folder] = known
        folded = part.casefold()
        at = bisect_left(known, (folded,))
        beside = known[max(0, at - _BESIDE) : at + _BESIDE]
        same = next((name for fold, name in beside if fold == folded), "")
        if same or len(known) <= _FEW:
            return same or find_nearest(part, names)
        stem = folded.rpartition(".")[0]
        alike = (name for fold, name in beside if stem and fold.rpartition(".")[0] == stem)
        return next(alike, "") or find_sure(part, [name for _, name in beside])


def judge_unmeasured(named: Named) -> Fault:
    """Say that only a stand-in of a media file is here, of which media.lock has no facts."""
    at, name, _ = named
    words = f"file '{name}' is a Git LFS pointer, and media.lock does not know what it stands for"
    hint = "git lfs pull, or commit media.lock where the file is"
    return Fault("RC09", Problem(at, words, hint), (str(at[0]),))


def _judge_words(name: str) -> tuple[str, str] | None:
    """Judge a path as it is written; None if nothing is wrong."""
    if UNPRINTABLE.search(name):
        return "path '{name}' holds a control character", "rename the file"
    if name.startswith("/") or ":" in name.split("/", 1)[0]:
        return _NOT_RELATIVE, ""
    if "\\" in name:
        return "path '{name}' has a backslash", f"write {name.replace(chr(92), '/')}"
    if ".." in name.split("/"):
        return "path '{name}' leaves the show folder", "put the file in the show folder"
    if _first_part(name.casefold()) in _OURS:
        return "path '{name}' is that of a file which feedtool writes", "rename it"
    if name != unicodedata.normalize("NFC", name):
        return "path '{name}' has letters with separate accents", "write it in NFC"
    return None


def _first_part(name: str) -> str:
    return next((part for part in name.split("/") if part not in ("", ".")), "")
