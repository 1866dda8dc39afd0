"""Reading a read model, if asked not before it has seen one's own writing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.errors import NotCaughtUp
from mithaq.store.database import Database
from mithaq.store.signal import Signal

# A parked stream's rows stay as they were, though the read model's place has gone past it.
_SEEN: Final = """
    SELECT r.seq >= l.seq AND NOT EXISTS (
        SELECT FROM parked_stream p JOIN event e USING (stream_id)
        WHERE p.consumer = $2 AND e.position = $1
    )
    FROM event_log l, read_model r WHERE l.position = $1 AND r.name = $2
"""
_LOOK_S: Final = 0.010


class Reader:
    """Queries on one read model of one's own events."""

    def __init__(self, database: Database, name: str, progressed: Signal) -> None:
        self._database, self._name, self._progressed = database, name, progressed

    async def wait(self, position: int, *, timeout_s: float = 2.0) -> None:
        """Return once the event at `position` is in the rows; NotCaughtUp after `timeout_s`.

        An event whose stream is parked in this read model never is, until someone replays it.

        Position 0, the answer of a command that had nothing to change, is in any rows.
        """
        deadline = monotonic() + timeout_s
        while position:
            heard = self._progressed.rings
            if await self._database.pool.fetchval(_SEEN, position, self._name):
                return
            if monotonic() >= deadline:
                raise NotCaughtUp(read_model=self._name, position=position)
            await self._progressed.wait(heard, _LOOK_S)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A connection for queries; what it reads is one committed state of the rows."""
        async with self._database.engine.connect() as connection:
            yield connection
