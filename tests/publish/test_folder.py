"""A folder as a target, by the commands that a user runs."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from shows import BASE_URL, SAMPLE, Clone, state_of

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.pipeline.releasing.job import Author
from feedtool.pipeline.releasing.prune import prune
from feedtool.pipeline.releasing.target import take_aim
from feedtool.publish.desk import begin, look
from feedtool.publish.ledger import Stored
from feedtool.publish.send import Sender
from feedtool.publish.steps import Step, Wanted

EPISODE = "072-sebastian-raschka.md"
TARGET = '[targets.pages]\nurl = "../public"'


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Make a copy of the sample show with a folder as its target."""
    return Clone(tmp_path / "one", TARGET)


@pytest.fixture
def public(clone: Clone) -> Path:
    """Return the folder that is published to."""
    return clone.root / "public"


def named_by(feed: Path) -> set[str]:
    """List the files below base_url that a feed names."""
    values = [v for e in etree.parse(feed).iter() for v in (*e.attrib.values(), e.text or "")]
    return {v.removeprefix(BASE_URL) for v in values if v.startswith(BASE_URL)} - {"", "feed.xml"}


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file that listeners are given."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: p.read_bytes() for name, p in names.items() if not name.startswith(".feedtool")}


def test_all_that_the_feed_names_is_there(clone: Clone, public: Path) -> None:
    """The first release brings every file that the feed points to."""
    clone.publish()

    named = named_by(public / "feed.xml")
    assert any(name.startswith("audio/") for name in named)
    assert named <= set(tree(public))
    assert (public / "feed.xml").read_bytes() == (clone.root / "feed/feed.xml").read_bytes()


def test_what_is_there_is_not_written_again(clone: Clone, public: Path) -> None:
    """A second release touches nothing."""
    clone.publish()
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*")}

    said = clone.publish()

    assert "nothing to do" in said
    assert {path: path.stat().st_mtime_ns for path in public.rglob("*")} == before


def test_a_corrected_transcript_goes_out_without_a_new_feed(clone: Clone, public: Path) -> None:
    """The feed does not say what is in a transcript."""
    clone.publish()
    feed = (public / "feed.xml").read_bytes()
    path = clone.show / "transcripts/000.vtt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("WEBVTT", "WEBVTT - mended"), encoding="utf-8"
    )

    said = clone.publish()

    assert "replace" in said
    assert (public / "transcripts/000.vtt").read_bytes() == path.read_bytes()
    assert (public / "feed.xml").read_bytes() == feed


def test_audio_with_other_bytes_under_its_name_is_refused(clone: Clone, public: Path) -> None:
    """Nothing at all goes out then."""
    clone.publish()
    before = tree(public)
    shutil.copy(clone.show / "audio/000.mp3", clone.show / "audio/072.mp3")

    done = clone.run("publish")

    assert done.returncode == 1
    assert "audio/072.mp3" in done.stdout + done.stderr
    assert tree(public) == before


@pytest.mark.parametrize("loss", ["lost", "broken", "of another time"])
def test_a_state_that_is_no_use_only_costs_time(loss: str, clone: Clone, public: Path) -> None:
    """What is missing comes back, what is there is not sent again."""
    clone.publish()
    state = public / ".feedtool/state.json"
    old = state.read_bytes()
    clone.edit(EPISODE, "summary: ", "summary: Listen. ")
    clone.publish()
    if loss == "lost":
        state.unlink()
    else:
        state.write_bytes(old if loss == "of another time" else b"{")
    (public / "transcripts/072.vtt").unlink()
    before = {name: (public / name).stat().st_ino for name in tree(public)}

    clone.publish()

    assert (public / "transcripts/072.vtt").is_file()
    after = {name: (public / name).stat().st_ino for name in tree(public)}
    assert {name: after[name] for name in before} == before
    assert state_of(public)["open"] is False


def test_every_feed_is_kept_with_who_published_it(clone: Clone, public: Path) -> None:
    """The history has every feed, byte for byte."""
    clone.publish()
    first = (public / "feed.xml").read_bytes()
    clone.edit(EPISODE, "summary: ", "summary: Listen. ")
    clone.variables["GITHUB_ACTOR"] = "ada"
    clone.publish()

    kept = sorted((public / ".feedtool/feeds").glob("*.xml"))
    assert [path.read_bytes() for path in kept] == [first, (public / "feed.xml").read_bytes()]
    assert '"by":"ada (run ?)"' in kept[1].with_suffix(".json").read_text(encoding="utf-8")
    assert hashlib.sha256(first).hexdigest()[:12] in kept[0].name


def test_a_feed_that_somebody_else_wrote_is_kept_too(clone: Clone, public: Path) -> None:
    """The feed of another tool can be put back."""
    old = (SAMPLE.parent / "feed/feed.xml").read_bytes().replace(b"Long talks", b"Talks")
    public.mkdir()
    (public / "feed.xml").write_bytes(old)

    said = clone.run("publish").stdout

    assert "~ changed  the show: description" in said

    kept = sorted((public / ".feedtool/feeds").glob("*.xml"))
    assert kept[0].read_bytes() == old


