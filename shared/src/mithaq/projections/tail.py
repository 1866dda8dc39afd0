"""Keeps a read model of the service's own events up to date: one batch of the log a transaction."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.observability import flow
from mithaq.projections import tables
from mithaq.projections.apply import apply
from mithaq.projections.claiming import NotOurs
from mithaq.projections.model import Subscription
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.polling import PollInterval
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal

# A sequencer in this process sends a signal; polling is for one in another process.
IDLE_S: Final = 1.0


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
        self._database, self.subscription = database, subscription
        self._log = Log(database.pool, recent)
        self._advanced, self._progressed, self._batch = advanced, progressed, batch
        self.seq = 0

    async def run(self) -> None:
        """Follow the log until cancelled; raises when the database is unreachable."""
        interval = PollInterval(self._advanced, idle_s=IDLE_S)
        while True:
            found = await self.step()
            await interval.wait(found, more=found == self._batch)

    async def catch_up(self) -> None:
        """Apply batches until the end of the log."""
        while await self.step() == self._batch:
            """There is more."""

    async def step(self) -> int:
        """Apply the next batch; returns how many lines it had.

        Raises NotOurs if the read model's row is gone or of another revision.
        """
        records = await self._log.after(self.seq, self._batch)
        if not records:
            return 0
        async with self._database.engine.begin() as connection:
            seq = await self._advance(connection, records)
        self._progressed.notify()
        self.reached(seq)
        return len(records)

    def reached(self, seq: int) -> None:
        """Go on after this line: the read model's progress is there."""
        self.seq = seq
        flow.READ_MODEL_SEQ.labels(self.subscription.name).set(seq)

    async def _advance(self, connection: AsyncConnection, records: list[LogRecord]) -> int:
        name, source = self.subscription.name, self.subscription.sources[0]
        applied = await tables.lock_seq(connection, name, self.subscription.revision)
        if applied is None:
            raise NotOurs(name)
        new = [record for record in records if record.seq > applied]
        if records[0].seq > applied + 1:
            return applied  # the progress was reset: read again from there
        if new:
            await apply(connection, self.subscription, {source: new})
            await tables.save_seq(connection, name, new[-1].seq)
            reach(FailPoint.PROJECTED)
        return max(applied, records[-1].seq)
