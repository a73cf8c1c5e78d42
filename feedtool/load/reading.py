"""One record file to its fields: whatever is wrong with the file becomes a fault."""

import re
from collections.abc import Mapping

from feedtool.files import UnreadableError, decode_text, read_inside
from feedtool.formats.record.fields import Fields, open_source, read_fields
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Source, Span

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What no name of a file may hold: control characters, line ends, bytes that are not UTF-8."""


def read_file(
    folder: str, name: str, shown: str, unsaved: Mapping[str, str]
) -> tuple[Fields, Source]:
    """Read one record file, or its text in `unsaved`; never raises for what is in it.

    `folder` ends with a slash, and `shown` is what reports print.
    """
    suffix = "." + name.rpartition(".")[2].lower()
    if shown in unsaved:
        text = unsaved[shown]
        return read_fields(text, suffix), open_source(shown, text)
    if not name.isprintable() and UNPRINTABLE.search(name):
        message = "the file's name holds a control character or is not UTF-8: rename it"
        return _broken(message), open_source(shown, "")
    try:
        data = read_inside(folder + name)
    except FileNotFoundError:
        return _broken("the file is not there any more"), open_source(shown, "")
    except UnreadableError as error:
        return _broken(str(error)), open_source(shown, "")
    try:
        text = decode_text(data)
    except UnreadableError as error:
        text = data.decode("utf-8", "replace")
        index = len(data[: error.position].decode("utf-8", "replace"))
        fault = Fault("RC01", Problem(Span(index, index + 1), str(error)))
        return Fields({}, [fault], None, is_broken=True), open_source(shown, text)
    return read_fields(text, suffix), open_source(shown, text)


def _broken(message: str) -> Fields:
    return Fields({}, [Fault("RC01", Problem((), message))], None, is_broken=True)
