"""Kafka loses its data under a relay and a consumer that stay up, as in a real outage."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from mithaq.messaging import PARTITIONS, Consumer, Relay, decode
from mithaq.runtime import Restarts, Worker
from mithaq.runtime.workers import keep_running
from mithaq.store import Database, Sequencer, Signal
from mithaq.testing.flow import Producing, rows, run_until, totals
from mithaq_local.stack import Stack

SOON = Restarts(first=0.1, longest=0.5)


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A Kafka to be hurt."""
    stack = Stack(Path(tempfile.mkdtemp(prefix="mithaq-wiped-")) / "state")
    try:
        stack.start(["kafka"])
        yield stack
    finally:
        stack.wipe()


@pytest.fixture
def kafka_server(stack: Stack) -> str:
    return stack.addresses()["kafka"]


def wipe(stack: Stack) -> None:
    stack.halt("kafka")
    shutil.rmtree(stack.folder / "kafka" / "logs")
    stack.start(["kafka"])


@asynccontextmanager
async def working(producing: Producing, consuming: Database) -> AsyncIterator[None]:
    """Both services as their processes run them: whatever falls is started again."""
    advanced = Signal()
    subscription = totals(producing.catalogue).subscription()
    consumer = Consumer(consuming, producing.bootstrap, subscription, producing.source)
    workers = [
        Worker("sequencer", Sequencer(producing.database, Signal(), advanced).run),
        Worker(
            "relay", Relay(producing.database, producing.bootstrap, producing.source, advanced).run
        ),
        Worker("consumer", consumer.run),
    ]
    tasks = [asyncio.create_task(keep_running(worker, SOON)) for worker in workers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def lines(bootstrap: str, topic: str) -> dict[int, list[int]]:
    """The log lines on each partition, in the order a new consumer meets them."""
    partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
    kafka = AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    kafka.assign(partitions)
    await kafka.start()
    try:
        await kafka.seek_to_beginning()
        ends = await kafka.end_offsets(partitions)
        found: dict[int, list[int]] = {each.partition: [] for each in partitions}
        while any(len(found[each.partition]) < ends[each] for each in partitions):
            for each, records in (await kafka.getmany(timeout_ms=500)).items():
                told = [decode(record.headers, record.value)[1].seq for record in records]
                found[each.partition] += told
        return found
    finally:
        await kafka.stop()


async def test_an_idle_relay_fills_a_wiped_kafka_again(
    stack: Stack, producing: Producing, consuming: Database
) -> None:
    """From the first line, without a new event to wake it, and nothing counts twice."""
    await asyncio.gather(*[producing.count(f"counter-{n}", 1, 2) for n in range(6)])
    wanted = {f"counter-{n}": 3 for n in range(6)}

    async def arrived() -> bool:
        return await rows(consuming) == wanted

    async def refilled() -> bool:
        there = await lines(producing.bootstrap, producing.source)
        return sorted(seq for each in there.values() for seq in each) == list(range(1, 13))

    async with working(producing, consuming):
        await run_until(arrived)
        await asyncio.to_thread(wipe, stack)
        await run_until(refilled, seconds=60)
        assert await rows(consuming) == wanted


async def test_an_event_after_the_loss_does_not_come_before_the_first(
    stack: Stack, producing: Producing, consuming: Database
) -> None:
    """A new consumer skips what does not rise: the old lines must not follow a newer one."""
    await producing.count("counter-a", 1, 2)

    async def arrived() -> bool:
        return await rows(consuming) == {"counter-a": 3}

    async def more() -> bool:
        return await rows(consuming) == {"counter-a": 7}

    async with working(producing, consuming):
        await run_until(arrived)
        await asyncio.to_thread(wipe, stack)
        await producing.count("counter-a", 4)
        await run_until(more, seconds=60)
    for found in (await lines(producing.bootstrap, producing.source)).values():
        assert found in ([], [1, 2, 3])
