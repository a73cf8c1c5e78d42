"""Station probe: pictures, files that are not at hand, and what is kept between runs."""

import io
import json
import pickle
import shutil
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts
from feedtool.probe.audio import probe_audio
from feedtool.probe.facts_cache import VERSION, FactsCache
from feedtool.probe.image import probe_image
from feedtool.probe.media import MediaProbe

SPEECH = Path(__file__).parent / "data" / "audio" / "speech-8khz.mp3"
LATER = 1 << 62  # ns: a run that begins long after the files were made
LOCKED = AudioFacts(41256, "a" * 64, "audio/mpeg", "mp3", "mp3", 20.5)


def picture(kind: str, mode: str = "RGB", side: int = 64, **options: object) -> bytes:
    """Make a picture file with something in it."""
    made = io.BytesIO()
    Image.effect_noise((side, side), 90).convert(mode).save(made, kind, **options)
    return made.getvalue()


def moving(kind: str) -> bytes:
    """Make a picture of two frames."""
    frames = [Image.new("L", (9, 9), colour) for colour in (1, 200)]
    return picture_of(frames[0], kind, save_all=True, append_images=frames[1:])


def picture_of(image: Image.Image, kind: str, **options: object) -> bytes:
    """Save a picture."""
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def png_of(side: int) -> bytes:
    """Make the head of a PNG that claims to be huge."""
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"")
    chunks = (
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (head, data)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def probe_bytes(data: bytes, folder: Path, name: str = "made.jpg") -> ImageFacts:
    """Measure bytes as a picture file."""
    (folder / name).write_bytes(data)
    return probe_image(folder / name)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (picture("JPEG"), ("image/jpeg", "JPEG", 64, "RGB", False, False)),
        (picture("JPEG", "CMYK"), ("image/jpeg", "JPEG", 64, "CMYK", False, False)),
        (picture("PNG", "RGBA"), ("image/png", "PNG", 64, "RGBA", True, False)),
        (picture("PNG", "LA"), ("image/png", "PNG", 64, "LA", True, False)),
        (picture("PNG", "P", transparency=0), ("image/png", "PNG", 64, "P", True, False)),
        (picture("PNG", "L"), ("image/png", "PNG", 64, "L", False, False)),
        (picture("WEBP"), ("image/webp", "WEBP", 64, "RGB", False, False)),
        (picture("TIFF"), ("image/tiff", "TIFF", 64, "RGB", False, False)),
        (moving("GIF"), ("image/gif", "GIF", 9, "P", False, True)),
        (moving("PNG"), ("image/png", "PNG", 9, "L", False, True)),
        (moving("TIFF"), ("image/tiff", "TIFF", 9, "L", False, False)),
        (moving("MPO"), ("image/jpeg", "JPEG", 9, "L", False, False)),
    ],
)
def test_picture_is_measured(data: bytes, found: tuple[object, ...], tmp_path: Path) -> None:
    """Format, size, colour mode, alpha and motion come from the bytes, not from the name."""
    facts = probe_bytes(data, tmp_path)
    shape = (facts.type, facts.format, facts.width, facts.mode, facts.has_alpha, facts.is_animated)

    assert shape == found
    assert facts.fault == ""
    assert (facts.length, facts.width) == (len(data), facts.height)


def test_resolution_and_traces_are_told(tmp_path: Path) -> None:
    """What EXIF tells about place, camera and author is named; dots per inch are measured."""
    exif = Image.Exif()
    exif[0x013B] = "Somebody"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8769)[0xA431] = "12345"

    facts = probe_bytes(picture("JPEG", exif=exif, dpi=(72, 72)), tmp_path)

    assert (facts.dpi, facts.traces) == (72.0, ("GPS position", "serial number", "author"))


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("P", "PNG"), ("CMYK", "JPEG")])
def test_one_colour_is_blank(mode: str, kind: str, tmp_path: Path) -> None:
    """A picture is blank if all of it has one colour, and not if a spot has another."""

    def probe(picture: Image.Image) -> ImageFacts:
        made = picture.quantize(4) if mode == "P" else picture.convert(mode)
        return probe_bytes(picture_of(made, kind), tmp_path)

    picture = Image.new("RGB", (200, 200), "navy")
    blank = probe(picture)
    picture.paste("white", (40, 40, 80, 80))
    drawn = probe(picture)

    assert (blank.is_blank, drawn.is_blank) == (True, False)
    assert blank.fault == drawn.fault == ""


