"""Kafka topics: one per service, named after its event source, retained for ever.

A topic is created only by the relay that fills it, when that relay starts. A wiped Kafka therefore
has no topic until the relay has noticed and publishes the log from its first line. If anything else
created the topic, the relay's next batch would come first in it, and the lines before would be
missing.
"""

import asyncio
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import structlog
from aiokafka.admin import NewPartitions, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from mithaq.messaging.clients import Kafka

log = structlog.get_logger()

_RETRY_S: Final = 0.5
# Retention: a topic could be refilled from its service's store, but new consumers read it from the
# start. Timestamps: records carry the time of recording, and by default a broker refuses one an
# hour ahead of its own clock; after a clock was set back, the relay would be stuck until then.
_CONFIG: Final = {
    "retention.ms": "-1",
    "max.message.bytes": str(4 * 1024 * 1024),
    "message.timestamp.after.max.ms": str(2**63 - 1),
}


def partition_of(stream_id: bytes, partitions: int) -> int:
    """The partition of a stream: CRC-32, like librdkafka's `consistent` partitioner."""
    return zlib.crc32(stream_id) % partitions


async def ensure_topics(
    kafka: Kafka,
    topics: Iterable[str],
    *,
    partitions: int | None = None,
    config: Mapping[str, str] | None = None,
) -> str:
    """Create the topics that do not exist. Raises KafkaError when no broker answers.

    `partitions` is how many they get, if not as many as the settings say; `config` is added to
    theirs. Returns the cluster's id, which changes when Kafka is wiped.
    """
    new = kafka.topic
    count = partitions or new.partitions
    said = {**_CONFIG, "min.insync.replicas": str(new.min_insync), **(config or {})}
    wanted = [NewTopic(topic, count, new.replication, topic_configs=said) for topic in topics]
    async with kafka.admin() as admin:
        answer = await admin.create_topics(wanted)
        for topic, code, *told in answer.topic_errors:
            if code not in (0, TopicAlreadyExistsError.errno):
                raise for_code(code)(f"{topic}: {told}")
        cluster = await admin.describe_cluster()
        return str(cluster["cluster_id"])


async def partitions_of(kafka: Kafka, topics: Collection[str]) -> dict[str, int]:
    """How many partitions each existing topic has, as the broker tells. Raises KafkaError."""
    async with kafka.admin() as admin:
        while True:
            told = await admin.describe_topics(list(topics))
            found = {each["topic"]: len(each["partitions"]) for each in told}
            if all(found.values()):
                return found
            await asyncio.sleep(_RETRY_S)  # a topic just created: not every broker knows of it


async def grow_topic(kafka: Kafka, topic: str, partitions: int) -> None:
    """Give the topic more partitions; its relay takes note. Raises KafkaError."""
    async with kafka.admin() as admin:
        await admin.create_partitions({topic: NewPartitions(partitions)})


async def await_topics(kafka: Kafka, topics: Collection[str]) -> str:
    """Wait until the relays have created these topics. Raises KafkaError when no broker answers.

    Returns the cluster's id.
    """
    async with kafka.admin() as admin:
        while missing := set(topics) - set(await admin.list_topics()):
            log.info("consumer.awaits_topics", topics=sorted(missing))
            await asyncio.sleep(_RETRY_S)
        return str((await admin.describe_cluster())["cluster_id"])
