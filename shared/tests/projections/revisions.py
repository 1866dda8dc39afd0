"""A read model in two revisions, and the store of a service whose releases follow them."""

from collections.abc import Sequence

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel, Tail
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request
from mithaq.testing.flow import run_until
from sqlalchemy import Column, Integer, Table, Text, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection


def counted(revision: int, *columns: str) -> ReadModel:
    """A line an event; each revision has further columns that must be filled."""
    metadata = ModelTables("lines", revision=revision)
    filled = [Column(name, Text, nullable=False) for name in columns]
    lines = Table("line", metadata, Column("seq", Integer, primary_key=True), *filled)

    async def project(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
        rows = [
            {"seq": each.seq, **{name: f"{name}-{each.event.by}" for name in columns}}
            for each in events
        ]
        await connection.execute(insert(lines), rows)

    return ReadModel(metadata=metadata, catalogue=catalogue(), project=project)


OLD, NEW = counted(1), counted(2, "colour")


class Releases:
    """A store with events, and the followers of two releases."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.counters = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
        self._sequencer = Sequencer(database, Signal(), Signal())

    async def count(self, times: int) -> None:
        for nth in range(times):
            await self.counters.run(f"counter-{nth % 3}", counting(nth), request())
        head = await self.database.pool.fetchval("SELECT count(*) FROM event")

        async def sequenced() -> bool:
            return bool(await self.database.pool.fetchval("SELECT max(seq) FROM event_log") == head)

        await run_until(sequenced, self._sequencer.run())

    async def follow(self, model: ReadModel, lines: int = 1_000) -> None:
        """Apply one batch of so many lines."""
        tail = Tail(self.database, model.subscription(), Signal(), Signal(), batch=lines)
        await tail.step()

    async def rows(self, model: ReadModel) -> int:
        (table,) = model.metadata.sorted_tables
        async with self.database.engine.connect() as connection:
            return len((await connection.execute(select(table))).all())
