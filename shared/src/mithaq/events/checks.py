"""Checks at the construction of a catalogue, which prevent that invalid events are ever written."""

from collections.abc import Collection

Key = tuple[str, int]


def refuse_gaps(classes: Collection[Key], upcasts: Collection[Key]) -> None:
    """Raises ValueError: versions of a name run from 1, each with a class or an upcast."""
    for name, version in [*classes, *upcasts]:
        if (name, version) in classes and (name, version) in upcasts:
            raise ValueError(f"{name}.v{version} has a class and an upcast; remove one of them")
        if (name, version) in upcasts and not {(name, version + 1)} & {*classes, *upcasts}:
            raise ValueError(f"{name}.v{version} is upcast to a version without class or upcast")
        if version > 1 and not {(name, version - 1)} & {*classes, *upcasts}:
            raise ValueError(f"{name}.v{version - 1} cannot be read any more: add an upcast")


def refuse_floats(key: Key, schema: object) -> None:
    """Raises TypeError if a payload contains a float, at any depth."""
    if isinstance(schema, dict):
        if schema.get("type") == "number":
            raise TypeError(f"{key}: a float has no canonical form; use int, Money or str")
        for part in schema.values():
            refuse_floats(key, part)
    elif isinstance(schema, list):
        for part in schema:
            refuse_floats(key, part)
