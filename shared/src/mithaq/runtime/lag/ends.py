"""Where the topics end, and where they ended a little while ago."""

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from mithaq.messaging import PARTITIONS

LATE_S: Final = 30.0
_ANSWER_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class End:
    """`end` follows the last record; `settled` the last one older than 30 s."""

    end: int
    settled: int


Ends = dict[TopicPartition, End]


class KafkaEnds:
    """A client without a group, made when first asked and again after a failure."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._kafka: AIOKafkaConsumer | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()

    async def of(self, topics: Collection[str]) -> Ends | None:
        """The ends of those topics that exist; None when Kafka does not answer within 5 s."""
        if not topics:
            return {}
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await self._ask(topics)
        except (KafkaError, OSError, TimeoutError):
            await self._stop()
            return None

    async def _ask(self, topics: Collection[str]) -> Ends:
        kafka = await self._started()
        there = set(topics) & set(await kafka.topics())
        partitions = [TopicPartition(topic, n) for topic in there for n in range(PARTITIONS)]
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
