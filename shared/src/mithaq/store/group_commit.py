"""Group commit: commands that come while another is being appended go to the server together.

They share one statement, one transaction and one flush of the write-ahead log. Each is accepted or
refused for itself: one whose stream has moved on is passed over, and when the group fails as a
whole (a name that the table refuses, a command that was accepted before, a lock held by somebody)
nothing of it is written and each goes alone, for an answer of its own. Who comes while nothing is
under way waits for nobody. Why: docs/decisions/0010; what it brings: docs/bench.
"""

import asyncio
from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

import asyncpg

from mithaq.errors import VersionConflict
from mithaq.store.appending import Order, together

# What a group may hold, so that nobody waits long for the events of others.
_EVENTS: Final = 500
_CHARACTERS: Final = 2**20
# Who went first and waits for somebody's lock lets the others go on after so long, as a group does.
_PATIENCE_S: Final = 0.2


class _Waiting(NamedTuple):
    order: Order
    answer: asyncio.Future[int | None]  # None: go alone

    def tell(self, answer: int | Exception | None) -> None:
        if self.answer.done():  # who asked is gone
            return
        if isinstance(answer, Exception):
            self.answer.set_exception(answer)
        else:
            self.answer.set_result(answer)


class GroupCommit:
    """Appends the commands of one process, the waiting ones together. One event loop only."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._waiting: list[_Waiting] = []
        self._busy = False
        self._leader: Order | None = None  # under way alone, while the others wait for it
        self._sending: asyncio.Task[None] | None = None  # the loop itself holds tasks weakly

    async def append(self, order: Order) -> int:
        """The position of the command's last event.

        Raises VersionConflict (also when this very command was written before, perhaps by a group
        whose connection was lost), or what asyncpg raises.
        """
        if len(order.writes) > 1:
            return await self._alone(order)
        if self._busy:
            position = await self._join(order)
            return await self._alone(order) if position is None else position
        return await self._lead(order)

    async def _lead(self, order: Order) -> int:
        self._busy, self._leader = True, order
        patience = asyncio.get_running_loop().call_later(_PATIENCE_S, self._hand_on, order)
        try:
            return await self._alone(order)
        finally:
            patience.cancel()
            self._hand_on(order)

    async def _alone(self, order: Order) -> int:
        position: int = await self._pool.fetchval(*order.alone())
        return position

    async def _join(self, order: Order) -> int | None:
        answer: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(order, answer))
        return await answer

    def _hand_on(self, order: Order) -> None:
        if self._leader is not order:
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
                        await asyncio.sleep(0)  # who was answered may have a next command
                        group = self._next_group()
            except asyncpg.PostgresError:
                _tell(group, None)  # whose fault it is shows when each goes alone
            except Exception as lost:
                _tell(group, lost)
        self._busy = False

    def _next_group(self) -> list[_Waiting]:
        """One a stream, and one a command id: of two, the second must see what the first did."""
        group, later, taken = list[_Waiting](), list[_Waiting](), set[str | UUID]()
        events, characters = 0, 0
        for each in self._waiting:
            if each.answer.done():  # who asked is gone
                continue
            write, command_id = each.order.writes[0], each.order.command_id
            events, characters = events + len(write.events), characters + write.size
            fits = not group or (events <= _EVENTS and characters <= _CHARACTERS)
            if fits and write.stream_id not in taken and command_id not in taken:
                group.append(each)
                taken.update((write.stream_id, command_id))
            else:
                later.append(each)
        self._waiting = later
        return group


async def _send(connection: asyncpg.Connection, group: Sequence[_Waiting]) -> None:
    """Answer each of the group, or raise and answer nobody."""
    reached = dict(await connection.fetch(*together([each.order for each in group])))
    for each in group:
        each.tell(reached.get(each.order.command_id) or _conflict(each.order))


def _tell(group: Sequence[_Waiting], answer: Exception | None) -> None:
    for each in group:
        each.tell(answer)


def _conflict(order: Order) -> VersionConflict:
    return VersionConflict(order.writes[0].stream_id, order.writes[0].expected)
