"""Topics: one a service, named as its source, kept for ever.

A topic is made by the relay that fills it, when that relay begins, and by nobody else. A wiped
Kafka therefore has no topic until its relay has noticed and sends the log from the first line:
had somebody else made it, the relay's next batch would lie where the first one belongs.
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

_LOOK_S: Final = 0.5
# A topic can be rebuilt from its service's store, yet new consumers read it from the start.
# Records carry the time they were recorded at. By default a broker refuses one that lies an hour
# ahead of its own clock: after a clock was set back, the relay would stand still until then.
_CONFIG: Final = {
    "retention.ms": "-1",
    "max.message.bytes": str(4 * 1024 * 1024),
    "message.timestamp.after.max.ms": str(2**63 - 1),
}


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


async def await_topics(bootstrap: str, topics: Collection[str]) -> str:
    """Return the cluster's id once the relays have made these topics.

    Raises KafkaError when no broker answers.
    """
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        while missing := set(topics) - set(await admin.list_topics()):
            log.info("consumer.awaits_topics", topics=sorted(missing))
            await asyncio.sleep(_LOOK_S)
        return str((await admin.describe_cluster())["cluster_id"])
    finally:
        await admin.close()
