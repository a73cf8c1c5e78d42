"""Station tag: an MP4's index without what gives somebody away, if that is asked."""

from feedtool.probe.mp4_tags import QUICKTIME, Atom, atom_text, list_atoms
from feedtool.probe.mp4_user_data import user_text
from feedtool.probe.tag_texts import make_frame
from feedtool.tag.mp4_boxes import join_boxes, split_boxes, split_meta
from feedtool.tag.wish import Wish


def drop_private(moov: bytes, wish: Wish) -> bytes:
    """Return the content of moov without private user data and items of QuickTime's list.

    Atoms of iTunes' list are not looked at. Raises CannotTagError.
    """
    if not wish.strips_private:
        return moov
    items = list(list_atoms(moov, *QUICKTIME))

    def drop(kind: bytes, content: bytes) -> bytes:
        if kind == b"udta":
            return _drop_user_data(content, wish)
        return _drop_items(content, items, wish) if kind == b"meta" else content

    return join_boxes([(kind, drop(kind, content)) for kind, content in split_boxes(moov)])


def is_dropped(atom: Atom, wish: Wish) -> bool:
    """Say whether an atom goes though nothing takes its place."""
    texts = (atom_text(atom.name, kind, value) for kind, value in atom.values)
    return any(wish.drops(make_frame("MP4", atom.name, text)) for text in texts)


def _drop_user_data(content: bytes, wish: Wish) -> bytes:
    def is_private(kind: str, content: bytes) -> bool:
        return wish.drops(make_frame("MP4", kind, user_text(kind, content)))

    boxes = split_boxes(content)
    return join_boxes([box for box in boxes if not is_private(box[0].decode("latin-1"), box[1])])


def _drop_items(meta: bytes, atoms: list[Atom], wish: Wish) -> bytes:
    """Take items out of a list; the keys that number the others stay."""
    version, boxes = split_meta(meta)
    kept = []
    for kind, content in boxes:
        items = split_boxes(content) if kind == b"ilst" else []
        pairs = zip(items, atoms, strict=True) if items else ()
        left = [item for item, atom in pairs if not is_dropped(atom, wish)]
        kept.append((kind, join_boxes(left) if items else content))
    return version + join_boxes(kept)
