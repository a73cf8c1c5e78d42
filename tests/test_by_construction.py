"""Faults that our feeds cannot have, whatever a record says: one test for each law.

The rest of the catalogue has rules; here the rendered feed itself is the witness.
"""

from datetime import UTC, datetime
from pathlib import Path

from lxml import etree
from rule_examples import lay_over_base

from feedtool.pipeline.build import build_show_folder
from feedtool.pipeline.run import Options

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def build_feed(block: str, folder: Path) -> bytes:
    """Lay a block over the base show and build it; an example must not stop the build."""
    lay_over_base(block, folder / "episodes")
    options = Options(str(folder / "episodes"), NOW, workers=1)
    built = build_show_folder(options, folder / "feed", lambda _done, _all: None)
    assert not built.is_stopped, [f"{each.code} {each.message}" for each in built.outcome.findings]
    return (folder / "feed" / "feed.xml").read_bytes()


def test_EP26_drafts_and_scheduled_episodes_stay_out(tmp_path: Path) -> None:  # noqa: N802
    """Items that are drafts, or not yet due, never reach the feed."""
    record = "title: {name}\nguid: {name}-guid-of-its-own\npublished: {date}\nepisode: null\n"
    audio = "audio: {{url: 'https://feeds.compilertalk.example/{name}.mp3', length: 9, duration: 9}}\n"
    times = {
        "past": "2024-05-31 23:59 +00:00",
        "now": "2024-06-01 02:00 +02:00",
        "soon": "2024-06-01 00:00:01 +00:00",
        "east": "2024-06-01 12:00 +14:00",
        "west": "2024-05-31 23:00 -12:00",
        "far": "2999-12-31 09:00",
    }
    text = "".join(
        f"# {name}.md\n---\n{(record + audio).format(name=name, date=date)}---\nNotes.\n"
        for name, date in times.items()
    )
    text += f"# draft.md\n---\n{(record + audio).format(name='draft', date=times['past'])}"
    text += "draft: yes\n---\nNotes.\n"

    channel = etree.fromstring(build_feed(text, tmp_path)).find("channel")

    guids = {item.findtext("guid") for item in channel.iter("item")}
    ours = {name for name in (*times, "draft") if f"{name}-guid-of-its-own" in guids}
    assert ours == {"past", "now", "east"}
