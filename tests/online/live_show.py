"""A show that is really served: on 127.0.0.1, by a host that does all things right."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from bad_input.attacked_show import copy_base
from PIL import Image
from web_server import Request, Respond, WebServer, serving

from feedtool.model.finding import Finding
from feedtool.pipeline.document import order_items, render_feed
from feedtool.pipeline.online.network import Live, network
from feedtool.pipeline.releasing.release import check_release
from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
SOUND = (Path(__file__).parents[1] / "data" / "audio" / "speech-mono-cbr64.mp3").read_bytes()
FEED = "/feeds.compilertalk/feed.xml"
AUDIO = "/feeds.compilertalk/audio/001.mp3"
COVER = "/feeds.compilertalk/artwork.jpg"
NOTES = "/hopper/notes"
RSS = "application/rss+xml; charset=utf-8"
_NAMES = re.compile(r"https://([a-z.]+)\.example")
_LENGTH = re.compile(r"length: \d+")


def well(body: bytes, kind: str) -> Respond:
    """Answer as a good host does: parts, unchanged answers, compression, any web page."""

    def respond(request: Request) -> None:
        given = request.headers
        said = {"ETag": '"1"', "Last_Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
        said |= {"Access_Control_Allow_Origin": "*", "Accept_Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=0-(\d+)", given.get("Range", ""))
        if given.get("If-None-Match") == '"1"':
            request.give(b"", status=304, kind=kind, **said)
        elif "gzip" in given.get("Accept-Encoding", "") and "xml" in kind:
            packed = gzip.compress(body, mtime=0)
            request.give(packed, kind=kind, Content_Encoding="gzip", **said)
        elif asked and request.command == "GET":
            part = body[: int(asked[1]) + 1]
            where = f"bytes 0-{len(part) - 1}/{len(body)}"
            request.give(part, status=206, kind=kind, Content_Range=where, **said)
        else:
            request.give(body, kind=kind, **said)

    return respond


def draw_cover() -> bytes:
    """Draw the cover."""
    made = BytesIO()
    Image.new("RGB", (1400, 1400), "teal").save(made, "JPEG")
    return made.getvalue()


@dataclass(slots=True)
class ServedShow:
    """A show folder whose addresses are those of a server of ours."""

    folder: Path
    server: WebServer
    feed: bytes = b""
    told: list[str] = field(default_factory=list)

    def check(
        self, now: datetime = NOW, *, wants_all: bool = True, against: str | None = None, **how: Any
    ) -> list[Finding]:
        """Ask the addresses; return what was found in the answers."""
        live = Live(network(now, **how), wants_all)
        options = Options(str(self.folder), now, locked=True, against=against)
        outcome = check_release(options, None, lambda _done, _all: None, live)
        self.told = live.told
        return sorted(outcome.live, key=lambda finding: finding.sort_key)

    def asked(self, path: str) -> list[str]:
        """List the methods by which a path was asked for."""
        return [method for method, where, _ in self.server.asked if where == path]

    def write(self, name: str, text: str) -> None:
        """Write a file of the show, with the server's addresses."""
        text = _NAMES.sub(lambda match: f"{self.server.url}/{match[1]}", text)
        (self.folder / name).write_text(_LENGTH.sub(f"length: {len(SOUND)}", text), "utf-8")


@contextmanager
def served_show(
    folder: Path, make: Callable[[dict[str, Respond]], WebServer] = WebServer
) -> Iterator[ServedShow]:
    """Serve the base show; `pages` of the server may be changed to make a fault."""
    copy_base(folder)
    page = well(b"<!doctype html><p>Hello", "text/html")
    pages = dict.fromkeys(("/compilertalk", "/hopper", NOTES, "/backus"), page)
    with serving(pages, make) as server:
        show = ServedShow(folder, server)
        for path in (*folder.glob("*.md"), folder / "show.yaml"):
            show.write(path.name, path.read_text("utf-8"))
        options = Options(str(folder), NOW, locked=True)
        outcome = check_show_folder(options, lambda _done, _all: None, renders=True)
        show.feed = render_feed(outcome, order_items(outcome))
        pages |= {FEED: well(show.feed, RSS), COVER: well(draw_cover(), "image/jpeg")}
        pages |= dict.fromkeys((AUDIO, AUDIO.replace("1.mp3", "2.mp3")), well(SOUND, "audio/mpeg"))
        yield show
