"""Group commit: batches that arrive while another is being appended are appended together.

They share one statement, one transaction and one flush of the write-ahead log. Each is accepted or
refused on its own: one with a version conflict is skipped, and when the whole group fails (a name
the table refuses, a command accepted before, a lock held by another session) nothing of it is
written and each batch is appended separately, for a result of its own. A batch that arrives while
nothing is in progress is appended at once. Why: docs/decisions/0010; measured gain: docs/bench.
"""

import asyncio
from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

import asyncpg

from mithaq.errors import VersionConflict
from mithaq.store.appending import AppendBatch, group_statement

# The limits of a group, so that no batch waits long for the events of others.
_MAX_EVENTS: Final = 500
_MAX_CHARACTERS: Final = 2**20
# If the leader waits longer for a lock, the others go on without it; equal to the group's
# lock_timeout in `append_together`.
_LEADER_TIMEOUT_S: Final = 0.2


class _Waiting(NamedTuple):
    batch: AppendBatch
    result: asyncio.Future[int | None]  # None: append it separately

    def resolve(self, result: int | Exception | None) -> None:
        if self.result.done():  # the caller was cancelled
            return
        if isinstance(result, Exception):
            self.result.set_exception(result)
        else:
            self.result.set_result(result)


class GroupCommit:
    """Appends the batches of one process, waiting ones together. One event loop only."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._waiting: list[_Waiting] = []
        self._busy = False
        self._leader: AppendBatch | None = None  # being appended separately; the others wait for it
        self._sending: asyncio.Task[None] | None = None  # the loop keeps only weak references

    async def append(self, batch: AppendBatch) -> int:
        """Append the batch; returns the position of its last event.

        Raises VersionConflict (also when this command was written before, perhaps by a group whose
        connection was lost), or what asyncpg raises.
        """
        if len(batch.writes) > 1:
            return await self._append_separately(batch)
        if self._busy:
            position = await self._append_in_group(batch)
            return await self._append_separately(batch) if position is None else position
        return await self._lead(batch)

    async def _lead(self, batch: AppendBatch) -> int:
        self._busy, self._leader = True, batch
        timeout = asyncio.get_running_loop().call_later(_LEADER_TIMEOUT_S, self._hand_over, batch)
        try:
            return await self._append_separately(batch)
        finally:
            timeout.cancel()
            self._hand_over(batch)

    async def _append_separately(self, batch: AppendBatch) -> int:
        position: int = await self._pool.fetchval(*batch.statement())
        return position

    async def _append_in_group(self, batch: AppendBatch) -> int | None:
        result: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(batch, result))
        return await result

    def _hand_over(self, leader: AppendBatch) -> None:
        """Start sending the waiting batches, once: at the leader's end or its timeout."""
        if self._leader is not leader:
            return
        self._leader = None
        if self._waiting:
            self._sending = asyncio.create_task(self._send_all())
        else:
            self._busy = False

    async def _send_all(self) -> None:
        while group := self._next_group():
            try:
                async with self._pool.acquire() as connection:
                    while group:
                        await _send(connection, group)
                        await asyncio.sleep(0)  # lets callers just answered submit another batch
                        group = self._next_group()
            except asyncpg.PostgresError:
                _resolve(group, None)  # appended separately, the failing batch gets the error
            except Exception as lost:
                _resolve(group, lost)
        self._busy = False

    def _next_group(self) -> list[_Waiting]:
        """At most one batch per stream and command id: the second must see the first's effect."""
        group, later, taken = list[_Waiting](), list[_Waiting](), set[str | UUID]()
        events, characters = 0, 0
        for each in self._waiting:
            if each.result.done():  # the caller was cancelled
                continue
            write, command_id = each.batch.writes[0], each.batch.command_id
            events, characters = events + len(write.events), characters + write.size
            fits = not group or (events <= _MAX_EVENTS and characters <= _MAX_CHARACTERS)
            if fits and write.stream_id not in taken and command_id not in taken:
                group.append(each)
                taken.update((write.stream_id, command_id))
            else:
                later.append(each)
        self._waiting = later
        return group


async def _send(connection: asyncpg.Connection, group: Sequence[_Waiting]) -> None:
    """Append the group and resolve each batch; if this raises, none is resolved."""
    positions = dict(await connection.fetch(*group_statement([each.batch for each in group])))
    for each in group:
        each.resolve(positions.get(each.batch.command_id) or _conflict(each.batch))


def _resolve(group: Sequence[_Waiting], result: Exception | None) -> None:
    for each in group:
        each.resolve(result)


def _conflict(batch: AppendBatch) -> VersionConflict:
    return VersionConflict(batch.writes[0].stream_id, batch.writes[0].expected)
