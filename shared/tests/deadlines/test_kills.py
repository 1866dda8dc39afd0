"""Thousands due after days of absence, two workers, kill -9: each command once, in order."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise
from time import monotonic

import pytest
from mithaq.projections import prepare
from mithaq.store import Database
from mithaq.store.migrate import migrate

from .killed import Killing
from .timed import START, Serving

DAYS = 10
_LEFT = """
    SELECT (SELECT count(*) FROM event WHERE type = 'Offered')
         - (SELECT count(*) FROM deadline_run WHERE state = 'done')
"""
_ENDED = """
    SELECT e.stream_id, e.command_id, r.deadline_id, r.due_at, e.data
    FROM event e JOIN deadline_run r ON r.stream_id = e.stream_id
    WHERE e.type = 'Ended' ORDER BY e.position
"""


@pytest.mark.parametrize(
    ("deadlines", "kills"),
    [(200, 4), pytest.param(10_000, 50, marks=[pytest.mark.campaign, pytest.mark.timeout(900)])],
)
async def test_each_command_is_given_once_and_day_after_day(
    fresh_database: Callable[[], Awaitable[str]], deadlines: int, kills: int
) -> None:
    url = await fresh_database()
    database = await Database.open(url)
    serving = Serving(database)
    try:
        await migrate(database.engine)
        await prepare(database.engine, [serving.deadlines.read_model])
        for day in range(DAYS):
            streams = [f"offer-{day}-{nth}" for nth in range(deadlines // DAYS)]
            until = START + timedelta(days=day)
            await asyncio.gather(*[serving.offer(stream, until=until) for stream in streams])
        killing = Killing(url, START + timedelta(days=DAYS), seed=kills)
        survivors = await killing.run(kills)
        begun = monotonic()
        try:
            while await database.pool.fetchval(_LEFT):
                assert monotonic() - begun < 300, await database.pool.fetchval(_LEFT)
                await asyncio.sleep(0.2)
        finally:
            for process in survivors:
                process.kill()
                await process.wait()
        ended = await database.pool.fetch(_ENDED)
    finally:
        await database.close()
    assert killing.kills >= kills
    assert len(ended) == deadlines
    assert {row["stream_id"] for row in ended} == {
        f"offer-{day}-{nth}" for day in range(DAYS) for nth in range(deadlines // DAYS)
    }
    assert all(row["command_id"] == row["deadline_id"] for row in ended)
    assert {row["data"] for row in ended} == {'{"under":"of the day it runs"}'}
    moments = [row["due_at"] for row in ended]
    assert all(earlier <= later for earlier, later in pairwise(moments))
