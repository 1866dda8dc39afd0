"""A read model of one's own events: follows the log, a batch a transaction."""

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
from mithaq.store.polling import Pace
from mithaq.store.recent import Recent
from mithaq.store.signal import Signal

# The sequencer rings in this process; the slow look is for one that runs elsewhere.
_FALLBACK_S: Final = 1.0


class Tail:
    """Keeps one read model at the end of its service's log.

    Rows and place commit together, and the place is locked while a batch is applied: two
    processes may both run it, each line still counts once.
    """

    def __init__(
        self,
        database: Database,
        subscription: Subscription,
        advanced: Signal,
        progressed: Signal,
        *,
        recent: Recent | None = None,
        batch: int = 1_000,
    ) -> None:
        self._database, self._subscription = database, subscription
        self._log = Log(database.pool, recent)
        self._advanced, self._progressed, self._batch = advanced, progressed, batch
        self._seq = 0

    async def run(self) -> None:
        """Follow the log until cancelled; raises when the database goes away."""
        pace = Pace(self._advanced, idle_s=_FALLBACK_S)
        while True:
            await pace.after(await self.step())

    async def step(self) -> int:
        """Apply the next batch; how many lines it had."""
        records = await self._log.after(self._seq, self._batch)
        if not records:
            return 0
        async with self._database.engine.begin() as connection:
            await self._advance(connection, records)
        self._progressed.ring()
        flow.READ_MODEL_SEQ.labels(self._subscription.name).set(self._seq)
        return len(records)

    async def _advance(self, connection: AsyncConnection, records: list[LogRecord]) -> None:
        name, (source,) = self._subscription.name, self._subscription.sources
        reached = await tables.claim(connection, name)
        news = [record for record in records if record.seq > reached]
        if records[0].seq > reached + 1:
            self._seq = reached  # someone set the place back: read again from there
            return
        if news:
            await apply(connection, self._subscription, {source: news})
            await tables.move(connection, name, news[-1].seq)
            reach(FailPoint.PROJECTED)
        self._seq = max(reached, records[-1].seq)
