"""What the README shows is what happens."""

from pathlib import Path

from readme_tour import README, play, tour_of


def test_tour_prints_what_the_readme_shows(tmp_path: Path) -> None:
    """Every command of the tour runs, and prints exactly the text below it."""
    tour = tour_of(README.read_text(encoding="utf-8"))

    assert play(tour, tmp_path) == tour
