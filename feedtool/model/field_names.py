"""The names that fields of records have, whatever record they stand in."""

from feedtool.model.episode import Chapter, Episode
from feedtool.model.person import Person
from feedtool.model.show import Show

FIELD_NAMES = frozenset(
    name for model in (Show, Episode, Person, Chapter) for name in model.model_fields
)
