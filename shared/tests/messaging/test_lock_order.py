"""Rows are always locked in one order, so that there is no deadlock."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from aiokafka import TopicPartition
from mithaq.messaging import offsets, rebuild_foreign
from mithaq.messaging.claiming import Step, claim
from mithaq.messaging.offsets import PartitionOffset
from mithaq.projections.locking import lock_progress
from mithaq.projections.tables import lock_seq as claim_read_model
from mithaq.store import Database
from mithaq.testing.flow import Producing, consume_until, run_until, totals

TOPIC = "ma.mithaq.test"
PARTITIONS = [TopicPartition(TOPIC, number) for number in range(3)]
_WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


async def somebody_waits(database: Database) -> None:
    async def waits() -> bool:
        return bool(await database.pool.fetchval(_WAITING))

    await run_until(waits)


async def test_a_seek_in_any_order_and_a_batch_take_turns(database: Database) -> None:
    """aiokafka passes assigned partitions as a set; a batch locks its partitions in order."""
    async with database.engine.begin() as connection:
        await offsets.load(connection, "totals", PARTITIONS, "lost")

    async def seek() -> dict[TopicPartition, PartitionOffset]:
        async with database.engine.begin() as connection:
            return await offsets.load(connection, "totals", PARTITIONS[::-1], "found")

    async with database.engine.begin() as connection:
        await offsets.lock(connection, "totals", PARTITIONS[1:2])
        seeking = asyncio.create_task(seek())
        await somebody_waits(database)
        await offsets.lock(connection, "totals", PARTITIONS[2:])
        await offsets.save(connection, "totals", {PARTITIONS[2]: PartitionOffset(7, 7)})
    assert await seeking == {
        PARTITIONS[0]: PartitionOffset(0, 0),
        PARTITIONS[1]: PartitionOffset(0, 0),
        PARTITIONS[2]: PartitionOffset(0, 7),
    }


async def test_the_switch_of_a_rebuild_and_a_replay_take_turns(
    producing: Producing, consuming: Database
) -> None:
    """Both need the read model's row and its offsets."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3})
    model = totals(producing.catalogue)
    async with consuming.engine.begin() as connection:
        await claim_read_model(connection, model.name)
        rebuilding = asyncio.create_task(rebuild_foreign(consuming, producing.kafka, model))
        await somebody_waits(consuming)
        await lock_progress(connection, model.name)
    assert await rebuilding == 2


CONSUMERS = ("audit", "ledger", "totals")


class Locking:
    """What a running service does to its consumers' offsets, in an order of chance."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database, self.random = database, Random(seed)

    async def run(self, turns: int) -> None:
        acts: list[Callable[[], Awaitable[object]]] = [
            self.seek,
            self.alone,
            self.together,
            self.together,
            self.replay,
        ]
        for _ in range(turns):
            await self.random.choice(acts)()

    def some(self) -> list[TopicPartition]:
        chosen = self.random.sample(PARTITIONS, self.random.randint(1, len(PARTITIONS)))
        return list(set(chosen))  # as aiokafka passes them: in no order

    async def seek(self) -> None:
        """A rebalance, in a cluster that may be another one each time."""
        consumer, cluster = self.random.choice(CONSUMERS), self.random.choice("ab")
        async with self.database.engine.begin() as connection:
            await offsets.load(connection, consumer, self.some(), cluster)

    async def alone(self) -> None:
        async with self.database.engine.begin() as connection:
            consumer = self.random.choice(CONSUMERS)
            stored = await offsets.lock(connection, consumer, self.some())
            if stored:
                await offsets.save(connection, consumer, stored)

    async def together(self) -> None:
        """A batch for several consumers, in the order in which they happen to be listed."""
        places = {each: PartitionOffset(0, 0) for each in self.some()}
        listed = self.random.sample(CONSUMERS, self.random.randint(2, len(CONSUMERS)))
        steps = [Step(consumer, None, places, places) for consumer in listed]
        async with self.database.engine.begin() as connection:
            await claim(connection, steps)
            await asyncio.sleep(self.random.random() / 500)

    async def replay(self) -> None:
        async with self.database.engine.begin() as connection:
            await lock_progress(connection, self.random.choice(CONSUMERS))


async def test_seeks_batches_and_replays_of_several_consumers_never_deadlock(
    database: Database,
) -> None:
    await asyncio.gather(*[Locking(database, seed).run(60) for seed in range(7)])
