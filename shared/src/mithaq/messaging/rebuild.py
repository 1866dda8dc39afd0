"""A read model of foreign events made afresh from the topics, beside the live one."""

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
from mithaq.messaging.feed import Found, feed
from mithaq.messaging.offsets import Place
from mithaq.messaging.topics import PARTITIONS, await_topics
from mithaq.projections.locking import hold_still
from mithaq.projections.model import Subscription
from mithaq.projections.rebuild import Progress, shadow_of, start_shadow, switch, untold
from mithaq.projections.registry import Model, in_schema
from mithaq.projections.tables import CONSUMER_OFFSET
from mithaq.store.database import Database
from mithaq.store.singleton import one_rebuild

log = structlog.get_logger()

_BATCH: Final = 2_000
_AGAIN_S: Final = 1.0
Places = dict[TopicPartition, Place]


async def rebuild_foreign(
    database: Database, bootstrap: str, model: Model, progress: Progress = untold
) -> int:
    """Project the topics from their start into a shadow schema, then put it in the live place.

    Reads go on throughout. Returns the records read; `progress` hears their number after each
    batch. Cut short, it leaves the live rows alone. A second rebuild of the same read model waits
    for the first.
    """
    async with one_rebuild(database, model.name):
        return await _rebuild(database, bootstrap, model, progress)


async def _rebuild(database: Database, bootstrap: str, model: Model, progress: Progress) -> int:
    shadow = shadow_of(model.subscription())
    cluster_id = await await_topics(bootstrap, shadow.sources)
    places = await _start(database, model, shadow, cluster_id)
    async with _reading(bootstrap, list(places)) as kafka:
        while True:
            async for read in _read_to_the_end(database, model, shadow, kafka, places):
                progress(read)
            if await _switch_if_level(database, model, shadow, places):
                break
            log.warning("rebuild.topic_behind", read_model=model.name, read=_read(places))
            await asyncio.sleep(_AGAIN_S)
    log.info("read_model.switched", read_model=model.name)
    return _read(places)


def _read(places: Places) -> int:
    return sum(place.next_offset for place in places.values())


async def _start(database: Database, model: Model, shadow: Subscription, cluster_id: str) -> Places:
    partitions = [
        TopicPartition(topic, number) for topic in shadow.sources for number in range(PARTITIONS)
    ]
    async with database.engine.begin() as connection:
        await start_shadow(connection, model)
        await _forget(connection, shadow.name)
        return await offsets.places(connection, shadow.name, partitions, cluster_id)


@asynccontextmanager
async def _reading(
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
    places: Places,
) -> AsyncIterator[int]:
    """Apply whatever the topics hold now; after each batch, the records read so far."""
    ends: Mapping[TopicPartition, int] = await kafka.end_offsets(list(places))
    while any(places[partition].next_offset < end for partition, end in ends.items()):
        polled = await poll(kafka, timeout_ms=1_000, max_records=_BATCH)
        async with database.engine.begin() as connection:
            inside = await in_schema(connection, model.metadata, shadow.name)
            found = {
                each: Found(places[each], records, from_start=True)
                for each, records in polled.items()
            }
            if found:
                places |= await feed(inside, shadow, found)
        reach(FailPoint.REBUILDING)
        yield _read(places)


async def _switch_if_level(
    database: Database, model: Model, shadow: Subscription, places: Places
) -> bool:
    """With the live consumer held still: switch, unless it has applied lines we have not read.

    A Kafka that is being filled again lacks some of those for a while; one that lost records lacks
    them until their service sends its log again.
    """
    async with database.engine.begin() as connection:
        await hold_still(connection, model.name)
        live = await offsets.claim(connection, model.name, places)
        if any(place.last_seq > places[part].last_seq for part, place in live.items()):
            return False
        await switch(connection, model)
        await _forget(connection, model.name)
        mine = update(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == shadow.name)
        await connection.execute(mine.values(consumer=model.name))
    return True


async def _forget(connection: AsyncConnection, consumer: str) -> None:
    rows = delete(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == consumer)
    await connection.execute(rows)
