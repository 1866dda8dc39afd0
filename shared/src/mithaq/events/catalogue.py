"""The catalogue maps event names and schema versions to classes, and upcasts old versions."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast, get_args

import orjson
from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.errors import EventHeld, MalformedEvent, UnknownEventVersion
from mithaq.events.checks import Key, refuse_floats, refuse_gaps
from mithaq.events.descriptions import amounts, describe, undescribed
from mithaq.events.news import News
from mithaq.events.reading import reading

E = TypeVar("E")
F = TypeVar("F")
Payload = dict[str, Any]
Upcast = Callable[[Payload], Payload]

# Raised for malformed payloads: ValueError by pydantic and orjson, any of these by an upcast.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)


class Catalogue(Generic[E]):
    """Maps (event name, schema version) to a class, for one source; adapters are built once.

    `("ConventionSigned", 1)` is `ma.mithaq.conventions.ConventionSigned.v1` on the wire.
    `upcasts[(name, n)]` turns a payload of version n into one of n + 1. Old versions have no class:
    they are upcast to the version that has one. A consumer may also use one class for several
    versions. The versions of a name run from 1 without a gap, because logs contain every version
    ever written; otherwise ValueError.

    `news` are versions of this release that the former one cannot read: see `News`.
    """

    def __init__(
        self,
        source: str,
        types: Mapping[Key, type[E]],
        upcasts: Mapping[Key, Upcast] | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        news: News | None = None,
    ) -> None:
        self.source, self.news = source, news or News()
        self._types, self._upcasts = dict(types), dict(upcasts or {})
        self._fields = dict(fields or {})
        self._keys: dict[type[E], Key] = {cls: key for key, cls in types.items()}
        self._adapters: dict[Key, TypeAdapter[E]] = {
            key: TypeAdapter(cls) for key, cls in types.items()
        }
        self._readers = {key: reading(cls, self._adapters[key]) for key, cls in types.items()}
        self._names = {name for name, _ in [*types, *self._upcasts]}
        refuse_gaps(types.keys(), self._upcasts.keys())
        for key, adapter in self._adapters.items():
            refuse_floats(key, adapter.json_schema())

    @classmethod
    def of(
        cls,
        source: str,
        events: object,
        *,
        versions: Mapping[str, int] | None = None,
        upcasts: Mapping[Key, Upcast] | None = None,
        fields: Mapping[str, str] | None = None,
        news: News | None = None,
    ) -> "Catalogue[E]":
        """The catalogue of a union of classes, each named after its class.

        All have version 1 except those in `versions`. `fields` describes the fields in the
        published schemas: see `mithaq.events.descriptions`.
        """
        classes: Sequence[type[E]] = classes_of(events)
        given = versions or {}
        if unknown := given.keys() - {each.__name__ for each in classes}:
            raise ValueError(f"versions of events that are not in the union: {sorted(unknown)}")
        types = {(each.__name__, given.get(each.__name__, 1)): each for each in classes}
        if news is not None and (strange := news.downcasts.keys() - types.keys()):
            raise ValueError(f"news of events that are not in the union: {sorted(strange)}")
        return cls(source, types, upcasts, fields=fields, news=news)

    def only(self, events: object) -> "Catalogue[F]":
        """A catalogue of some of the events, with the same names, versions and upcasts.

        Raises ValueError if one of them is not in this catalogue.
        """
        wanted: Sequence[type[F]] = classes_of(events)
        if missing := [each.__name__ for each in wanted if each not in self._keys]:
            raise ValueError(f"not in the catalogue: {missing}")
        types: dict[Key, type[Any]] = {
            key: each for key, each in self._types.items() if each in set(wanted)
        }
        names = {name for name, _ in types}
        upcasts = {key: upcast for key, upcast in self._upcasts.items() if key[0] in names}
        return Catalogue[F](self.source, types, upcasts, fields=self._fields, news=self.news)

    def encode(self, event: E) -> tuple[str, int, str]:
        """Name, schema version and canonical payload of an event."""
        name, version = key = self._keys[type(event)]
        return name, version, canonical(self._adapters[key].dump_python(event, mode="json"))

    def written(self, event: E) -> tuple[str, int, str]:
        """Name, version and payload in which an event is recorded now.

        While the former release runs, a new version is recorded as the version before if that says
        all of it. EventHeld if it does not: what one release knows the other would not.
        """
        name, version = key = self._keys[type(event)]
        if key not in self.news.held:
            return self.encode(event)
        downcast = self.news.downcasts[key]
        if downcast is None:
            raise EventHeld(event=name)
        older = downcast(self._adapters[key].dump_python(event, mode="json"))
        payload = canonical(older)
        if self.decode(name, version - 1, payload) != event:
            raise EventHeld(event=name)
        return name, version - 1, payload

    def knows(self, name: str) -> bool:
        """Whether the catalogue has an event of this name; others are skipped by consumers."""
        return name in self._names

    def decode(self, name: str, version: int, payload: str | bytes) -> E:
        """The event, upcast to the current class. Unknown extra fields are ignored.

        Raises UnknownEventVersion if this code is older than the event, MalformedEvent if the
        payload is not valid for the event.
        """
        read = self._readers.get((name, version))
        try:
            if read is not None:
                return read(payload)
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
        """Names and versions that have a class and can be written."""
        return frozenset(self._adapters)

    @property
    def retired(self) -> frozenset[Key]:
        """Names and versions that can only be read, by an upcast."""
        return frozenset(self._upcasts)

    @cached_property
    def digest(self) -> str:
        """The same for all code that can read the same versions of events."""
        names = sorted(f"{name}.v{version}" for name, version in self.current | self.retired)
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]

    def wire_name(self, name: str, version: int) -> str:
        return f"{self.source}.{name}.v{version}"

    @cached_property
    def schemas(self) -> dict[str, Payload]:
        """JSON Schema of each event's payload by wire name, for the published contract."""
        return {
            self.wire_name(*key): describe(adapter.json_schema(), key[0], self._fields)
            for key, adapter in self._adapters.items()
        }

    @cached_property
    def amounts(self) -> frozenset[str]:
        """The names of the fields that are amounts, of nested objects too."""
        return amounts(self.schemas)

    @property
    def undescribed(self) -> list[str]:
        """Fields without a description in `fields`, as `Class.name`."""
        found = {
            name
            for key, adapter in self._adapters.items()
            for name in undescribed(adapter.json_schema(), key[0], self._fields)
        }
        return sorted(found)


def classes_of(events: object) -> Sequence[type[Any]]:
    """The classes of a union; of a single class, itself."""
    return get_args(events) or (cast("type[Any]", events),)