def test_files_of_an_episode_that_was_withdrawn_before_are_found(
    clone: Clone, public: Path
) -> None:
    """Without --delete-audio the files stay; the same command with it deletes them all."""
    clone.publish()
    only_it_named = {"audio/072.mp3", "images/072.png", "transcripts/072.vtt"}
    assert only_it_named <= set(tree(public))

    assert clone.run("withdraw", EPISODE).returncode == 0
    clone.publish()
    assert only_it_named <= set(tree(public))

    assert clone.run("withdraw", EPISODE, "--delete-audio").returncode == 0
    assert not {name for name in tree(public) if Path(name).stem in ("072", EPISODE[:-3])}


def test_files_of_an_episode_that_left_the_feed_by_itself_are_found(
    clone: Clone, public: Path
) -> None:
    """So it is at the second of two targets: what the records say has gone out there before."""
    clone.publish()
    clone.edit(EPISODE, "episode: 72\n", "episode: 72\ndraft: true\n")
    removed = "removed: [{guid: b41927a7-ed23-45d2-bd58-bda39220f456, reason: law}]\n"
    clone.edit("show.yaml", "link: https", f"{removed}link: https")
    clone.publish()

    done = clone.run("withdraw", EPISODE, "--delete-audio")

    assert done.returncode == 0, done.stdout + done.stderr
    assert not {name for name in tree(public) if Path(name).stem in ("072", EPISODE[:-3])}


@pytest.mark.parametrize("command", [["publish"], ["withdraw", EPISODE]])
def test_what_is_no_feed_in_the_place_of_the_feed_stops_all(
    command: list[str], clone: Clone, public: Path
) -> None:
    """Nobody knows what is out, so nothing is said to be gone, and no record is changed."""
    clone.publish()
    (public / "feed.xml").write_text("<rss", encoding="utf-8")
    before = tree(public), (clone.show / EPISODE).read_bytes()

    done = clone.run(*command)

    assert (done.returncode, "public/feed.xml is no feed" in done.stderr) == (4, True), done
    assert (tree(public), (clone.show / EPISODE).read_bytes()) == before


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Read every file and folder below, with the time of its last change; the cache apart."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
        if "episodes/.feedtool" not in path.as_posix()
    }


def test_a_dry_run_changes_nothing(clone: Clone, public: Path) -> None:
    """It names what would be sent; neither the build, nor media.lock, nor the target is written."""
    (clone.show / "media.lock").unlink()
    (clone.show / ".feedtool").mkdir(exist_ok=True)  # the cache may be written
    before = everything(clone.root)

    said = clone.publish("--dry-run")

    assert "would change" in said
    assert "audio/072.mp3" in said
    assert not public.exists()
    assert everything(clone.root) == before


def test_a_dry_run_says_what_a_release_does(clone: Clone, public: Path) -> None:
    """After a change, with an old build that differs, its lines are those of the release."""
    clone.publish()
    clone.edit(EPISODE, "summary: ", "summary: Listen. ")
    clone.edit("transcripts/000.vtt", "WEBVTT", "WEBVTT - mended")
    (clone.show / "images/new.png").write_bytes((clone.show / "images/072.png").read_bytes())
    clone.edit(EPISODE, "artwork: images/072.png", "artwork: images/new.png")
    (clone.root / "feed/transcripts/072.vtt").unlink()
    (clone.show / ".feedtool").mkdir(exist_ok=True)  # the cache waits until files have settled
    before = everything(clone.root)

    dry = clone.publish("--dry-run", "--prune", "30")
    assert everything(clone.root) == before
    real = clone.publish("--prune", "30")

    assert "send" in dry
    assert "replace" in dry
    news = real.replace("a new feed is out", "would change").replace("deleted", "would delete")
    assert dry.splitlines() == news.splitlines()
    assert (public / "images/new.png").is_file()


def test_drafts_stay_and_the_future_waits(clone: Clone, public: Path) -> None:
    """Neither their items nor their audio go out."""
    clone.publish("--now", "2020-05-08T00:00:00Z")

    feed = (public / "feed.xml").read_text(encoding="utf-8")
    assert "audio/072-bonus.mp3" not in feed
    assert "audio/072-bonus.mp3" not in tree(public)
    clone.edit("072-bonus-first-project.md", "published:", "draft: true\npublished:")
    assert "nothing to do" in clone.publish()


def test_a_folder_that_cannot_be_written_is_told_and_left(clone: Clone, public: Path) -> None:
    """The feed stays the old one, and nobody sees a traceback."""
    clone.publish()
    before = tree(public)
    shutil.rmtree(public / "transcripts")
    (public / "transcripts").write_bytes(b"")

    done = clone.run("publish")
    clone.edit(EPISODE, "summary: ", "summary: Listen. ")
    done = clone.run("publish")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (public / "feed.xml").read_bytes() == before["feed.xml"]


