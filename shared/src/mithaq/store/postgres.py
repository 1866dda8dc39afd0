"""The event store on PostgreSQL; two functions in its migrations are the way in."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import asyncpg

from mithaq.commands import Accepted
from mithaq.errors import CommandReused, VersionConflict
from mithaq.failpoints import FailPoint, reach
from mithaq.store.contract import Stored, Write
from mithaq.store.signal import Signal

_LOAD: Final = """
    SELECT version, type, schema, data FROM event
    WHERE stream_id = $1 AND version > $2 ORDER BY version
"""
APPEND: Final = "SELECT append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
APPEND_ONE: Final = "SELECT append_event($1, $2, $3, $4, $5, $6, $7, $8, $9)"
# Not max(): to find it PostgreSQL may read all positions from the newest down.
_ACCEPTED: Final = """
    SELECT first.stream_id, first.fingerprint,
           (SELECT version FROM event WHERE command_id = $1 AND stream_id = first.stream_id
            ORDER BY command_index DESC LIMIT 1) AS version,
           (SELECT position FROM event WHERE command_id = $1
            ORDER BY command_index DESC LIMIT 1) AS position
    FROM event AS first WHERE command_id = $1 AND command_index = 1
"""
_NOT_AT_EXPECTED: Final = "MQ002"


class PostgresEventStore:
    """`EventStore` over one service's database. `appended` rings after each append."""

    def __init__(self, pool: asyncpg.Pool, appended: Signal | None = None) -> None:
        self._pool = pool
        self._appended = appended or Signal()

    async def load(self, stream_id: str, after: int = 0) -> Sequence[Stored]:
        rows = await self._pool.fetch(_LOAD, stream_id, after)
        return [Stored(*row) for row in rows]

    async def append(
        self, writes: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        first = writes[0]
        try:
            position = await self._pool.fetchval(*appending(writes), command_id, fingerprint)
        except asyncpg.UniqueViolationError as error:
            raise VersionConflict(first.stream_id, first.expected) from error
        except asyncpg.PostgresError as error:
            if error.sqlstate == _NOT_AT_EXPECTED:
                raise VersionConflict(first.stream_id, first.expected) from error
            raise
        reach(FailPoint.APPENDED)
        self._appended.ring()
        version = first.expected + len(first.events)
        return Accepted(stream_id=first.stream_id, version=version, position=position)

    async def accepted(self, command_id: UUID, fingerprint: bytes) -> Accepted | None:
        row = await self._pool.fetchrow(_ACCEPTED, command_id)
        if row is None:
            return None
        if row["fingerprint"] != fingerprint:
            raise CommandReused(command=str(command_id))
        return Accepted(
            stream_id=row["stream_id"],
            version=row["version"],
            position=row["position"],
            repeated=True,
        )


def appending(writes: Sequence[Write]) -> tuple[Any, ...]:
    """The statement for these writes and its arguments but for the command's."""
    match writes:
        case [Write(stream_id, expected, [new])]:
            event = (new.event_id, new.type, new.schema, new.data, new.meta)
            return (APPEND_ONE, stream_id, expected, *event)
    return (APPEND, *columns(writes))


def columns(writes: Sequence[Write]) -> tuple[list[object], ...]:
    """The arrays `append_events` takes: two a stream, then seven an event."""
    rows = [
        (write.stream_id, write.expected + nth, new)
        for write in writes
        for nth, new in enumerate(write.events, start=1)
    ]
    return (
        [write.stream_id for write in writes],
        [write.expected for write in writes],
        [stream_id for stream_id, _, _ in rows],
        [version for _, version, _ in rows],
        [new.event_id for _, _, new in rows],
        [new.type for _, _, new in rows],
        [new.schema for _, _, new in rows],
        [new.data for _, _, new in rows],
        [new.meta for _, _, new in rows],
    )
