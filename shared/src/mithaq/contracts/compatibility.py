"""Which changes of an event's schema its readers survive."""

from collections.abc import Iterator
from typing import Any, Final

Schema = dict[str, Any]

# Words that explain but do not bind.
_PROSE: Final = frozenset(
    {"title", "description", "examples", "deprecated", "$comment", "$id", "$schema"}
)
# Words whose members are compared one by one; of every other word any change is refused.
_MEMBERS: Final = frozenset({"properties", "required", "$defs"})
# Words whose keys are names of ours and never words of the schema language.
_NAMED: Final = frozenset({"properties", "$defs", "patternProperties", "dependentSchemas"})
# Words that hold values, not schemas.
_VALUES: Final = frozenset({"enum", "const", "default", "required"})
_TYPE: Final = frozenset({"type", "format", "$ref", "anyOf", "oneOf", "allOf", "items", "const"})


def breaks(published: Schema, current: Schema) -> list[str]:
    """Why `current` may not stand under the wire name of `published`; empty if it may.

    Allowed: another wording, a new optional field. Refused: everything else, at any depth. A field
    removed, made required or optional, of another type, bound or default; a closed list that
    lost a value, for who writes, or gained one, for who reads strictly; unknown fields forbidden.
    """
    return list(_breaks(published, current, ""))


def _breaks(published: Schema, current: Schema, path: str) -> Iterator[str]:
    before, now = set(published.get("required", ())), set(current.get("required", ()))
    yield from (f"{path}/{name} became required" for name in sorted(now - before))
    yield from (f"{path}/{name} became optional" for name in sorted(before - now))
    for word in sorted((published.keys() | current.keys()) - _PROSE - _MEMBERS):
        if _binding(published.get(word), word) != _binding(current.get(word), word):
            yield f"{path} {_changed(word, published, current)}"
    for word, inner in (("properties", path), ("$defs", f"{path}/$defs")):
        members = current.get(word, {})
        for name, schema in published.get(word, {}).items():
            if name not in members:
                yield f"{inner}/{name} was removed"
            else:
                yield from _breaks(schema, members[name], f"{inner}/{name}")


def _changed(word: str, published: Schema, current: Schema) -> str:
    if word == "enum":
        before, now = set(published.get(word, ())), set(current.get(word, ()))
        moved = [f"-{value}" for value in sorted(before - now, key=str)]
        moved += [f"+{value}" for value in sorted(now - before, key=str)]
        return f"changed its closed list: {' '.join(moved)}"
    return "changed its type" if word in _TYPE else f"changed its {word}"


def _binding(schema: object, word: str = "") -> object:
    """The schema without its prose, for comparison; `word` is what it stands under."""
    if word in _VALUES:
        return sorted(schema, key=str) if word == "enum" and isinstance(schema, list) else schema
    if isinstance(schema, dict):
        names = word in _NAMED
        return {
            key: _binding(part, "" if names else key)
            for key, part in schema.items()
            if names or key not in _PROSE
        }
    if isinstance(schema, list):
        return [_binding(part) for part in schema]
    return schema
