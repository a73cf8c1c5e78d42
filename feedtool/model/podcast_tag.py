"""What every podcast: element of a record is: fields that become attributes, text and children."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, ClassVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from feedtool.model.scalars import Text
from feedtool.model.shapes import ShortRecord

XML_NAME = r"^([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*$"
"""What editors take for the name of an element or attribute."""
Attributes = Annotated[
    dict[Text, Text], Field(json_schema_extra={"propertyNames": {"pattern": XML_NAME}})
]


def camel_case(name: str) -> str:
    """Turn `account_url` into `accountUrl`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


@cache
def tag_attributes(cls: "type[Tag]") -> tuple[tuple[str, str], ...]:
    """List (field, attribute name) of a class, in the order of its fields."""
    left_out = {cls.text, "attributes", *cls.nested, *cls.silent}
    names = [name for name in cls.model_fields if name not in left_out]
    return tuple((name, cls.renamed.get(name) or camel_case(name)) for name in names)


def refuse_known(attributes: Attributes | None, known: Iterable[tuple[str, str]]) -> None:
    """Raise a fault for an attribute that a field writes; `known` are fields and attributes."""
    for field, name in known:
        if attributes and name in attributes:
            words = "holds '{name}', which the field '{field}' writes"
            raise PydanticCustomError("RC07", words, {"name": name, "field": field})


class Tag(ShortRecord):
    """A podcast: element.

    `tag` is its name, `text` the field that is its content, `nested` the fields that are child
    elements, `renamed` the attributes whose XML name is not the field's in camelCase, `silent`
    the fields that compose turns into others.
    """

    tag: ClassVar[str]
    short: ClassVar[str] = ""
    text: ClassVar[str] = ""
    nested: ClassVar[tuple[str, ...]] = ()
    renamed: ClassVar[dict[str, str]] = {}
    silent: ClassVar[tuple[str, ...]] = ()

    attributes: Attributes | None = None
    """Attributes this model does not know, written as they are."""

    @field_validator("attributes")
    @classmethod
    def _refuse_known(cls, attributes: Attributes | None) -> Attributes | None:
        refuse_known(attributes, tag_attributes(cls))
        return attributes
