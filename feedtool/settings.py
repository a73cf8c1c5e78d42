"""Finds and reads the settings: feedtool.toml, else [tool.feedtool] of a pyproject.toml."""

from pathlib import Path

from feedtool.files import UnreadableError, read_text, refuse_link_out
from feedtool.formats.record.validation import Reading, validate, validate_each
from feedtool.formats.toml_tree import TomlPlaces, read_toml
from feedtool.model.finding import Fault, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import FieldPath, Source, Span
from feedtool.model.settings import Ignore, Settings

NAME = "feedtool.toml"
_TABLE: FieldPath = ("tool", "feedtool")


class _TablePlaces:
    """Finds settings below a table."""

    def __init__(self, text: str, table: FieldPath) -> None:
        self._places, self._table = TomlPlaces(text), table

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:
        """Look the path up below the table."""
        return self._places.find((*self._table, *at), is_key=is_key)


def read_settings(folder: Path, shown: str) -> Loaded[Settings]:
    """Read the settings of a show folder; `shown` is how reports print the folder."""
    own = folder / NAME
    if own.is_symlink() or own.exists():
        return _read(own, f"{shown}{NAME}", ())
    resolved = folder.resolve()
    for parent in (resolved, *resolved.parents):
        project = parent / "pyproject.toml"
        if project.is_file():
            return _read(project, str(project), _TABLE)
    return Loaded(f"{shown}{NAME}", NAME, _defaults(), Source(NAME, "", TomlPlaces("")))


def _defaults() -> Settings:
    """Return the settings of who has none, without building what would judge others."""
    return Settings.model_construct()


def _read(path: Path, shown: str, table: FieldPath) -> Loaded[Settings]:
    try:
        refuse_link_out(path)
        text = read_text(path)
    except (UnreadableError, FileNotFoundError) as error:
        is_gone = isinstance(error, FileNotFoundError)
        fault = Fault("RC01", Problem((), "the file is not there" if is_gone else str(error)))
        source = Source(shown, "", TomlPlaces(""))
        return Loaded(shown, path.name, _defaults(), source, [fault], is_broken=True)
    value, faults = read_toml(text, table=table)
    values = dict(value) if isinstance(value, dict) else {}
    ignores, found = validate_each(Ignore, values.pop("ignore", ()), ("ignore",))
    reading = validate(Settings, values) if values else Reading(_defaults())
    source = Source(shown, text, _TablePlaces(text, table))
    record = reading.record.model_copy(update={"ignore": ignores})
    return Loaded(shown, path.name, record, source, [*faults, *reading.faults, *found])
