"""Twenty faults planted in a copy of the sample show are the twenty that `check` reports."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from feedtool.pipeline.run import Options, check_show_folder

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2024, 6, 1, tzinfo=UTC)
INTERVIEW = "072-sebastian-raschka.md"
BONUS = "072-bonus-first-project.md"
TRAILER = "000-trailer.md"

PLANTED: list[tuple[str, str, str, str]] = [
    # file, what stands there, what is planted, the code that must be found on that line
    ("show.yaml", "language: en", "language: english", "SH06"),
    ("show.yaml", "explicit: false", "explicit: clean", "RC03"),
    ("show.yaml", "[Technology, ", "[Technologie, ", "SH07"),
    ("show.yaml", "medium: podcast", "medium: radio", "SH25"),
    ("show.yaml", "timezone: Asia/Kolkata", "timezone: Asia/Calcuta", "ID23"),
    ("show.yaml", "type: episodic", "type: weekly", "SH15"),
    ("show.yaml", "guid: 72efc51c-ab9a-53ac", "guid: 72efc51c-ab9a-53", "SH22"),
    ("show.yaml", "artwork: artwork.png", "artwork: images/small.png", "AR02"),
    (INTERVIEW, "published: 2020-05-07 09:00", "published: 2020-05-07 34:00", "ID22"),
    (INTERVIEW, "audio: audio/072.mp3", "audio: audio/copy.mp3", "AU20"),
    (INTERVIEW, "chapters:", "chapter:", "RC02"),
    (INTERVIEW, "transcript: transcripts/072.vtt", "transcript: transcripts/72.vtt", "RC09"),
    (INTERVIEW, "episode: 72", "episode: 0", "EP13"),
    (INTERVIEW, "link: https://chaitimedatascience.example/072", "link: /072", "XM18"),
    (BONUS, "title: A first project", "title: Bonus: a first project", "RC01"),
    (BONUS, "guid: ffd1dca6-6a81-456d-9c32-b1666137c1d4", "guid:", "ID01"),
    (BONUS, "episode_type: bonus", "episode_type: extra", "EP17"),
    (BONUS, "Should a beginner", "<script>x()</script> Should a beginner", "NO03"),
    (TRAILER, "audio: audio/000.mp3", "audio: audio/empty.mp3", "AU10"),
    (TRAILER, "published: 2020-05-01 10:15 +05:30\n", "published:\n", "EP09"),
]


def plant(folder: Path) -> None:
    """Copy the sample show with all faults in it."""
    shutil.copytree(ROOT / "episodes", folder, ignore=shutil.ignore_patterns(".feedtool"))
    Image.new("RGB", (600, 600), "navy").save(folder / "images" / "small.png")
    shutil.copy(folder / "audio" / "072-bonus.mp3", folder / "audio" / "copy.mp3")
    (folder / "audio" / "empty.mp3").write_bytes(b"")
    for name, old, new, _ in PLANTED:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(text: str, planted: str) -> int:
    """Return the line a planted text stands on."""
    return text.count("\n", 0, text.index(planted)) + 1


def test_exactly_the_twenty_planted_faults_are_reported(tmp_path: Path) -> None:
    """Each planted fault is named once, on its line, and nothing else is."""
    folder = tmp_path / "episodes"
    plant(folder)
    planted = sorted(
        (name, line_of((folder / name).read_text(encoding="utf-8"), new), code)
        for name, _, new, code in PLANTED
    )

    outcome = check_show_folder(Options(str(folder), NOW, locked=True), lambda _done, _all: None)
    found = [(Path(f.location.path).name, f.location.line, f.code) for f in outcome.findings]

    assert len(planted) == 20
    assert sorted(found) == planted
