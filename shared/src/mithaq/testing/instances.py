"""Generates (Hypothesis) payloads that a published schema allows, for tests of consumers.

It knows the words that event schemas use and refuses any other (UnknownWord), so that a new one
cannot go unnoticed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from hypothesis import strategies as st

Schema = Mapping[str, Any]
Payloads = st.SearchStrategy[Any]

_EXACT: Final = 2**53 - 1  # beyond it JSON numbers are not exact
_PROSE: Final = {
    "title",
    "description",
    "examples",
    "default",
    "deprecated",
    "$comment",
    "$id",
    "$schema",
}
_TEXTS: Final[Mapping[str | None, Payloads]] = {
    None: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    "uuid": st.uuids().map(str),
    "date": st.dates().map(str),
    "date-time": st.datetimes(timezones=st.just(None)).map(lambda at: f"{at.isoformat()}Z"),
}


class UnknownWord(ValueError):
    """A schema uses a keyword that this generator does not support."""

    def __init__(self, words: Iterable[str], schema: Schema) -> None:
        super().__init__(f"{sorted(words)} of {schema}: teach it to mithaq.testing.instances")


def instances(schema: Schema, document: Schema | None = None) -> Payloads:
    """A strategy for payloads that the schema allows, with and without optional fields.

    `document` holds the definitions that the schema refers to: itself by default. Raises
    UnknownWord.
    """
    inside = document or schema
    if "$ref" in schema:
        return instances(inside["$defs"][schema["$ref"].rpartition("/")[2]], inside)
    if "anyOf" in schema:
        return st.one_of([instances(each, inside) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    make, words = _TYPES[schema["type"]]
    if unknown := schema.keys() - words - _PROSE - {"type", "$defs"}:
        raise UnknownWord(unknown, schema)
    return make(schema, inside)


def _object(schema: Schema, document: Schema) -> Payloads:
    fields = {name: instances(each, document) for name, each in schema["properties"].items()}
    required = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: each for name, each in fields.items() if name in required},
        optional={name: each for name, each in fields.items() if name not in required},
    )


def _array(schema: Schema, document: Schema) -> Payloads:
    least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
    return st.lists(instances(schema["items"], document), min_size=least, max_size=max(least, most))


def _integer(schema: Schema, _: Schema) -> Payloads:
    return st.integers(schema.get("minimum", -_EXACT), schema.get("maximum", _EXACT))


_TYPES: Final[Mapping[str, tuple[Callable[[Schema, Schema], Payloads], set[str]]]] = {
    "object": (_object, {"properties", "required"}),
    "array": (_array, {"items", "minItems", "maxItems"}),
    "integer": (_integer, {"minimum", "maximum"}),
    "string": (lambda schema, _: _TEXTS[schema.get("format")], {"format"}),
    "boolean": (lambda *_: st.booleans(), set()),
    "null": (lambda *_: st.none(), set()),
}
