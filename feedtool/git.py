"""The only door to git: what changed since a revision, and files as a revision had them."""

import subprocess
from os.path import normpath
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.log import tell

_SECONDS = 60


def list_changed(folder: Path, revision: str) -> frozenset[str]:
    """List the files of a folder that differ from where `revision` and this branch parted.

    Names are relative to the folder; files that git does not know yet count, ignored ones do not.
    Raises FeedtoolError.
    """
    if _run(folder, "rev-parse", "--git-dir") is None:
        raise FeedtoolError(f"{folder} is in no git repository", "leave --changed out")
    commit = _run(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        words = f"git knows no revision '{revision}' here"
        raise FeedtoolError(words, "fetch it first: in CI, a shallow clone has no history")
    start = _run(folder, "merge-base", "HEAD", commit.strip()) or commit
    differing = _run(folder, "diff", "--name-only", "--relative", "-z", start.strip(), "--", ".")
    unknown = _run(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if differing is None or unknown is None:
        raise FeedtoolError(f"git cannot compare this folder with '{revision}'")
    return frozenset(name for name in (differing + unknown).split("\0") if name)


def find_top(folder: Path) -> Path | None:
    """Return the top of the repository that a folder is in; None outside of git."""
    while not folder.is_dir():
        folder = folder.parent
    try:
        upwards = _run(folder, "rev-parse", "--show-cdup")
    except FeedtoolError:
        return None
    return None if upwards is None else Path(normpath(folder / upwards.strip()))


def read_committed(path: Path, revision: str = "HEAD") -> bytes | None:
    """Return a file as a revision has it; None if git does not know it, or is not there.

    Its folder need not be there any more.
    """
    folder = path.parent
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    name = path.relative_to(folder).as_posix()
    return _call(folder, "show", f"{revision}:./{name}")


def _run(folder: Path, *words: str) -> str | None:
    """Run git and return what it says, or None where it fails; raises FeedtoolError."""
    found = _call(folder, *words)
    return None if found is None else found.decode("utf-8", "surrogateescape")


def _call(folder: Path, *words: str) -> bytes | None:
    tell("git %s", " ".join(words))
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, a revision is passed as one
            ["git", *words],  # noqa: S607 - the git the user has
            cwd=folder,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise FeedtoolError("git is not installed, or not on the PATH") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FeedtoolError(f"git does not answer: {error}") from None
    return done.stdout if done.returncode == 0 else None
