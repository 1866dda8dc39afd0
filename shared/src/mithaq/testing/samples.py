"""One body that a route's schema allows: its own examples where it has them, else the least."""

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]
_TEXTS: Final = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "date": "2026-03-02",
    "date-time": "2026-03-02T09:00:00Z",
}


def sample(schema: Schema, document: Schema) -> Any:  # noqa: ANN401 - any JSON
    """`document` is the API's description, for `$ref`."""
    if "example" in schema:
        return schema["example"]
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return sample(found, document)
    for words in ("anyOf", "oneOf", "allOf"):
        if words in schema:
            return sample(schema[words][0], document)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    return _typed(schema, document)


def _typed(schema: Schema, document: Schema) -> Any:  # noqa: ANN401
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {name: sample(fields[name], document) for name in schema.get("required", ())}
        case "array":
            return [sample(schema["items"], document)] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
        case "string":
            return _text(schema)
        case _:
            return None


def _text(schema: Schema) -> str:
    if schema.get("pattern", "").startswith("^[0-9a-f]{"):
        return "0" * 64
    least: int = schema.get("minLength", 1)
    return _TEXTS.get(schema.get("format", ""), "a" * least)
