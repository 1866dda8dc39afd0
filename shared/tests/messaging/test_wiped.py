"""Kafka loses its data while a relay and a consumer run, as in a real outage."""

import asyncio
import shutil
from collections.abc import Iterator

import pytest
from mithaq.store import Database
from mithaq.testing.flow import Producing, rows, run_until
from mithaq.testing.running import consumer, publishers, running, topic_lines
from mithaq_local.stack import Stack
from mithaq_local.testing import temporary_stack


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A Kafka that tests may wipe."""
    with temporary_stack("wiped", open_kafka=True) as stack:
        stack.start(["kafka"])
        yield stack


@pytest.fixture
def kafka_server(stack: Stack) -> str:
    return stack.addresses()["kafka"]


def wipe(stack: Stack) -> None:
    stack.halt("kafka")
    shutil.rmtree(stack.folder / "kafka" / "logs")
    stack.start(["kafka"])


async def test_an_idle_relay_fills_a_wiped_kafka_again(
    stack: Stack, producing: Producing, consuming: Database
) -> None:
    """It is refilled from the first line without a new event, and nothing is applied twice."""
    await asyncio.gather(*[producing.count(f"counter-{n}", 1, 2) for n in range(6)])
    wanted = {f"counter-{n}": 3 for n in range(6)}

    async def arrived() -> bool:
        return await rows(consuming) == wanted

    async def refilled() -> bool:
        there = await topic_lines(producing.kafka, producing.source)
        return sorted(seq for each in there.values() for seq in each) == list(range(1, 13))

    async with running(*publishers(producing), consumer(consuming, producing)):
        await run_until(arrived)
        await asyncio.to_thread(wipe, stack)
        await run_until(refilled, seconds=60)
        assert await rows(consuming) == wanted


async def test_an_event_after_the_loss_does_not_come_before_the_first(
    stack: Stack, producing: Producing, consuming: Database
) -> None:
    """A new consumer skips sequences that do not rise, so old lines must not follow a newer one."""
    await producing.count("counter-a", 1, 2)

    async def arrived() -> bool:
        return await rows(consuming) == {"counter-a": 3}

    async def more() -> bool:
        return await rows(consuming) == {"counter-a": 7}

    async with running(*publishers(producing), consumer(consuming, producing)):
        await run_until(arrived)
        await asyncio.to_thread(wipe, stack)
        await producing.count("counter-a", 4)
        await run_until(more, seconds=60)
    for found in (await topic_lines(producing.kafka, producing.source)).values():
        assert found in ([], [1, 2, 3])
