"""Compares the fields a consumer reads from an event with those its producer publishes."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def unpublished(ours: Schema, published: Schema) -> list[str]:
    """Fields that the consumer's class reads, at any depth, and the published schema lacks.

    Such a field would always have its default without anyone noticing. Whether the values fit our
    types is tested by decoding instances, not here: our types may be wider.
    """
    return list(_unpublished((ours, ours), (published, published), ""))


def _unpublished(
    ours: tuple[Schema, Schema], theirs: tuple[Schema, Schema], path: str
) -> Iterator[str]:
    """Each side is a schema and its document, in which references are resolved."""
    fields = {name: field for each in _forms(*ours) for name, field in _fields(each)}
    there = {name: field for each in _forms(*theirs) for name, field in _fields(each)}
    for name, field in fields.items():
        inner = f"{path}/{name}"
        if name not in there:
            yield inner
        else:
            yield from _unpublished((field, ours[1]), (there[name], theirs[1]), inner)


def _forms(schema: Schema, document: Schema) -> Iterator[Schema]:
    """The schema itself, or each of its alternatives; references are resolved."""
    if "$ref" in schema:
        yield from _forms(document["$defs"][schema["$ref"].rpartition("/")[2]], document)
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _forms(each, document)
    else:
        yield schema


def _fields(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The fields of an object; an array has one, its elements."""
    yield from schema.get("properties", {}).items()
    if isinstance(schema.get("items"), dict):
        yield "[]", schema["items"]
