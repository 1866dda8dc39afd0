"""Queries on a read model; a reader can wait until its own write is visible (read your writes)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.errors import NotCaughtUp
from mithaq.projections import levels
from mithaq.projections.model import RawReadModel, ReadModel
from mithaq.store.database import Database
from mithaq.store.signal import Signal

# The read model's progress passes over the lines of a parked stream without applying them.
_VISIBLE: Final = """
    SELECT r.seq >= l.seq AND NOT EXISTS (
        SELECT FROM parked_stream p JOIN event e USING (stream_id)
        WHERE p.consumer = $2 AND e.position = $1
    )
    FROM event_log l, read_model r WHERE l.position = $1 AND r.name = $2
"""
_POLL_S: Final = 0.010


class Reader:
    """Queries on one read model; only its own service's events can be waited for."""

    def __init__(
        self, database: Database, model: ReadModel | RawReadModel, progressed: Signal
    ) -> None:
        self._database, self._model, self._progressed = database, model, progressed
        # A query is a transaction by itself: no BEGIN and ROLLBACK around it, two round trips less.
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._moment = database.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._level = False

    async def wait(self, position: int, *, timeout_s: float = 2.0) -> None:
        """Return once the event at `position` is visible; raises NotCaughtUp after `timeout_s`.

        An event whose stream is parked in this read model is not visible until it is replayed.

        Position 0, the answer to a command that changed nothing, is always visible.
        """
        deadline = monotonic() + timeout_s
        while position:
            seen = self._progressed.count
            if await self._database.pool.fetchval(_VISIBLE, position, self._model.key):
                return
            if monotonic() >= deadline:
                raise NotCaughtUp(read_model=self._model.name, position=position)
            await self._progressed.wait(seen, _POLL_S)

    async def ensure_level(self) -> None:
        """Raise ReadModelFilling unless the revision was level once; then it is not asked again."""
        if not self._level:
            await levels.ensure_level(self._database.pool, [self._model])
            self._level = True

    @asynccontextmanager
    async def connect(self, at_least: int | None = None) -> AsyncIterator[AsyncConnection]:
        """A connection for queries, once the event at position `at_least` is visible.

        Each statement reads one committed state of the rows. Raises what `wait` raises, and
        ReadModelFilling as long as this revision lacks rows.
        """
        await self.ensure_level()
        if at_least is not None:
            await self.wait(at_least)
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def moment(self) -> AsyncIterator[AsyncConnection]:
        """A connection for queries of which all see the rows of one moment, to stream them.

        It is one transaction that only reads: it holds no log back, but rows from being cleaned up,
        so it is not for waiting in. Raises ReadModelFilling.
        """
        await self.ensure_level()
        async with self._moment.connect() as connection, connection.begin():
            yield connection
