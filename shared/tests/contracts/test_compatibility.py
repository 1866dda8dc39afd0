"""Which schema changes are compatible, and which need a new version."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from mithaq.contracts import breaks

Schema = dict[str, Any]

PUBLISHED: Schema = {
    "properties": {
        "act": {"type": "string", "title": "Act"},
        "kind": {"$ref": "#/$defs/Kind"},
        "note": {"type": "string", "default": ""},
        "year": {"type": "integer", "minimum": 1990, "maximum": 2100},
        "code": {"type": "string", "pattern": "^[A-Z]+$", "maxLength": 9},
        "ends_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        "place": {"type": "object", "properties": {"title": {"type": "string"}}},
    },
    "required": ["act", "kind"],
    "type": "object",
    "$defs": {
        "Kind": {"enum": ["cash", "land"], "type": "string"},
        "Part": {"properties": {"year": {"type": "integer"}}, "required": ["year"]},
    },
}


def at(path: str, value: Any) -> Callable[[Schema], None]:
    """Set a value at a path in the schema; None removes it."""
    *way, last = path.split("/")

    def change(schema: Schema) -> None:
        place = schema
        for step in way:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value

    return change


SURVIVED = {
    "reworded": at("properties/act/title", "The act"),
    "described": at("description", "Said better."),
    "retired": at("deprecated", True),
    "a new optional field": at("properties/new", {"type": "integer", "default": 0}),
    "a new optional field inside": at("$defs/Part/properties/new", {"type": "string"}),
    "a new optional field inline": at("properties/place/properties/new", {"type": "string"}),
    "another order of a closed list": at("$defs/Kind/enum", ["land", "cash"]),
    "a definition for a new field": at("$defs/New", {"type": "string"}),
}


@pytest.mark.parametrize("change", SURVIVED.values(), ids=SURVIVED)
def test_compatible_changes(change: Callable[[Schema], None]) -> None:
    assert breaks(PUBLISHED, changed(change)) == []


BREAKING = [
    (at("properties/note", None), "/note was removed"),
    (at("$defs/Part/properties/year", None), "/$defs/Part/year was removed"),
    (at("properties/place/properties/title", None), "/place/title was removed"),
    (at("$defs/Part", None), "/$defs/Part was removed"),
    (at("required", ["act", "kind", "note"]), "/note became required"),
    (at("required", ["kind"]), "/act became optional"),
    (at("$defs/Part/required", []), "/$defs/Part/year became optional"),
    (at("properties/act/type", "integer"), "/act changed its type"),
    (at("properties/place/properties/title/type", "null"), "/place/title changed its type"),
    (at("$defs/Part/type", "object"), "/$defs/Part changed its type"),
    (at("$defs/Kind/type", "integer"), "/$defs/Kind changed its type"),
    (at("properties/ends_on/anyOf", [{"type": "string"}]), "/ends_on changed its type"),
    (at("properties/act/anyOf", [{"type": "null"}]), "/act changed its type"),
    (at("properties/act/oneOf", [{"type": "null"}]), "/act changed its type"),
    (at("properties/act/format", "uuid"), "/act changed its type"),
    (at("properties/kind/$ref", "#/$defs/Part"), "/kind changed its type"),
    (at("properties/parts/items", {"type": "string"}), "/parts changed its type"),
    (at("properties/act/const", "OV"), "/act changed its type"),
    (at("$defs/Kind/enum", ["cash"]), "/$defs/Kind changed its closed list: -land"),
    (at("$defs/Kind/enum", ["cash", "land", "x"]), "/$defs/Kind changed its closed list: +x"),
    (at("$defs/Kind/enum", None), "/$defs/Kind changed its closed list: -cash -land"),
    (at("properties/year/minimum", 2000), "/year changed its minimum"),
    (at("properties/year/maximum", None), "/year changed its maximum"),
    (at("properties/code/pattern", "^[A-F]+$"), "/code changed its pattern"),
    (at("properties/code/maxLength", 8), "/code changed its maxLength"),
    (at("properties/note/default", "-"), "/note changed its default"),
    (at("properties/parts/minItems", 1), "/parts changed its minItems"),
    (at("properties/parts/uniqueItems", True), "/parts changed its uniqueItems"),
    (at("additionalProperties", False), " changed its additionalProperties"),
    (
        at("$defs/Part/additionalProperties", False),
        "/$defs/Part changed its additionalProperties",
    ),
]


@pytest.mark.parametrize(("change", "reason"), BREAKING, ids=[reason for _, reason in BREAKING])
def test_breaking_changes(change: Callable[[Schema], None], reason: str) -> None:
    assert breaks(PUBLISHED, changed(change)) == [reason]


def test_a_new_required_field_breaks_reading_old_events() -> None:
    current = changed(at("properties/new", {"type": "string"}))
    current["required"] = [*current["required"], "new"]
    assert breaks(PUBLISHED, current) == ["/new became required"]


def test_every_break_is_named() -> None:
    current = changed(at("properties/note", None))
    current["required"] = ["kind"]
    assert breaks(PUBLISHED, current) == ["/act became optional", "/note was removed"]


def changed(change: Callable[[Schema], None]) -> Schema:
    current = copy.deepcopy(PUBLISHED)
    change(current)
    return current
