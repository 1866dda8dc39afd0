"""More large requests at once than the broker has memory for: they wait, and it goes on."""

import asyncio

from aiokafka import AIOKafkaProducer
from mithaq.messaging.topics import PARTITIONS, ensure_topics

SENDERS, ROUNDS = 14, 2
LIMIT = 4 * 1024 * 1024  # of a request, as a relay's
PAYLOAD = b"x" * (LIMIT - 1_000)


async def flood(bootstrap: str, topic: str) -> None:
    """Requests as large as a relay may send; raises when the broker goes away."""
    async with AIOKafkaProducer(
        bootstrap_servers=bootstrap, max_batch_size=LIMIT, max_request_size=LIMIT
    ) as producer:
        for _ in range(ROUNDS):
            await asyncio.gather(
                *(
                    producer.send_and_wait(topic, PAYLOAD, partition=partition)
                    for partition in range(PARTITIONS)
                )
            )


async def test_a_broker_outlives_more_requests_than_its_memory_holds(
    kafka_server: str, source: str
) -> None:
    """Given 14 senders of 12 MB each, when they send at once, then all of it is acknowledged."""
    await ensure_topics(kafka_server, [source])
    await asyncio.gather(*(flood(kafka_server, source) for _ in range(SENDERS)))
