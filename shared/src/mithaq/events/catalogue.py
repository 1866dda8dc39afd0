"""The one place where an event's name on the wire meets its class."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from mithaq.canonical import canonical
from mithaq.errors import MalformedEvent, UnknownEventVersion

E = TypeVar("E")
Key = tuple[str, int]
Payload = dict[str, Any]
Upcast = Callable[[Payload], Payload]


class Catalogue(Generic[E]):
    """(event name, schema version) -> class, for one source; adapters are built once.

    `("ConventionSigned", 1)` is `ma.mithaq.conventions.ConventionSigned.v1` on the wire.
    `upcasts[(name, n)]` turns version n's payload into n + 1's. Old versions have no class of
    their own: they are upcast up to the one that has.
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
        for key, adapter in self._adapters.items():
            _refuse_floats(key, adapter.json_schema())

    def key_of(self, event: E) -> Key:
        """The name and version under which this event is stored."""
        return self._keys[type(event)]

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
                return adapter.validate_json(payload)
            return self._decode_old(name, version, orjson.loads(payload))
        except (ValidationError, orjson.JSONDecodeError, KeyError) as error:
            raise MalformedEvent(f"{name}.v{version}: {error}", event=name) from error

    def _decode_old(self, name: str, version: int, payload: Payload) -> E:
        while (name, version) in self._upcasts:
            payload = self._upcasts[name, version](payload)
            version += 1
        if (name, version) not in self._adapters:
            raise UnknownEventVersion(event=name, version=version)
        return self._adapters[name, version].validate_python(payload)

    def wire_name(self, name: str, version: int) -> str:
        return f"{self.source}.{name}.v{version}"

    @cached_property
    def schemas(self) -> dict[str, Payload]:
        """JSON Schema of each event's payload by wire name, for the published contract."""
        return {
            self.wire_name(*key): adapter.json_schema() for key, adapter in self._adapters.items()
        }


def _refuse_floats(key: Key, schema: object) -> None:
    if isinstance(schema, dict):
        if schema.get("type") == "number":
            raise TypeError(f"{key}: a float has no canonical form; use int, Money or str")
        for part in schema.values():
            _refuse_floats(key, part)
    elif isinstance(schema, list):
        for part in schema:
            _refuse_floats(key, part)
