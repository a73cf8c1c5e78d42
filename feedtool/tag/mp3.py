"""Station tag: files that are one run of frames (MP3, AAC): one ID3v2 tag in front, no other."""

from feedtool.model.tagging import Frame, Tagging, join
from feedtool.pieces import Piece
from feedtool.probe.edge_tags import read_spans, split_ape
from feedtool.probe.edges import TagSpan, leading_tags, trailing_tags
from feedtool.probe.id3 import RawFrame, split_frames
from feedtool.probe.window import Window
from feedtool.tag import id3_frames
from feedtool.tag.id3_tag import make_tag, read_old
from feedtool.tag.wish import CannotTagError, Draft, Wish

_APE_OWN = frozenset(
    "title album artist albumartist year track disc genre language comment description".split()
)


def draft_mp3(window: Window, before: Tagging, wish: Wish) -> Draft:
    """Draft an MP3 or AAC with one ID3v2 tag; raises CannotTagError.

    ID3v1 and APEv2 go: they say the same in fewer letters, or something else. What an APEv2 tag
    alone has becomes a frame of the user's own. Lyrics3, which nothing here reads, stays.
    """
    leading = leading_tags(window)
    start = leading[-1][2] if leading else 0
    if window.read(start, 3) == b"ID3":
        raise CannotTagError("its ID3 tag does not end where it says: export it again")
    trailing = trailing_tags(window, start)
    spans = [*leading, *trailing[::-1]]
    old = read_old(window, [begin for kind, begin, _ in spans if kind == "ID3v2"])
    version = wish.id3_version or 3
    extra = [frame for span in spans for frame in _carry(window, span, before, version)]
    new = make_tag(old, extra, wish)
    stays = [span for span in spans if span[0] == "Lyrics3"]
    tagging = join([new.tagging, *read_spans(window, stays)])
    end = trailing[-1][1] if trailing else window.size
    pieces: list[Piece] = [new.data, (start, end), *((begin, stop) for _, begin, stop in stays)]
    return Draft(tagging, pieces, notes=new.notes)


def _carry(window: Window, span: TagSpan, before: Tagging, version: int) -> list[RawFrame]:
    """Make frames of what an APEv2 tag alone says."""
    kind, start, end = span
    if kind != "APEv2":
        return []
    known = {frame.description for frame in before.find("TXXX")}
    found: list[RawFrame] = []
    for name, value, is_binary in split_ape(window.read(start, end - start)):
        plain = name.lower().replace(" ", "")
        if is_binary or plain in _APE_OWN or name in known:
            continue
        text = value.decode("utf-8", "replace")
        frame = Frame("ID3v2", "TXXX", text, description=name)
        found += split_frames(_own_frame(frame, version), version)
    return found


def _own_frame(frame: Frame, version: int) -> bytes:
    encoding = id3_frames.encoding_for(frame.text + frame.description, version)
    own = id3_frames.make("TXXX", encoding, frame.description, frame.text.split("\0"))
    return id3_frames.render(own, version)
