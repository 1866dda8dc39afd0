"""End offsets of topics, now and 30 seconds ago, for measuring the consumers' lag."""

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from mithaq.messaging import PARTITIONS

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

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._kafka: AIOKafkaConsumer | None = None

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
        kafka = await self._started()
        existing = set(topics) & set(await kafka.topics())
        partitions = [TopicPartition(topic, n) for topic in existing for n in range(PARTITIONS)]
        if not partitions:
            return {}
        ends = await kafka.end_offsets(partitions)
        since = int((time.time() - LATE_S) * 1000)
        recent = await kafka.offsets_for_times(dict.fromkeys(partitions, since))
        return {
            each: End(end, recent[each].offset if recent.get(each) else end)
            for each, end in ends.items()
        }

    async def _started(self) -> AIOKafkaConsumer:
        if self._kafka is None:
            self._kafka = AIOKafkaConsumer(
                bootstrap_servers=self._bootstrap, enable_auto_commit=False
            )
            await self._kafka.start()
        return self._kafka

    async def _stop(self) -> None:
        kafka, self._kafka = self._kafka, None
        if kafka is not None:
            await kafka.stop()
