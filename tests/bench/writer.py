"""The load: a process that appends events at a steady rate."""

import asyncio
from time import monotonic
from typing import Final

from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store import Database, NewEvent, PostgresEventStore, Write
from mithaq.testing.counter import Counted, catalogue, request

from tests.bench.parts import Noted, Order, database_of, go
from tests.bench.world import NOTE, new_stream

STREAMS: Final = 1_000
NUMBER: Final = 8  # digits
FILLING: Final = NOTE[NUMBER:]


async def write(order: Order) -> Noted:
    """Append at a steady rate, without waiting for earlier appends.

    Notes of each event when it was due and when its commit was known here.
    """
    async with database_of(order) as database:
        writer = Writer(order, database)
        await go()
        await writer.write()
        return {"due": writer.due, "committed": writer.committed}


class Writer:
    """The event's note contains its number, by which the consumer recognises it."""

    def __init__(self, order: Order, database: Database) -> None:
        self._order, self._store = order, PostgresEventStore(database.pool)
        self._catalogue = catalogue(order.source)
        self._streams = [(new_stream(), asyncio.Lock()) for _ in range(STREAMS)]
        kept = order.count if order.notes else 0
        self.due, self.committed = [0.0] * kept, [0.0] * kept

    async def write(self) -> None:
        begun = monotonic()
        async with asyncio.TaskGroup() as tasks:
            for number in range(self._order.count):
                due = begun + number / self._order.rate
                if self.due:
                    self.due[number] = due
                await asyncio.sleep(max(0.0, due - monotonic()))
                tasks.create_task(self._append(number))

    async def _append(self, number: int) -> None:
        stream, turn = self._streams[number % STREAMS]
        async with turn:
            event = Counted(by=1, note=f"{number:0{NUMBER}}{FILLING}")
            meta = encode_metadata(request().metadata())
            new = NewEvent(new_id(), *self._catalogue.encode(event), meta)
            write = Write(stream, number // STREAMS, [new])
            await self._store.append([write], new_id(), b"fingerprint")
            if self.committed:
                self.committed[number] = monotonic()


def number_of(event: Counted) -> int:
    """The event's number; -1 for an event of another writer."""
    told = event.note[:NUMBER]
    return int(told) if told.isdigit() else -1
