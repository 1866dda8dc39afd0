"""The one place where an event's name on the wire meets its class."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import orjson
from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.errors import MalformedEvent, UnknownEventVersion

E = TypeVar("E")
Key = tuple[str, int]
Payload = dict[str, Any]
Upcast = Callable[[Payload], Payload]

# What bytes of the wrong shape raise: pydantic and orjson the first, an upcast any of them.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)


class Catalogue(Generic[E]):
    """(event name, schema version) -> class, for one source; adapters are built once.

    `("ConventionSigned", 1)` is `ma.mithaq.conventions.ConventionSigned.v1` on the wire.
    `upcasts[(name, n)]` turns version n's payload into n + 1's. Old versions have no class of
    their own: they are upcast up to the one that has. A reader may also give several versions one
    class that fits them all. The versions of a name run from 1 without a gap, because logs keep
    every one that was ever written: ValueError otherwise.
    """

    def __init__(
        self, source: str, types: Mapping[Key, type[E]], upcasts: Mapping[Key, Upcast] | None = None
    ) -> None:
        self.source = source
        self._upcasts = dict(upcasts or {})
        self._keys: dict[type[E], Key] = {cls: key for key, cls in types.items()}
        self._adapters: dict[Key, TypeAdapter[E]] = {
            key: TypeAdapter(cls) for key, cls in types.items()
        }
        self._names = {name for name, _ in [*types, *self._upcasts]}
        _refuse_gaps(types.keys(), self._upcasts.keys())
        for key, adapter in self._adapters.items():
            _refuse_floats(key, adapter.json_schema())

    def encode(self, event: E) -> tuple[str, int, str]:
        """Name, schema version and canonical payload of an event."""
        name, version = key = self._keys[type(event)]
        return name, version, canonical(self._adapters[key].dump_python(event, mode="json"))

    def knows(self, name: str) -> bool:
        """Whether events of this name concern us at all; others are skipped."""
        return name in self._names

    def decode(self, name: str, version: int, payload: str | bytes) -> E:
        """The event, upcast to today's class. Unknown extra fields are ignored.

        Raises UnknownEventVersion if this code is older than the event, MalformedEvent if the
        bytes do not fit their name.
        """
        adapter = self._adapters.get((name, version))
        try:
            if adapter is not None:
                return adapter.validator.validate_json(payload)  # type: ignore[no-any-return]
            return self._decode_old(name, version, payload)
        except _UNREADABLE as error:
            raise MalformedEvent(f"{name}.v{version}: {error!r}", event=name) from error

    def _decode_old(self, name: str, version: int, payload: str | bytes) -> E:
        if (name, version) not in self._upcasts:
            raise UnknownEventVersion(event=name, version=version)
        fields = orjson.loads(payload)
        while (name, version) in self._upcasts:
            fields = self._upcasts[name, version](fields)
            version += 1
        return self._adapters[name, version].validate_python(fields)

    @property
    def current(self) -> frozenset[Key]:
        """Names and versions that have a class, hence may be written."""
        return frozenset(self._adapters)

    @property
    def retired(self) -> frozenset[Key]:
        """Names and versions that are only read, by an upcast."""
        return frozenset(self._upcasts)

    def wire_name(self, name: str, version: int) -> str:
        return f"{self.source}.{name}.v{version}"

    @cached_property
    def schemas(self) -> dict[str, Payload]:
        """JSON Schema of each event's payload by wire name, for the published contract."""
        return {
            self.wire_name(*key): adapter.json_schema() for key, adapter in self._adapters.items()
        }


def _refuse_gaps(classes: Collection[Key], upcasts: Collection[Key]) -> None:
    for name, version in [*classes, *upcasts]:
        if (name, version) in classes and (name, version) in upcasts:
            raise ValueError(f"{name}.v{version} has a class and an upcast; one of them is idle")
        if (name, version) in upcasts and not {(name, version + 1)} & {*classes, *upcasts}:
            raise ValueError(f"{name}.v{version} is upcast to a version that nothing reads")
        if version > 1 and not {(name, version - 1)} & {*classes, *upcasts}:
            raise ValueError(f"{name}.v{version - 1} is not read any more: give it an upcast")


def _refuse_floats(key: Key, schema: object) -> None:
    if isinstance(schema, dict):
        if schema.get("type") == "number":
            raise TypeError(f"{key}: a float has no canonical form; use int, Money or str")
        for part in schema.values():
            _refuse_floats(key, part)
    elif isinstance(schema, list):
        for part in schema:
            _refuse_floats(key, part)
