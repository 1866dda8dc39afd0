"""The one place where an event's name on the wire meets its class."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast, get_args

import orjson
from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.errors import MalformedEvent, UnknownEventVersion
from mithaq.events.descriptions import describe, undescribed

E = TypeVar("E")
F = TypeVar("F")
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
        self,
        source: str,
        types: Mapping[Key, type[E]],
        upcasts: Mapping[Key, Upcast] | None = None,
        *,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        self.source = source
        self._types, self._upcasts = dict(types), dict(upcasts or {})
        self._fields = dict(fields or {})
        self._keys: dict[type[E], Key] = {cls: key for key, cls in types.items()}
        self._adapters: dict[Key, TypeAdapter[E]] = {
            key: TypeAdapter(cls) for key, cls in types.items()
        }
        self._names = {name for name, _ in [*types, *self._upcasts]}
        _refuse_gaps(types.keys(), self._upcasts.keys())
        for key, adapter in self._adapters.items():
            _refuse_floats(key, adapter.json_schema())

    @classmethod
    def of(
        cls,
        source: str,
        events: object,
        *,
        versions: Mapping[str, int] | None = None,
        upcasts: Mapping[Key, Upcast] | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> "Catalogue[E]":
        """The catalogue of a union of classes, each under its own name.

        All are at version 1 but for those that `versions` names. `fields` describes fields in the
        published schemas: see `mithaq.events.descriptions`.
        """
        classes: Sequence[type[E]] = classes_of(events)
        at = versions or {}
        if unknown := at.keys() - {each.__name__ for each in classes}:
            raise ValueError(f"versions of events that are not among them: {sorted(unknown)}")
        types = {(each.__name__, at.get(each.__name__, 1)): each for each in classes}
        return cls(source, types, upcasts, fields=fields)

    def only(self, events: object) -> "Catalogue[F]":
        """The same catalogue for a part of its events: same names, versions and upcasts.

        ValueError if one of them is not in it.
        """
        wanted: Sequence[type[F]] = classes_of(events)
        if strangers := [each.__name__ for each in wanted if each not in self._keys]:
            raise ValueError(f"not in the catalogue: {strangers}")
        types: dict[Key, type[Any]] = {
            key: each for key, each in self._types.items() if each in set(wanted)
        }
        names = {name for name, _ in types}
        upcasts = {key: upcast for key, upcast in self._upcasts.items() if key[0] in names}
        return Catalogue[F](self.source, types, upcasts, fields=self._fields)

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
            self.wire_name(*key): describe(adapter.json_schema(), key[0], self._fields)
            for key, adapter in self._adapters.items()
        }

    @property
    def undescribed(self) -> list[str]:
        """Fields that `fields` says nothing of, as `Class.name`."""
        found = {
            name
            for key, adapter in self._adapters.items()
            for name in undescribed(adapter.json_schema(), key[0], self._fields)
        }
        return sorted(found)


def classes_of(events: object) -> Sequence[type[Any]]:
    """The classes of a union, or the one class that it is."""
    return get_args(events) or (cast("type[Any]", events),)


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
