"""What is measured on: one service's database, a broker, and events of a usual size."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from mithaq.events import Recorded
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.projections import ReadModel, prepare
from mithaq.store import Database, NewEvent, PostgresEventStore, Write
from mithaq.store.migrate import migrate
from mithaq.testing.counter import Counted, catalogue, request
from mithaq.testing.flow import METADATA, TOTAL
from mithaq_local.testing import temporary_database
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

NOTE: Final = "n" * 330  # with it the payload has some 350 bytes
A_STREAM: Final = 100


@dataclass(frozen=True, slots=True)
class World:
    """`source` names the topic; the read model `TOTALS` is ready to be filled."""

    database: Database
    bootstrap: str
    source: str

    @property
    def store(self) -> PostgresEventStore:
        return PostgresEventStore(self.database.pool)

    @property
    def model(self) -> ReadModel:
        return ReadModel(
            name="totals", metadata=METADATA, catalogue=catalogue(self.source), project=add_up
        )

    async def append(self, stream: str, expected: int, count: int = 1) -> None:
        """One command's events, encoded as a service encodes them."""
        writes = [Write(stream, expected, events(self.source, count))]
        await self.store.append(writes, new_id(), b"fingerprint")

    async def fill(self, streams: int) -> int:
        """So many new streams of a hundred events; how many events that is."""
        for _ in range(streams):
            await self.append(new_stream(), 0, A_STREAM)
        return streams * A_STREAM


def new_stream() -> str:
    return f"counter-{uuid4()}"


def events(source: str, count: int) -> list[NewEvent]:
    meta = encode_metadata(request().metadata())
    name, schema, data = catalogue(source).encode(Counted(by=1, note=NOTE))
    return [NewEvent(new_id(), name, schema, data, meta) for _ in range(count)]


async def add_up(connection: AsyncConnection, recorded: Sequence[Recorded[Any]]) -> None:
    """One statement a batch, as read models that must be quick do it."""
    more: Counter[str] = Counter()
    for each in recorded:
        more[each.stream_id] += each.event.by
    rows = insert(TOTAL).values([{"stream_id": stream, "total": by} for stream, by in more.items()])
    total = {"total": TOTAL.c.total + rows.excluded.total}
    await connection.execute(rows.on_conflict_do_update(index_elements=["stream_id"], set_=total))


@asynccontextmanager
async def world(postgres: str, kafka: str) -> AsyncIterator[World]:
    """Everything empty, and gone afterwards but for the topic."""
    async with temporary_database(postgres) as url:
        database = await Database.open(url)
        try:
            await migrate(database.engine)
            made = World(database, kafka, f"ma.mithaq.bench{uuid4().hex[:8]}")
            await prepare(database.engine, [made.model])
            yield made
        finally:
            await database.close()
