"""The results of an event store in a form that can be compared."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from mithaq.commands import Accepted, Request
from mithaq.errors import CommandReused, VersionConflict
from mithaq.events import Catalogue, Provenance
from mithaq.ids import new_id
from mithaq.store import Change, EventStore, Loaded, StateCache, Streams, Write, append_to
from mithaq.testing.counter import Counted

Numbers = tuple[int, ...]
Outcome = tuple[str, object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedInUnits:
    """The counter event of newer code; old ones are upcast on read."""

    by: int
    unit: str


@dataclass(frozen=True, slots=True)
class Code:
    """A release of the code: the events it can read, and the one it writes."""

    catalogue: Catalogue[Any]
    event: Callable[[int], Any]


def _in_pieces(old: dict[str, Any]) -> dict[str, Any]:
    return {"by": old["by"], "unit": "piece"}


SOURCE = "ma.mithaq.counters"
TODAY = Code(
    Catalogue(SOURCE, {("Counted", 2): CountedInUnits}, {("Counted", 1): _in_pieces}),
    lambda by: CountedInUnits(by=by, unit="dozen"),
)
# The release before: it still writes version 1, and reads what today's code has written already.
YESTERDAY = Code(
    Catalogue[Any](SOURCE, {("Counted", 1): Counted, ("Counted", 2): CountedInUnits}),
    lambda by: Counted(by=by),
)


_FEW = 3 * Loaded((), 1).weight  # bytes: of two streams, three at most


class Side:
    """One store used by four processes with small caches: two of each release."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self._codes = [YESTERDAY, TODAY] * 2
        self.processes = [
            Streams[Numbers, Any](store, code.catalogue, (), _add, cache=StateCache(_FEW))
            for code in self._codes
        ]
        self.first_positions: dict[UUID, int] = {}

    async def command(
        self, process: int, changes: list[tuple[str, Numbers]], asked: Request
    ) -> Outcome:
        streams = self.processes[process]
        made = self._codes[process].event
        parts = [Change(streams, stream, _counting(made, numbers)) for stream, numbers in changes]
        try:
            accepted = await append_to(parts, asked)
        except VersionConflict as conflict:
            return ("conflict", conflict.stream_id, conflict.current)
        except CommandReused:
            return ("reused", None, None)
        self._check_position(asked.command_id, accepted)
        return (
            "repeated" if accepted.repeated else "accepted",
            accepted.stream_id,
            accepted.version,
        )

    def _check_position(self, command: UUID, accepted: Accepted) -> None:
        if accepted.position:
            last = max(self.first_positions.values(), default=0)
            first = self.first_positions.setdefault(command, accepted.position)
            assert accepted.position == first
            assert accepted.repeated or accepted.position > last

    async def at_once(
        self, process: int, orders: list[tuple[str, Numbers, int]]
    ) -> list[int | None]:
        """The version each command reached, given its expected version; None if refused."""
        streams, made = self.processes[process], self._codes[process].event
        appends = [
            self.store.append(
                [streams.write(stream, Loaded((), version), _counting(made, numbers)(()), "{}")],
                new_id(),
                b"f",
            )
            for stream, numbers, version in orders
        ]
        answers = await asyncio.gather(*appends, return_exceptions=True)
        return [_version(answer) for answer in answers]

    async def conflicts(
        self, process: int, changes: list[tuple[str, Numbers]], versions: list[int]
    ) -> None:
        """Assert that these changes are refused, as the second's expected version is stale."""
        streams, made = self.processes[process], self._codes[process].event
        writes = [
            streams.write(stream, Loaded((), version), _counting(made, numbers)(()), "{}")
            for (stream, numbers), version in zip(changes, versions, strict=True)
        ]
        with pytest.raises(VersionConflict):
            await self.store.append(writes, new_id(), b"f")

    async def finds_nothing(
        self, command: UUID, seen: list[tuple[str, int]], *, moved: bool
    ) -> None:
        """Assert that this is remembered, or refused as a stream has moved."""
        unchanged = self.store.unchanged(
            [Write(stream, version, []) for stream, version in seen], command, b"f"
        )
        if not moved:
            assert (await unchanged).position == 0
            return
        with pytest.raises(VersionConflict):
            await unchanged


def _version(answer: Accepted | BaseException) -> int | None:
    if isinstance(answer, VersionConflict):
        return None
    if isinstance(answer, BaseException):
        raise answer
    return answer.version


def _add(past: Numbers, event: Counted | CountedInUnits, _: Provenance) -> Numbers:
    return (*past, event.by)


def _counting(made: Callable[[int], Any], numbers: Numbers) -> Callable[[Numbers], list[Any]]:
    return lambda _: [made(number) for number in numbers]
