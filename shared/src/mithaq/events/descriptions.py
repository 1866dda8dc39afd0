"""Adds descriptions to the published schemas: each field's meaning and unit."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mithaq.money import MAX_CENTIMES

Schema = dict[str, Any]

_DAY: Final = "ISO 8601, a day in Morocco"
_MOMENT: Final = "ISO 8601, UTC"
_FORMATS: Final = {"date": _DAY, "date-time": _MOMENT}


def describe(schema: Schema, event: str, fields: Mapping[str, str]) -> Schema:
    """The event's schema with a description in every property, of nested objects too.

    `fields` describes a field by its name, or by `Class.name` where a name has two meanings. The
    description of the type itself (money, days) is appended.
    """
    _describe_formats(schema)
    for owner, name, property_ in properties(schema, event):
        description = fields.get(f"{owner}.{name}", fields.get(name))
        if description is not None:
            own = property_.get("description")
            property_["description"] = f"{description}; {own}" if own else description
    return schema


def undescribed(schema: Schema, event: str, fields: Mapping[str, str]) -> list[str]:
    """The fields without a description, as `Class.name`."""
    return [
        f"{owner}.{name}"
        for owner, name, _ in properties(schema, event)
        if name not in fields and f"{owner}.{name}" not in fields
    ]


def amounts(schemas: Mapping[str, Schema]) -> frozenset[str]:
    """The names of the fields that are amounts, by these schemas of events."""
    return frozenset(
        name
        for event, schema in schemas.items()
        for _, name, property_ in properties(schema, event)
        if any(
            variant.get("type") == "integer" and variant.get("maximum") == MAX_CENTIMES
            for variant in (property_, *property_.get("anyOf", ()))
        )
    )


def properties(schema: Schema, event: str) -> Iterator[tuple[str, str, Schema]]:
    """Class, name and schema of each property of the event and of its nested objects."""
    for owner, each in [(event, schema), *schema.get("$defs", {}).items()]:
        for name, property_ in each.get("properties", {}).items():
            yield owner, name, property_


def _describe_formats(schema: object) -> None:
    if isinstance(schema, dict):
        if (description := _FORMATS.get(str(schema.get("format")))) is not None:
            schema.setdefault("description", description)
        for part in schema.values():
            _describe_formats(part)
    elif isinstance(schema, list):
        for part in schema:
            _describe_formats(part)
