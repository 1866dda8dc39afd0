"""Measures on the list of a ministry with 20,000 conventions: pages, totals, and all as a workbook.

Each filter and each order is timed by itself; what counts is the slowest of them.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from random import Random
from time import perf_counter
from typing import Final
from uuid import UUID

import psutil
from conventions.domain.core.vocabulary import Instrument, State
from conventions.read_models.listing import (
    Age,
    Alert,
    Asked,
    Filters,
    Involvement,
    Order,
    SortKey,
    every,
    page,
    totals,
)
from conventions.routes.exporting import Naming, Workbook, written
from mithaq.money import Money
from mithaq.store import Database
from mithaq.territories import Level, territories
from mithaq.visibility import Sight, Tie
from mithaq.words import texts_of
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.conventions.tests.listing.register import TODAY, Entry, Tranche, add
from tests.bench.latency import quantile
from tests.bench.measure import Bar, Measure
from tests.bench.rebuilding import a_database
from tests.bench.world import World

CONVENTIONS, ORGANISATIONS, AT_ONCE, NINETY_FIVE = 20_000, 1_500, 500, 0.95
LEADS: Final = 12  # of the organisations: each region's, party to most
_WORDS: Final = (
    *("réhabilitation", "éclairage", "médina", "pistes", "cyclables", "assainissement"),
    *("quartier", "mise", "à", "niveau", "équipements", "voirie", "espaces", "verts", "oued"),
)
_ARABIC: Final = ("تأهيل", "المدينة", "العتيقة", "الإنارة", "العمومية", "الأحياء", "المساحات")
_ROLES: Final = (["lead", "signatory"], ["funder", "signatory"], ["project_owner"], ["witness"])


def organisation(number: int) -> UUID:
    return UUID(int=10**9 + number)


def register(size: int) -> list[Entry]:
    """Conventions as a ministry has them after ten years: most in force or over, a fifth late."""
    chance = Random(size)
    communes = [each.code for each in territories().values() if each.level is Level.COMMUNE]
    return [_entry(number, chance, communes) for number in range(1, size + 1)]


def _entry(number: int, chance: Random, communes: Sequence[str]) -> Entry:
    state, year = chance.choice(list(State)), chance.randint(2016, 2026)
    late = chance.random() < 0.2
    parties = {0: _party(chance.randrange(LEADS), 0)}
    parties |= {nth: _party(chance.randrange(ORGANISATIONS), nth % 4) for nth in range(1, 5)}
    return Entry(
        number=number,
        seq=number,
        reference=f"CPV-{year}-{number:05d}",
        title_fr=" ".join(chance.choices(_WORDS, k=8)).capitalize(),
        title_ar=" ".join(chance.choices(_ARABIC, k=6)),
        state=state,
        instrument=chance.choice(["framework", "financing", "financing"]),
        programme_kind=chance.choice([None, "pdr", "pdti"]),
        framework=UUID(int=chance.randrange(1, 500)),
        territory=chance.choice(communes),
        actions=chance.sample(communes, 3),
        total=chance.randrange(10**8, 10**11),
        first_year=year,
        last_year=year + chance.randint(1, 5),
        parties=dict(parties.values()),
        signed_on=TODAY - timedelta(days=chance.randrange(3_000)),
        ends_on=TODAY + timedelta(days=chance.randrange(-1_000, 1_000)),
        promised=chance.randrange(10**11),
        paid=chance.randrange(10**10),
        quiet_days=chance.randrange(400),
        tranches=[_tranche(nth, chance, late=late) for nth in range(8)],
    )


def _party(number: int, role: int) -> tuple[UUID, tuple[str, list[str]]]:
    return organisation(number), (f"Organisme {number} {_WORDS[number % 12]}", _ROLES[role])


def _tranche(nth: int, chance: Random, *, late: bool) -> Tranche:
    days = chance.randrange(-700, 700)
    paid = 0 if days <= 0 or (late and nth < 2) else 10**8
    return Tranche(days_late=days, amount=10**8, paid=paid)


@asynccontextmanager
async def a_register(world: World) -> AsyncIterator[Database]:
    database = await world.kept(a_database, "conventions")
    entries = register(world.size(CONVENTIONS, 50))
    for start in range(0, len(entries), AT_ONCE):
        async with database.engine.begin() as connection:
            await add(connection, entries[start : start + AT_ONCE])
    async with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as idle:
        await idle.execute(text("VACUUM ANALYZE"))
    yield database


FILTERS: Final[Sequence[Filters]] = (
    Filters(),
    Filters(states=(State.IN_FORCE, State.SUSPENDED, State.SIGNED)),
    Filters(instruments=(Instrument.FRAMEWORK,)),
    Filters(programme_kind="pdr"),
    Filters(framework=UUID(int=7)),
    Filters(territories=("06",)),
    Filters(territories=("06", "06.141")),
    Filters(organisation=organisation(3)),
    Filters(organisation=organisation(3), roles=(Involvement.LEAD, Involvement.WITNESS)),
    Filters(organisation=organisation(700)),
    Filters(year=2024),
    Filters(total_from=Money.dirhams(10**8), total_to=Money.dirhams(10**9)),
    Filters(late=(Age.TO_30, Age.OVER_180)),
    Filters(late_over=90),
    *(Filters(alerts=(alert,)) for alert in Alert),
    Filters(alerts=tuple(Alert)),
    Filters(unmoved_days=90),
    Filters(q="eclairage medina"),
    Filters(q="العتيقه"),
    Filters(q="organisme 7 medina"),
    Filters(q="CPV-2024-01"),
    Filters(q="a e i o u r t s n"),
    Filters(states=(State.IN_FORCE,), territories=("06",), late=tuple(Age), q="quartier"),
)
SIGHTS: Final = (
    Sight(everything=True),
    Sight(organisation=organisation(3), ties=frozenset({Tie.PARTY, Tie.DRAFTER})),
)
ORDERS: Final = (
    *("-" + key for key in SortKey),
    "total,-late,title",
    "-state,reference,late_since",
)


def asked(filters: Filters, order: str, seen_by: Sight) -> Asked:
    return Asked(filters=filters, order=Order.of(order), today=TODAY, seen_by=seen_by)


Read = Callable[[AsyncConnection, Asked], Awaitable[object]]


async def slowest(world: World, read: Read, asks: Sequence[Asked]) -> float:
    """Milliseconds, 95th percentile, of the read that took longest."""
    database, times = await world.kept(a_register), list[float]()
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for each in asks[:: world.size(1, 8)]:
            times.append(quantile(await _timed(connection, read, each, world.size(20, 1)), 0.95))
    return max(times)


async def _timed(connection: AsyncConnection, read: Read, each: Asked, times: int) -> list[float]:
    taken = []
    for _ in range(times):
        begun = perf_counter()
        await read(connection, each)
        taken.append((perf_counter() - begun) * 1_000)
    return taken


async def first_page(connection: AsyncConnection, each: Asked) -> object:
    return await page(connection, each, 51, None)


async def _deep(connection: AsyncConnection, each: Asked) -> float:
    """Milliseconds of a page in the middle of the list."""
    place = (await page(connection, each, 2_000, None))[-1].place
    begun = perf_counter()
    await page(connection, each, 51, place)
    return (perf_counter() - begun) * 1_000


async def deep_page(world: World) -> float:
    database, times = await world.kept(a_register), list[float]()
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for order in ORDERS:
            each = asked(Filters(), order, SIGHTS[0])
            taken = [await _deep(connection, each) for _ in range(world.size(5, 1))]
            times.append(quantile(taken, NINETY_FIVE))
    return max(times)


async def exported(world: World) -> tuple[float, float]:
    """Seconds that all of it takes as a workbook, and megabytes that the process grew meanwhile."""
    database, naming = await world.kept(a_register), Naming(texts_of("conventions"), "fr")
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ")
    process, most = psutil.Process(), 0
    before, begun = process.memory_info().rss, perf_counter()

    async def watched(connection: AsyncConnection) -> AsyncIterator[Sequence[object]]:
        nonlocal most
        async for rows in every(connection, asked(Filters(), "-late", SIGHTS[0])):
            most = max(most, process.memory_info().rss)
            yield rows

    async with engine.connect() as connection:
        with await written(Workbook, naming, watched(connection)):  # type: ignore[arg-type]
            taken = perf_counter() - begun
    return taken, (max(most, process.memory_info().rss) - before) / 1e6


async def export_seconds(world: World) -> float:
    return (await exported(world))[0]


async def export_grows(world: World) -> float:
    return (await exported(world))[1]


def _all(order: str) -> list[Asked]:
    return [asked(filters, order, sight) for filters in FILTERS for sight in SIGHTS]


def _in_order() -> list[Asked]:
    return [asked(Filters(), order, SIGHTS[0]) for order in ORDERS]


MEASURES: list[Measure] = [
    Measure(
        name=name,
        unit=unit,
        ours=ours,
        bar=Bar(at_most=limit),
        less_is_better=True,
        rounds=rounds,
    )
    for name, unit, ours, limit, rounds in (
        (
            "20,000 conventions: a page under the slowest filter, p95",
            "ms",
            partial(slowest, read=first_page, asks=_all("")),
            100,
            1,
        ),
        (
            "20,000 conventions: a page in the slowest order, p95",
            "ms",
            partial(
                slowest, read=first_page, asks=[asked(Filters(), o, SIGHTS[0]) for o in ORDERS]
            ),
            100,
            1,
        ),
        ("20,000 conventions: a page halfway, slowest order, p95", "ms", deep_page, 100, 1),
        (
            "20,000 conventions: totals under the slowest filter, p95",
            "ms",
            partial(slowest, read=totals, asks=_all("")),
            100,
            1,
        ),
        ("20,000 conventions: all as XLSX", "s", export_seconds, 20, 3),
        ("20,000 conventions: what the process grows by meanwhile", "MB", export_grows, 30, 3),
    )
]
