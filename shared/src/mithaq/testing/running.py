"""Runs workers with restarts, as a service process does, and reads topics, for failure tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiokafka import TopicPartition

from mithaq.messaging import Consumer, Kafka, Relay, decode, partitions_of
from mithaq.runtime import RestartPolicy, Worker
from mithaq.runtime.workers import keep_running
from mithaq.store import Database, Sequencer, Signal
from mithaq.testing.flow import Producing, totals

SOON: Final = RestartPolicy(first=0.1, longest=0.5)


@asynccontextmanager
async def running(*workers: Worker) -> AsyncIterator[None]:
    """Run the workers, restarting those that fail, until the end of the context."""
    tasks = [asyncio.create_task(keep_running(worker, SOON)) for worker in workers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def publishers(producing: Producing) -> tuple[Worker, Worker]:
    """The sequencer and the relay of a producing service."""
    advanced = Signal()
    database, source = producing.database, producing.source
    relay = Relay(database, producing.kafka, source, advanced)
    sequencer = Sequencer(database, Signal(), advanced)
    return Worker("sequencer", sequencer.run), Worker("relay", relay.run)


def consumer(database: Database, producing: Producing, name: str = "consumer") -> Worker:
    """A consumer of the totals, in the group of this source."""
    subscription = totals(producing.catalogue).subscription()
    made = Consumer(database, producing.kafka, subscription, producing.source)
    return Worker(name, made.run)


async def topic_lines(kafka: Kafka, topic: str) -> dict[int, list[int]]:
    """The log sequences on each partition, in the order a new consumer reads them."""
    count = (await partitions_of(kafka, [topic]))[topic]
    partitions = [TopicPartition(topic, number) for number in range(count)]
    reading = kafka.consumer(auto_offset_reset="earliest")
    reading.assign(partitions)
    await reading.start()
    try:
        await reading.seek_to_beginning()
        ends = await reading.end_offsets(partitions)
        found: dict[int, list[int]] = {each.partition: [] for each in partitions}
        while any(len(found[each.partition]) < ends[each] for each in partitions):
            for each, records in (await reading.getmany(timeout_ms=500)).items():
                lines = [decode(record.headers, record.value).line.seq for record in records]
                found[each.partition] += lines
        return found
    finally:
        await reading.stop()
