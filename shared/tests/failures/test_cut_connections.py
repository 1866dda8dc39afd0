"""Every connection to PostgreSQL is terminated repeatedly while all parts work."""

import asyncio
import os
import time
from functools import partial
from uuid import UUID

import pytest
from mithaq.errors import VersionConflict
from mithaq.ids import new_id
from mithaq.projections import Tail, prepare
from mithaq.runtime import Worker
from mithaq.store import GENESIS, Database, Log, Signal, link
from mithaq.store.failures import is_transient
from mithaq.testing.counter import counting, request
from mithaq.testing.flow import Producing, rows, run_until, totals
from mithaq.testing.running import consumer, publishers, running, topic_lines
from sqlalchemy.exc import DBAPIError

from shared.tests.failures.test_zombies import rising, stored

CUT = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'
"""
WRITERS, STREAMS = 4, 3
SECONDS = float(os.environ.get("MITHAQ_CUT_S", "3"))


async def write(producing: Producing, until: float, acknowledged: dict[UUID, str]) -> None:
    """Give commands one after the other, each repeated with its id until it is answered."""
    while time.monotonic() < until:
        stream, command = f"counter-{len(acknowledged) % STREAMS}", new_id()
        while True:
            try:
                await producing.counters.run(stream, counting(1), request(command))
                break
            except Exception as failure:
                if not (is_transient(failure) or isinstance(failure, VersionConflict)):
                    raise
                await asyncio.sleep(0.02)
        acknowledged[command] = stream


async def cutting(databases: list[Database], until: float) -> int:
    cuts = 0
    while time.monotonic() < until:
        await asyncio.sleep(0.25)
        for database in databases:
            connection = await database.connect()
            cuts += await connection.fetchval(CUT)
            await connection.close()
    return cuts


@pytest.mark.parametrize(
    "seconds", [SECONDS, pytest.param(60.0, marks=pytest.mark.campaign)], ids=["short", "long"]
)
async def test_cut_connections_lose_and_repeat_nothing(
    producing: Producing, consuming: Database, seconds: float
) -> None:
    """Given writers, sequencer, relay, tail and consumer at work, when every session is ended
    every quarter of a second, then each comes back, what was acknowledged is stored once, the
    log is dense and chained, and both read models hold it.
    """
    own = totals(producing.catalogue)
    await prepare(producing.database.engine, [own])
    tail = Tail(producing.database, own.subscription(), Signal(), Signal())
    parts = [*publishers(producing), Worker("tail", tail.run), consumer(consuming, producing)]
    acknowledged: dict[UUID, str] = {}
    async with running(*parts):
        until = time.monotonic() + seconds
        writing = [write(producing, until, acknowledged) for _ in range(WRITERS)]
        cutter = asyncio.create_task(cutting([producing.database, consuming], until))
        await asyncio.gather(*writing)
        cuts = await cutter
        wanted = dict.fromkeys(sorted(set(acknowledged.values())), 0)
        for name in acknowledged.values():
            wanted[name] += 1
        for database in (producing.database, consuming):
            await run_until(partial(holds, database, wanted), seconds=60)
    assert cuts > 2 * seconds
    commands = await producing.database.pool.fetch("SELECT command_id FROM event")
    assert sorted(row["command_id"] for row in commands) == sorted(acknowledged)
    await assert_log(producing.database, len(acknowledged))
    lines = await topic_lines(producing.kafka, producing.source)
    assert {number: rising(each) for number, each in lines.items()} == await stored(
        producing.database
    )


async def holds(database: Database, wanted: dict[str, int]) -> bool:
    try:
        return await rows(database) == wanted
    except DBAPIError as failure:  # a pooled session that was cut while nobody used it
        if not is_transient(failure):
            raise
        return False


async def assert_log(database: Database, length: int) -> None:
    """Assert that the log is dense and chained and each stream's versions are in order."""
    lines = await Log(database.pool).after(0, 1_000_000)
    assert [line.seq for line in lines] == list(range(1, length + 1))
    previous, versions = GENESIS, dict[str, int]()
    for line in lines:
        assert line.hash == (previous := link(previous, line))
        assert line.version == versions.get(line.stream_id, 0) + 1
        versions[line.stream_id] = line.version
