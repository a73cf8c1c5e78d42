"""The XML attributes of podcast: elements, and the fields of records that hold them."""

from functools import cache

from feedtool.model.tags import Tag


@cache
def tag_attributes(cls: type[Tag]) -> tuple[tuple[str, str], ...]:
    """List (field, attribute name) of a class, in the order of its fields."""
    left_out = {cls.text, "attributes", *cls.nested, *cls.silent}
    names = [name for name in cls.model_fields if name not in left_out]
    return tuple((name, cls.renamed.get(name) or camel_case(name)) for name in names)


def camel_case(name: str) -> str:
    """Turn `account_url` into `accountUrl`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
