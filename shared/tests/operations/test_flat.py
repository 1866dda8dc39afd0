"""What `status` asks of the database costs the same however many events there are."""

import asyncio
import time

import pytest
from mithaq.ids import new_id
from mithaq.operations.status import status
from mithaq.runtime.lag import queries
from mithaq.store import Database

from .conftest import Counting

# As many events as asked, each with its line: quicker than appending them one by one.
GROW = """
    WITH grown AS (
        INSERT INTO event (event_id, command_id, command_index, fingerprint, stream_id, version,
                           type, schema, data, meta)
        SELECT gen_random_uuid(), gen_random_uuid(), 1, '', $2::text || nth / 20, nth % 20 + 1,
               'Counted', 1, '{}', '{}'
        FROM generate_series(0, $1::int - 1) AS nth
        RETURNING position
    )
    INSERT INTO event_log (seq, position, hash)
    SELECT (SELECT coalesce(max(seq), 0) FROM event_log) + row_number() OVER (ORDER BY position),
           position, ''::bytea
    FROM grown
"""
RESTORED = "INSERT INTO store_era (cluster, position) SELECT 1, max(position) FROM event"
BLOCKS = """
    SELECT sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::bigint
    FROM pg_statio_user_tables WHERE relname IN ('event', 'event_log')
"""


async def grow(database: Database, events: int) -> None:
    async with database.engine.begin() as connection:
        raw = await connection.get_raw_connection()
        await raw.driver_connection.execute(GROW, events, f"{new_id()}-", timeout=600)  # type: ignore[union-attr]


async def touched(database: Database) -> int:
    """How many blocks of the store one look at the log touches, after the first few."""
    for _ in range(6):  # PostgreSQL then keeps one plan
        await queries.log(database.pool)
    before = await _blocks(database)
    await queries.log(database.pool)
    return await _blocks(database) - before


async def _blocks(database: Database) -> int:
    await database.pool.execute("SELECT pg_stat_force_next_flush()")
    await asyncio.sleep(0)
    return int(await database.pool.fetchval(BLOCKS))


async def test_a_look_at_a_long_log_touches_no_more_than_at_a_short_one(database: Database) -> None:
    one = await Database.open(database.url, size=1)
    try:
        await grow(one, 200)
        await one.pool.execute("ANALYZE")
        small = await touched(one)
        await grow(one, 40_000)
        assert await touched(one) <= small + 20
        await one.pool.execute("ANALYZE")
        assert await touched(one) <= small + 20
    finally:
        await one.close()


async def test_nor_does_a_store_that_was_restored_and_waits_for_its_first_event(
    database: Database,
) -> None:
    counts = []
    for _ in range(2):
        await grow(database, 10_000)
        await database.pool.execute("ANALYZE")
        await database.pool.execute(RESTORED)
        counts.append(await touched(database))
    assert counts[1] <= 1.2 * counts[0]


async def test_what_waits_is_counted_up_to_a_bound(database: Database) -> None:
    await grow(database, 200)
    for nth in range(30):
        await database.pool.execute(
            "INSERT INTO event (event_id, command_id, command_index, fingerprint, stream_id,"
            " version, type, schema, data, meta) SELECT gen_random_uuid(), gen_random_uuid(), 1,"
            " '', $1 || nth, 1, 'Counted', 1, '{}', '{}' FROM generate_series(1, 400) AS nth",
            f"waiting-{nth}-",
        )
    found = await queries.log(database.pool)
    assert (found.seq, found.unsequenced) == (200, queries.MOST)
    assert found.oldest_ms is not None


@pytest.mark.campaign
async def test_the_status_of_a_million_events_is_told_in_a_tenth_of_a_second(
    counting: Counting,
) -> None:
    await grow(counting.database, 1_000_000)
    await counting.database.pool.execute("ANALYZE")
    session, seconds = counting.session, []
    await counting.count(f"counter-{new_id()}", 1)
    for _ in range(9):
        begun = time.perf_counter()
        answer = await status(session.service, session.kernel)
        seconds.append(time.perf_counter() - begun)
        assert answer.lag.log.events == 1_000_001
    assert sorted(seconds)[4] <= 0.1, seconds
