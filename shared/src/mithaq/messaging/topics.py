"""Kafka topics: one per service, named after its event source, retained for ever.

A topic is created only by the relay that fills it, when that relay starts. A wiped Kafka therefore
has no topic until the relay has noticed and publishes the log from its first line. If anything else
created the topic, the relay's next batch would come first in it, and the lines before would be
missing.
"""

import asyncio
import zlib
from collections.abc import Collection, Iterable
from typing import Final

import structlog
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

log = structlog.get_logger()

PARTITIONS: Final = 3

_RETRY_S: Final = 0.5
# Retention: a topic could be refilled from its service's store, but new consumers read it from the
# start. Timestamps: records carry the time of recording, and by default a broker refuses one an
# hour ahead of its own clock; after a clock was set back, the relay would be stuck until then.
_CONFIG: Final = {
    "retention.ms": "-1",
    "max.message.bytes": str(4 * 1024 * 1024),
    "message.timestamp.after.max.ms": str(2**63 - 1),
}


def partition_of(stream_id: bytes, partitions: int = PARTITIONS) -> int:
    """The partition of a stream: CRC-32, like librdkafka's `consistent` partitioner."""
    return zlib.crc32(stream_id) % partitions


async def ensure_topics(bootstrap: str, topics: Iterable[str], *, replication: int = 1) -> str:
    """Create the topics that do not exist. Raises KafkaError when no broker answers.

    Returns the cluster's id, which changes when Kafka is wiped.
    """
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        wanted = [
            NewTopic(topic, PARTITIONS, replication, topic_configs=_CONFIG) for topic in topics
        ]
        answer = await admin.create_topics(wanted)
        for _, code, *_ in answer.topic_errors:
            if code not in (0, TopicAlreadyExistsError.errno):
                raise for_code(code)
        cluster = await admin.describe_cluster()
        return str(cluster["cluster_id"])
    finally:
        await admin.close()


async def await_topics(bootstrap: str, topics: Collection[str]) -> str:
    """Wait until the relays have created these topics. Raises KafkaError when no broker answers.

    Returns the cluster's id.
    """
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        while missing := set(topics) - set(await admin.list_topics()):
            log.info("consumer.awaits_topics", topics=sorted(missing))
            await asyncio.sleep(_RETRY_S)
        return str((await admin.describe_cluster())["cluster_id"])
    finally:
        await admin.close()
