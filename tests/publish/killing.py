"""A show at a target, and commands that are killed at one of their steps: what they leave."""

import itertools
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from queue import Queue
from typing import Protocol

import obstore
from line import Line, Moment
from obstore.store import S3Store
from served import check_whole, digest, from_folder, from_web
from servers import BUCKET, KEY, SECRET, Weed
from shows import BASE_URL, Clone, Forked, Said, Zygote
from sounds import make_sound

from feedtool.publish.names import CONTROL, FEEDS, PROBES

EPISODE = "072-sebastian-raschka.md"
SUMMARY = "Sebastian Raschka, author of"
KILLED = -signal.SIGKILL
_LATE = "4000000000"
"""Seconds since 1970: a clock at which everything is old."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A command that is killed, and those that bring everything in order after it.

    It starts from a show of three releases, or where it `is_first` from nothing at all.
    """

    words: tuple[str, ...]
    mends: tuple[tuple[str, ...], ...]
    clock: str = "1600000009"
    changes: bool = False
    is_first: bool = False


_WITHDRAW = ("withdraw", EPISODE, "--delete-audio")
_PRUNE = ("publish", "--prune", "90")
_FIRST = ("publish", "--first-release")
TRIALS = {
    "the first release": Trial(_FIRST, (_FIRST,), is_first=True),
    "publish": Trial(("publish",), (("publish",),), changes=True),
    "rollback": Trial(("rollback",), (("publish", "--resume"),)),
    "withdraw": Trial(_WITHDRAW, (_WITHDRAW, ("publish",))),
    "prune": Trial(_PRUNE, (_PRUNE,), _LATE),
}


Start = Callable[[dict[str, object] | None], Forked]
"""Starts a command, which may be told when to kill itself."""


class Place(Protocol):
    """Where the show is published to; it can be put back to how it was."""

    def fetch(self, name: str) -> bytes | None:
        """Read a file as a listener does."""

    def aim(self) -> str:
        """Write the table of the target, as it is now."""

    def save(self) -> None:
        """Remember what lies there."""

    def restore(self, *, is_empty: bool) -> None:
        """Bring back what was remembered, or nothing at all."""

    def names(self) -> set[str]:
        """List all that lies there, unfinished files too."""

    def kill(self, start: Start, moment: int) -> Said:
        """Start a command, and let it be killed at a moment of its own; return how it ended."""


class FolderPlace:
    """A folder. Moments are those before and after every call of the system that is about it.

    With `is_brief` only those after a name was given or taken.
    """

    def __init__(self, root: Path, *, is_brief: bool) -> None:
        self._public, self._saved = root / "one/public", root / "saved"
        self._is_brief = is_brief

    def fetch(self, name: str) -> bytes | None:
        """Read a file as a listener does."""
        return from_folder(self._public)(name)

    def aim(self) -> str:
        """Write the table of the target."""
        return '[targets.live]\nurl = "../public"'

    def save(self) -> None:
        """Remember by hard links: nothing is ever written into a file that has its name."""
        shutil.copytree(self._public, self._saved, copy_function=os.link)

    def restore(self, *, is_empty: bool) -> None:
        """Bring back what was remembered, or nothing."""
        shutil.rmtree(self._public, ignore_errors=True)
        if not is_empty:
            shutil.copytree(self._saved, self._public, copy_function=os.link)

    def names(self) -> set[str]:
        """List all files; those that are being written begin with a dot."""
        found = (path for path in self._public.rglob("*") if path.is_file())
        return {path.relative_to(self._public).as_posix() for path in found}

    def kill(self, start: Start, moment: int) -> Said:
        """Let the command kill itself."""
        die = {"at": moment, "below": str(self._public), "is_brief": self._is_brief}
        return start(die).wait()


