"""Concurrent commands, and an open transaction on a stream meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
from mithaq.commands import Accepted
from mithaq.ids import new_id
from mithaq.store import Database, NewEvent, PostgresEventStore, Write
from mithaq.store.appending import AppendBatch

HELD = "held"  # stream ids sort: this one lies in the midst of the others
OTHERS = [*"abcd", *"wxyz"]


def write(stream: str, expected: int = 0, *, event: str = "Counted", data: str = "{}") -> Write:
    return Write(stream, expected, [NewEvent(new_id(), event, 1, data, "{}")])


async def at_once(
    store: PostgresEventStore, *writes: Write, ids: Sequence[UUID] = ()
) -> list[Accepted | BaseException]:
    """Append concurrently: the first separately, the others as a group."""
    commands = ids or [new_id() for _ in writes]
    appends = [
        store.append([each], command, b"f") for each, command in zip(writes, commands, strict=True)
    ]
    return await asyncio.gather(*appends, return_exceptions=True)


async def stored(database: Database) -> dict[str, int]:
    rows = await database.pool.fetch("SELECT stream_id, max(version) FROM event GROUP BY stream_id")
    return dict(rows)


def versions(answers: Sequence[Accepted | BaseException]) -> dict[str, int]:
    return {each.stream_id: each.version for each in answers if isinstance(each, Accepted)}


@asynccontextmanager
async def held(database: Database, stream: str) -> AsyncIterator[asyncpg.Connection]:
    """A session has appended the first event of `stream` and does not commit."""
    session = await database.connect()
    transaction = session.transaction()
    await transaction.start()
    await session.fetchval(*AppendBatch([write(stream)], new_id(), b"f").statement())
    try:
        yield session
    finally:
        await transaction.rollback()
        await session.close()
