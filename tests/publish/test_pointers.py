"""A CI's clone has Git LFS pointers in the place of media: none of them ever goes out."""

import hashlib
from pathlib import Path

import pytest
from shows import Clone

EPISODE = "072-sebastian-raschka.md"
AUDIO = "audio/072.mp3"
TARGET = '[targets.pages]\nurl = "../public"'


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Make a copy of the sample show with a folder as its target."""
    return Clone(tmp_path / "one", TARGET)


def point(clone: Clone) -> None:
    """Leave pointers where audio and pictures are, as a checkout without LFS does."""
    paths = [p for p in clone.show.rglob("*") if p.suffix in (".mp3", ".jpg", ".png")]
    assert len(paths) > 2
    for path in paths:
        digest, size = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size
        lines = ("version https://git-lfs.github.com/spec/v1", f"oid sha256:{digest}")
        path.write_text("\n".join([*lines, f"size {size}"]) + "\n", encoding="utf-8")


def forget(clone: Clone, name: str) -> None:
    """Take the facts of a file out of media.lock."""
    path = clone.show / "media.lock"
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    kept = [block for block in blocks if not block.startswith(f'["{name}"]')]
    assert len(kept) == len(blocks) - 1
    path.write_text("\n\n".join(kept), encoding="utf-8")


def test_a_pointer_that_media_lock_does_not_know_stops_a_release(clone: Clone) -> None:
    """Nobody could hear the episode: neither its length nor its bytes are known."""
    point(clone)
    forget(clone, AUDIO)
    done = clone.run("publish", "--first-release")

    assert done.returncode == 1
    lines = (clone.show / EPISODE).read_text(encoding="utf-8").split("\n")
    line = lines.index(f"audio: {AUDIO}") + 1
    assert f"{EPISODE}:{line}:8: error RC09 missing-file: file '{AUDIO}' is a Git LFS pointer" in (
        done.stdout
    )
    assert not (clone.root / "public/feed.xml").exists()


def test_pointers_are_published_by_media_lock(clone: Clone) -> None:
    """What they stand for is at the target since another machine had it."""
    clone.publish()
    before = {p: p.read_bytes() for p in (clone.root / "public").rglob("*.*g") if p.is_file()}
    point(clone)
    clone.edit(EPISODE, "title: ", "title: Again, ")
    said = clone.publish()

    assert "a new feed is out" in said
    assert before == {path: path.read_bytes() for path in before}


def test_a_build_never_takes_a_pointer_for_the_file(clone: Clone) -> None:
    """A picture of an earlier build stays; one that was never built is told to be absent."""
    assert clone.run("build").returncode == 0
    pictures = {p: p.read_bytes() for p in (clone.root / "feed").rglob("*.png")}
    point(clone)
    assert pictures
    assert clone.run("build", "--with-audio").returncode == 0
    assert pictures == {path: path.read_bytes() for path in pictures}

    done = clone.run("build", "--with-audio", "-o", "elsewhere")
    assert done.returncode == 0
    assert f"absent   {AUDIO}" in done.stdout
    assert not list((clone.root / "elsewhere").rglob("*.mp3"))
    assert not list((clone.root / "elsewhere").rglob("*.png"))
