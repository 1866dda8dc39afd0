"""The states of a process's streams, bounded by what they weigh together."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

S = TypeVar("S")

DEFAULT_BYTES: Final = 64 * 1024 * 1024
# Of a stream: its entry, and what an empty state weighs before any event adds to it. What was taken
# over from paper says in one event what weighs as that of many.
_EMPTY: Final = 16 * 1024
_A_CHARACTER: Final = 225  # hundredths of a byte, for each that the events told


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream's state and version; version 0 means it has no events.

    `told` is the number of characters of all its events, data and metadata. A state's weight is
    estimated by it, not measured, which would take as long as the replay: of conventions it was
    0.9 to 2.1 bytes a character. What a state shares with others is not deducted. A test compares.
    """

    state: S
    version: int
    told: int = 0

    @property
    def weight(self) -> int:
        """In bytes, at most."""
        return _EMPTY + _A_CHARACTER * self.told // 100


class StateCache:
    """The states used last, of all streams of one process, up to `limit` bytes together.

    A state heavier than the limit is not kept at all. One event loop only.
    """

    def __init__(self, limit: int = DEFAULT_BYTES) -> None:
        self.limit, self.weight = limit, 0
        self._kept: OrderedDict[Hashable, Loaded[Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Loaded[Any] | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, loaded: Loaded[Any]) -> None:
        """Keep the state, unless a newer one is kept already."""
        known = self._kept.get(key)
        if known is not None and known.version > loaded.version:
            return
        self.drop(key)
        if loaded.weight > self.limit:
            return
        self._kept[key] = loaded
        self.weight += loaded.weight
        while self.weight > self.limit:
            _, oldest = self._kept.popitem(last=False)
            self.weight -= oldest.weight

    def drop(self, key: Hashable) -> None:
        known = self._kept.pop(key, None)
        if known is not None:
            self.weight -= known.weight
