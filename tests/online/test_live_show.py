"""`check --online` against a real server: what is right is clean, each fault has its finding."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from online.live_show import (
    AUDIO,
    COVER,
    FEED,
    NOTES,
    NOW,
    RSS,
    SOUND,
    ServedShow,
    draw_cover,
    served_show,
    well,
)
from web_server import Request, Respond, giving, leading_to

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.net.answer import Limits

PAGE = b"<!DOCTYPE html><html><title>Log in</title>"
_PODCAST_APPS = ("AppleCoreMedia", "iTMS", "Spotify")


@pytest.fixture
def show(tmp_path: Path) -> Iterator[ServedShow]:
    """Serve the base show."""
    with served_show(tmp_path / "episodes") as show:
        yield show


def test_what_is_served_well_has_no_finding(show: ServedShow) -> None:
    """A good host: every address is asked, nothing is found, and few requests do it."""
    assert [f"{each.code} {each.message}" for each in show.check()] == []
    assert show.asked(FEED) == ["GET", "GET", "HEAD"]
    assert show.asked(AUDIO) == ["GET", "HEAD"]
    assert show.asked(COVER) == ["GET", "HEAD"]
    assert show.asked(NOTES) == ["GET"]
    assert show.told == ["asked 8 addresses; 2 of 2 episodes"]


def refuse(*agents: str, status: int = 403) -> Respond:
    """Refuse whoever says one of these names; let browsers in."""

    def respond(request: Request) -> None:
        agent = request.headers.get("User-Agent", "")
        if any(name in agent for name in agents) or not agents:
            request.give(b"no", status=status, kind="text/plain")
        else:
            request.give(SOUND, kind="audio/mpeg")

    return respond


def without(*names: str, body: bytes = SOUND, kind: str = "audio/mpeg") -> Respond:
    """Answer well, but without some headers, as if nothing of the kind had been asked."""

    def respond(request: Request) -> None:
        for name in names:
            del request.headers[name]
        well(body, kind)(request)

    return respond


def by_method(**answers: Respond) -> Respond:
    """Answer each method in its own way."""
    return lambda request: answers[request.command](request)


def chain(length: int, last: Respond) -> dict[str, Respond]:
    """Lead from the audio's address through some redirects to an answer."""
    names = [AUDIO, *(f"/hop/{number}" for number in range(1, length)), "/there"]
    hops = {here: leading_to(there) for here, there in pairwise(names)}
    return {**hops, "/there": last}


def drop(request: Request) -> None:
    """Close the connection without a word."""
    request.close_connection = True


def wait(request: Request) -> None:
    """Say nothing until the test is over."""
    request.server.stopping.wait(20)


AUDIO_FAULTS: dict[str, tuple[Respond, str, str]] = {
    "404": (refuse(status=404), "HO01", "answers 404: nothing is there"),
    "410": (refuse(status=410), "HO01", "answers 410: it is gone for good"),
    "429": (refuse(status=429), "HO01", "answers 429: it asks to come later"),
    "password": (refuse(status=401), "HO01", "answers 401: it asks for a password"),
    "wall": (refuse(*_PODCAST_APPS), "HO01", "a wall keeps podcast apps out"),
    "fails": (refuse(status=502), "HO01", "answers 502: it fails"),
    "hangs up": (drop, "HO01", "sent no proper answer"),
    "page": (giving(PAGE, kind="audio/mpeg"), "HO01", "gives a web page (HTML), not the audio"),
    "no HEAD": (by_method(GET=well(SOUND, "audio/mpeg"), HEAD=refuse(status=405)), "HO04", "405"),
    "HEAD drops": (by_method(GET=well(SOUND, "audio/mpeg"), HEAD=drop), "HO04", "drops HEAD"),
    "HEAD lies": (
        by_method(GET=well(SOUND, "audio/mpeg"), HEAD=giving(b"1", kind="audio/mpeg")),
        "HO04",
        "HEAD says 1 bytes",
    ),
    "no ranges": (without("Range"), "HO05", "with 200; expected 206"),
    "no size": (
        by_method(
            GET=giving(SOUND[:512], status=206, kind="audio/mpeg", Content_Range="bytes 0-511/*"),
            HEAD=well(SOUND, "audio/mpeg"),
        ),
        "HO05",
        "or no size of the whole; expected Content-Range: bytes 0-511/SIZE",
    ),
    "other part": (
        by_method(
            GET=giving(
                SOUND[9:521],
                status=206,
                kind="audio/mpeg",
                Content_Range=f"bytes 9-520/{len(SOUND)}",
            ),
            HEAD=well(SOUND, "audio/mpeg"),
        ),
        "HO05",
        "with 206 but another part",
    ),
    "nowhere": (giving(b"", status=302), "HO01", "answers 302: it leads nowhere"),  # type: ignore[arg-type]
    "type": (well(SOUND, "application/octet-stream"), "HO06", "the feed says audio/mpeg"),
    "cut off": (well(SOUND[:5000], "audio/mpeg"), "AU03", "has 5,000"),
    "loop": (leading_to(AUDIO), "AU23", "is redirected in a circle"),
}


