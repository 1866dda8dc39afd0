"""Watches that the live view is level with its topic, in the Kafka that it was begun on.

Faust goes on in silence when Kafka was wiped under it, or when it stalls: its figures would be old,
and nothing would say so.
"""

import asyncio
from time import monotonic
from typing import Final

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from mithaq.messaging import ClusterReplaced, Kafka

from programming.live.faust_app import LiveApp

EVERY_S: Final = 2.0
# Figures are this old at most; a run that lies behind for longer, without a record read, is ended.
LEVEL_S: Final = 15.0
STALLED_S: Final = 20.0
UNREADY_S: Final = 60.0
_ANSWER_S: Final = 5.0
log = structlog.get_logger()


class TopicReplaced(RuntimeError):
    """The topic is gone, ends before what was read, or was given partitions that nobody reads."""


class FaustStalled(RuntimeError):
    """Records wait, and none was read for long; or all were read, and it does not come to serve."""


class Level:
    """When the run was last level with its topic; `watch` looks every two seconds."""

    def __init__(self, live: LiveApp, topic: str) -> None:
        self._live, self._topic = live, topic
        self._level_at = self._moved_at = monotonic()
        self._records = 0

    @property
    def holds(self) -> bool:
        """Whether the figures have all that happened until some seconds ago."""
        return monotonic() - self._level_at < LEVEL_S

    async def watch(self, kafka: Kafka, cluster_id: str) -> None:
        """Look until cancelled. Raises when the run cannot become level any more."""
        async with kafka.consumer() as asking, kafka.admin() as admin:
            while True:
                await asyncio.sleep(EVERY_S)
                try:
                    async with asyncio.timeout(_ANSWER_S):
                        found = str((await admin.describe_cluster())["cluster_id"])
                        if found != cluster_id:
                            raise ClusterReplaced(f"cluster {found} answers, not {cluster_id}")
                        if self._topic not in await admin.list_topics():
                            raise TopicReplaced(f"{self._topic} is gone")
                        (told,) = await admin.describe_topics([self._topic])
                        self.look(await self._ends(asking, len(told["partitions"])))
                except (KafkaError, OSError, TimeoutError) as away:
                    log.warning("live.kafka_away", reason=repr(away))

    def look(self, ends: dict[int, int]) -> None:
        """Compare what was read with where the partitions end. Raises when it never will be."""
        read = self._live.conventions_read
        records = read.records + self._live.movements_read.records
        if self._records != records:
            self._records, self._moved_at = records, monotonic()
        if ends.keys() != read.next.keys():
            raise TopicReplaced(f"{self._topic} has {len(ends)} partitions now")
        if any(read.next[number] > end for number, end in ends.items()):
            raise TopicReplaced(f"{self._topic} ends before what was read")
        level = all(read.next[number] >= end for number, end in ends.items())
        if level:
            self._level_at = monotonic()
        if level and self._live.ready:
            self._moved_at = monotonic()
        elif monotonic() - self._moved_at > (patience := UNREADY_S if level else STALLED_S):
            raise FaustStalled(f"{self._topic}: nothing was read for {patience:.0f} s")

    async def _ends(self, asking: AIOKafkaConsumer, count: int) -> dict[int, int]:
        ends = await asking.end_offsets([TopicPartition(self._topic, n) for n in range(count)])
        return {each.partition: end for each, end in ends.items()}
