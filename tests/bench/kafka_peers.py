"""The peers for Kafka, doing the same work: a default Faust agent and librdkafka."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import uuid4

from mithaq.messaging import decode
from mithaq.messaging.cloudevents import Headers
from mithaq.testing.counter import catalogue

from tests.bench.parts import Noted, Order, go

SETTINGS: Final = {"acks": "all", "enable.idempotence": True, "linger.ms": 5}
QUEUE: Final = 1_000_000  # messages in librdkafka's own buffer

Message = tuple[Any, Any, Any]  # key, value and headers, as librdkafka hands them over


class Count:
    """The arrival times of the first and the last of `wanted` records."""

    def __init__(self, wanted: int) -> None:
        self._wanted, self.seen, self._begun = wanted, 0, monotonic()
        self.first = self.last = 0.0
        self.done = asyncio.Event()

    def add(self, more: int) -> None:
        self.last = monotonic()
        self.first = self.first or self.last
        self.seen += more
        if self.seen >= self._wanted:
            self.done.set()

    @property
    def noted(self) -> Noted:
        """All in one call (a tiny log): then from the beginning."""
        since = self.first if self.last > self.first else self._begun
        return {"rate": self.seen / (self.last - since), "seen": self.seen}


async def faust_agent(order: Order) -> Noted:
    """One agent with Faust's defaults: it decodes each event as our consumer does, and adds up.

    Its totals are a plain dictionary: neither a Faust table with its changelog nor a row in
    PostgreSQL, both of which would slow it down. It runs on uvloop, as our parts do.
    """
    import faust

    with tempfile.TemporaryDirectory() as folder:
        app = faust.App(
            f"bench-{uuid4().hex}",
            broker=f"aiokafka://{order.bootstrap}",
            store="memory://",
            datadir=Path(folder),
            topic_disable_leader=True,
            topic_allow_declare=False,
            topic_partitions=order.kafka.topic.partitions,
            web_enabled=False,
            autodiscover=False,
            consumer_auto_offset_reset="earliest",
        )
        topic = app.topic(order.source, key_serializer="raw", value_serializer="raw")
        events, totals, count = catalogue(order.source), Counter[str](), Count(order.count)

        @app.agent(topic)
        async def add_up(stream: Any) -> None:
            async for event in stream.events():
                line = decode(headers_of(event.message), event.message.value)[1]
                counted = events.decode(line.type, line.schema, line.data)
                totals[line.stream_id] += counted.by
                count.add(1)

        await go()
        await app.start()
        await count.done.wait()
        await app.stop()
        return count.noted


def headers_of(message: Any) -> Headers:
    headers = message.headers
    return list(headers.items() if isinstance(headers, dict) else headers or ())


async def confluent_consumer(order: Order) -> Noted:
    """librdkafka hands over the same records, 500 a call; nothing is decoded or written."""
    from confluent_kafka import Consumer

    consumer = Consumer(
        {
            "bootstrap.servers": order.bootstrap,
            "group.id": f"bench-{uuid4().hex}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([order.source])
    count = Count(order.count)
    await go()
    while not count.done.is_set():
        if polled := consumer.consume(500, timeout=1):
            count.add(len([message.value() for message in polled if message.error() is None]))
    consumer.close()
    return count.noted


async def confluent_producer(order: Order) -> Noted:
    """librdkafka sends a copy of the topic's records to another topic and awaits every ack.

    They lie in memory when the clock starts: our relay reads and encodes its own.
    """
    from confluent_kafka import Producer

    messages = list(_read(order))
    producer = Producer(
        {
            "bootstrap.servers": order.bootstrap,
            "queue.buffering.max.messages": QUEUE,
            **SETTINGS,
        }
    )
    producer.produce(copy := f"{order.source}.copy", b"the first connects")
    producer.flush(60)
    await go()
    begun = monotonic()
    for key, value, headers in messages:
        producer.produce(copy, value, key, headers=headers)
        producer.poll(0)
    assert producer.flush(60) == 0
    return {"rate": len(messages) / (monotonic() - begun), "seen": len(messages)}


def _read(order: Order) -> Iterator[Message]:
    """Every record of the source, unchanged."""
    from confluent_kafka import Consumer

    settings = {"group.id": f"bench-{uuid4().hex}", "auto.offset.reset": "earliest"}
    consumer = Consumer({"bootstrap.servers": order.bootstrap, **settings})
    consumer.subscribe([order.source])
    seen = 0
    while seen < order.count:
        for message in consumer.consume(500, timeout=1):
            seen += 1
            yield message.key(), message.value(), message.headers()
    consumer.close()
