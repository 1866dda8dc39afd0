"""Group commit under disturbance: locks, cancellations and lost connections."""

import asyncio

import asyncpg
import pytest
from mithaq.errors import VersionConflict
from mithaq.ids import new_id
from mithaq.store import Database, PostgresEventStore
from mithaq.testing.flow import run_until

from shared.tests.store.at_once import HELD, OTHERS, at_once, held, stored, versions, write


async def others_are_in(database: Database) -> bool:
    return await stored(database) == dict.fromkeys(OTHERS, 1)


async def somebody_waits(database: Database) -> bool:
    return bool(await database.pool.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))


@pytest.mark.parametrize("streams", [[*OTHERS, HELD], [HELD, *OTHERS]], ids=["last", "first"])
async def test_a_locked_stream_does_not_block_the_others(
    database: Database, store: PostgresEventStore, streams: list[str]
) -> None:
    async with held(database, HELD):
        waiting = asyncio.gather(*[at_once(store, write(each)) for each in streams])
        await run_until(lambda: others_are_in(database), seconds=5)
        assert not waiting.done()
    assert versions([each for (each,) in await waiting]) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_a_command_cancelled_while_waiting_writes_nothing(
    database: Database, store: PostgresEventStore
) -> None:
    first, gone, last = (
        asyncio.create_task(at_once(store, write(stream))) for stream in ("a", "gone", "z")
    )
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(first, last)
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert await stored(database) == {"a": 1, "z": 1}
    await store.append([write("gone")], new_id(), b"f")


async def test_a_command_cancelled_while_sent_does_not_affect_the_group(
    database: Database, store: PostgresEventStore
) -> None:
    first, gone, last = (
        asyncio.create_task(at_once(store, write(stream))) for stream in ("a", "gone", "z")
    )
    await first
    await asyncio.sleep(0)  # the group is on its way
    gone.cancel()
    assert versions(await last) == {"z": 1}
    assert await stored(database) == dict.fromkeys(("a", "gone", "z"), 1)


async def test_a_deadlock_is_a_version_conflict(
    database: Database, store: PostgresEventStore
) -> None:
    async with held(database, HELD) as session:
        ours = asyncio.create_task(store.append([write("a"), write(HELD)], new_id(), b"f"))
        await run_until(lambda: somebody_waits(database), seconds=5)
        theirs = """
            INSERT INTO event (event_id, command_id, command_index, fingerprint, stream_id, version,
                               type, schema, data, meta)
            SELECT uuidv7(), uuidv7(), 1, '', 'a', 1, 'Counted', 1, '{}', '{}'
        """
        await session.execute(theirs)
        with pytest.raises(VersionConflict):
            await ours
    assert await stored(database) == {}


async def test_an_unreachable_database_is_an_error_for_the_whole_group(
    store: PostgresEventStore,
) -> None:
    pool = store._pool
    await pool.close()
    answers = await at_once(store, *map(write, OTHERS))
    assert all(isinstance(each, asyncpg.InterfaceError) for each in answers)


async def test_a_connection_lost_midway_loses_and_repeats_nothing(
    database: Database, store: PostgresEventStore
) -> None:
    async with held(database, HELD):
        waiting = asyncio.create_task(at_once(store, write("first"), *map(write, [*OTHERS, HELD])))
        cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted"
        await run_until(lambda: somebody_waits(database), seconds=5, look_s=0.005)
        await database.pool.execute(cut)
    assert versions(await waiting) == dict.fromkeys([*OTHERS, HELD, "first"], 1)
    assert await stored(database) == dict.fromkeys([*OTHERS, HELD, "first"], 1)
