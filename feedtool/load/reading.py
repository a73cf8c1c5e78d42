"""One record file to its fields: whatever is wrong with the file becomes a fault."""

from pathlib import Path

from feedtool.files import UnreadableError, read_bytes, read_text
from feedtool.formats.record import Fields, open_source, read_fields
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Source, Span


def read_file(path: Path, shown: str) -> tuple[Fields, Source]:
    """Read one record file; never raises for what is in it."""
    suffix = path.suffix.lower()
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        return _broken("this is a link that leaves the show folder"), open_source(shown, "")
    try:
        text = read_text(path)
    except FileNotFoundError:
        return _broken("the file is not there any more"), open_source(shown, "")
    except UnreadableError as error:
        if error.position is None:
            return _broken(str(error)), open_source(shown, "")
        text = read_bytes(path).decode("utf-8", "replace")
        index = text.index("\ufffd")
        fault = Fault("RC01", Problem(Span(index, index + 1), str(error)))
        return Fields({}, [fault], None, is_broken=True), open_source(shown, text)
    return read_fields(text, suffix), open_source(shown, text)


def _broken(message: str) -> Fields:
    return Fields({}, [Fault("RC01", Problem((), message))], None, is_broken=True)