@pytest.mark.parametrize("name", AUDIO_FAULTS)
def test_fault_of_audio_is_named(show: ServedShow, name: str) -> None:
    """Each has one finding, at the address in the record, and nothing else is found."""
    answer, code, words = AUDIO_FAULTS[name]
    show.server.pages[AUDIO] = answer
    found = [each for each in show.check() if each.code != "HO17"]

    assert [each.code for each in found] == [code], found
    assert words in found[0].message
    assert found[0].location.path.endswith("001.md")
    assert found[0].excerpt[slice(*caret(found[0].caret))].endswith(AUDIO)


def caret(place: tuple[int, int]) -> tuple[int, int]:
    """Turn a caret into the ends of a slice, without the quotes."""
    return place[0] + 1, place[0] + place[1] - 1


def test_redirects_of_audio_are_counted(show: ServedShow) -> None:
    """Five hops are followed without a word, the sixth is one too many; 301 or 302 is all one."""
    show.server.pages |= chain(5, well(SOUND, "audio/mpeg"))
    assert show.check() == []

    show.server.pages |= chain(6, well(SOUND, "audio/mpeg"))
    (found,) = show.check(NOW + timedelta(hours=2))
    assert found.code == "AU23"
    assert "is behind 6 redirects; expected 5 at most" in found.message


OTHER = b"<rss><channel><title>Bread Talk</title></channel></rss>"
FEED_FAULTS: dict[str, tuple[Respond, str, str]] = {
    "type": (well(b"<rss/>", "text/html"), "HO03", "is served as text/html"),
    "page": (giving(PAGE, kind=RSS), "HO03", "gives a web page (HTML), not a feed"),
    "charset": (
        well(b"<rss/>", "application/rss+xml; charset=iso-8859-1"),
        "HO03",
        "the server says charset iso-8859-1, but the feed is utf-8",
    ),
    "no validators": (giving(b"<rss/>", kind=RSS), "HO07", "without ETag and Last-Modified"),
    "never 304": (without("If-None-Match", body=b"<rss/>", kind=RSS), "HO07", "expected 304"),
    "no gzip": (
        without("Accept-Encoding", body=b"<rss>" + b" " * 20_000 + b"</rss>", kind=RSS),
        "HO08",
        "20,011 bytes is served without compression",
    ),
    "404": (refuse(status=404), "HO01", "feed http://127.0.0.1"),
    "another show": (well(OTHER, RSS), "HO01", "serves the feed of another show: 'Bread Talk'"),
    "302": (leading_to("/moved", 302), "HO12", "redirects with 302"),
    "301, unsaid": (leading_to("/moved", 301), "HO12", "names no move"),
    "loop": (leading_to(FEED, 301), "HO12", "circle"),
    "long cache": (
        lambda request: request.give(
            b"<rss/>",
            kind=RSS,
            ETag='"1"',
            Cache_Control="public, max-age=86400",
            Access_Control_Allow_Origin="*",
            status=304 if request.headers.get("If-None-Match") else 200,
        ),
        "HO18",
        "86,400 seconds",
    ),
    "closed": (giving(b"<rss/>", kind=RSS, ETag='"1"'), "HO17", "web players may not load"),
}


@pytest.mark.parametrize("name", FEED_FAULTS)
def test_fault_of_the_feed_is_named(show: ServedShow, name: str) -> None:
    """It stands at show.yaml; what the host's answer lacks besides is not what is asked here."""
    answer, code, words = FEED_FAULTS[name]
    show.server.pages |= {FEED: answer, "/moved": well(show.feed, RSS)}
    found = [each for each in show.check() if each.code == code]

    assert [each.location.path.rpartition("/")[2] for each in found] == ["show.yaml"]
    assert words in found[0].message


def test_what_no_cache_may_keep_is_paid_for_each_time(show: ServedShow) -> None:
    """no-cache asks the host again for audio that never changes."""
    head = {"ETag": '"1"', "Accept_Ranges": "bytes", "Access_Control_Allow_Origin": "*"}
    show.server.pages[AUDIO] = lambda request: request.give(
        SOUND[:512] if request.headers.get("Range") else SOUND,
        status=206 if request.headers.get("Range") else 200,
        kind="audio/mpeg",
        Cache_Control="no-cache",
        Content_Range=f"bytes 0-511/{len(SOUND)}",
        **head,
    )
    (found,) = show.check()

    assert (found.code, found.level.value) == ("HO18", "advice")
    assert "only 0 seconds" in found.message


