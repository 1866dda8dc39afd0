"""The event store on PostgreSQL. It writes through the SQL functions of its migrations."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import asyncpg

from mithaq.commands import Accepted
from mithaq.errors import CommandReused, VersionConflict
from mithaq.failpoints import FailPoint, reach
from mithaq.store.appending import REMEMBER, AppendBatch
from mithaq.store.contract import Stored, Write
from mithaq.store.group_commit import GroupCommit
from mithaq.store.signal import Signal
from mithaq.store.taking_back import UNKNOWN

_LOAD: Final = """
    SELECT version, type, schema, data, meta FROM event
    WHERE stream_id = $1 AND version > $2 ORDER BY version LIMIT $3
"""
# A max() without OFFSET 0 may make PostgreSQL scan all positions from the newest down.
_ACCEPTED: Final = """
    SELECT first.stream_id, first.fingerprint,
           (SELECT version FROM event WHERE command_id = $1 AND stream_id = first.stream_id
            ORDER BY command_index DESC LIMIT 1) AS version,
           (SELECT max(position) FROM (
                SELECT position FROM event WHERE command_id = $1 OFFSET 0
            ) AS its) AS position
    FROM event AS first WHERE command_id = $1 AND command_index = 1
    UNION ALL
    SELECT stream_id, fingerprint, version, 0 FROM command WHERE command_id = $1
"""
_NOT_AT_EXPECTED: Final = "MQ002"


class PostgresEventStore:
    """`EventStore` in one service's database. `appended` is notified after each append.

    One per process, so that commands arriving at the same time share a transaction.
    """

    def __init__(self, pool: asyncpg.Pool, appended: Signal | None = None) -> None:
        self._pool, self._group = pool, GroupCommit(pool)
        self._appended = appended or Signal()

    async def load(
        self, stream_id: str, after: int = 0, limit: int | None = None
    ) -> Sequence[Stored]:
        rows = await self._pool.fetch(_LOAD, stream_id, after, limit)
        # A row has a tuple's fields in their order: half the cost of `_make` (measured).
        return [tuple.__new__(Stored, row) for row in rows]

    async def append(
        self, writes: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        first = writes[0]
        try:
            position = await self._group.append(AppendBatch(writes, command_id, fingerprint))
        except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError) as error:
            # Two appends can only block each other if both write the same version of a stream.
            raise VersionConflict(first.stream_id, first.expected) from error
        except asyncpg.PostgresError as error:
            if error.sqlstate == _NOT_AT_EXPECTED:
                raise VersionConflict(first.stream_id, first.expected) from error
            raise
        reach(FailPoint.APPENDED)
        self._appended.notify()
        version = first.expected + len(first.events)
        return Accepted(stream_id=first.stream_id, version=version, position=position)

    async def unchanged(
        self, seen: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        first = seen[0]
        streams = ([write.stream_id for write in seen], [write.expected for write in seen])
        remembered = await self._pool.fetchval(
            REMEMBER, command_id, fingerprint, first.stream_id, first.expected, *streams
        )
        if not remembered:
            raise VersionConflict(first.stream_id, first.expected)
        reach(FailPoint.APPENDED)
        return Accepted(stream_id=first.stream_id, version=first.expected, position=0)

    async def accepted(self, command_id: UUID, fingerprint: bytes) -> Accepted | None:
        row = await self._pool.fetchrow(_ACCEPTED, command_id)
        if row is None:
            return None
        if row["fingerprint"] not in (fingerprint, UNKNOWN):
            raise CommandReused(command=str(command_id))
        return Accepted(
            stream_id=row["stream_id"],
            version=row["version"],
            position=row["position"],
            repeated=True,
        )
