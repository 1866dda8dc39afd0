"""More large requests at once than the broker has memory for: they wait, and it survives."""

import asyncio
from contextlib import closing

from mithaq.messaging import Kafka, ensure_topics
from mithaq.testing.broker import PARTITIONS, broker

SENDERS, ROUNDS = 14, 2
BATCH = 4 * 1024 * 1024  # the most a topic takes
PAYLOAD = b"x" * (BATCH - 1_000)


async def flood(kafka: Kafka, topic: str) -> None:
    """Requests of 12 MB: a full batch for each partition."""
    async with kafka.producer(max_batch_size=BATCH, max_request_size=BATCH) as producer:
        for _ in range(ROUNDS):
            await asyncio.gather(
                *(
                    producer.send_and_wait(topic, PAYLOAD, partition=partition)
                    for partition in range(PARTITIONS)
                )
            )


async def test_a_broker_survives_more_requests_than_its_memory_holds(
    kafka_server: str, source: str
) -> None:
    """Given 14 senders of 12 MB at once, then all is acknowledged, and by the broker they found.

    A broker in a container has more memory, and may pass without the limit that this is about.
    """
    await ensure_topics(broker(kafka_server), [source])
    host, _, port = kafka_server.rpartition(":")
    alive, connection = await asyncio.open_connection(host, int(port))  # ends with the broker
    with closing(connection):
        await asyncio.gather(*(flood(broker(kafka_server), source) for _ in range(SENDERS)))
        assert not alive.at_eof()
