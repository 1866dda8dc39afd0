"""Commands on the same streams wait for each other in one order, whichever one they lead with."""

import asyncio
from collections.abc import Sequence

import pytest
from mithaq.errors import VersionConflict
from mithaq.ids import new_id
from mithaq.store import Database, PostgresEventStore
from mithaq.testing.flow import run_until

from shared.tests.store.at_once import held, stored, write


async def append(database: Database, streams: Sequence[str], expected: int = 0) -> bool:
    """As a process of its own does it: on a connection that no other command shares."""
    store = PostgresEventStore(database.pool)
    try:
        await store.append([write(each, expected) for each in streams], new_id(), b"f")
    except VersionConflict:
        return False
    return True


async def waiting(database: Database) -> int:
    return int(await database.pool.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))


async def test_two_that_lead_with_different_streams_never_deadlock(database: Database) -> None:
    """Both are stopped at the first stream by name: with any other order one holds it already."""
    async with held(database, "a"):
        pair = [asyncio.create_task(append(database, order)) for order in ("ba", "ab")]
        await run_until(lambda: _both(database), seconds=5)
        taken = await database.pool.fetchval(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND granted"
        )
        assert taken <= 3  # ours, and each waits with nothing that the other wants
    assert sorted(await asyncio.gather(*pair)) == [False, True]
    assert await stored(database) == {"a": 1, "b": 1}


async def _both(database: Database) -> bool:
    return await waiting(database) >= 2


@pytest.mark.parametrize("rounds", [20])
async def test_of_many_at_once_one_gets_through_a_round_and_none_is_aborted(
    database: Database, rounds: int
) -> None:
    before = await deadlocks(database)
    for version in range(rounds):
        orders = ["abc", "bca", "cab", "cba"]
        answers = await asyncio.gather(*(append(database, each, version) for each in orders))
        assert answers.count(True) == 1
    assert await deadlocks(database) == before
    assert await stored(database) == dict.fromkeys("abc", rounds)


async def deadlocks(database: Database) -> int:
    await database.pool.execute("SELECT pg_stat_clear_snapshot()")
    count = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    return int(await database.pool.fetchval(count))


async def test_the_result_names_the_stream_that_leads(database: Database) -> None:
    store, command = PostgresEventStore(database.pool), new_id()
    accepted = await store.append([write("z"), write("a")], command, b"f")
    assert accepted.stream_id == "z"
    repeated = await store.accepted(command, b"f")
    assert repeated is not None
    assert (repeated.stream_id, repeated.position) == ("z", accepted.position)
