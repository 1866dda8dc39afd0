"""Which changes of an event's schema its readers survive."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

# Words that explain but do not bind.
_PROSE = {"title", "description", "examples", "default"}


def breaks(published: Schema, current: Schema) -> list[str]:
    """Why `current` may not stand under the wire name of `published`; empty if it may.

    Allowed: another wording, a new optional field. Refused: a field removed, made required or
    optional, or of another type, also in nested objects, and any change of a closed list.
    """
    return list(_breaks(published, current, ""))


def _breaks(published: Schema, current: Schema, path: str) -> Iterator[str]:
    before, now = _required(published), _required(current)
    yield from (f"{path}/{name} became required" for name in sorted(now - before))
    yield from (f"{path}/{name} became optional" for name in sorted(before - now))
    fields = current.get("properties", {})
    for name, schema in published.get("properties", {}).items():
        if name not in fields:
            yield f"{path}/{name} was removed"
        elif _binding(schema) != _binding(fields[name]):
            yield f"{path}/{name} changed its type"
    for name, definition in published.get("$defs", {}).items():
        if name not in current.get("$defs", {}):
            yield f"{path}/$defs/{name} was removed"
        else:
            yield from _of_definition(definition, current["$defs"][name], f"{path}/$defs/{name}")


def _of_definition(published: Schema, current: Schema, path: str) -> Iterator[str]:
    if published.get("enum") != current.get("enum"):
        yield f"{path}: the closed list changed"
    yield from _breaks(published, current, path)


def _required(schema: Schema) -> set[str]:
    return set(schema.get("required", []))


def _binding(schema: object) -> object:
    """The schema without its prose, for comparison."""
    if isinstance(schema, dict):
        return {key: _binding(part) for key, part in schema.items() if key not in _PROSE}
    if isinstance(schema, list):
        return [_binding(part) for part in schema]
    return schema
