"""Random lives, each operation tried before it is given: a short form, and a long one."""

from collections.abc import Awaitable, Callable

import pytest
from conventions.bootstrap import SERVICE
from mithaq.projections import prepare
from mithaq.runtime import read_models
from mithaq.store import Database, PostgresEventStore
from mithaq.store.migrate import migrate
from mithaq.testing.memory import InMemoryEventStore

from .luck import luck_of
from .trying import Life

SEED = 11
TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""


async def lived(seed: int, life: int, operations: int) -> int:
    store = InMemoryEventStore()

    async def count() -> object:
        return store.count, store.commands

    return await Life(store, count).live(luck_of(seed, life), operations)


async def test_a_trial_tells_what_then_happens() -> None:
    accepted = [await lived(SEED, life, 40) for life in range(25)]
    assert sum(accepted) > 200


@pytest.mark.campaign
async def test_a_trial_tells_what_then_happens_in_long_lives() -> None:
    accepted = [await lived(SEED + 1, life, 300) for life in range(300)]
    assert sum(accepted) > 10_000


async def test_a_trial_changes_no_row_of_any_table(
    fresh_database: Callable[[], Awaitable[str]],
) -> None:
    database = await Database.open(await fresh_database())
    await migrate(database.engine, service=SERVICE.migrations)
    await prepare(database.engine, read_models(SERVICE))
    tables = [row[0] for row in await database.pool.fetch(TABLES)]
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)

    async def count() -> object:
        return await database.pool.fetchrow(f"SELECT {counts}")

    life = Life(PostgresEventStore(database.pool), count)
    assert "public.event" in tables
    assert await life.live(luck_of(SEED, 4), 40)
    await database.close()