@pytest.mark.parametrize(("dpi", "stated"), [(300, 300.0), (72.009, 72.0), (0, None), (1e9, None)])
def test_stated_resolution_is_read_where_it_makes_sense(
    dpi: float, stated: float | None, tmp_path: Path
) -> None:
    """The resolution is what the file states; zero and numbers beyond reason are none."""
    data = picture_of(Image.new("RGB", (9, 9)), "PNG", dpi=(dpi, dpi) if dpi < 1e6 else (1e7, 1e7))

    assert probe_bytes(data, tmp_path).dpi == stated


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"<html><body>404</body></html>", "a web page (HTML)"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "a HEIC picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "a text file"),
        (picture("JPEG", side=300)[:9000], "cut off or damaged"),
        (picture("PNG", side=300)[:9000], "cut off or damaged"),
        (png_of(50_000), "too many pixels"),
        (bytes(range(256)), "not a picture that is known"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, fault: str, tmp_path: Path) -> None:
    """A file that cannot be shown says why; nothing raises, no other program is started."""
    assert fault in probe_bytes(data, tmp_path).fault


def test_large_picture_is_told_by_its_size(tmp_path: Path) -> None:
    """A picture too large to be looked through still has its size."""
    facts = probe_bytes(png_of(9000), tmp_path)

    assert (facts.width, facts.height, facts.fault) == (9000, 9000, "")


