"""How records may be written short: one value for a list, a bare value for a mapping."""

from itertools import pairwise
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from feedtool.model.scalars import kind_of


class Record(BaseModel):
    """A mapping in a record: frozen, its unknown fields refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,  # most tags never occur: a quarter of the start-up
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe fields by their docstrings, for editors."""
        form = handler(schema)
        properties = handler.resolve_ref_schema(form).get("properties", {})
        for name, text in field_docstrings(cls).items():
            properties.get(name, {})["description"] = text
        return form


_BARE = ("type", "pattern", "minimum", "enum")
"""What the schema of a field says of its value, not of the field."""


class ShortRecord(Record):
    """A mapping that may be written as one bare text, which is then its field `short`.

    Where `short` is "", there is no such field, and the mapping must be written out.
    """

    short: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _lengthen(cls, value: Any) -> Any:
        return cls.lengthen(value) if isinstance(value, str) and cls.short else value

    @classmethod
    def lengthen(cls, text: str) -> dict[str, Any]:
        """Turn the short form into the long one."""
        return {cls.short: text}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer both forms to editors: the bare one is that of its field."""
        long_form = super().__get_pydantic_json_schema__(schema, handler)
        if not cls.short:
            return long_form
        name = cls.model_fields[cls.short].alias or cls.short
        field = handler.resolve_ref_schema(long_form)["properties"][name]
        forms = field.get("anyOf", [{key: field[key] for key in _BARE if key in field}])
        return {"anyOf": [*(form for form in forms if form != {"type": "null"}), long_form]}


def field_docstrings(model: type[Record]) -> dict[str, str]:
    """Read the docstrings under the fields of a record, by the names that users write.

    pydantic can do so itself, for every class and at each start: it takes longer than to make them.
    """
    import ast  # noqa: PLC0415 - for schemas and documentation alone
    import inspect  # noqa: PLC0415
    import textwrap  # noqa: PLC0415

    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if not issubclass(cls, Record) or cls is Record:
            continue
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
        body = tree.body if isinstance(tree, ast.ClassDef) else []
        for at, text in pairwise(body):
            match at, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(words))),
                ) if name in cls.model_fields:
                    found[cls.model_fields[name].alias or name] = inspect.cleandoc(words)
    return found


class OneOrMany:
    """Marks a tuple that may be written as one bare value."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Wrap a lone value in a list before the tuple is validated."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer the item's form beside the list's."""
        many = handler(schema)
        forms = many.get("anyOf", [many])
        return {"anyOf": [*(form["items"] for form in forms if "items" in form), *forms]}


def _as_list(value: Any) -> Any:
    return value if kind_of(value) == "a list" else [value]


def file_or_url(text: str) -> str:
    """Say which a bare text is: `url` if it starts with http:// or https://, else `file`.

    Of white space before it another rule speaks.
    """
    return "url" if text.lstrip().lower().startswith(("http://", "https://")) else "file"
