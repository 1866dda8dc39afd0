"""End offsets of topics, now and 30 seconds ago, for measuring the consumers' lag."""

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from mithaq.messaging import Kafka

LATE_S: Final = 30.0
_TIMEOUT_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class End:
    """`end` is the offset after the last record, `late` after the last one older than 30 s."""

    end: int
    late: int


Ends = dict[TopicPartition, End]


class TopicEnds:
    """A Kafka client without a consumer group, started on first use and again after a failure."""

    def __init__(self, kafka: Kafka) -> None:
        self._kafka = kafka
        self._asking: AIOKafkaConsumer | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()

    async def fetch(self, topics: Collection[str]) -> Ends | None:
        """The ends of the topics that exist; None if Kafka does not respond within 5 s."""
        if not topics:
            return {}
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                return await self._fetch(topics)
        except (KafkaError, OSError, TimeoutError):
            await self._stop()
            return None

    async def _fetch(self, topics: Collection[str]) -> Ends:
        asking = await self._started()
        cluster = await asking._client.fetch_all_metadata()
        partitions = [
            TopicPartition(topic, number)
            for topic in topics
            for number in sorted(cluster.partitions_for_topic(topic) or ())
        ]
        if not partitions:
            return {}
        ends = await asking.end_offsets(partitions)
        since = int((time.time() - LATE_S) * 1000)
        recent = await asking.offsets_for_times(dict.fromkeys(partitions, since))
        return {
            each: End(end, recent[each].offset if recent.get(each) else end)
            for each, end in ends.items()
        }

    async def _started(self) -> AIOKafkaConsumer:
        if self._asking is None:
            self._asking = self._kafka.consumer()
            await self._asking.start()
        return self._asking

    async def _stop(self) -> None:
        asking, self._asking = self._asking, None
        if asking is not None:
            await asking.stop()