COVER_FAULTS = {
    "HEAD": (by_method(GET=well(draw_cover(), "image/jpeg"), HEAD=refuse(status=403)), "403"),
    "type": (giving(draw_cover(), kind="application/octet-stream"), "application/octet-stream"),
    "page": (giving(PAGE, kind="image/jpeg"), "a web page (HTML)"),
    "404": (refuse(status=404), "nothing is there"),
    "other picture": (well(draw_cover(), "image/png"), "is image/jpeg, and served as image/png"),
    "no date": (giving(draw_cover(), kind="image/jpeg"), "has no Last-Modified"),
}


@pytest.mark.parametrize("name", COVER_FAULTS)
def test_fault_of_the_cover_is_named(show: ServedShow, name: str) -> None:
    """Apple asks for HEAD, a type of picture, and a date."""
    answer, words = COVER_FAULTS[name]
    show.server.pages[COVER] = answer
    (found,) = show.check()

    assert found.code == "AR10"
    assert words in found.message


@pytest.mark.parametrize(
    ("status", "level"), [(404, "warning"), (410, "warning"), (502, "advice"), (403, ""), (999, "")]
)
def test_only_what_is_gone_is_a_dead_link(show: ServedShow, status: int, level: str) -> None:
    """A page that turns programs away may be all right for readers."""
    show.server.pages[NOTES] = refuse(status=status)
    found = show.check()

    assert [(each.code, each.level.value) for each in found] == [("NO11", level)] * bool(level)


def test_page_of_an_episode_that_is_gone_is_named(show: ServedShow) -> None:
    """EP07 speaks of it, at the field `link`."""
    record = (show.folder / "001.md").read_text(encoding="utf-8")
    show.write("001.md", record.replace("episode: 1", f"episode: 1\nlink: {show.server.url}/001"))
    (found,) = show.check()

    assert (found.code, found.excerpt) == ("EP07", f"link: {show.server.url}/001")


def test_slow_address_is_a_finding_and_holds_nobody(show: ServedShow) -> None:
    """Time is over for that one; all the others are asked."""
    show.server.pages[AUDIO] = wait
    (found,) = show.check(limits=Limits(connect=0.3, read=0.3, total=0.6))

    assert found.code == "HO01"
    assert "time" in found.message or "seconds" in found.message


def test_time_for_all_is_limited_and_that_is_said(show: ServedShow) -> None:
    """What was not asked is counted: silence is no clean answer."""
    assert show.check(seconds=0.0) == []
    assert show.told[0].startswith("asked 0 addresses")
    assert "WERE NOT ASKED" in show.told[0]


def test_no_network_at_all_is_an_error(show: ServedShow) -> None:
    """Exit code 3, in one sentence."""
    show.server.shutdown()
    show.server.server_close()

    with pytest.raises(FeedtoolError) as caught:
        show.check()
    assert caught.value.code is ExitCode.NETWORK
    assert caught.value.message.startswith("none of ")


def test_good_answers_are_remembered_and_bad_ones_are_not(show: ServedShow) -> None:
    """Whoever mends a server sees it at once; nobody is asked twice for what is right."""
    show.server.pages[NOTES] = refuse(status=404)
    assert [each.code for each in show.check()] == ["NO11"]
    show.server.asked.clear()
    show.server.pages[NOTES] = well(PAGE, "text/html")

    assert show.check() == []
    assert show.asked(AUDIO) == []
    assert show.asked(NOTES) == ["GET"]
    assert show.asked(FEED) == ["GET", "GET", "HEAD"]
    assert "had answered well a short while ago" in show.told[0]

    show.server.asked.clear()
    assert show.check(NOW + timedelta(hours=2)) == []
    assert show.asked(AUDIO) == ["GET", "HEAD"]


def test_only_what_changed_is_asked_about(show: ServedShow, tmp_path: Path) -> None:
    """Against the feed that is out; the show's own addresses are asked always."""
    (tmp_path / "old.xml").write_bytes(show.feed)
    old = str(tmp_path / "old.xml")
    record = (show.folder / "001.md").read_text(encoding="utf-8")

    assert show.check(wants_all=False, against=old) == []
    assert show.told[0].endswith("0 of 2 episodes")
    assert (show.asked(AUDIO), show.asked(COVER)) == ([], ["GET", "HEAD"])

    show.write("001.md", record.replace("first compiler", "very first compiler"))
    assert show.check(wants_all=False, against=old) == []
    assert show.told[0].endswith("1 of 2 episodes")
    assert show.asked(AUDIO) == ["GET", "HEAD"]
    assert show.asked(AUDIO.replace("001", "002")) == []


