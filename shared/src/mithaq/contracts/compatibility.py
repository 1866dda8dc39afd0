"""Schema compatibility: which changes of an event's JSON Schema would break its consumers."""

from collections.abc import Iterator
from typing import Any, Final

Schema = dict[str, Any]

# Annotations: keywords that do not restrict values.
_ANNOTATIONS: Final = frozenset(
    {"title", "description", "examples", "deprecated", "$comment", "$id", "$schema"}
)
# Keywords whose members are compared one by one; in every other keyword any change is refused.
_MEMBERS: Final = frozenset({"properties", "required", "$defs"})
# Keywords whose keys are names we chose, not keywords of JSON Schema.
_NAMED: Final = frozenset({"properties", "$defs", "patternProperties", "dependentSchemas"})
# Keywords that hold values, not schemas.
_VALUES: Final = frozenset({"enum", "const", "default", "required"})
_TYPE: Final = frozenset({"type", "format", "$ref", "anyOf", "oneOf", "allOf", "items", "const"})


def breaks(published: Schema, current: Schema) -> list[str]:
    """Why `current` may not replace `published` under its wire name; empty if it may.

    Allowed: other annotations, a new optional field. Refused: everything else, at any depth. For
    example: a field removed, made required or optional, or with another type, bound or default; an
    enum that lost a value (breaks producers) or gained one (breaks strict consumers); unknown
    fields forbidden.
    """
    return list(_breaks(published, current, ""))


def _breaks(published: Schema, current: Schema, path: str) -> Iterator[str]:
    before, now = set(published.get("required", ())), set(current.get("required", ()))
    yield from (f"{path}/{name} became required" for name in sorted(now - before))
    yield from (f"{path}/{name} became optional" for name in sorted(before - now))
    for keyword in sorted((published.keys() | current.keys()) - _ANNOTATIONS - _MEMBERS):
        if _binding(published.get(keyword), keyword) != _binding(current.get(keyword), keyword):
            yield f"{path} {_changed(keyword, published, current)}"
    for keyword, inner in (("properties", path), ("$defs", f"{path}/$defs")):
        members = current.get(keyword, {})
        for name, schema in published.get(keyword, {}).items():
            if name not in members:
                yield f"{inner}/{name} was removed"
            else:
                yield from _breaks(schema, members[name], f"{inner}/{name}")


def _changed(keyword: str, published: Schema, current: Schema) -> str:
    if keyword == "enum":
        before, now = set(published.get(keyword, ())), set(current.get(keyword, ()))
        moved = [f"-{value}" for value in sorted(before - now, key=str)]
        moved += [f"+{value}" for value in sorted(now - before, key=str)]
        return f"changed its closed list: {' '.join(moved)}"
    return "changed its type" if keyword in _TYPE else f"changed its {keyword}"


def _binding(schema: object, keyword: str = "") -> object:
    """The schema without annotations, for comparison; `keyword` is the one it belongs to."""
    if keyword in _VALUES:
        return sorted(schema, key=str) if keyword == "enum" and isinstance(schema, list) else schema
    if isinstance(schema, dict):
        names = keyword in _NAMED
        return {
            key: _binding(part, "" if names else key)
            for key, part in schema.items()
            if names or key not in _ANNOTATIONS
        }
    if isinstance(schema, list):
        return [_binding(part) for part in schema]
    return schema
