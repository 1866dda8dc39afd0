"""Topics: one a service, named as its source, kept for ever."""

import zlib
from collections.abc import Iterable
from typing import Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

PARTITIONS: Final = 3

# A topic can be rebuilt from its service's store, yet new consumers read it from the start.
_CONFIG: Final = {"retention.ms": "-1", "max.message.bytes": str(4 * 1024 * 1024)}


def partition_of(stream_id: bytes, partitions: int = PARTITIONS) -> int:
    """The partition of a stream: CRC-32, as librdkafka's `consistent` partitioner."""
    return zlib.crc32(stream_id) % partitions


async def ensure_topics(bootstrap: str, topics: Iterable[str], *, replication: int = 1) -> str:
    """Create the topics that do not exist; the cluster's id, which changes if Kafka was wiped.

    Raises KafkaError when no broker answers.
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