@settings(deadline=None)
@given(
    data=st.sampled_from([picture("JPEG"), picture("PNG", "P"), moving("GIF"), picture("WEBP")]),
    place=st.integers(0, 4000),
    value=st.binary(max_size=9),
)
def test_damaged_picture_never_raises(
    data: bytes, place: int, value: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bytes that were changed give facts or a fault."""
    made = tmp_path_factory.getbasetemp() / "damaged.jpg"
    made.write_bytes(data[:place] + value + data[place + len(value) :])

    assert probe_image(made).sha256


def make_probe(
    root: Path, lock: dict[str, MediaFacts], cache: FactsCache | None = None
) -> MediaProbe:
    """Make a probe of a folder that holds one audio file."""
    if not (root / "a.mp3").exists():
        shutil.copy(SPEECH, root / "a.mp3")
    return MediaProbe(root, lock, cache or FactsCache(root, LATER))


def test_file_at_hand_is_measured_not_believed(tmp_path: Path) -> None:
    """The bytes at hand count, whatever media.lock says of them; `fresh` collects them."""
    probe = make_probe(tmp_path, {"a.mp3": LOCKED})

    assert probe.audio("a.mp3") == probe_audio(SPEECH)
    assert probe.fresh == {"a.mp3": probe_audio(SPEECH)}


def test_absent_file_is_known_from_the_lock(tmp_path: Path) -> None:
    """What is not at hand is judged from media.lock, of the kind that is asked, or not at all."""
    probe = make_probe(tmp_path, {"b.mp3": LOCKED})

    assert probe.audio("b.mp3") == LOCKED
    assert probe.image("b.mp3") is None
    assert probe.audio("c.mp3") is None
    assert probe.audio("c\0.mp3") is None
    assert probe.fresh == {}


@pytest.mark.parametrize(("digit", "fault"), [("a", ""), ("b", "run 'git lfs pull'")])
def test_lfs_pointer_stands_for_the_locked_file(
    digit: str,
    fault: str,
    tmp_path: Path,
) -> None:
    """A Git LFS pointer is no audio: media.lock speaks for it, if it knows the same bytes."""
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digit * 64}\nsize 41256\n"
    (tmp_path / "p.mp3").write_text(pointer)
    probe = make_probe(tmp_path, {"p.mp3": LOCKED})

    found = probe.audio("p.mp3")

    assert found is not None
    assert found.sha256 == digit * 64
    assert found.fault.endswith(fault)
    assert (found == LOCKED) == (not fault)
    assert make_probe(tmp_path, {}).audio("p.mp3") is None
    assert probe.fresh == {}


def keep(root: Path, began: int = LATER) -> FactsCache:
    """Measure a.mp3 in one run, and return the cache of the next."""
    cache = FactsCache(root, began)
    probe = make_probe(root, {}, cache)
    probe.audio("a.mp3")
    cache.update(pickle.loads(pickle.dumps(probe.fresh)))  # noqa: S301 - as from a worker
    cache.save()
    return FactsCache(root, began)


def falsify(root: Path) -> None:
    """Change what is kept, so that a reading of it shows."""
    path = root / ".feedtool" / "facts.json"
    kept = json.loads(path.read_text())
    kept["audio"]["a.mp3"][1]["duration"] = 1.0
    path.write_text(json.dumps(kept))


def test_unchanged_file_is_not_measured_again(tmp_path: Path) -> None:
    """Facts that were kept are used while the file stays as it was; git does not see them."""
    keep(tmp_path)
    falsify(tmp_path)

    kept = make_probe(tmp_path, {}).audio("a.mp3")

    assert kept == replace(probe_audio(SPEECH), duration=1.0)
    assert (tmp_path / ".feedtool" / ".gitignore").read_text() == "*\n"


def test_changed_file_is_measured_again(tmp_path: Path) -> None:
    """A file of the same size that was written anew is measured anew."""
    keep(tmp_path)
    falsify(tmp_path)
    shutil.copy(SPEECH, tmp_path / "a.mp3")

    found = make_probe(tmp_path, {}).audio("a.mp3")

    assert found == probe_audio(SPEECH)


def test_young_file_is_not_kept(tmp_path: Path) -> None:
    """A file that changed since shortly before the run may change unseen: it is not kept."""
    cache = keep(tmp_path, (tmp_path.stat().st_ctime_ns))

    assert not (tmp_path / ".feedtool").exists()
    assert cache.find("a.mp3", (41256, 0, 0), AudioFacts) is None


def test_gone_file_is_forgotten(tmp_path: Path) -> None:
    """The cache does not grow with files that are no more."""
    cache = keep(tmp_path)
    (tmp_path / "a.mp3").rename(tmp_path / "b.mp3")
    cache.update({"b.mp3": probe_audio(SPEECH)})
    cache.save()

    kept = json.loads((tmp_path / ".feedtool" / "facts.json").read_text())

    assert list(kept["audio"]) == ["b.mp3"]


@settings(deadline=None, max_examples=30)
@given(content=st.one_of(st.binary(), st.sampled_from([b"{}", b"[]", b'{"version": 1}', b"\xff"])))
def test_foreign_cache_is_ignored(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in the cache's file, media are measured."""
    root = tmp_path_factory.mktemp("show")
    (root / ".feedtool").mkdir()
    (root / ".feedtool" / "facts.json").write_bytes(content)

    assert make_probe(root, {}).audio("a.mp3") == probe_audio(SPEECH)


def test_other_version_of_the_cache_is_ignored(tmp_path: Path) -> None:
    """Facts that another feedtool measured are measured again."""
    keep(tmp_path)
    falsify(tmp_path)
    path = tmp_path / ".feedtool" / "facts.json"
    path.write_text(path.read_text().replace(f'"version": {VERSION}', '"version": 0'))

    assert make_probe(tmp_path, {}).audio("a.mp3") == probe_audio(SPEECH)


def test_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """Where the folder cannot be made, the run goes on."""
    (tmp_path / ".feedtool").write_text("in the way")

    assert make_probe(tmp_path, {}, keep(tmp_path)).audio("a.mp3") == probe_audio(SPEECH)


def test_import_is_light() -> None:
    """Neither mutagen nor Pillow is imported before a file needs it; an MP3 needs neither."""
    script = (
        "import sys; from pathlib import Path; import feedtool.probe.media as m;"
        f"m.probe_audio(Path({str(SPEECH)!r})); print({{'mutagen', 'PIL'}} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "set()"
