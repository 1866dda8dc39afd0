"""A relay process is stopped (SIGSTOP) and continued (SIGCONT) after another took its lock."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process

import asyncpg
from mithaq.store import Database
from mithaq.store.singleton import LOCK_CLASS, Singleton
from mithaq.testing.flow import Producing, consume_until, run_until
from mithaq.testing.running import publishers, running, topic_lines

from shared.tests.failures.test_zombies import STREAMS, rising, stored

PROGRAM = """
import sys
import uvloop
from mithaq.messaging import Relay
from mithaq.store import Database, Signal
from mithaq.testing.broker import broker

async def main(url, bootstrap, source):
    database = await Database.open(url)
    await Relay(database, broker(bootstrap), source, Signal()).run()

uvloop.run(main(*sys.argv[1:]))
"""
CUT = """
    SELECT pg_terminate_backend(pid)
    FROM pg_locks JOIN pg_database AS mine ON mine.oid = database AND datname = current_database()
    WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted
"""
LINES = 240


async def relay_process(producing: Producing) -> Process:
    told = (producing.database.url, producing.kafka.bootstrap, producing.source)
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, *told, stderr=asyncio.subprocess.DEVNULL
    )


async def test_a_stopped_relay_that_continues_does_no_harm(
    producing: Producing, consuming: Database
) -> None:
    """Given a relay process stopped under load and its session cut, when it goes on after its
    successor, then it falls, the topic without repeats is the store, and rows count once.
    """
    pool = producing.database.pool
    sequencer, successor = publishers(producing)
    zombie = await relay_process(producing)
    try:
        async with running(sequencer):
            await counting(producing, LINES // 2)
            await run_until(lambda: beyond(pool, 1))
            zombie.send_signal(signal.SIGSTOP)
            await pool.execute(CUT, LOCK_CLASS, Singleton.RELAY)
            async with running(successor):
                await counting(producing, LINES // 2)
                await run_until(lambda: beyond(pool, LINES))
                zombie.send_signal(signal.SIGCONT)
                assert await asyncio.wait_for(zombie.wait(), 20) != 0
    finally:
        if zombie.returncode is None:
            os.kill(zombie.pid, signal.SIGKILL)
            await zombie.wait()
    assert await pool.fetchval("SELECT seq FROM relay_cursor") == LINES
    lines = await topic_lines(producing.kafka, producing.source)
    assert {number: rising(each) for number, each in lines.items()} == await stored(
        producing.database
    )
    await consume_until(consuming, producing, dict.fromkeys(STREAMS, LINES // len(STREAMS)))


async def counting(producing: Producing, times: int) -> None:
    for nth in range(times):
        await producing.count(STREAMS[nth % len(STREAMS)], 1)


async def beyond(pool: asyncpg.Pool, seq: int) -> bool:
    reached = await pool.fetchval("SELECT seq FROM relay_cursor")
    return bool(reached is not None and reached >= seq)
