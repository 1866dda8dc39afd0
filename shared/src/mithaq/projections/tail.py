"""Keeps a read model of the service's own events up to date: one batch of the log a transaction."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.observability import flow
from mithaq.projections import tables
from mithaq.projections.apply import apply
from mithaq.projections.model import Subscription
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.polling import PollInterval
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal

# A sequencer in this process sends a signal; polling is for one in another process.
_IDLE_S: Final = 1.0


class Tail:
    """Follows the service's log and applies it to one read model.

    Rows and progress commit together, and the progress row is locked while a batch is applied: if
    two processes run it for one read model, each line is still applied once.
    """

    def __init__(
        self,
        database: Database,
        subscription: Subscription,
        advanced: Signal,
        progressed: Signal,
        *,
        recent: RecentLines | None = None,
        batch: int = 1_000,
    ) -> None:
        self._database, self._subscription = database, subscription
        self._log = Log(database.pool, recent)
        self._advanced, self._progressed, self._batch = advanced, progressed, batch
        self._seq = 0

    async def run(self) -> None:
        """Follow the log until cancelled; raises when the database is unreachable."""
        interval = PollInterval(self._advanced, idle_s=_IDLE_S)
        while True:
            await interval.wait(await self.step())

    async def step(self) -> int:
        """Apply the next batch; returns how many lines it had."""
        records = await self._log.after(self._seq, self._batch)
        if not records:
            return 0
        async with self._database.engine.begin() as connection:
            await self._advance(connection, records)
        self._progressed.notify()
        flow.READ_MODEL_SEQ.labels(self._subscription.name).set(self._seq)
        return len(records)

    async def _advance(self, connection: AsyncConnection, records: list[LogRecord]) -> None:
        name, (source,) = self._subscription.name, self._subscription.sources
        applied = await tables.lock_seq(connection, name)
        new = [record for record in records if record.seq > applied]
        if records[0].seq > applied + 1:
            self._seq = applied  # the progress was reset: read again from there
            return
        if new:
            await apply(connection, self._subscription, {source: new})
            await tables.save_seq(connection, name, new[-1].seq)
            reach(FailPoint.PROJECTED)
        self._seq = max(applied, records[-1].seq)
