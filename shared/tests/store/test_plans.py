"""Statements prepared while the store is tiny stay fast when it is large."""

from collections.abc import AsyncIterator, Awaitable, Iterable

import pytest
from mithaq.ids import new_id
from mithaq.store import Database, Log, NewEvent, PostgresEventStore, Sequencer, Signal, Write

READ = """
    SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname ~ '^(event|command)')
         + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname ~ '^(event|command)')
"""


@pytest.fixture
async def one_session(database: Database) -> AsyncIterator[Database]:
    """A pool of one connection, so that its cached plans serve every statement."""
    opened = await Database.open(database.url, size=1)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def store(one_session: Database) -> PostgresEventStore:
    return PostgresEventStore(one_session.pool)


async def append(store: PostgresEventStore, stream: str, version: int, *, events: int) -> None:
    new = [NewEvent(new_id(), "Counted", 1, "{}", "{}") for _ in range(events)]
    command = new_id()
    await store.append([Write(stream, version, new)], command, b"f")
    await store.accepted(command, b"f")


async def write(store: PostgresEventStore, stream: str) -> None:
    """Run every statement of the store often enough for PostgreSQL to cache its plan."""
    for version in range(0, 30, 3):
        await append(store, stream, version, events=1)
        await append(store, stream, version + 1, events=2)
        await store.load(stream, version)


async def follow(database: Database, sequencer: Sequencer) -> None:
    """Run the statements of the sequencer and of the log's readers."""
    async with database.pool.acquire() as connection:
        await sequencer.resume(connection)
        while await sequencer.advance(connection):
            pass
    log = Log(database.pool)
    end = (await log.head()).seq
    for nth in range(10):
        await log.after(end - 10 - nth, 10)


async def in_turn(works: Iterable[Awaitable[object]]) -> None:
    for work in works:
        await work


async def read_by(database: Database, use: Awaitable[None]) -> int:
    """How many rows and index entries PostgreSQL reads for a statement."""
    before = await _read(database)
    await use
    return await _read(database) - before


async def _read(database: Database) -> int:
    await database.pool.execute("SELECT pg_stat_force_next_flush()")
    return int(await database.pool.fetchval(READ))


async def test_writing_reads_no_more_when_the_store_has_grown(
    one_session: Database, store: PostgresEventStore
) -> None:
    await append(store, "counter-first", 0, events=1)
    await one_session.pool.execute("ANALYZE")
    await write(store, "counter-a")
    small = await read_by(one_session, write(store, "counter-b"))
    await append(store, "counter-many", 0, events=4_000)
    assert await read_by(one_session, write(store, "counter-c")) < 1.5 * small


async def test_an_old_command_is_found_without_reading_later_ones(
    one_session: Database, store: PostgresEventStore
) -> None:
    command, new = new_id(), [NewEvent(new_id(), "Counted", 1, "{}", "{}") for _ in range(100)]
    await store.append([Write("counter-first", 0, new)], command, b"f")
    await one_session.pool.execute("ANALYZE")
    await append(store, "counter-many", 0, events=4_000)
    found = [store.accepted(command, b"f") for _ in range(10)]
    assert await read_by(one_session, in_turn(found)) <= 10 * (1 + 2 * len(new))


async def test_following_reads_no_more_when_the_log_has_grown(
    one_session: Database, store: PostgresEventStore
) -> None:
    sequencer = Sequencer(one_session, Signal(), Signal())
    for stream in ("counter-a", "counter-b"):
        await write(store, stream)
        await follow(one_session, sequencer)
        await one_session.pool.execute("ANALYZE")
    await write(store, "counter-c")
    small = await read_by(one_session, follow(one_session, sequencer))
    await append(store, "counter-many", 0, events=4_000)
    await follow(one_session, sequencer)
    await write(store, "counter-d")
    assert await read_by(one_session, follow(one_session, sequencer)) < 1.5 * small
