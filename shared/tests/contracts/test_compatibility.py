"""What may change under a wire name, and what needs a new version."""

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
    },
    "required": ["act", "kind"],
    "$defs": {
        "Kind": {"enum": ["cash", "land"], "type": "string"},
        "Part": {"properties": {"year": {"type": "integer"}}, "required": ["year"]},
    },
}


def reworded(schema: Schema) -> None:
    schema["properties"]["act"]["title"] = "The act"
    schema["description"] = "Said better."


def grown(schema: Schema) -> None:
    schema["properties"]["new"] = {"type": "integer", "default": 0}


@pytest.mark.parametrize("change", [reworded, grown])
def test_readers_survive(change: Callable[[Schema], None]) -> None:
    current = copy.deepcopy(PUBLISHED)
    change(current)
    assert breaks(PUBLISHED, current) == []


def removed(schema: Schema) -> None:
    del schema["properties"]["note"]


def required(schema: Schema) -> None:
    schema["required"].append("note")


def optional(schema: Schema) -> None:
    schema["required"].remove("act")


def retyped(schema: Schema) -> None:
    schema["properties"]["act"]["type"] = "integer"


def another_kind(schema: Schema) -> None:
    schema["$defs"]["Kind"]["enum"].append("in_kind")


def nested(schema: Schema) -> None:
    del schema["$defs"]["Part"]["properties"]["year"]


def definition(schema: Schema) -> None:
    del schema["$defs"]["Part"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (removed, "/note was removed"),
        (required, "/note became required"),
        (optional, "/act became optional"),
        (retyped, "/act changed its type"),
        (another_kind, "/$defs/Kind: the closed list changed"),
        (nested, "/$defs/Part/year was removed"),
        (definition, "/$defs/Part was removed"),
    ],
)
def test_readers_would_break(change: Callable[[Schema], None], reason: str) -> None:
    current = copy.deepcopy(PUBLISHED)
    change(current)
    assert breaks(PUBLISHED, current) == [reason]
