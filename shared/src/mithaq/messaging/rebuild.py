"""Rebuilds a read model of other services' events from their topics, into a shadow schema.

The live rows serve reads until the switch.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Final

import structlog
from aiokafka import TopicPartition
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging import offsets
from mithaq.messaging.clients import Kafka
from mithaq.messaging.cluster import ClusterReplaced, monitor_cluster
from mithaq.messaging.connections import poll
from mithaq.messaging.feed import PolledPartition, feed
from mithaq.messaging.offsets import PartitionOffset
from mithaq.messaging.reading import Reading, read_from_start
from mithaq.messaging.restores import recall
from mithaq.messaging.topics import await_topics, partitions_of
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


class TopicGrown(RuntimeError):
    """The live consumer reads partitions that there were not when the rebuild began."""


async def rebuild_foreign(
    database: Database,
    kafka: Kafka,
    model: Model,
    progress: Progress = no_progress,
    *,
    given_up: Collection[str] = (),
) -> int:
    """Project the topics from their start into a shadow schema, then switch it with the live one.

    Reads go on throughout. Returns the number of records read; `progress` gets it after each
    batch. If interrupted, it leaves the live rows alone. A second rebuild of the same read model
    waits for the first. If Kafka is wiped or a topic grows meanwhile, it begins again. Lines that
    the live rows have and the topic lacks are waited for, but of topics whose past was `given_up`.
    """
    async with rebuild_lock(database, model.key):
        while True:
            try:
                return await _rebuild(database, kafka, model, progress, given_up)
            except (ClusterReplaced, TopicGrown) as reason:
                log.warning("rebuild.begins_again", read_model=model.key, reason=str(reason))
                await asyncio.sleep(_RETRY_S)


async def _rebuild(
    database: Database,
    kafka: Kafka,
    model: Model,
    progress: Progress,
    given_up: Collection[str],
) -> int:
    shadow = shadow_of(model.subscription())
    cluster_id = await await_topics(kafka, shadow.sources)
    counts = await partitions_of(kafka, shadow.sources)
    reached = await _start(database, model, shadow, cluster_id, counts)
    async with (
        read_from_start(kafka, list(reached)) as reading,
        monitor_cluster(kafka, cluster_id) as cluster,
    ):
        await recall(database.pool, model.key, reading.trusts)
        while True:
            async for count in _read_to_the_end(database, model, shadow, reading, reached):
                progress(count)
                await cluster.check()
            if await _switch_if_caught_up(database, model, shadow, reached, given_up):
                break
            await cluster.check()
            log.warning("rebuild.topic_behind", read_model=model.key, read=_count(reached))
            await asyncio.sleep(_RETRY_S)
    log.info("read_model.switched", read_model=model.key)
    return _count(reached)


def _count(reached: Offsets) -> int:
    """How many records were read: the sum of the offsets, as every partition is read from 0."""
    return sum(offset.next_offset for offset in reached.values())


async def _start(
    database: Database,
    model: Model,
    shadow: Subscription,
    cluster_id: str,
    counts: Mapping[str, int],
) -> Offsets:
    partitions = [
        TopicPartition(topic, number) for topic, count in counts.items() for number in range(count)
    ]
    async with database.engine.begin() as connection:
        await start_shadow(connection, model)
        await _delete_offsets(connection, shadow.name)
        return await offsets.load(connection, shadow.name, partitions, cluster_id)


async def _read_to_the_end(
    database: Database,
    model: Model,
    shadow: Subscription,
    reading: Reading,
    reached: Offsets,
) -> AsyncIterator[int]:
    """Apply all records the topics hold now; yields the number read so far after each batch."""
    kafka, tails, trusts = reading
    ends: Mapping[TopicPartition, int] = await kafka.end_offsets(list(reached))
    while any(reached[partition].next_offset < end for partition, end in ends.items()):
        polled = tails.joined(kafka, await poll(kafka, timeout_ms=1_000, max_records=_BATCH))
        async with database.engine.begin() as connection:
            inside = await in_schema(connection, model.metadata, shadow.name)
            partitions = {
                each: PolledPartition(
                    reached[each], records, from_start=True, trust=trusts[each.topic]
                )
                for each, records in polled.items()
            }
            news = await feed(inside, shadow, partitions) if partitions else {}
        reached |= news
        for each, offset in news.items():
            if offset.next_offset <= polled[each][-1].offset:  # it waits for other partitions
                kafka.seek(each, offset.next_offset)
                tails.forget([each])
        reach(FailPoint.REBUILDING)
        yield _count(reached)


async def _switch_if_caught_up(
    database: Database,
    model: Model,
    shadow: Subscription,
    reached: Offsets,
    given_up: Collection[str],
) -> bool:
    """Switch, unless the live consumer has applied lines we have not read. It is locked meanwhile.

    A Kafka that is being filled again lacks such lines for a while; one that lost records lacks
    them until their service republishes its log. Raises TopicGrown.
    """
    async with database.engine.begin() as connection:
        await lock_progress(connection, model.key)
        for topic in set(shadow.sources) - set(given_up):
            await _ensure_all_read(connection, model, topic, reached)
        live = await offsets.lock(connection, model.key, reached)
        for part, offset in live.items():
            if part.topic not in given_up and offset.last_seq > reached[part].last_seq:
                return False
        await switch(connection, model)
        await _delete_offsets(connection, model.key)
        ours = update(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == shadow.name)
        await connection.execute(ours.values(consumer=model.key))
    return True


async def _ensure_all_read(
    connection: AsyncConnection, model: Model, topic: str, reached: Offsets
) -> None:
    for number, seq in (await offsets.last_seqs(connection, model.key, topic)).items():
        if seq and TopicPartition(topic, number) not in reached:
            raise TopicGrown(f"{topic}[{number}] was not there")


async def _delete_offsets(connection: AsyncConnection, consumer: str) -> None:
    rows = delete(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == consumer)
    await connection.execute(rows)
