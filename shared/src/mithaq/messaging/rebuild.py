"""Rebuilds a read model of other services' events from their topics, into a shadow schema.

The live rows serve reads until the switch.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging import offsets
from mithaq.messaging.connections import poll
from mithaq.messaging.consumer import FETCH_BYTES
from mithaq.messaging.feed import PolledPartition, feed
from mithaq.messaging.offsets import PartitionOffset
from mithaq.messaging.topics import PARTITIONS, await_topics
from mithaq.projections.locking import lock_progress
from mithaq.projections.model import Subscription
from mithaq.projections.rebuild import Progress, no_progress, start_shadow, switch
from mithaq.projections.registry import Model, in_schema
from mithaq.projections.shadow import shadow_of
from mithaq.projections.tables import CONSUMER_OFFSET
from mithaq.store.database import Database
from mithaq.store.singleton import rebuild_lock

log = structlog.get_logger()

_BATCH: Final = 2_000
_RETRY_S: Final = 1.0
Offsets = dict[TopicPartition, PartitionOffset]


async def rebuild_foreign(
    database: Database, bootstrap: str, model: Model, progress: Progress = no_progress
) -> int:
    """Project the topics from their start into a shadow schema, then switch it with the live one.

    Reads go on throughout. Returns the number of records read; `progress` gets it after each
    batch. If interrupted, it leaves the live rows alone. A second rebuild of the same read model
    waits for the first.
    """
    async with rebuild_lock(database, model.name):
        return await _rebuild(database, bootstrap, model, progress)


async def _rebuild(database: Database, bootstrap: str, model: Model, progress: Progress) -> int:
    shadow = shadow_of(model.subscription())
    cluster_id = await await_topics(bootstrap, shadow.sources)
    reached = await _start(database, model, shadow, cluster_id)
    async with _kafka_client(bootstrap, list(reached)) as kafka:
        while True:
            async for count in _read_to_the_end(database, model, shadow, kafka, reached):
                progress(count)
            if await _switch_if_caught_up(database, model, shadow, reached):
                break
            log.warning("rebuild.topic_behind", read_model=model.name, read=_count(reached))
            await asyncio.sleep(_RETRY_S)
    log.info("read_model.switched", read_model=model.name)
    return _count(reached)


def _count(reached: Offsets) -> int:
    """How many records were read: the sum of the offsets, as every partition is read from 0."""
    return sum(offset.next_offset for offset in reached.values())


async def _start(
    database: Database, model: Model, shadow: Subscription, cluster_id: str
) -> Offsets:
    partitions = [
        TopicPartition(topic, number) for topic in shadow.sources for number in range(PARTITIONS)
    ]
    async with database.engine.begin() as connection:
        await start_shadow(connection, model)
        await _delete_offsets(connection, shadow.name)
        return await offsets.load(connection, shadow.name, partitions, cluster_id)


@asynccontextmanager
async def _kafka_client(
    bootstrap: str, partitions: list[TopicPartition]
) -> AsyncIterator[AIOKafkaConsumer]:
    kafka = AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=FETCH_BYTES,
    )
    kafka.assign(partitions)
    await kafka.start()
    try:
        for partition in partitions:
            kafka.seek(partition, 0)
        yield kafka
    finally:
        await kafka.stop()


async def _read_to_the_end(
    database: Database,
    model: Model,
    shadow: Subscription,
    kafka: AIOKafkaConsumer,
    reached: Offsets,
) -> AsyncIterator[int]:
    """Apply all records the topics hold now; yields the number read so far after each batch."""
    ends: Mapping[TopicPartition, int] = await kafka.end_offsets(list(reached))
    while any(reached[partition].next_offset < end for partition, end in ends.items()):
        polled = await poll(kafka, timeout_ms=1_000, max_records=_BATCH)
        async with database.engine.begin() as connection:
            inside = await in_schema(connection, model.metadata, shadow.name)
            partitions = {
                each: PolledPartition(reached[each], records, from_start=True)
                for each, records in polled.items()
            }
            if partitions:
                reached |= await feed(inside, shadow, partitions)
        reach(FailPoint.REBUILDING)
        yield _count(reached)


async def _switch_if_caught_up(
    database: Database, model: Model, shadow: Subscription, reached: Offsets
) -> bool:
    """Switch, unless the live consumer has applied lines we have not read. It is locked meanwhile.

    A Kafka that is being filled again lacks such lines for a while; one that lost records lacks
    them until their service republishes its log.
    """
    async with database.engine.begin() as connection:
        await lock_progress(connection, model.name)
        live = await offsets.lock(connection, model.name, reached)
        if any(offset.last_seq > reached[part].last_seq for part, offset in live.items()):
            return False
        await switch(connection, model)
        await _delete_offsets(connection, model.name)
        ours = update(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == shadow.name)
        await connection.execute(ours.values(consumer=model.name))
    return True


async def _delete_offsets(connection: AsyncConnection, consumer: str) -> None:
    rows = delete(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == consumer)
    await connection.execute(rows)
