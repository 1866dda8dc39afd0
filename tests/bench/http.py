"""Measures of commands and reads over HTTP, on a running service, at a steady rate.

The clock of a request begins when it was due, so one that had to wait for others is told as slow.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic
from uuid import uuid4

import httpx
from mithaq_local.testing import temporary_stack

from tests.bench.latency import quantile
from tests.bench.measure import Bar, Measure
from tests.bench.world import World
from tests.callers import Callers, operator

RATE, SECONDS = 100, 20
WARM = 200  # requests that do not count

Ask = Callable[[int], Awaitable[httpx.Response]]
Times = Mapping[str, list[float]]


async def steadily(ask: Ask, rate: float, count: int) -> list[float]:
    """Seconds from each request's due time to its response; raises if one was refused."""
    times = [0.0] * count
    begun = monotonic()

    async def one(number: int, due: float) -> None:
        (await ask(number)).raise_for_status()
        times[number] = monotonic() - due

    async with asyncio.TaskGroup() as asked:
        for number in range(count):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - monotonic()))
            asked.create_task(one(number, due))
    return times


async def timed(addresses: Mapping[str, str], rate: float, count: int, warm: int) -> Times:
    """Registrations of organisations, then reads of one of them."""
    limits = httpx.Limits(max_connections=50, max_keepalive_connections=50)
    async with httpx.AsyncClient(timeout=30, trust_env=False, limits=limits) as http:
        callers = Callers(http, addresses)
        office = await callers.office()

        async def register(_: int) -> httpx.Response:
            body = operator(f"Opérateur {uuid4().hex[:12]}")  # a name is registered once
            return await callers.send(office, "organisations", body)

        made = await register(0)
        here = callers.at("partners", f"organisations/{made.raise_for_status().json()['id']}")

        async def read(_: int) -> httpx.Response:
            return await http.get(here, headers=office)

        return {
            "command": (await steadily(register, rate, warm + count))[warm:],
            "read": (await steadily(read, rate, warm + count))[warm:],
        }


@asynccontextmanager
async def a_service(_: World) -> AsyncIterator[Times]:
    """The partners service on a separate stack, under load until the context ends."""
    with temporary_stack("bench") as stack:
        await asyncio.to_thread(stack.start, ["partners"])
        yield await timed(stack.addresses(), RATE, RATE * SECONDS, WARM)


async def took(world: World, what: str, part: float) -> float:
    """The latency in milliseconds at this quantile of the requests."""
    return quantile((await world.kept(a_service))[what], part) * 1_000


MEASURES: list[Measure] = [
    Measure(
        name=f"{what} over HTTP at {RATE}/s, {name}",
        unit="ms",
        ours=partial(took, what=what, part=part),
        bar=Bar(at_most=60) if (what, name) == ("command", "p99") else None,
        less_is_better=True,
        rounds=1,
    )
    for what in ("command", "read")
    for name, part in (("p50", 0.5), ("p99", 0.99))
]
