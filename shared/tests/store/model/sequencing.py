"""The sequencer, a read model's tail and slow writers, run step by step."""

import asyncio
from typing import Final

import asyncpg
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.projections import Tail
from mithaq.store import GENESIS, Database, Log, NewEvent, Sequencer, Signal, Write, link
from mithaq.store.appending import AppendBatch
from mithaq.testing.counter import request
from mithaq.testing.flow import rows, totals

from shared.tests.store.model.oracle import Line, Numbers
from shared.tests.store.sides import TODAY

SUBSCRIPTION = totals(TODAY.catalogue).subscription()
# Another session of the server (an analysis by autovacuum, say) may hold the log back for a moment.
PATIENCE_S: Final = 20


class Sequencing:
    """A growing log. Batches are small, so that any of them can be the last."""

    def __init__(self, database: Database, sessions: list[asyncpg.Connection]) -> None:
        self.database, (self._session, *self._writers) = database, sessions
        self.log = Log(database.pool)
        self.base = 0
        self.restart_tail()

    async def begin(self) -> None:
        """An example starts with the log, hash and rows that the previous one left."""
        await self.restart()
        self.base = (await self.log.head()).seq
        self.restart_tail()

    async def restart(self) -> None:
        """Restart like a new process, which knows only the log."""
        self._sequencer = Sequencer(self.database, Signal(), Signal(), batch=3)
        await self._sequencer.resume(self._session)

    def restart_tail(self) -> None:
        self.tail = Tail(self.database, SUBSCRIPTION, Signal(), Signal(), batch=2)

    async def step(self) -> int:
        return await self._sequencer.advance(self._session)

    async def drain(self, lines: int) -> None:
        """Run until the example has so many lines and the read model has applied all."""
        async with asyncio.timeout(PATIENCE_S):
            while (await self.log.head()).seq < self.base + lines:
                await self.step()
            while await self.tail.step():
                pass

    def writer(self, number: int) -> "Writer":
        """A slow writer on the session with this number."""
        return Writer(number, self._writers[number])

    async def lines(self) -> list[Line]:
        """The example's part of the log, after checking that it is dense and chained."""
        found = await self.log.after(max(self.base - 1, 0), 100_000)
        previous = found.pop(0).hash if self.base else GENESIS
        for nth, line in enumerate(found, start=1):
            assert line.seq == self.base + nth
            assert line.hash == (previous := link(previous, line))
        return [(line.stream_id, line.version) for line in found]

    async def totals(self, names: set[str]) -> dict[str, int]:
        return {name: total for name, total in (await rows(self.database)).items() if name in names}


class Writer:
    """A transaction with one append that stays open until it is committed or rolled back."""

    def __init__(self, number: int, session: asyncpg.Connection) -> None:
        self.number, self._session = number, session
        self._transaction = session.transaction()

    async def write(self, stream: str, numbers: Numbers, *, after: int = 0) -> None:
        await self._transaction.start()
        meta = encode_metadata(request().metadata())
        events = [
            NewEvent(new_id(), "Counted", 2, f'{{"by":{number},"unit":"gross"}}', meta)
            for number in numbers
        ]
        order = AppendBatch([Write(stream, after, events)], new_id(), b"slow")
        await self._session.fetchval(*order.statement())

    async def end(self, *, commit: bool) -> None:
        await (self._transaction.commit() if commit else self._transaction.rollback())
