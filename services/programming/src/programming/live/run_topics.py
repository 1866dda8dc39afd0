"""The topics of one run: each run counts from the first event, in topics of its own.

What an earlier run had counted is never carried over, so nothing that it lost, skipped or left half
written can matter; the events are where they always were, in the conventions' log.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from mithaq.messaging import Kafka

from programming.live.offsets import OffsetRange

PREFIX: Final = "mithaq-live-"
# A run that is being replaced may still serve for a while.
KEPT: Final = timedelta(hours=1)
DELETE_S: Final = 5.0
log = structlog.get_logger()


def new_application_id() -> str:
    return f"{PREFIX}{int(time.time() * 1000)}"


async def delete_old(kafka: Kafka) -> None:
    """Remove the topics of runs that began long ago."""
    before = int((time.time() - KEPT.total_seconds()) * 1000)
    await _delete(kafka, lambda begun: begun < before)


async def delete_own(kafka: Kafka, application_id: str) -> None:
    """Remove the topics of a run that ends; a later one will, if Kafka does not answer now."""
    with suppress(KafkaError, OSError, TimeoutError):
        async with asyncio.timeout(DELETE_S):
            await _delete(kafka, lambda begun: f"{PREFIX}{begun}" == application_id)


async def offset_ranges(kafka: Kafka, topic: str, partitions: int) -> dict[int, OffsetRange]:
    """Where each partition of a topic begins and ends now."""
    wanted = [TopicPartition(topic, number) for number in range(partitions)]
    async with kafka.consumer() as consumer:
        begins = await consumer.beginning_offsets(wanted)
        ends = await consumer.end_offsets(wanted)
    return {each.partition: OffsetRange(begins[each], ends[each]) for each in wanted}


async def _delete(kafka: Kafka, chosen: Callable[[int], bool]) -> None:
    async with kafka.admin() as admin:
        names = [name for name in await admin.list_topics() if _of_chosen(name, chosen)]
        if names:
            await admin.delete_topics(names)
            log.info("live.topics_deleted", topics=len(names))


def _of_chosen(topic: str, chosen: Callable[[int], bool]) -> bool:
    begun = topic.removeprefix(PREFIX).partition("-")[0]
    return topic.startswith(PREFIX) and begun.isdecimal() and chosen(int(begun))
