"""The log is dense, in commit-safe order, hash-chained, and immutable."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from hashlib import sha256

import asyncpg
import orjson
import pytest
from mithaq.ids import new_id
from mithaq.store import (
    GENESIS,
    Database,
    Log,
    NewEvent,
    PostgresEventStore,
    Sequencer,
    Signal,
    Streams,
    Write,
    link,
)
from mithaq.store.appending import AppendBatch
from mithaq.store.chain import TAG, canonical_bytes
from mithaq.testing.counter import catalogue, counting, evolve, request


async def count(database: Database, stream: str, *numbers: int) -> None:
    counters = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
    for number in numbers:
        await counters.run(stream, counting(number), request())


@asynccontextmanager
async def sequencer(database: Database) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    connection = await database.connect()
    try:
        made = Sequencer(database, Signal(), Signal(), batch=7)
        await made.resume(connection)

        async def drain() -> int:
            total = 0
            while found := await made.advance(connection):
                total += found
            return total

        yield drain
    finally:
        await connection.close()


async def test_numbers_are_dense_and_the_chain_holds(database: Database) -> None:
    await asyncio.gather(*[count(database, f"counter-{n}", 1, 2, 3, 4) for n in range(6)])
    async with sequencer(database) as drain:
        assert await drain() == 24
    records = await Log(database.pool).after(0, 100)
    assert [record.seq for record in records] == list(range(1, 25))
    previous = GENESIS
    for record in records:
        assert record.hash == (previous := link(previous, record))
    for n in range(6):
        mine = [record.version for record in records if record.stream_id == f"counter-{n}"]
        assert mine == [1, 2, 3, 4]


async def test_a_sequencer_that_restarts_goes_on_where_the_log_ends(database: Database) -> None:
    await count(database, "counter-a", 1, 2)
    async with sequencer(database) as drain:
        await drain()
    await count(database, "counter-a", 3)
    async with sequencer(database) as drain:
        assert await drain() == 1
    head = await Log(database.pool).head()
    assert head.seq == 3


async def test_a_slow_writer_is_waited_for_not_skipped(database: Database) -> None:
    """An event with an earlier position that is committed later is still sequenced."""
    slow = await database.connect()
    transaction = slow.transaction()
    await transaction.start()
    await slow.fetchval(*append_by_hand("counter-slow"))
    await count(database, "counter-quick", 1)
    async with sequencer(database) as drain:
        assert await drain() == 0
        await transaction.commit()
        assert await drain() == 2
    await slow.close()
    streams = [record.stream_id for record in await Log(database.pool).after(0, 10)]
    assert streams == ["counter-slow", "counter-quick"]


async def test_an_event_behind_a_slow_writer_is_told_as_pending(database: Database) -> None:
    """The signal rang when it was appended, and nothing rings when the slow writer ends."""
    slow, connection = await database.connect(), await database.connect()
    made = Sequencer(database, Signal(), Signal())
    await made.resume(connection)
    await made.advance(connection)
    assert not made.pending
    transaction = slow.transaction()
    await transaction.start()
    await slow.fetchval(*append_by_hand("counter-slow"))
    await made.advance(connection)
    assert not made.pending  # it is not committed: nobody knows of it
    await count(database, "counter-quick", 1)
    assert (await made.advance(connection), made.pending) == (0, True)
    await transaction.commit()
    assert (await made.advance(connection), made.pending) == (2, False)
    await slow.close()
    await connection.close()


async def test_transactions_follow_each_other_as_numbers(database: Database) -> None:
    """As text, 10 would sort before 9, and the log would get stuck."""
    for version, xid in enumerate(("9", "10", "11"), 1):
        await database.pool.execute(
            "INSERT INTO event (xid, event_id, command_id, command_index, fingerprint, stream_id,"
            " version, type, schema, data, meta)"
            " VALUES ($1::text::xid8, $2, $3, 1, '', 'counter-a', $4, 'Counted', 1, '{}', '{}')",
            *(xid, new_id(), new_id(), version),
        )
    async with sequencer(database) as drain:
        assert await drain() == 3
    assert [record.version for record in await Log(database.pool).after(0, 10)] == [1, 2, 3]


async def test_an_aborted_append_leaves_no_gap(database: Database) -> None:
    doomed = await database.connect()
    transaction = doomed.transaction()
    await transaction.start()
    await doomed.fetchval(*append_by_hand("counter-doomed"))
    await transaction.rollback()
    await doomed.close()
    await count(database, "counter-kept", 1)
    async with sequencer(database) as drain:
        assert await drain() == 1
    assert [record.seq for record in await Log(database.pool).after(0, 10)] == [1]


@pytest.mark.parametrize("events", [1, 2])
async def test_an_append_after_another_write_of_its_transaction_is_refused(
    database: Database, events: int
) -> None:
    async with database.pool.acquire() as connection, connection.transaction():
        await connection.execute("INSERT INTO relay_cursor VALUES ('t', 0, 'c')")
        with pytest.raises(asyncpg.PostgresError) as refusal:
            async with connection.transaction():
                await connection.fetchval(*append_by_hand("counter-late", events))
    assert refusal.value.sqlstate == "MQ001"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET data = '{}'",
        "DELETE FROM event",
        "TRUNCATE event",
        "UPDATE event_log SET hash = ''",
        "DELETE FROM event_log",
    ],
)
async def test_stored_events_cannot_be_changed(database: Database, statement: str) -> None:
    await count(database, "counter-a", 1)
    with pytest.raises(asyncpg.PostgresError) as refusal:
        await database.pool.execute(statement)
    assert refusal.value.sqlstate == "MQ003"


async def test_the_hashed_bytes_are_canonical_and_any_change_shows(database: Database) -> None:
    await count(database, "counter-a", 1)
    async with sequencer(database) as drain:
        await drain()
    (record,) = await Log(database.pool).after(0, 10)
    text = canonical_bytes(record)
    assert orjson.dumps(orjson.loads(text), option=orjson.OPT_SORT_KEYS) == text
    assert record.hash == sha256(TAG + GENESIS + text).digest()
    for changed in (
        record._replace(data=record.data.replace("1", "2")),
        record._replace(meta=record.meta.replace("office", "lead")),
        record._replace(version=2),
    ):
        assert link(GENESIS, changed) != record.hash


def append_by_hand(stream: str, events: int = 1) -> Sequence[object]:
    """The statement that appends so many events to a new stream, to run in a transaction."""
    new = [NewEvent(new_id(), "Counted", 1, '{"by":1,"note":""}', "{}") for _ in range(events)]
    return AppendBatch([Write(stream, 0, new)], new_id(), b"f").statement()
