"""Measures on the list of a ministry with 20,000 conventions: pages, totals, and all as a workbook.

Everything that `asks` has is read twice; the slowest of it, by its faster reading, is then read
often enough for a percentile. What counts is the worst, and the row says which one it was.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from operator import itemgetter
from time import perf_counter
from typing import Final

import psutil
from conventions.read_models.listing import Asked, Filters, every, page, totals
from conventions.routes.exporting import Naming, Workbook, written
from mithaq.words import texts_of
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.bench.asks import ORDERS, asked, mixed, named, single
from tests.bench.latency import quantile
from tests.bench.measure import Bar, Found, Measure
from tests.bench.register import CONVENTIONS, a_register
from tests.bench.world import World

LARGEST: Final = 201  # lines that are read for the largest page that can be asked for
NINETY_FIVE: Final = 0.95
_OFTEN, _SUSPECTS = 20, 8
_OFFICE: Final = "the office"

Read = Callable[[], Awaitable[object]]
Reading = Callable[[AsyncConnection, Asked], Awaitable[Read]]  # what is timed, made ready


@asynccontextmanager
async def a_connection(world: World) -> AsyncIterator[AsyncConnection]:
    """As requests have it: a statement is a transaction by itself."""
    database = await world.kept(a_register)
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        yield connection


async def slowest(world: World, reading: Reading, asks: Sequence[Asked]) -> Found:
    """Milliseconds, 95th percentile, of the read that takes longest."""
    connection = await world.kept(a_connection)
    reads = [(each, await reading(connection, each)) for each in asks[:: world.size(1, 97)]]
    screened = [(min([await _timed(read) for _ in range(2)]), each, read) for each, read in reads]
    slow = sorted(screened, key=itemgetter(0))[-world.size(_SUSPECTS, 1) :]
    return max([await _often(each, read, world.size(_OFTEN, 1)) for _, each, read in slow])


async def _often(each: Asked, read: Read, times: int) -> Found:
    taken = [await _timed(read) for _ in range(times)]
    return Found(quantile(taken, NINETY_FIVE), named(each))


async def _timed(read: Read) -> float:
    begun = perf_counter()
    await read()
    return (perf_counter() - begun) * 1_000


async def first_page(connection: AsyncConnection, each: Asked) -> Read:
    return partial(page, connection, each, LARGEST, None)


async def page_halfway(connection: AsyncConnection, each: Asked) -> Read:
    half = (await totals(connection, each)).all.count // 2
    before = await page(connection, each, half, None) if half else ()
    return partial(page, connection, each, LARGEST, before[-1].place if before else None)


async def sums(connection: AsyncConnection, each: Asked) -> Read:
    return partial(totals, connection, each)


async def exported(world: World) -> tuple[float, float]:
    """Seconds that all of it takes as a workbook, and megabytes that the process grew meanwhile."""
    database, naming = await world.kept(a_register), Naming(texts_of("conventions"), "fr")
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ")
    process, most = psutil.Process(), 0
    before, begun = process.memory_info().rss, perf_counter()

    async def watched(connection: AsyncConnection) -> AsyncIterator[Sequence[object]]:
        nonlocal most
        async for rows in every(connection, asked(Filters(), "-late", _OFFICE)):
            most = max(most, process.memory_info().rss)
            yield rows

    async with engine.connect() as connection:
        with await written(Workbook, naming, watched(connection)):
            taken = perf_counter() - begun
    return taken, (max(most, process.memory_info().rss) - before) / 1e6


async def export_seconds(world: World) -> float:
    return (await exported(world))[0]


async def export_grows(world: World) -> float:
    return (await exported(world))[1]


def _everything() -> list[Asked]:
    return [*single(), *mixed(400)]


def _deep() -> list[Asked]:
    return [*(asked(Filters(), order, _OFFICE) for order in ORDERS), *mixed(60)]


def _one(name: str, unit: str, ours: Callable[[World], Awaitable[float]], most: float) -> Measure:
    return Measure(
        name=f"{CONVENTIONS:,} conventions: {name}",
        unit=unit,
        ours=ours,
        bar=Bar(at_most=most),
        less_is_better=True,
        rounds=1 if unit == "ms" else 3,
    )


MEASURES: list[Measure] = [
    _one("first page, p95", "ms", partial(slowest, reading=first_page, asks=_everything()), 100),
    _one("page halfway, p95", "ms", partial(slowest, reading=page_halfway, asks=_deep()), 100),
    _one("totals, p95", "ms", partial(slowest, reading=sums, asks=_everything()), 100),
    _one("all as XLSX", "s", export_seconds, 20),
    _one("what the process grows by meanwhile", "MB", export_grows, 30),
]
