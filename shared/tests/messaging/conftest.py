"""A producing and a consuming service's database, on the session's broker."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from mithaq.projections import prepare
from mithaq.store import Database
from mithaq.store.migrate import migrate
from mithaq.testing.flow import Producing, totals


@pytest.fixture
async def producing(database: Database, kafka_server: str, source: str) -> Producing:
    return Producing(database, kafka_server, source)


@pytest.fixture
async def consuming(
    fresh_database: Callable[[], Awaitable[str]], producing: Producing
) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    await prepare(database.engine, [totals(producing.catalogue)])
    yield database
    await database.close()