def test_file_that_waits_for_its_release_is_not_asked_for(show: ServedShow) -> None:
    """What lies under base_url and the served feed does not name is not out yet."""
    record = (show.folder / "001.md").read_text(encoding="utf-8")
    show.write("001.md", record.replace("audio/001.mp3", "audio/001-new.mp3"))

    assert show.check() == []
    show.server.pages[FEED] = well(show.feed.replace(b"001.mp3", b"001-new.mp3"), RSS)
    assert [each.code for each in show.check()] == ["HO01"]


def test_few_ask_one_host_at_the_same_time(show: ServedShow) -> None:
    """Never more than two."""
    now, most, lock, met = [0], [0], threading.Lock(), threading.Event()

    def busy(request: Request) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            if most[0] > 1:
                met.set()
        met.wait(5)
        with lock:
            now[0] -= 1
        well(PAGE, "text/html")(request)

    links = "".join(f"- [{n}]({show.server.url}/page/{n})\n" for n in range(12))
    record = (show.folder / "001.md").read_text(encoding="utf-8")
    (show.folder / "001.md").write_text(f"{record}\n{links}", encoding="utf-8")
    show.server.pages |= {f"/page/{n}": busy for n in range(12)}

    assert show.check() == []
    assert most[0] == 2


def run_check(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "feedtool", "check", *map(str, words), "--format", "concise"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_feed_of_any_origin_is_asked_about(show: ServedShow) -> None:
    """By its address or as a file: the newest items, with their places in the XML."""
    show.server.pages[AUDIO] = without("Range")
    done = run_check(f"{show.server.url}{FEED}", "--online", "--select", "HO05,AU03,NO11")

    assert (done.returncode, done.stdout.count("\n")) == (1, 2), done.stdout + done.stderr
    assert f"{FEED}:" in done.stdout
    assert "error HO05 no-byte-ranges" in done.stdout
    assert done.stderr.startswith("asked ")


def test_command_says_what_it_asked(show: ServedShow) -> None:
    """Findings on stdout, what was asked on stderr; a live fault of what is out counts."""
    show.server.pages[AUDIO] = refuse(status=404)
    done = run_check(show.folder, "--online", "--all", "--select", "HO,AU03")

    assert done.returncode == 1, done.stderr
    assert "error HO01 unreachable-file" in done.stdout
    assert done.stderr == "asked 8 addresses; 2 of 2 episodes\n"


@pytest.mark.parametrize(
    "words", [["--all"], ["--online", "--fix"], ["--online", "--diff"], ["--select", "HO05,NO11"]]
)
def test_nonsense_is_refused(show: ServedShow, words: list[str]) -> None:
    """Exit code 2, and nobody is asked."""
    done = run_check(show.folder, *words)

    assert done.returncode == 2
    assert show.server.asked == []


def test_host_that_stays_silent_is_left_alone(show: ServedShow) -> None:
    """After three requests in a row without an answer its other addresses are not waited for."""
    links = "".join(f"- [{n}]({show.server.url}/page/{n})\n" for n in range(12))
    record = (show.folder / "001.md").read_text(encoding="utf-8")
    (show.folder / "001.md").write_text(f"{record}\n{links}", encoding="utf-8")
    show.server.pages |= {f"/page/{n}": wait for n in range(12)}
    found = show.check(limits=Limits(connect=0.2, read=0.2, total=0.4))

    assert {each.code for each in found} == {"NO11"}
    assert len(found) == 6
    assert "WERE NOT ASKED" in show.told[0]


def test_who_breaks_off_does_not_wait(show: ServedShow) -> None:
    """Ctrl-C ends a check at once, though a server still keeps an answer back."""
    begun = threading.Event()

    def hold(request: Request) -> None:
        begun.set()
        request.server.stopping.wait(60)

    show.server.pages[AUDIO] = hold
    command = [sys.executable, "-m", "feedtool", "check", str(show.folder), "--online", "--all"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert begun.wait(60)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)

    assert (process.returncode, said) == (130, b"")


def test_old_fault_of_a_host_counts_although_the_item_stays(
    show: ServedShow, tmp_path: Path
) -> None:
    """Old faults of records stop no release; of hosts it is asked what is true today."""
    (tmp_path / "old.xml").write_bytes(show.feed)
    show.server.pages[AUDIO] = refuse(status=404)
    asked = (show.folder, "--online", "--all", "--against", tmp_path / "old.xml")
    done = run_check(*asked, "--select", "HO,AU03")

    assert done.returncode == 1, done.stderr
    assert "error HO01 unreachable-file" in done.stdout
    assert "already out" not in done.stdout
