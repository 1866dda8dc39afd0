"""Measures of a rebuild of every read model there is: lines of real logs, decoded, folded, written.

Batches are those of a rebuild and go to its schema. Reading them is measured elsewhere: from the
log in `replay`, from Kafka in `consuming`.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from time import perf_counter
from typing import Final

from mithaq.events import LogRecord
from mithaq.projections import prepare
from mithaq.projections.apply import apply
from mithaq.projections.rebuild import start_shadow
from mithaq.projections.registry import Model, in_schema
from mithaq.projections.shadow import shadow_of
from mithaq.runtime import Service, read_models
from mithaq.store import Database
from mithaq.store.migrate import migrate
from mithaq_local.testing import temporary_database

from tests.bench import logbooks
from tests.bench.measure import Bar, Measure
from tests.bench.world import World

BATCH: Final = 2_000
SERVICES: Final = ("partners", "conventions", "programming", "notifications", "audit")
# What makes each service's log, how many lives are in it, and how many in a quick one.
LOGS: Final[dict[str, tuple[Callable[[int], Sequence[LogRecord]], int, int]]] = {
    "ma.mithaq.partners": (logbooks.partners, 2_000, 20),
    "ma.mithaq.conventions": (logbooks.conventions, 100, 2),
    "ma.mithaq.programming": (logbooks.programming, 1_000, 10),
}


def service_of(name: str) -> Service:
    service: Service = import_module(f"{name}.bootstrap").SERVICE
    return service


@asynccontextmanager
async def a_log(world: World, source: str) -> AsyncIterator[Sequence[LogRecord]]:
    tell, full, quick = LOGS[source]
    yield tell(world.size(full, quick))


@asynccontextmanager
async def a_database(world: World, name: str) -> AsyncIterator[Database]:
    """A service's own, with its read models, none of which has heard anything."""
    service = service_of(name)
    async with temporary_database(world.servers.postgres) as url:
        database = await Database.open(url)
        try:
            await migrate(database.engine, service=service.migrations)
            await prepare(database.engine, read_models(service))
            yield database
        finally:
            await database.close()


async def rebuild(world: World, name: str, model: Model) -> float:
    """Lines a second of all logs that the read model hears."""
    database = await world.kept(a_database, name)
    shadow = shadow_of(model.subscription())
    logs = [(source, await world.kept(a_log, source)) for source in shadow.sources]
    async with database.engine.begin() as connection:
        await start_shadow(connection, model)
    begun = perf_counter()
    for source, log in logs:
        for start in range(0, len(log), BATCH):
            async with database.engine.begin() as connection:
                inside = await in_schema(connection, model.metadata, shadow.name)
                await apply(inside, shadow, {source: log[start : start + BATCH]})
    taken = perf_counter() - begun
    parked = await database.pool.fetchval("SELECT count(*) FROM dead_letter")
    assert parked == 0, f"{model.name} cannot apply {parked} lines"
    return sum(len(log) for _, log in logs) / taken


def _measures() -> Iterator[Measure]:
    for name in SERVICES:
        for model in read_models(service_of(name)):
            yield Measure(
                name=f"rebuild of {model.name} ({name})",
                unit="events/s",
                ours=partial(rebuild, name=name, model=model),
                bar=Bar(at_least=40_000),
                rounds=3,
            )


MEASURES: list[Measure] = list(_measures())
