"""How a state is written down for a snapshot: in frames, each read back in a few milliseconds.

MessagePack by msgspec, which reads the very dataclasses of the domain and executes nothing (pickle
would). A state that is read back equals the one that was written, or reading it fails.
"""

import struct
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any, Final, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from mithaq.money import Money

S = TypeVar("S")

_CHUNK: Final = 250  # entries of a mapping in one frame: of the largest, some 5 ms to read
_LEAF: Final = struct.Struct(">H")
_NESTED: Final = (dict, Mapping)
Path = tuple[str, ...]


class StateForm(Generic[S]):
    """The form of the states of one class, a dataclass.

    `schema` names it: a digest over the structure of every class a state is made of, and the
    `revision`, which is raised when `evolve` makes another state of the same events.
    """

    def __init__(self, cls: type[S], revision: int) -> None:
        self.cls, self.revision = cls, revision
        self.schema = sha256(f"{revision} {described(cls)}".encode()).digest()
        self._leaves = dict(_leaves(cls))
        self._paths = list(self._leaves)
        self._readers = [
            msgspec.msgpack.Decoder(leaf, dec_hook=_ours) for leaf in self._leaves.values()
        ]
        self._write = msgspec.msgpack.Encoder(enc_hook=_written).encode

    def frames(self, state: S) -> Iterator[bytes]:
        """The state in frames; between two of them others may run."""
        for nth, path in enumerate(self._paths):
            value: Any = state
            for name in path:
                value = getattr(value, name)
            for part in _parts(value):
                yield _LEAF.pack(nth) + self._write(part)

    def reading(self, frames: Sequence[bytes]) -> Iterator[S | None]:
        """None after each frame, then the state. Raises ValueError where it is not in this form."""
        values: dict[Path, Any] = {}
        for frame in frames:
            (nth,) = _LEAF.unpack_from(frame)
            part = self._readers[nth].decode(memoryview(frame)[_LEAF.size :])
            known = values.setdefault(self._paths[nth], part)
            if known is not part:
                known.update(part)
            yield None
        if values.keys() != self._leaves.keys():
            raise ValueError("a part of the state is missing")
        yield _built(self.cls, (), values)


def _leaves(cls: type, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The fields that are written by themselves: those of parts that hold mappings one by one."""
    hints = get_type_hints(cls, include_extras=True)
    for each in fields(cls):
        hint, here = hints[each.name], (*path, each.name)
        if is_dataclass(hint) and any(map(_is_mapping, get_type_hints(hint).values())):
            yield from _leaves(cast("type", hint), here)
        else:
            yield here, hint


def _is_mapping(hint: object) -> bool:
    return get_origin(hint) in _NESTED


def _parts(value: object) -> Iterator[object]:
    """A mapping in pieces, one at least; anything else whole."""
    if not isinstance(value, dict) or len(value) <= _CHUNK:
        yield value
        return
    entries = iter(value.items())
    while piece := dict(islice(entries, _CHUNK)):
        yield piece


def _built(cls: type[S], path: Path, values: Mapping[Path, Any]) -> S:
    """The dataclass of these leaves."""
    hints = get_type_hints(cls)
    found = {}
    for each in fields(cast("Any", cls)):
        here = (*path, each.name)
        found[each.name] = (
            values[here] if here in values else _built(hints[each.name], here, values)
        )
    return cls(**found)


def _written(value: object) -> object:
    if isinstance(value, Money):
        return value.centimes
    raise TypeError(f"a state cannot be written with a {type(value).__name__}")


_money: Final = lru_cache(maxsize=8_192)(Money)  # most amounts are there several times


def _ours(cls: type, value: object) -> Any:  # noqa: ANN401 - msgspec checks that it is a `cls`
    if cls is Money and type(value) is int:
        return _money(value)
    raise ValueError(f"no {cls.__name__} is written so")


def described(hint: object, known: frozenset[type] = frozenset()) -> str:
    """The structure of a type: its fields by name and type, the members of its enums."""
    arguments = [described(each, known) for each in get_args(hint) if _structural(each)]
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return " | ".join(sorted(arguments))
    if origin is not None:
        name = getattr(origin, "__name__", str(origin))
        return f"{name}[{', '.join(arguments)}]"
    if not isinstance(hint, type) or hint in known:
        return getattr(hint, "__name__", str(hint))
    if issubclass(hint, Enum):
        return f"{hint.__name__}({', '.join(str(each.value) for each in hint)})"
    if is_dataclass(hint):
        hints, inside = get_type_hints(hint), known | {hint}
        parts = (f"{x.name}: {described(hints[x.name], inside)}" for x in fields(hint))
        return f"{hint.__name__}({', '.join(parts)})"
    return hint.__name__


def _structural(argument: object) -> bool:
    """A type, not a note of `Annotated`, nor the empty end of `tuple[X, ...]`."""
    return isinstance(argument, type | types.GenericAlias | types.UnionType) or (
        get_origin(argument) is not None
    )


__all__ = ["StateForm", "described"]