@pytest.mark.parametrize("url", [".", "../feed", "../feed/below", "audio"])
def test_a_target_in_the_show_or_its_build_is_refused(url: str, tmp_path: Path) -> None:
    """The build would write over the feed that is out, or the records would be served."""
    clone = Clone(tmp_path / "one", f'[targets.pages]\nurl = "{url}"')

    done = clone.run("publish", "--first-release")

    assert done.returncode == 2
    assert "no place to publish to" in done.stderr
    assert not list(clone.root.rglob("feed.xml"))


def test_withdrawing_leaves_what_another_record_shares(clone: Clone, public: Path) -> None:
    """An episode to come may have the same picture: it would go out without it."""
    clone.publish()
    text = (clone.show / EPISODE).read_text(encoding="utf-8")
    later = [line for line in text.splitlines() if not line.startswith(("guid:", "audio:"))]
    (clone.show / "999-later.md").write_text("\n".join(later), encoding="utf-8")
    clone.edit("999-later.md", "published: 2020", "published: 2090")

    assert clone.run("withdraw", EPISODE, "--delete-audio").returncode == 0

    assert (public / "images/072.png").is_file()
    assert not (public / "audio/072.mp3").exists()


def test_an_episode_withdrawn_while_it_is_published_stays_in(
    clone: Clone, public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publisher has begun and seen no withdrawal; the episode does not go out all the same."""
    clone.publish("--now", "2020-05-07T00:00:00Z")
    before = (public / "feed.xml").read_bytes()
    other = Clone(tmp_path / "two", f'[targets.pages]\nurl = "{public.as_posix()}"')
    guid = next(
        line.removeprefix("guid: ")
        for line in (clone.show / EPISODE).read_text("utf-8").splitlines()
        if line.startswith("guid: ")
    )
    send_all = Sender.send_all

    def send_then_withdraw(
        self: Sender, steps: Sequence[Step], wanted: Mapping[str, Wanted]
    ) -> dict[str, Stored]:
        done = send_all(self, steps, wanted)
        monkeypatch.setattr(Sender, "send_all", send_all)
        assert "did not have it" in other.run("withdraw", EPISODE).stdout
        return done

    monkeypatch.setattr(Sender, "send_all", send_then_withdraw)

    late = clone.run("publish", "--new", "9")

    assert late.returncode == 4, late.stdout + late.stderr
    assert guid not in (public / "feed.xml").read_text("utf-8")
    assert (public / "feed.xml").read_bytes() == before


def test_what_killed_jobs_left_is_tidied_up(clone: Clone, public: Path) -> None:
    """A file that was being written an hour ago goes with the next release, a probe is pruned."""
    clone.publish()
    old, young = public / "audio/.073.mp3.a1b2c3d4.tmp", public / ".feed.xml.e5f6g7h8.tmp"
    probe, mine = public / ".feedtool/probe-0123456789abcdef", public / ".notes.tmp"
    for path in (old, young, probe, mine):
        path.write_bytes(b"half")
    for path in (old, mine, probe):
        os.utime(path, (1600000000, 1600000000))
    assert "nothing to do" in clone.publish()
    assert old.exists()
    clone.edit(EPISODE, "summary: ", "summary: Listen. ")

    clone.publish()
    assert [path.exists() for path in (old, young, probe, mine)] == [False, True, True, True]
    assert "deleted .feedtool/probe-0123456789abcdef" in clone.publish("--prune", "30")
    assert [path.exists() for path in (young, probe, mine)] == [True, False, True]


def test_nothing_is_pruned_while_another_publishes(clone: Clone, public: Path) -> None:
    """What no record here names may be what somebody is about to publish."""
    clone.publish()
    aim = take_aim(str(clone.show), None)
    begin(aim.store, look(aim.store), "another", ["audio/073.mp3"])
    (public / "audio/073.mp3").write_bytes(b"uploaded long ago")

    with pytest.raises(FeedtoolError) as raised:
        prune(aim, 1, (), Author("me", datetime(2099, 1, 1, tzinfo=UTC)))

    assert raised.value.code is ExitCode.CHANGED
    assert (public / "audio/073.mp3").is_file()


def test_who_publishes_from_a_folder_that_another_builds_in_has_lost(
    clone: Clone, public: Path
) -> None:
    """Two jobs in one checkout: the second sends nothing, and ends as one that lost a race."""
    clone.publish()
    before = tree(public)
    clone.edit(EPISODE, "title: ", "title: Again, ")
    handle = os.open(clone.root / "feed", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = clone.run("publish")
    os.close(handle)

    assert (done.returncode, tree(public) == before) == (4, True)
    assert "nothing was sent" in done.stderr
    assert "a new feed is out" in clone.publish()