class BucketPlace:
    """A prefix of the store, another one each time.

    Moments are those before a request reaches the store, and before its answer comes back; with
    `is_brief` only the second, and only of requests that change something.
    """

    def __init__(self, weed: Weed, line: Line, prefix: str, *, is_brief: bool) -> None:
        self._weed, self._line, self._prefix = weed, line, prefix
        self._is_brief = is_brief
        self._now, self._count = f"{prefix}-0", 0
        self._store = S3Store(
            BUCKET,
            endpoint=weed.s3,
            region="us-east-1",
            virtual_hosted_style_request=False,
            access_key_id=KEY,
            secret_access_key=SECRET,
            client_options={"allow_http": True},
        )

    def fetch(self, name: str) -> bytes | None:
        """Read a file as a listener does."""
        return from_web(f"{self._weed.filer}/{self._now}/")(name)

    def aim(self) -> str:
        """Write the table of the target: its prefix, over the line."""
        options = 'options = {timeout = "20s"}\n'
        table = self._weed.target("live", self._now, options=options)
        return table.replace(self._weed.s3, self._line.url)

    def save(self) -> None:
        """Leave the first prefix as it is from now on."""

    def restore(self, *, is_empty: bool) -> None:
        """Go to a new prefix, with all that the first one holds, or nothing."""
        self._count += 1
        self._now = f"{self._prefix}-{self._count}"
        first = f"{self._prefix}-0"
        with ThreadPoolExecutor(8) as pool:
            for name in () if is_empty else self._list(first):
                pool.submit(obstore.copy, self._store, f"{first}/{name}", f"{self._now}/{name}")

    def names(self) -> set[str]:
        """List all files."""
        return set(self._list(self._now))

    def _list(self, prefix: str) -> Iterator[str]:
        for chunk in obstore.list(self._store, prefix):
            yield from (each["path"].removeprefix(f"{prefix}/") for each in chunk)

    def kill(self, start: Start, moment: int) -> Said:
        """Let the line kill the command, and pass nothing on from then."""
        started: Queue[Forked] = Queue()
        left, lock = [moment], threading.Lock()

        def is_over(seen: Moment) -> bool:
            is_read = seen.method in ("GET", "HEAD")
            with lock:
                if left[0] < 0 or (self._is_brief and (is_read or not seen.is_answered)):
                    return left[0] < 0
                left[0] -= 1
                if left[0] < 0:
                    os.kill(started.get().pid, signal.SIGKILL)
                return left[0] < 0

        self._line.drops = is_over
        started.put(forked := start(None))
        done = forked.wait()
        self._line.drops = lambda _: False
        return done


