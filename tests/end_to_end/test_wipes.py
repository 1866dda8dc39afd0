"""Kafka loses everything, again and again, with two workers a service: all is level by itself."""

import asyncio
import importlib
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import asyncpg
import pytest
from mithaq.runtime import Kernel, Service
from mithaq.runtime.lag import KafkaLook, Lag, measure
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq_local import services
from mithaq_local.ports import HOST
from mithaq_local.stack import Stack
from mithaq_local.state import State

from tests.callers import Callers
from tests.waiting import audited, until

CONSUMING = ("conventions", "programming", "notifications", "audit")
WITHIN_S = 30.0
# What a machine that runs other tests at the same time is given: the bound itself is measured.
PATIENCE = float(os.environ.get("MITHAQ_PATIENCE", "4"))
DEADLOCKS = "SELECT coalesce(sum(deadlocks), 0)::bigint FROM pg_stat_database"


@dataclass(frozen=True, slots=True)
class Seen:
    """A service as `status` sees it."""

    service: Service
    kernel: Kernel
    kafka: KafkaLook

    async def lag(self) -> Lag:
        return await measure(self.kernel, self.service, self.kafka)


def environment(stack: Stack, name: str) -> Mapping[str, str]:
    (described,) = [each for each in services.SERVICES if each.name == name]
    return services.environment(State.load(stack.folder), described)


@asynccontextmanager
async def seen(stack: Stack, name: str) -> AsyncIterator[Seen]:
    variables = environment(stack, name)
    fields = {
        key.removeprefix("MITHAQ_").lower(): value
        for key, value in variables.items()
        if key.startswith("MITHAQ_")
    }
    settings = Settings(**fields)  # type: ignore[arg-type]
    database = await Database.open(settings.database_url, size=2)
    kernel = Kernel(settings=settings, database=database)
    service: Service = importlib.import_module(f"{name}.bootstrap").SERVICE
    try:
        async with KafkaLook(kernel.kafka) as kafka:
            yield Seen(service, kernel, kafka)
    finally:
        await database.close()


@asynccontextmanager
async def second_worker(stack: Stack, name: str) -> AsyncIterator[None]:
    """One more worker of the service, as another pod would be."""
    more = {
        "MITHAQ_INSTANCE": f"{name}-2",
        "MITHAQ_HTTP_HOST": HOST,
        "MITHAQ_HTTP_PORT": "0",
        "MITHAQ_PROBE_PORT": "0",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", name, "worker"),
        env={**os.environ, **environment(stack, name), **more},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


def wipe(stack: Stack) -> None:
    stack.halt("kafka")
    shutil.rmtree(stack.folder / "kafka" / "logs")
    stack.start(["kafka"])


async def unread(every: list[Seen]) -> list[str]:
    """The partitions that nobody reads, or of which nothing is known."""
    lags = await asyncio.gather(*[each.lag() for each in every])
    return [
        f"{lag.service}.{each.consumer} {each.topic}[{each.partition}]"
        for lag in lags
        for each in lag.consumers
        if not each.held
    ]


async def deadlocks(stack: Stack) -> int:
    address = stack.addresses()["postgres"].replace("+asyncpg", "")
    connection = await asyncpg.connect(address)
    try:
        return int(await connection.fetchval(DEADLOCKS))
    finally:
        await connection.close()


async def wiped(stack: Stack, callers: Callers, times: int, second: tuple[str, ...]) -> list[float]:
    """Wipe Kafka so often; after each all is level again. How long until every partition was read,
    in seconds."""
    lead, funder = await callers.party(), await callers.party()
    before, took = await deadlocks(stack), list[float]()
    async with AsyncExitStack() as opened:
        for name in second:
            await opened.enter_async_context(second_worker(stack, name))
        every = [await opened.enter_async_context(seen(stack, name)) for name in CONSUMING]
        for _ in range(times):
            await callers.draft(lead, funder)
            await asyncio.to_thread(wipe, stack)
            begun = time.monotonic()

            async def all_read() -> bool:
                return not await unread(every)

            await until(all_read, seconds=WITHIN_S * PATIENCE)
            took.append(time.monotonic() - begun)
            await callers.draft(lead, funder)
            await until(lambda: level(callers), seconds=60 * PATIENCE)
            await until(lambda: audited(callers), seconds=60 * PATIENCE)
    assert await deadlocks(stack) == before
    return took


async def level(callers: Callers) -> bool:
    """Whether the live view serves figures."""
    auditor = await callers.person("auditor", "auditor")
    answer = await callers.http.get(callers.at("live", "activity"), headers=auditor)
    return answer.status_code == 200


@pytest.mark.timeout(900)
async def test_a_wiped_kafka_is_read_again_by_everybody(stack: Stack, callers: Callers) -> None:
    assert len(await wiped(stack, callers, 1, ("audit",))) == 1


@pytest.mark.campaign
@pytest.mark.timeout(3600)
async def test_twenty_wipes_with_two_workers_a_service(stack: Stack, callers: Callers) -> None:
    took = await wiped(stack, callers, 20, CONSUMING)
    sys.stdout.write(f"every partition read after {[round(each, 1) for each in took]} s\n")
    assert max(took) <= WITHIN_S
