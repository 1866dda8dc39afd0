"""Words in the published schemas: what each field of an event means, in which unit."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

Schema = dict[str, Any]

_DAY: Final = "ISO 8601, a day in Morocco"
_MOMENT: Final = "ISO 8601, UTC"
_FORMATS: Final = {"date": _DAY, "date-time": _MOMENT}


def describe(schema: Schema, event: str, fields: Mapping[str, str]) -> Schema:
    """The event's schema with a description in every property, of nested objects too.

    `fields` describes a field by its name, or by `Class.name` where one name means two things. What
    a type says of itself (money, days) is said behind it.
    """
    _say_formats(schema)
    for owner, name, property_ in properties(schema, event):
        said = fields.get(f"{owner}.{name}", fields.get(name))
        if said is not None:
            own = property_.get("description")
            property_["description"] = f"{said}; {own}" if own else said
    return schema


def undescribed(schema: Schema, event: str, fields: Mapping[str, str]) -> list[str]:
    """The fields that nothing is said of, as `Class.name`."""
    return [
        f"{owner}.{name}"
        for owner, name, _ in properties(schema, event)
        if name not in fields and f"{owner}.{name}" not in fields
    ]


def properties(schema: Schema, event: str) -> Iterator[tuple[str, str, Schema]]:
    """Class, name and schema of each property of the event and of the objects inside it."""
    for owner, each in [(event, schema), *schema.get("$defs", {}).items()]:
        for name, property_ in each.get("properties", {}).items():
            yield owner, name, property_


def _say_formats(schema: object) -> None:
    if isinstance(schema, dict):
        if (said := _FORMATS.get(str(schema.get("format")))) is not None:
            schema.setdefault("description", said)
        for part in schema.values():
            _say_formats(part)
    elif isinstance(schema, list):
        for part in schema:
            _say_formats(part)
