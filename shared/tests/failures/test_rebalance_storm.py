"""Consumers of one group that join and leave all the time, under load."""

import asyncio
import random
import time

import pytest
from mithaq.store import Database
from mithaq.testing.flow import Producing, rows, run_until
from mithaq.testing.running import consumer, publishers, running

STREAMS = 12
STAYS_S = (0.2, 3.0)  # too short to be given a partition, and long enough to work on it


async def coming_and_going(
    consuming: Database, producing: Producing, until: float, chance: random.Random
) -> int:
    """A member that joins and leaves repeatedly; returns how often it joined."""
    joins = 0
    while time.monotonic() < until:
        joins += 1
        async with running(consumer(consuming, producing)):
            await asyncio.sleep(chance.uniform(*STAYS_S))
    return joins


async def load(producing: Producing, until: float) -> int:
    """Append events to every stream in turn; returns the number of rounds."""
    rounds = 0
    while time.monotonic() < until:
        await asyncio.gather(*[producing.count(f"counter-{n}", 1) for n in range(STREAMS)])
        rounds += 1
        await asyncio.sleep(0.02)
    return rounds


@pytest.mark.parametrize(
    ("seconds", "seed"), [(8.0, 1), pytest.param(60.0, 2, marks=pytest.mark.campaign)]
)
async def test_a_rebalance_storm_counts_every_event_once(
    producing: Producing, consuming: Database, seconds: float, seed: int
) -> None:
    """Given three members that come and go under load, when the storm is over, then one more
    member brings the rows to what was written: nothing is missing, nothing counted twice.
    """
    until = time.monotonic() + seconds
    chance = random.Random(seed)
    async with running(*publishers(producing)):
        rounds, *joins = await asyncio.gather(
            load(producing, until),
            *[coming_and_going(consuming, producing, until, chance) for _ in range(3)],
        )
        during = sum((await rows(consuming)).values())
        async with running(consumer(consuming, producing)):
            await run_until(lambda: holds(consuming, rounds), seconds=60)
    assert sum(joins) > seconds / 2
    assert during > 0, "nobody was given a partition long enough to apply a batch"
    assert await consuming.pool.fetchval("SELECT count(*) FROM dead_letter") == 0


async def holds(consuming: Database, rounds: int) -> bool:
    return await rows(consuming) == {f"counter-{n}": rounds for n in range(STREAMS)}