class Scene:
    """A show with three releases at a place, which every trial begins with."""

    def __init__(self, place: Place, zygote: Zygote, root: Path, variables: dict[str, str]) -> None:
        self._place, self._zygote = place, zygote
        self._first = root / "first"
        self._clone = Clone(root / "one", "")
        self._clone.variables |= variables
        self._clone.run("check")  # fills the cache
        shutil.copytree(self._clone.show, self._first)
        self._aim()
        for number in range(3):
            self._clone.variables["SOURCE_DATE_EPOCH"] = str(1600000000 + number)
            if number:
                change(self._clone, number)
            self._clone.publish()
        self._plain, self._changed = root / "plain", root / "changed"
        shutil.copytree(self._clone.root, self._plain, ignore=shutil.ignore_patterns("public"))
        place.save()
        change(self._clone, 3)
        make_sound(self._clone.show / "audio/072-long.mp3", 9_000_000)
        self._clone.edit(EPISODE, "audio: audio/072.mp3", "audio: audio/072-long.mp3")
        shutil.copytree(self._clone.root, self._changed, ignore=shutil.ignore_patterns("public"))

    def run(self, trial: Trial, stride: int = 1) -> Iterator[tuple[int, int]]:
        """Kill the command at each moment, or at each Nth, until it comes to its end.

        Yields how it ended, and 0 where the feed from before is served then, 1 where it is the one
        that was to come.
        """
        self._restore(trial)
        before, there = self._place.fetch("feed.xml"), self._place.names()
        assert self._clone.run(*trial.words).returncode == 0
        after, stays = self._place.fetch("feed.xml"), there & self._place.names()
        self._mend(trial)
        last, final = self._place.fetch("feed.xml"), self._present()
        for moment in itertools.count(0, stride):
            self._restore(trial)
            done = self._place.kill(lambda die: self._start(trial, die), moment)
            assert done.returncode in (KILLED, 0), done.stdout + done.stderr
            assert stays <= self._place.names()
            yield done.returncode, self._check(before, after)
            self._mend(trial)
            assert self._place.fetch("feed.xml") == last
            assert self._present() == final, moment
            if done.returncode == 0:
                return

    def repeat(self, trial: Trial, stride: int = 1) -> Iterator[bool]:
        """Kill a rollback at each moment, or at each Nth, and say it again.

        Yields whether it is the feed that it was to bring; not where it was killed when nothing
        was left to do.
        """
        self._restore(trial)
        assert self._clone.run(*trial.words).returncode == 0
        after = self._place.fetch("feed.xml")
        for moment in itertools.count(0, stride):
            self._restore(trial)
            if self._place.kill(lambda die: self._start(trial, die), moment).returncode == 0:
                return
            if b'"release":0' not in (self._place.fetch(CONTROL) or b""):
                assert self._clone.run(*trial.words).returncode == 0
                yield self._place.fetch("feed.xml") == after

    def _restore(self, trial: Trial) -> None:
        """Put the show, its build and the target back."""
        if trial.is_first:
            shutil.rmtree(self._clone.root / "feed", ignore_errors=True)
            make_same(self._first, self._clone.show)
        else:
            make_same(self._changed if trial.changes else self._plain, self._clone.root)
        self._place.restore(is_empty=trial.is_first)
        self._aim()
        self._clone.variables["SOURCE_DATE_EPOCH"] = trial.clock

    def _aim(self) -> None:
        sample = self._first / "feedtool.toml"
        text = f"{sample.read_text(encoding='utf-8')}\n{self._place.aim()}\n"
        (self._clone.show / "feedtool.toml").write_text(text, encoding="utf-8")

    def _start(self, trial: Trial, die: dict[str, object] | None) -> Forked:
        return self._zygote.start(self._clone, *trial.words, die=die)

    def _check(self, before: bytes | None, after: bytes | None) -> int:
        """See that what is served is whole, and say which it is."""
        if before is None and self._place.fetch("feed.xml") is None:
            return 0
        feeds = [before or b"", after or b""]
        return check_whole(self._place.fetch, BASE_URL, feeds)

    def _mend(self, trial: Trial) -> None:
        """Bring everything in order; nothing must be left to do then."""
        for words in trial.mends:
            done = self._clone.run(*words)
            assert done.returncode == 0, done.stdout + done.stderr
        there = self._place.names()
        assert "nothing to do" in self._clone.publish()
        assert self._place.names() == there
        newest = max(name for name in there if name.startswith(FEEDS))
        assert digest(self._place.fetch("feed.xml") or b"")[:12] in newest
        assert b'"open":false' in (self._place.fetch(".feedtool/state.json") or b"")

    def _present(self) -> set[str]:
        """List what lies at the target, but what tells how often it was published or tried."""
        return {
            name
            for name in self._place.names()
            if not name.startswith((FEEDS, PROBES, CONTROL)) and not name.endswith(".tmp")
        }


def make_same(saved: Path, folder: Path) -> None:
    """Bring back the files of a folder, but the target and the cache in it.

    Those that are still the same stay, so that nothing is measured anew.
    """
    files = {path.relative_to(saved) for path in saved.rglob("*") if path.is_file()}
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        name = path.relative_to(folder)
        if name not in files and not {"public", ".feedtool"} & set(name.parts):
            path.unlink()
    for name in files:
        path = folder / name
        if ".feedtool" not in name.parts and not (path.is_file() and cmp(saved / name, path)):
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(saved / name, path)


def change(clone: Clone, number: int) -> None:
    """Change the feed, a transcript with all that is made of it, and a picture."""
    path = clone.show / EPISODE
    text = path.read_text(encoding="utf-8")
    start = text.index(SUMMARY)
    text = text[: text.rindex("\n", 0, start) + 1] + f"  {number}. take: " + text[start:]
    old = next(line for line in text.splitlines() if line.startswith("artwork:"))
    picture = f"images/072-{number}.png"
    shutil.copy(clone.show / old.removeprefix("artwork: "), clone.show / picture)
    path.write_text(text.replace(old, f"artwork: {picture}"), encoding="utf-8")
    vtt = clone.show / "transcripts/072.vtt"
    vtt.write_text(vtt.read_text("utf-8") + f"\nNOTE take {number}\n", encoding="utf-8")
